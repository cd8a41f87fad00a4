"""What the atlas needs of the tables of the pipeline, groups of prefectures, cooperations."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model.cooperations import EDGES
from geo.model.zone_events import EVIDENCE, QUALIFIERS, STEPS
from geo.validate.column import DATE, DIVISION, ZONE, Column

_SOURCES = Column("source_id", required=True, refers_to=("sources.source_id",), delimiter=";")

KEYS: Mapping[str, tuple[str, ...]] = {
    "zone_steps": ("zone_id", "step", "date"),
    "zone_requirements": ("requirement_id",),
    "regions": ("prefecture_adcode",),
    "place_groups": ("group_id", "prefecture_adcode"),
    "cooperations": ("cooperation_id",),
}
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    "zone_steps": (
        Column("zone_id", required=True, pattern=ZONE, refers_to=("zones.zone_id",)),
        Column("step", required=True, enum=STEPS),
        Column("date", required=True, pattern=DATE),
        Column("qualifier", enum=QUALIFIERS),
        Column("document"),
        _SOURCES,
        Column("note"),
    ),
    "zone_requirements": (
        Column("requirement_id", required=True, pattern="(national|provincial)(-[a-z]+)+"),
        Column("level", required=True, enum=("national", "provincial")),
        Column("name_zh", required=True),
        Column("name_en", required=True),
        Column("threshold"),
        Column("evidence", enum=EVIDENCE),
        Column("clause"),
        Column("quote", required=True),
        _SOURCES,
    ),
    "regions": (
        Column("region_id", required=True, pattern="[a-z-]+"),
        Column("name_zh", required=True),
        Column("name_en", required=True),
        Column(
            "prefecture_adcode", required=True, pattern=DIVISION, refers_to=("prefectures.adcode",)
        ),
        _SOURCES,
    ),
    "place_groups": (
        Column("group_id", required=True, pattern="[a-z-]+"),
        Column("name_zh", required=True),
        Column("name_en", required=True),
        Column(
            "prefecture_adcode", required=True, pattern=DIVISION, refers_to=("prefectures.adcode",)
        ),
        _SOURCES,
        Column("quote", required=True),
    ),
    "cooperations": (
        Column("cooperation_id", required=True, pattern="[a-z-]+"),
        Column("name_zh", required=True),
        Column("name_en", required=True),
        Column("zone_id", pattern=ZONE, refers_to=("zones.zone_id",)),
        Column("edge", enum=EDGES),
        Column("clause"),
        Column("quote", required=True),
        Column("quote_en", required=True),
        _SOURCES,
    ),
}
