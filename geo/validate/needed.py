"""What the atlas itself reads, and what its code takes for granted of each column.

A data package may promise more than this (and describe more tables), never less: otherwise a
change of ``datapackage.json`` would let through what the code cannot work with.
"""

from __future__ import annotations

from collections.abc import Mapping

from geo.model.figures import KINDS
from geo.validate import needed_areas, needed_notes, needed_platforms, needed_series, needed_zones
from geo.validate.column import DATE, DIVISION, INDICATOR, INFERRED, PREFECTURE, YEAR, ZONE, Column

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
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    **needed_zones.COLUMNS,
    **needed_notes.COLUMNS,
    **needed_platforms.COLUMNS,
    **needed_series.COLUMNS,
    "sources": (
        Column("source_id", required=True, pattern="[a-z]+-[A-Za-z0-9-]+"),
        Column("title", required=True),
        Column("publisher", required=True),
        Column("read_in"),
        Column("published", required=True),
        Column("url", pattern=r"https?://\S+"),
        Column("grade", required=True, enum=("A", "B", "C")),
        Column("note"),
    ),
    "indicators": (
        Column("indicator_id", required=True, pattern=INDICATOR),
        Column("name_zh", required=True),
        Column("name_en", required=True),
        Column("unit_zh", required=True),
        Column("unit_en", required=True),
        Column("kind", required=True, enum=KINDS),
        Column("decimals", "integer", required=True, minimum=0, maximum=6),
        Column("note_zh"),
        Column("note_en"),
    ),
    "derived": (
        Column("indicator_id", required=True, pattern=INDICATOR),
        Column("numerator_id", required=True, refers_to=("indicators.indicator_id",)),
        Column("denominator", required=True, enum=("people", "area", "province")),
        Column("factor", "number", required=True),
        Column("denominator_years", "integer", minimum=0, maximum=5),
        Column("name_zh", required=True),
        Column("name_en", required=True),
        Column("unit_zh", required=True),
        Column("unit_en", required=True),
        Column("decimals", "integer", required=True, minimum=0, maximum=6),
        Column("note_zh"),
        Column("note_en"),
    ),
    "values": (
        Column("place_id", required=True, refers_to=PLACES),
        Column("indicator_id", required=True, refers_to=("indicators.indicator_id",)),
        Column("period", required=True, pattern=YEAR),
        Column("as_of", pattern=INFERRED),
        Column("value", "number", required=True),
        Column("status", required=True, enum=("observed", "derived", "floor")),
        Column("source_id", required=True, refers_to=("sources.source_id",), delimiter=";"),
        Column("quote", required=True),
        Column("note"),
    ),
    "targets": (
        Column("target_id", required=True),
        Column("in_table_1", "integer", minimum=1, maximum=10),
        Column("indicator_id", required=True, refers_to=("indicators.indicator_id",)),
        Column("place_id", required=True, refers_to=PLACES),
        Column("kind", required=True, enum=("level", "yearly", "total")),
        Column("bound", required=True, enum=("reach", "exceed", "at-least")),
        Column("base_period", pattern=YEAR),
        Column("base_value", "number"),
        Column("due_period", pattern=YEAR),
        Column("value", "number", required=True),
        Column("document", required=True),
        Column("clause"),
        Column("source_id", required=True, refers_to=("sources.source_id",)),
        Column("quote", required=True),
        Column("text_clause"),
        Column("text_quote"),
        Column("note_zh"),
        Column("note_en"),
    ),
    "zones": (
        Column("zone_id", required=True, pattern=ZONE),
        Column("name_zh", required=True),
        Column("short_name_zh", required=True),
        Column("name_en", required=True),
        Column("level", required=True, enum=("national", "provincial")),
        Column("upgrade_candidate", "boolean", required=True),
        Column("counted_in_27_of_2021", required=True, enum=("true", "false", "unknown")),
        Column(
            "prefecture_adcode", required=True, pattern=DIVISION, refers_to=("prefectures.adcode",)
        ),
        Column("county_adcodes", refers_to=("counties.adcode",), delimiter=";"),
        Column("provincial_approval"),
        Column("provincial_document"),
        Column("national_approval", pattern=DATE),
        Column("national_document"),
        Column("area_km2", "number", minimum=0),
        Column("area_note"),
        Column("industries_zh"),
        Column("parks"),
        Column("address"),
        Column("lon", "number", required=True, minimum=73, maximum=136),
        Column("lat", "number", required=True, minimum=3, maximum=54),
        Column(
            "location_precision",
            required=True,
            enum=(
                *("township", "county-seat", "county-interior", "prefecture-point"),
                *("geocoded-name", "site"),
            ),
        ),
        Column("location_method", required=True),
        Column("source_ids", required=True, refers_to=("sources.source_id",), delimiter=";"),
        Column("note"),
        Column("catalogue_code", pattern="[GS][0-9]{6}"),
        Column("catalogue_name_zh"),
        Column("catalogue_approval", pattern=DATE),
        Column("approved_area_km2", "number", minimum=0),
        Column("catalogue_industries_zh"),
    ),
    **needed_areas.COLUMNS,
    "platforms": (
        Column("platform_id", required=True, pattern="[a-z]+[0-9]{3,}"),
        Column("name_zh", required=True),
        Column("name_en"),
        Column("type", required=True, refers_to=("platform_types.type",)),
        Column(
            "level",
            required=True,
            enum=("national", "provincial", "local", "institution", "unspecified"),
        ),
        Column("host"),
        Column("field", refers_to=("fields.field",)),
        Column("prefecture_adcode", pattern=DIVISION, refers_to=("prefectures.adcode",)),
        Column("county"),
        Column("address"),
        Column("lon", "number", minimum=73, maximum=136),
        Column("lat", "number", minimum=3, maximum=54),
        Column(
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
        Column("location_method"),
        Column("location_source_id", refers_to=("sources.source_id",)),
        Column("year_established", pattern=YEAR),
        Column("status", required=True, enum=("built", "planned")),
        Column("source_id", required=True, refers_to=("sources.source_id",)),
        Column("quote", required=True),
        Column("note"),
    ),
    "platform_types": (
        Column("type", required=True),
        Column("name_en", required=True),
        Column("family", required=True, pattern="[a-z]+"),
        Column("family_zh", required=True),
        Column("family_en", required=True),
    ),
    "fields": (
        Column("field", required=True),
        Column("name_en", required=True),
        Column("clause", required=True),
    ),
    "province": (
        Column("adcode", required=True, pattern="510000"),
        Column("name_zh", required=True),
        Column("name_en", required=True),
    ),
    "prefectures": (
        Column("adcode", required=True, pattern=PREFECTURE),
        Column("name_zh", required=True),
        Column("name_en", required=True),
    ),
    "counties": (
        Column("adcode", required=True, pattern=DIVISION),
        Column("name_zh", required=True),
        Column("name_en", required=True),
        Column(
            "prefecture_adcode",
            required=True,
            pattern=PREFECTURE,
            refers_to=("prefectures.adcode",),
        ),
    ),
    "zone_boundaries": (
        Column("zone_id", required=True, pattern=ZONE, refers_to=("zones.zone_id",)),
        Column("source_id", required=True, refers_to=("sources.source_id",)),
    ),
}
