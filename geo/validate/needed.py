"""What the atlas itself reads, and what its code takes for granted of each column.

A data package may promise more than this (and describe more tables), never less: otherwise a
change of ``datapackage.json`` would let through what the code cannot work with.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.model.figures import KINDS
from geo.validate import needed_areas, needed_notes, needed_platforms, needed_series, needed_zones
from geo.validate.column import (
    DATE,
    DIVISION,
    INDICATOR,
    INFERRED,
    PREFECTURE,
    YEAR,
    ZONE,
    ColumnPromise,
)

NEEDED: Mapping[str, str] = {
    **{
        name: f"statistics/{name}.csv"
        for name in (
            *("sources", "indicators", "derived", "values", "targets", "zones"),
            *("science_city_areas", "science_city_words"),
            *("platforms", "platform_types", "fields"),
            *needed_zones.KEYS,
            *needed_notes.KEYS,
            *needed_platforms.KEYS,
            *needed_series.KEYS,
        )
    },
    **{name: f"shapes/{name}.geojson" for name in ("province", "prefectures", "counties")},
}
# What the atlas reads if it is there.
WELCOME: Mapping[str, str] = {
    "zone_boundaries": "shapes/zones.geojson",
    "area_boundaries": "shapes/science_city_areas.geojson",
    "street_unions": "shapes/streets.geojson",
}
# Needed tables that may have no rows.
MAY_BE_EMPTY = (
    *("derived", "science_city_areas", "science_city_words"),
    *("zone_steps", "zone_requirements", "place_groups", "cooperations"),
    *(*needed_series.KEYS, *needed_notes.KEYS),
)

PLACES = (
    *("province.adcode", "prefectures.adcode", "zones.zone_id"),
    "science_city_areas.area_id",
)
KEYS: Mapping[str, tuple[str, ...]] = {
    "sources": ("source_id",),
    "indicators": ("indicator_id",),
    "derived": ("indicator_id",),
    "values": (
        "place_id",
        "indicator_id",
        "period",
        "as_of",
        "source_id",
    ),
    "targets": ("target_id",),
    "zones": ("zone_id",),
    **needed_zones.KEYS,
    **needed_notes.KEYS,
    **needed_areas.KEYS,
    "platforms": ("platform_id",),
    "platform_types": ("type",),
    "fields": ("field",),
    **needed_platforms.KEYS,
    **needed_series.KEYS,
    "province": ("adcode",),
    "prefectures": ("adcode",),
    "counties": ("adcode",),
    "zone_boundaries": ("zone_id",),
}
COLUMNS: Mapping[str, tuple[ColumnPromise, ...]] = {
    **needed_zones.COLUMNS,
    **needed_notes.COLUMNS,
    **needed_platforms.COLUMNS,
    **needed_series.COLUMNS,
    "sources": (
        ColumnPromise("source_id", required=True, pattern="[a-z]+-[A-Za-z0-9-]+"),
        ColumnPromise("title", required=True),
        ColumnPromise("publisher", required=True),
        ColumnPromise("read_in"),
        ColumnPromise("published", required=True),
        ColumnPromise("url", pattern=r"https?://\S+"),
        ColumnPromise("grade", required=True, enum=("A", "B", "C")),
        ColumnPromise("note"),
    ),
    "indicators": (
        ColumnPromise("indicator_id", required=True, pattern=INDICATOR),
        ColumnPromise("name_zh", required=True),
        ColumnPromise("name_en", required=True),
        ColumnPromise("unit_zh", required=True),
        ColumnPromise("unit_en", required=True),
        ColumnPromise("kind", required=True, enum=KINDS),
        ColumnPromise("decimals", "integer", required=True, minimum=0, maximum=6),
        ColumnPromise("note_zh"),
        ColumnPromise("note_en"),
    ),
    "derived": (
        ColumnPromise("indicator_id", required=True, pattern=INDICATOR),
        ColumnPromise("numerator_id", required=True, refers_to=("indicators.indicator_id",)),
        ColumnPromise("denominator", required=True, enum=("people", "area", "province")),
        ColumnPromise("factor", "number", required=True),
        ColumnPromise("denominator_years", "integer", minimum=0, maximum=5),
        ColumnPromise("name_zh", required=True),
        ColumnPromise("name_en", required=True),
        ColumnPromise("unit_zh", required=True),
        ColumnPromise("unit_en", required=True),
        ColumnPromise("decimals", "integer", required=True, minimum=0, maximum=6),
        ColumnPromise("note_zh"),
        ColumnPromise("note_en"),
    ),
    "values": (
        ColumnPromise("place_id", required=True, refers_to=PLACES),
        ColumnPromise("indicator_id", required=True, refers_to=("indicators.indicator_id",)),
        ColumnPromise("period", required=True, pattern=YEAR),
        ColumnPromise("as_of", pattern=INFERRED),
        ColumnPromise("value", "number", required=True),
        ColumnPromise("status", required=True, enum=("observed", "derived", "floor")),
        ColumnPromise("source_id", required=True, refers_to=("sources.source_id",), delimiter=";"),
        ColumnPromise("quote", required=True),
        ColumnPromise("note"),
    ),
    "targets": (
        ColumnPromise("target_id", required=True),
        ColumnPromise("in_table_1", "integer", minimum=1, maximum=10),
        ColumnPromise("indicator_id", required=True, refers_to=("indicators.indicator_id",)),
        ColumnPromise("place_id", required=True, refers_to=PLACES),
        ColumnPromise("kind", required=True, enum=("level", "yearly", "total")),
        ColumnPromise("bound", required=True, enum=("reach", "exceed", "at-least")),
        ColumnPromise("base_period", pattern=YEAR),
        ColumnPromise("base_value", "number"),
        ColumnPromise("due_period", pattern=YEAR),
        ColumnPromise("value", "number", required=True),
        ColumnPromise("document", required=True),
        ColumnPromise("clause"),
        ColumnPromise("source_id", required=True, refers_to=("sources.source_id",)),
        ColumnPromise("quote", required=True),
        ColumnPromise("text_clause"),
        ColumnPromise("text_quote"),
        ColumnPromise("note_zh"),
        ColumnPromise("note_en"),
    ),
    "zones": (
        ColumnPromise("zone_id", required=True, pattern=ZONE),
        ColumnPromise("name_zh", required=True),
        ColumnPromise("short_name_zh", required=True),
        ColumnPromise("name_en", required=True),
        ColumnPromise("level", required=True, enum=("national", "provincial")),
        ColumnPromise("upgrade_candidate", "boolean", required=True),
        ColumnPromise("counted_in_27_of_2021", required=True, enum=("true", "false", "unknown")),
        ColumnPromise(
            "prefecture_adcode", required=True, pattern=DIVISION, refers_to=("prefectures.adcode",)
        ),
        ColumnPromise("county_adcodes", refers_to=("counties.adcode",), delimiter=";"),
        ColumnPromise("provincial_approval"),
        ColumnPromise("provincial_document"),
        ColumnPromise("national_approval", pattern=DATE),
        ColumnPromise("national_document"),
        ColumnPromise("area_km2", "number", minimum=0),
        ColumnPromise("area_note"),
        ColumnPromise("industries_zh"),
        ColumnPromise("parks"),
        ColumnPromise("address"),
        ColumnPromise("lon", "number", required=True, minimum=73, maximum=136),
        ColumnPromise("lat", "number", required=True, minimum=3, maximum=54),
        ColumnPromise(
            "location_precision",
            required=True,
            enum=(
                *("township", "county-seat", "county-interior", "prefecture-point"),
                *("geocoded-name", "site"),
            ),
        ),
        ColumnPromise("location_method", required=True),
        ColumnPromise("source_ids", required=True, refers_to=("sources.source_id",), delimiter=";"),
        ColumnPromise("note"),
        ColumnPromise("catalogue_code", pattern="[GS][0-9]{6}"),
        ColumnPromise("catalogue_name_zh"),
        ColumnPromise("catalogue_approval", pattern=DATE),
        ColumnPromise("approved_area_km2", "number", minimum=0),
        ColumnPromise("catalogue_industries_zh"),
    ),
    **needed_areas.COLUMNS,
    "platforms": (
        ColumnPromise("platform_id", required=True, pattern="[a-z]+[0-9]{3,}"),
        ColumnPromise("name_zh", required=True),
        ColumnPromise("name_en"),
        ColumnPromise("type", required=True, refers_to=("platform_types.type",)),
        ColumnPromise(
            "level",
            required=True,
            enum=("national", "provincial", "local", "institution", "unspecified"),
        ),
        ColumnPromise("host"),
        ColumnPromise("field", refers_to=("fields.field",)),
        ColumnPromise("prefecture_adcode", pattern=DIVISION, refers_to=("prefectures.adcode",)),
        ColumnPromise("county"),
        ColumnPromise("address"),
        ColumnPromise("lon", "number", minimum=73, maximum=136),
        ColumnPromise("lat", "number", minimum=3, maximum=54),
        ColumnPromise(
            "location_precision",
            enum=(
                "campus",
                "township",
                "county-seat",
                "county-centroid",
                "prefecture-seat",
                "site",
            ),
        ),
        ColumnPromise("location_method"),
        ColumnPromise("location_source_id", refers_to=("sources.source_id",)),
        ColumnPromise("year_established", pattern=YEAR),
        ColumnPromise("status", required=True, enum=("built", "planned")),
        ColumnPromise("source_id", required=True, refers_to=("sources.source_id",)),
        ColumnPromise("quote", required=True),
        ColumnPromise("note"),
    ),
    "platform_types": (
        ColumnPromise("type", required=True),
        ColumnPromise("name_en", required=True),
        ColumnPromise("family", required=True, pattern="[a-z]+"),
        ColumnPromise("family_zh", required=True),
        ColumnPromise("family_en", required=True),
    ),
    "fields": (
        ColumnPromise("field", required=True),
        ColumnPromise("name_en", required=True),
        ColumnPromise("clause", required=True),
    ),
    "province": (
        ColumnPromise("adcode", required=True, pattern="510000"),
        ColumnPromise("name_zh", required=True),
        ColumnPromise("name_en", required=True),
    ),
    "prefectures": (
        ColumnPromise("adcode", required=True, pattern=PREFECTURE),
        ColumnPromise("name_zh", required=True),
        ColumnPromise("name_en", required=True),
    ),
    "counties": (
        ColumnPromise("adcode", required=True, pattern=DIVISION),
        ColumnPromise("name_zh", required=True),
        ColumnPromise("name_en", required=True),
        ColumnPromise(
            "prefecture_adcode",
            required=True,
            pattern=PREFECTURE,
            refers_to=("prefectures.adcode",),
        ),
    ),
    "zone_boundaries": (
        ColumnPromise("zone_id", required=True, pattern=ZONE, refers_to=("zones.zone_id",)),
        ColumnPromise("source_id", required=True, refers_to=("sources.source_id",)),
    ),
}
