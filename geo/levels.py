"""Levels: the kinds of places, and what is true of all places of each.

A new kind of place is a row here, and its table a field of the catalogue. Other modules ask for
facts rather than compare names; tests/test_house_registries.py counts those that still do.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast

Level = Literal["province", "prefecture", "county", "zone", "area", "platform"]


@dataclass(frozen=True)
class LevelFacts:
    """What is true of a level.

    ``held`` is the field of the catalogue that has its places, by id. ``file`` has its boundaries,
    none for points; ``key`` is the property that names a place there.
    """

    held: str
    file: str = ""
    key: str = ""
    # An administrative division: its boundaries are always there, its size is of people.
    division: bool = False
    # Its places are parts of prefectures, which their boundaries name.
    in_prefecture: bool = False
    # How the extent of a place is known differs, and is explained.
    explained: bool = False
    # A label has the name without its administrative ending.
    shortened: bool = False
    # Its places lie close together: a map opens on them, and none may hide another.
    close: bool = False

    @property
    def supplied(self) -> bool:
        """Return whether boundaries are supplied by a user, need not be there, may be withheld."""
        return bool(self.file) and not self.division


_FACTS: Mapping[Level, LevelFacts] = {
    "province": LevelFacts("places", "province.geojson", "adcode", division=True),
    "prefecture": LevelFacts(
        "places", "prefectures.geojson", "adcode", division=True, shortened=True
    ),
    "county": LevelFacts(
        "places",
        "counties.geojson",
        "adcode",
        division=True,
        in_prefecture=True,
        explained=True,
    ),
    "zone": LevelFacts("zones", "zones.geojson", "zone_id", explained=True),
    "area": LevelFacts(
        "areas", "science_city_areas.geojson", "area_id", explained=True, close=True
    ),
    "platform": LevelFacts("platforms"),
}
LEVELS: tuple[Level, ...] = tuple(_FACTS)
BOUNDED: tuple[Level, ...] = tuple(level for level in LEVELS if _FACTS[level].file)
DIVISIONS: tuple[Level, ...] = tuple(level for level in LEVELS if _FACTS[level].division)


def level_facts(level: str) -> LevelFacts:
    """Return what is true of a level; KeyError for what is none."""
    return _FACTS[cast("Level", level)]
