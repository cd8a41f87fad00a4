"""What the atlas needs of the table of science-city areas, and of boundaries supplied for them."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model.science_cities import KINDS, WHOLE
from geo.validate.column import DIVISION, ZONE, ColumnPromise

AREA = "(wcsc|mst)-[0-9]+"
KEYS: Mapping[str, tuple[str, ...]] = {
    "science_city_areas": ("area_id",),
    "science_city_words": ("word_id",),
    "area_boundaries": ("area_id",),
    "street_unions": ("area_id",),
}
COLUMNS: Mapping[str, tuple[ColumnPromise, ...]] = {
    "science_city_areas": (
        ColumnPromise("area_id", required=True, pattern=AREA),
        ColumnPromise("science_city", required=True),
        ColumnPromise("component_zh", required=True),
        ColumnPromise("component_en", required=True),
        ColumnPromise("short_zh", required=True),
        ColumnPromise("short_en", required=True),
        ColumnPromise(
            "kind",
            required=True,
            enum=(WHOLE, *KINDS),
        ),
        ColumnPromise("prefecture_adcode", pattern=DIVISION, refers_to=("prefectures.adcode",)),
        ColumnPromise("county_adcodes", refers_to=("counties.adcode",), delimiter=";"),
        ColumnPromise("area_km2", "number", minimum=0),
        ColumnPromise("area_about", "boolean"),
        *(
            ColumnPromise(name)
            for name in (
                *("area_note_zh", "area_note_en", "area_quote", "boundaries_zh", "boundaries_en"),
                *("districts_streets_towns", "function", "function_en", "lead_industries"),
                *("lead_industries_en", "key_platforms", "named_by", "location_method"),
                *("targets_2025", "note_zh", "note_en"),
            )
        ),
        ColumnPromise("centre_lon", "number", minimum=73, maximum=136),
        ColumnPromise("centre_lat", "number", minimum=3, maximum=54),
        ColumnPromise(
            "location_precision",
            enum=("township", "campus", "site", "county-centroid", "prefecture-seat"),
        ),
        ColumnPromise("source_ids", required=True, refers_to=("sources.source_id",), delimiter=";"),
    ),
    "science_city_words": (
        ColumnPromise("word_id", required=True, pattern="[a-z-]+"),
        ColumnPromise(
            "area_ids", required=True, refers_to=("science_city_areas.area_id",), delimiter=";"
        ),
        ColumnPromise("clause"),
        ColumnPromise("quote", required=True),
        ColumnPromise("said_en", required=True),
        ColumnPromise("source_id", required=True, refers_to=("sources.source_id",)),
    ),
    "street_unions": (
        ColumnPromise(
            "area_id", required=True, pattern=AREA, refers_to=("science_city_areas.area_id",)
        ),
        ColumnPromise("zone_id", required=True, pattern=ZONE, refers_to=("zones.zone_id",)),
        ColumnPromise("name_zh", required=True),
        ColumnPromise("name_en", required=True),
        ColumnPromise("towns", required=True),
        ColumnPromise("named_by", required=True, refers_to=("sources.source_id",), delimiter=";"),
        ColumnPromise("licence", required=True),
        ColumnPromise("source_id", required=True, refers_to=("sources.source_id",)),
    ),
    "area_boundaries": (
        ColumnPromise(
            "area_id", required=True, pattern=AREA, refers_to=("science_city_areas.area_id",)
        ),
        ColumnPromise("source_id", required=True, refers_to=("sources.source_id",)),
    ),
}
