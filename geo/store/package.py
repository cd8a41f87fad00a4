"""A data folder becomes a catalogue: every table read once, derived indicators included.

Standard library only: the web workers load it, and pandas would double their memory.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import TypeVar

from geo.errors import CatalogueError, Fault
from geo.files.records import named, row_faults, table_at
from geo.model.cooperations import Cooperation
from geo.model.figures import Indicator, Row, Source, Target, Value
from geo.model.place_groups import PlaceGroup
from geo.model.places import Boundary, Place, Platform, PlatformType, TechField, Zone
from geo.model.plan_fields import FieldPart, FieldWord, PlanBox
from geo.model.platform_totals import PlatformTotal
from geo.model.reader_notes import TABLE as NOTES
from geo.model.reader_notes import ReaderNote, ReaderNotes
from geo.model.regions import Region, gathered
from geo.model.science_cities import ScienceCityArea, Words
from geo.model.series_breaks import QuotientRefusal, SeriesBreak
from geo.model.streets import street_unions
from geo.model.zone_events import Requirement, ZoneStep
from geo.sentences import said
from geo.store.catalogue import Catalogue
from geo.store.derived import derived_values

T = TypeVar("T")


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
    fields = table("fields.csv", TechField.from_row)
    steps = table("zone_steps.csv", ZoneStep.from_row)
    requirements = table("zone_requirements.csv", Requirement.from_row)
    regions = table("regions.csv", Region.from_row)
    groups = table("place_groups.csv", PlaceGroup.from_row)
    cooperations = table("cooperations.csv", Cooperation.from_row)
    breaks = table("series_breaks.csv", SeriesBreak.from_row)
    refusals = table("refusals.csv", QuotientRefusal.from_row)
    platform_totals = table("platform_totals.csv", PlatformTotal.from_row)
    field_parts = table("field_parts.csv", FieldPart.from_row)
    field_words = table("field_words.csv", FieldWord.from_row)
    boxes = table("boxes.csv", PlanBox.from_row)
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
