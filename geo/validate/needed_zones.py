"""What the atlas needs of the tables of the pipeline, groups of prefectures, cooperations."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model.cooperations import EDGES
from geo.model.zone_events import EVIDENCE, QUALIFIERS, STEPS
from geo.validate.column import DATE, DIVISION, ZONE, ColumnPromise

_SOURCES = ColumnPromise(
    "source_id", required=True, refers_to=("sources.source_id",), delimiter=";"
)

KEYS: Mapping[str, tuple[str, ...]] = {
    "zone_steps": ("zone_id", "step", "date"),
    "zone_requirements": ("requirement_id",),
    "regions": ("prefecture_adcode",),
    "place_groups": ("group_id", "prefecture_adcode"),
    "cooperations": ("cooperation_id",),
}
COLUMNS: Mapping[str, tuple[ColumnPromise, ...]] = {
    "zone_steps": (
        ColumnPromise("zone_id", required=True, pattern=ZONE, refers_to=("zones.zone_id",)),
        ColumnPromise("step", required=True, enum=STEPS),
        ColumnPromise("date", required=True, pattern=DATE),
        ColumnPromise("qualifier", enum=QUALIFIERS),
        ColumnPromise("document"),
        _SOURCES,
        ColumnPromise("note"),
    ),
    "zone_requirements": (
        ColumnPromise("requirement_id", required=True, pattern="(national|provincial)(-[a-z]+)+"),
        ColumnPromise("level", required=True, enum=("national", "provincial")),
        ColumnPromise("name_zh", required=True),
        ColumnPromise("name_en", required=True),
        ColumnPromise("threshold"),
        ColumnPromise("evidence", enum=EVIDENCE),
        ColumnPromise("clause"),
        ColumnPromise("quote", required=True),
        _SOURCES,
    ),
    "regions": (
        ColumnPromise("region_id", required=True, pattern="[a-z-]+"),
        ColumnPromise("name_zh", required=True),
        ColumnPromise("name_en", required=True),
        ColumnPromise(
            "prefecture_adcode", required=True, pattern=DIVISION, refers_to=("prefectures.adcode",)
        ),
        _SOURCES,
    ),
    "place_groups": (
        ColumnPromise("group_id", required=True, pattern="[a-z-]+"),
        ColumnPromise("name_zh", required=True),
        ColumnPromise("name_en", required=True),
        ColumnPromise(
            "prefecture_adcode", required=True, pattern=DIVISION, refers_to=("prefectures.adcode",)
        ),
        _SOURCES,
        ColumnPromise("quote", required=True),
    ),
    "cooperations": (
        ColumnPromise("cooperation_id", required=True, pattern="[a-z-]+"),
        ColumnPromise("name_zh", required=True),
        ColumnPromise("name_en", required=True),
        ColumnPromise("zone_id", pattern=ZONE, refers_to=("zones.zone_id",)),
        ColumnPromise("edge", enum=EDGES),
        ColumnPromise("clause"),
        ColumnPromise("quote", required=True),
        ColumnPromise("quote_en", required=True),
        _SOURCES,
    ),
}
