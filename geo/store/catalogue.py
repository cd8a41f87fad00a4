"""The catalogue: everything a data folder says, typed, frozen, and joined by id.

Standard library only: the web workers load it, and pandas would double their memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, fields
from functools import cached_property
from typing import Any, TypeVar

from geo.errors import UnknownWord
from geo.levels import LEVELS, level_facts
from geo.model.cooperations import COOPERATIONS, Cooperation
from geo.model.figures import VALUES, Value
from geo.model.former_names import FORMER_NAMES, FormerName
from geo.model.indicators import DERIVED, INDICATORS, Indicator
from geo.model.phrase_parts import PhraseParts
from geo.model.place_groups import PLACE_GROUPS, PlaceGroup
from geo.model.places import Boundary, Place
from geo.model.plan_fields import (
    BOXES,
    FIELD_PARTS,
    FIELD_WORDS,
    FIELDS,
    FieldPart,
    FieldWord,
    PlanBox,
    TechField,
)
from geo.model.platform_totals import PLATFORM_TOTALS, PlatformTotal
from geo.model.platforms import PLATFORM_TYPES, PLATFORMS, Platform, PlatformType
from geo.model.profile import Profile
from geo.model.regions import REGIONS, Region
from geo.model.science_cities import (
    SCIENCE_CITY_AREAS,
    SCIENCE_CITY_WORDS,
    ScienceCityArea,
    Words,
)
from geo.model.series_breaks import REFUSALS, SERIES_BREAKS, QuotientRefusal, SeriesBreak
from geo.model.sources import GRADES, SOURCES, Source
from geo.model.streets import StreetUnion
from geo.model.table_schema import RowTable
from geo.model.targets import TARGETS, Target
from geo.model.zone_events import ZONE_REQUIREMENTS, ZONE_STEPS, Requirement, ZoneStep
from geo.model.zones import ZONES, Zone

H = TypeVar("H")
TABLES = "tables"

AnyPlace = Place | Zone | ScienceCityArea | Platform


def _held(*tables: RowTable[Any, H]) -> H:
    """Return the field of what is held of some tables: names each, types it, blank by default."""
    return field(default_factory=lambda: tables[0].held(()), metadata={TABLES: tables})


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Sources, indicators, values, targets and places, joined by id and never by name.

    ``profile`` says which province they are of.

    One catalogue is equal to itself only, so what follows from it can be kept by it.

    ``official_zones`` are the boundaries that a user supplied in zones.geojson, by zone;
    ``official_areas`` those of science-city areas, by area. ``boxes`` are the plan's, by field.
    """

    profile: Profile
    sources: Mapping[str, Source] = _held(SOURCES)
    indicators: Mapping[str, Indicator] = _held(INDICATORS, DERIVED)
    values: tuple[Value, ...] = _held(VALUES)
    targets: tuple[Target, ...] = _held(TARGETS)
    zones: Mapping[str, Zone] = _held(ZONES)
    zone_steps: tuple[ZoneStep, ...] = _held(ZONE_STEPS)
    requirements: tuple[Requirement, ...] = _held(ZONE_REQUIREMENTS)
    areas: Mapping[str, ScienceCityArea] = _held(SCIENCE_CITY_AREAS)
    city_words: tuple[Words, ...] = _held(SCIENCE_CITY_WORDS)
    platforms: Mapping[str, Platform] = _held(PLATFORMS)
    platform_types: Mapping[str, PlatformType] = _held(PLATFORM_TYPES)
    platform_totals: tuple[PlatformTotal, ...] = _held(PLATFORM_TOTALS)
    fields: Mapping[str, TechField] = _held(FIELDS)
    field_parts: tuple[FieldPart, ...] = _held(FIELD_PARTS)
    field_words: tuple[FieldWord, ...] = _held(FIELD_WORDS)
    boxes: Mapping[str, PlanBox] = _held(BOXES)
    regions: Mapping[str, Region] = _held(REGIONS)
    place_groups: Mapping[str, PlaceGroup] = _held(PLACE_GROUPS)
    cooperations: tuple[Cooperation, ...] = _held(COOPERATIONS)
    series_breaks: tuple[SeriesBreak, ...] = _held(SERIES_BREAKS)
    refusals: tuple[QuotientRefusal, ...] = _held(REFUSALS)
    places: Mapping[str, Place] = field(default_factory=dict)
    official_zones: Mapping[str, Boundary] = field(default_factory=dict)
    official_areas: Mapping[str, Boundary] = field(default_factory=dict)
    former_names: tuple[FormerName, ...] = _held(FORMER_NAMES)
    street_unions: tuple[StreetUnion, ...] = ()

    def __getstate__(self) -> Mapping[str, Any]:
        """Return what another process needs; what follows from it is made again there."""
        return {row.name: getattr(self, row.name) for row in fields(self)}

    @cached_property
    def _cells(self) -> Mapping[tuple[str, str, str], tuple[Value, ...]]:
        cells: dict[tuple[str, str, str], list[Value]] = {}
        for value in self.values:
            key = (value.place_id, value.indicator_id, value.period)
            cells.setdefault(key, []).append(value)
        return {key: self._preferred_first(values) for key, values in cells.items()}

    def _preferred_first(self, values: list[Value]) -> tuple[Value, ...]:
        """Return the figures of one cell, the one to show first.

        The plan's own comes first, then what a source states, then the better grade of source,
        then the later date; the file's order breaks ties.
        """
        if len(values) == 1:
            return tuple(values)
        latest_first = sorted(values, key=lambda v: v.as_of, reverse=True)
        return tuple(sorted(latest_first, key=self.preference))

    def preference(self, value: Value) -> tuple[bool, bool, int]:
        """Return what decides, before dates, which figure of a cell is shown: the least is.

        Whether it is not the plan's, whether it is derived, and its best grade of source.
        """
        return (
            self.profile.plan_source not in value.source_ids,
            value.status == "derived",
            min((GRADES.index(self.sources[s].grade) for s in value.source_ids), default=9),
        )

    def cell(self, place_id: str, indicator_id: str, period: str) -> tuple[Value, ...]:
        """Return all figures of one cell, the one to show first; empty when none is known."""
        return self._cells.get((place_id, indicator_id, period), ())

    def figures(self, place_id: str) -> Iterator[tuple[Value, ...]]:
        """Yield every cell of a place, by indicator as listed and then by period."""
        order = {name: at for at, name in enumerate(self.indicators)}
        mine = (key for key in self._cells if key[0] == place_id)
        for key in sorted(mine, key=lambda key: (order[key[1]], key[2])):
            yield self._cells[key]

    @property
    def newest_year(self) -> str:
        """Return the newest year that any figure is of; blank where there are none."""
        return max((value.period[:4] for value in self.values), default="")

    def indicator(self, indicator_id: str) -> Indicator:
        """Return the indicator, or raise UnknownWord with those that exist."""
        if indicator_id not in self.indicators:
            raise UnknownWord("indicator", indicator_id, self.indicators)
        return self.indicators[indicator_id]

    def place(self, place_id: str) -> AnyPlace:
        """Return a place of any level by its id, or raise UnknownWord."""
        if place_id not in self.every_place:
            raise UnknownWord("place", place_id, (*self.at_level_ids("prefecture"), *self.zones))
        return self.every_place[place_id]

    @cached_property
    def every_place(self) -> Mapping[str, AnyPlace]:
        """Return the places of all levels by their ids."""
        held = dict.fromkeys(level_facts(level).held for level in LEVELS)
        return {place_id: place for name in held for place_id, place in getattr(self, name).items()}

    def at_level(self, level: str) -> tuple[AnyPlace, ...]:
        """Return the places of one level: province, prefecture, county, zone, area, platform."""
        held: Mapping[str, AnyPlace] = getattr(self, level_facts(level).held)
        return tuple(place for place in held.values() if place.level == level)

    def divisions(self, level: str) -> tuple[Place, ...]:
        """Return the administrative divisions of one level: province, prefecture, county."""
        return tuple(place for place in self.places.values() if place.level == level)

    def at_level_ids(self, level: str) -> tuple[str, ...]:
        """Return the ids of the places of one level."""
        return tuple(p.place_id for p in self.at_level(level))

    def periods(self, indicator_id: str, level: str) -> tuple[str, ...]:
        """Return the periods for which any place of the level has a figure, oldest first."""
        here, name = set(self.at_level_ids(level)), self.indicator(indicator_id).indicator_id
        return tuple(
            sorted({p for place, known, p in self._cells if known == name and place in here})
        )

    def indicators_at(self, level: str) -> tuple[Indicator, ...]:
        """Return the indicators for which any place of the level has a figure, as listed."""
        here = set(self.at_level_ids(level))
        used = {value.indicator_id for value in self.values if value.place_id in here}
        return tuple(i for i in self.indicators.values() if i.indicator_id in used)

    def refusal(self, place_id: str, indicator_id: str, period: str) -> QuotientRefusal | None:
        """Return why a quotient is not computed although there is something to divide, or None."""
        indicator = self.indicator(indicator_id)
        if not self.cell(place_id, indicator.numerator, period):
            return None
        refusals = (
            refusal for refusal in self.refusals if refusal.holds(indicator, place_id, period)
        )
        return next(refusals, None)

    @cached_property
    def phrase_parts(self) -> PhraseParts:
        """Return what phrases of this province are filled with."""
        key = (self.profile.adcode, "zones_total")
        counted = [int(value.value) for value in self.cell(*key, self.profile.base_year)]
        aimed = [int(t.value) for t in self.targets if (t.place_id, t.indicator_id) == key]
        plan = self.sources.get(self.profile.plan_source)
        return PhraseParts(
            self.profile,
            zones=next(iter(counted), None),
            zones_aimed=next(iter(aimed), None),
            candidates=sum(zone.candidate for zone in self.zones.values()),
            published=plan.published[:4] if plan else "",
        )

    @property
    def province(self) -> Place:
        """Return the whole that shares are shares of."""
        return self.places[self.profile.adcode]


# The tables that a field of a catalogue holds, by its name.
HELD: Mapping[str, tuple[RowTable[Any, Any], ...]] = {
    held.name: held.metadata[TABLES] for held in fields(Catalogue) if TABLES in held.metadata
}
