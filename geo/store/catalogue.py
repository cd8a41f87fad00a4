"""The catalogue: everything a data folder says, typed, frozen, and joined by id.

Standard library only: the web workers load it, and pandas would double their memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from geo.errors import CatalogueError, Fault, UnknownWord
from geo.files.records import named, row_faults, table_at
from geo.model.cooperations import Cooperation
from geo.model.figures import GRADES, Indicator, Row, Source, Target, Value
from geo.model.place_groups import PlaceGroup
from geo.model.places import PROVINCE, Boundary, Field, Place, Platform, PlatformType, Zone
from geo.model.plan_fields import Box, FieldPart, FieldWord
from geo.model.platform_totals import PlatformTotal
from geo.model.reader_notes import TABLE as NOTES
from geo.model.reader_notes import ReaderNote, ReaderNotes
from geo.model.regions import Region, gathered
from geo.model.science_cities import ScienceCityArea, Words
from geo.model.series_breaks import Refusal, SeriesBreak, between
from geo.model.streets import StreetUnion, street_unions
from geo.model.zone_events import Requirement, ZoneStep
from geo.sentences import said
from geo.store.derived import derived_values

T = TypeVar("T")
AnyPlace = Place | Zone | ScienceCityArea | Platform


@dataclass(frozen=True, eq=False)
class Catalogue:
    """Sources, indicators, values, targets and places, joined by id and never by name.

    One catalogue is equal to itself only, so what follows from it can be kept by it.

    ``official_zones`` are the boundaries that a user supplied in zones.geojson, by zone;
    ``official_areas`` those of science-city areas, by area. ``boxes`` are the plan's, by field.
    """

    sources: Mapping[str, Source]
    indicators: Mapping[str, Indicator]
    values: tuple[Value, ...]
    targets: tuple[Target, ...]
    places: Mapping[str, Place]
    zones: Mapping[str, Zone]
    platforms: Mapping[str, Platform]
    platform_types: Mapping[str, PlatformType]
    fields: Mapping[str, Field]
    areas: Mapping[str, ScienceCityArea] = field(default_factory=dict)
    official_zones: Mapping[str, Boundary] = field(default_factory=dict)
    zone_steps: tuple[ZoneStep, ...] = ()
    requirements: tuple[Requirement, ...] = ()
    regions: Mapping[str, Region] = field(default_factory=dict)
    place_groups: Mapping[str, PlaceGroup] = field(default_factory=dict)
    cooperations: tuple[Cooperation, ...] = ()
    series_breaks: tuple[SeriesBreak, ...] = ()
    refusals: tuple[Refusal, ...] = ()
    street_unions: tuple[StreetUnion, ...] = ()
    platform_totals: tuple[PlatformTotal, ...] = ()
    field_parts: tuple[FieldPart, ...] = ()
    field_words: tuple[FieldWord, ...] = ()
    boxes: Mapping[str, Box] = field(default_factory=dict)
    official_areas: Mapping[str, Boundary] = field(default_factory=dict)
    city_words: tuple[Words, ...] = ()

    @cached_property
    def _cells(self) -> Mapping[tuple[str, str, str], tuple[Value, ...]]:
        cells: dict[tuple[str, str, str], list[Value]] = {}
        for value in self.values:
            key = (value.place_id, value.indicator_id, value.period)
            cells.setdefault(key, []).append(value)
        return {key: self._preferred_first(found) for key, found in cells.items()}

    def _preferred_first(self, values: list[Value]) -> tuple[Value, ...]:
        """Return the figures of one cell, the one to show first.

        The plan's own comes first, then what a source states, then the better grade of source,
        then the later date; the file's order breaks ties.
        """
        latest_first = sorted(values, key=lambda v: v.as_of, reverse=True)
        return tuple(
            sorted(
                latest_first,
                key=lambda v: (
                    "plan-2022" not in v.source_ids,
                    v.status == "derived",
                    min((GRADES.index(self.sources[s].grade) for s in v.source_ids), default=9),
                ),
            )
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

    def indicator(self, indicator_id: str) -> Indicator:
        """Return the indicator, or raise UnknownWord with those that exist."""
        if indicator_id not in self.indicators:
            raise UnknownWord("indicator", indicator_id, self.indicators)
        return self.indicators[indicator_id]

    def place(self, place_id: str) -> AnyPlace:
        """Return a place, zone, area or platform by its id, or raise UnknownWord."""
        known: dict[str, AnyPlace] = {**self.places, **self.zones, **self.areas, **self.platforms}
        if place_id not in known:
            raise UnknownWord("place", place_id, (*self.at_level_ids("prefecture"), *self.zones))
        return known[place_id]

    def at_level(self, level: str) -> tuple[AnyPlace, ...]:
        """Return the places of one level: province, prefecture, county, zone, area, platform."""
        if level == "zone":
            return tuple(self.zones.values())
        if level == "area":
            return tuple(self.areas.values())
        if level == "platform":
            return tuple(self.platforms.values())
        return tuple(p for p in self.places.values() if p.level == level)

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

    def breaks_between(
        self, place_id: str, indicator_id: str, period_a: str, period_b: str
    ) -> tuple[SeriesBreak, ...]:
        """Return each break between two periods once: no change is taken across one.

        Of a derived indicator, those of its numerator and of its denominator.
        """
        return tuple(dict.fromkeys(between(self, place_id, indicator_id, period_a, period_b)))

    def refusal(self, place_id: str, indicator_id: str, period: str) -> Refusal | None:
        """Return why a quotient is not computed although there is something to divide, or None."""
        indicator = self.indicator(indicator_id)
        if not self.cell(place_id, indicator.numerator, period):
            return None
        found = (one for one in self.refusals if one.holds(indicator, place_id, period))
        return next(found, None)

    @property
    def province(self) -> Place:
        """Return the whole that shares are shares of."""
        return self.places[PROVINCE]


def load(
    folder: Path,
    *,
    places: Iterable[Place],
    official_zones: Mapping[str, Boundary] | None = None,
    official_areas: Mapping[str, Boundary] | None = None,
) -> Catalogue:
    """Read a checked data folder into a Catalogue, derived indicators included.

    ``places`` are the divisions as their boundaries say (see geo.store.boundaries.places). Raises
    CatalogueError naming every row that cannot be read; geo.validate says what else is wrong.
    """
    faults: list[Fault] = []
    written = folder / "statistics" / f"{NOTES}.csv"
    notes = ReaderNotes(_rows(written, ReaderNote.from_row, faults, ReaderNotes()))

    def table(name: str, make: Callable[[Row], T]) -> list[T]:
        return list(_rows(folder / "statistics" / name, make, faults, notes))

    sources = table("sources.csv", Source.from_row)
    indicators = table("indicators.csv", Indicator.from_row)
    indicators += table("derived.csv", Indicator.from_derived_row)
    values = table("values.csv", Value.from_row)
    targets = table("targets.csv", Target.from_row)
    zones = table("zones.csv", Zone.from_row)
    areas = table("science_city_areas.csv", ScienceCityArea.from_row)
    city_words = table("science_city_words.csv", Words.from_row)
    platforms = table("platforms.csv", Platform.from_row)
    types = table("platform_types.csv", PlatformType.from_row)
    fields = table("fields.csv", Field.from_row)
    steps = table("zone_steps.csv", ZoneStep.from_row)
    requirements = table("zone_requirements.csv", Requirement.from_row)
    regions = table("regions.csv", Region.from_row)
    groups = table("place_groups.csv", PlaceGroup.from_row)
    cooperations = table("cooperations.csv", Cooperation.from_row)
    breaks = table("series_breaks.csv", SeriesBreak.from_row)
    refusals = table("refusals.csv", Refusal.from_row)
    platform_totals = table("platform_totals.csv", PlatformTotal.from_row)
    field_parts = table("field_parts.csv", FieldPart.from_row)
    field_words = table("field_words.csv", FieldWord.from_row)
    boxes = table("boxes.csv", Box.from_row)
    if faults:
        raise CatalogueError(faults)
    base = Catalogue(
        sources={s.source_id: s for s in sources},
        indicators={i.indicator_id: i for i in indicators},
        values=tuple(values),
        targets=tuple(targets),
        places={p.place_id: p for p in places},
        zones={z.place_id: z for z in zones},
        platforms={p.place_id: p for p in platforms},
        platform_types={t.type: t for t in types},
        fields={f.field: f for f in fields},
        areas={a.place_id: a for a in areas},
        official_zones=official_zones or {},
        zone_steps=tuple(steps),
        requirements=tuple(requirements),
        regions=gathered(regions),
        place_groups=PlaceGroup.gathered(groups),
        cooperations=tuple(cooperations),
        series_breaks=tuple(breaks),
        refusals=tuple(refusals),
        street_unions=street_unions(folder),
        platform_totals=tuple(platform_totals),
        field_parts=tuple(field_parts),
        field_words=tuple(field_words),
        boxes={b.field: b for b in boxes},
        official_areas=official_areas or {},
        city_words=tuple(city_words),
    )
    return replace(base, values=(*base.values, *derived_values(base)))


def _rows(
    path: Path, make: Callable[[Row], T], faults: list[Fault], notes: ReaderNotes
) -> Iterator[T]:
    """Yield what each row of a table makes, by the reader and the limits of the check."""
    found = table_at(path)
    if isinstance(found, Fault):
        faults.append(found)
        return
    header, body = found
    for line, record in body:
        wrong = list(row_faults(named(path), header, line, record))
        if wrong:
            faults += wrong
            continue
        try:
            yield make(notes.read(path.stem, dict(zip(header, record, strict=True))))
        except (KeyError, TypeError, ValueError, AttributeError) as error:
            message = said("row-unreadable", why=str(error))
            faults.append(Fault(named(path), line, "", "", "row", message))
