"""What the atlas needs of the table of science-city areas, and of boundaries supplied for them."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model.science_cities import KINDS, WHOLE
from geo.validate.column import DIVISION, ZONE, Column

AREA = "(wcsc|mst)-[0-9]+"
KEYS: Mapping[str, tuple[str, ...]] = {
    "science_city_areas": ("area_id",),
    "science_city_words": ("word_id",),
    "area_boundaries": ("area_id",),
    "street_unions": ("area_id",),
}
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "science_city_areas": (
        Column("area_id", required=True, pattern=AREA),
        Column("science_city", required=True),
        Column("component_zh", required=True),
        Column("component_en", required=True),
        Column("short_zh", required=True),
        Column("short_en", required=True),
        Column(
            "kind",
            required=True,
            enum=(WHOLE, *KINDS),
        ),
        Column("prefecture_adcode", pattern=DIVISION, refers_to=("prefectures.adcode",)),
        Column("county_adcodes", refers_to=("counties.adcode",), delimiter=";"),
        Column("area_km2", "number", minimum=0),
        Column("area_about", "boolean"),
        *(
            Column(name)
            for name in (
                *("area_note_zh", "area_note_en", "area_quote", "boundaries_zh", "boundaries_en"),
                *("districts_streets_towns", "function", "function_en", "lead_industries"),
                *("lead_industries_en", "key_platforms", "named_by", "location_method"),
                *("targets_2025", "note_zh", "note_en"),
            )
        ),
        Column("centre_lon", "number", minimum=73, maximum=136),
        Column("centre_lat", "number", minimum=3, maximum=54),
        Column(
            "location_precision",
            enum=("township", "campus", "site", "county-centroid", "prefecture-seat"),
        ),
        Column("source_ids", required=True, refers_to=("sources.source_id",), delimiter=";"),
    ),
    "science_city_words": (
        Column("word_id", required=True, pattern="[a-z-]+"),
        Column("area_ids", required=True, refers_to=("science_city_areas.area_id",), delimiter=";"),
        Column("clause"),
        Column("quote", required=True),
        Column("said_en", required=True),
        Column("source_id", required=True, refers_to=("sources.source_id",)),
    ),
    "street_unions": (
        Column("area_id", required=True, pattern=AREA, refers_to=("science_city_areas.area_id",)),
        Column("zone_id", required=True, pattern=ZONE, refers_to=("zones.zone_id",)),
        Column("name_zh", required=True),
        Column("name_en", required=True),
        Column("towns", required=True),
        Column("named_by", required=True, refers_to=("sources.source_id",), delimiter=";"),
        Column("licence", required=True),
        Column("source_id", required=True, refers_to=("sources.source_id",)),
    ),
    "area_boundaries": (
        Column("area_id", required=True, pattern=AREA, refers_to=("science_city_areas.area_id",)),
        Column("source_id", required=True, refers_to=("sources.source_id",)),
    ),
}
