"""What the atlas itself reads, whatever else a data package describes."""

from __future__ import annotations

from collections.abc import Mapping

NEEDED: Mapping[str, str] = {
    **{
        name: f"statistics/{name}.csv"
        for name in (
            *("sources", "indicators", "values", "targets", "zones"),
            *("platforms", "platform_types", "fields"),
        )
    },
    **{name: f"shapes/{name}.geojson" for name in ("province", "prefectures", "counties")},
}
_NAMES = ("name_zh", "name_en")
_POINT = ("lon", "lat", "location_precision", "location_method")
_MEASURE = ("indicator_id", *_NAMES, "unit_zh", "unit_en", "decimals", "note_zh", "note_en")
COLUMNS: Mapping[str, tuple[str, ...]] = {
    "sources": ("source_id", "title", "publisher", "published", "url", "grade", "note"),
    "indicators": (*_MEASURE, "kind"),
    "derived": (*_MEASURE, "numerator_id", "denominator", "factor"),
    "values": (
        *("place_id", "indicator_id", "period", "as_of", "value", "status"),
        *("source_id", "quote", "note"),
    ),
    "targets": (
        *("target_id", "in_table_1", "indicator_id", "place_id", "base_period", "base_value"),
        *("due_period", "value", "document", "source_id", "quote"),
    ),
    "zones": (
        *("zone_id", *_NAMES, "short_name_zh", "level", "upgrade_candidate"),
        *("counted_in_27_of_2021", "prefecture_adcode", "county_adcodes", "area_km2"),
        *("area_note", "industries_zh", "parks", "address", "source_ids", "note", *_POINT),
        *("provincial_approval", "provincial_document", "national_approval", "national_document"),
    ),
    "platforms": (
        *("platform_id", *_NAMES, "type", "level", "host", "field", "prefecture_adcode"),
        *("county", "address", "location_source_id", "year_established", "status"),
        *("source_id", "quote", "note", *_POINT),
    ),
    "platform_types": ("type", "name_en", "family", "family_zh", "family_en"),
    "fields": ("field", "name_en", "clause"),
    "province": ("adcode", *_NAMES),
    "prefectures": ("adcode", *_NAMES),
    "counties": ("adcode", *_NAMES, "prefecture_adcode"),
}
