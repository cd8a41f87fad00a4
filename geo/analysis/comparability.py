"""Fairness: every caution of a comparison, and what would make a row of it fair.

``cautions`` guards a profile, ``on_one_axis`` what is drawn to one scale, ``of_differences`` a
difference; ``fairer`` is what "make it fair" chooses.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import combinations
from typing import TYPE_CHECKING

from geo.analysis.cautions import (
    TINY_COUNT,
    BoundaryChange,
    Caution,
    Key,
    Number,
    changed,
    disputed,
    least,
    number,
    of_row,
    other_people,
    raw_counts,
)
from geo.analysis.difference import Caveat, Differences
from geo.analysis.observations import Entry
from geo.analysis.planned_areas import extent
from geo.analysis.subject_profile import ProfileRow, row, sense
from geo.model.figures import Measure
from geo.model.indicators import Indicator
from geo.model.places import Confidence
from geo.model.science_cities import WHOLE, ScienceCityArea
from geo.model.subject import Subject

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

# What a raw count is divided by to be fair, the better first.
RATES = ("people", "area")
CAVEATS: dict[Caveat, Key] = {
    "first-published": "first-published",
    "other-people": "mixed-people",
    "other-year": "other-year",
    "other-whole": "other-whole",
    "floors": "floor",
    "conflicts": "conflict",
}


def cautions(
    catalogue: Catalogue, rows: Sequence[ProfileRow], *, changes: Sequence[BoundaryChange] = ()
) -> tuple[Caution, ...]:
    """Return every caution of a profile: of the subjects together first, then row by row."""
    if not rows:
        return ()
    subjects = [cell.entry.subject for cell in rows[0].cells]
    found = [*_confidence(catalogue, subjects), *_overlap(catalogue, subjects)]
    for one in rows:
        found += of_row(catalogue, one, changes=changes)
    return tuple(found)


def _confidence(catalogue: Catalogue, subjects: Sequence[Subject]) -> Iterator[Caution]:
    """Yield a caution where the extents of zones or areas are not known alike."""
    known = {subject.word: confidence(catalogue, subject) for subject in subjects}
    if len(set(known.values())) > 1:
        numbers = tuple(Number(word, "confidence", said or "") for word, said in known.items())
        yield Caution("boundary-confidence", tuple(known), numbers)


def confidence(catalogue: Catalogue, subject: Subject) -> Confidence | None:
    """Return how exactly the extent of a zone or an area is known; None for prefectures.

    An area counts as a circle if any version of its plan, or another document, gives a size.
    """
    if subject.word in catalogue.zones:
        return catalogue.zones[subject.word].confidence(catalogue.official_zones)
    area = catalogue.areas.get(subject.word)
    if area is None:
        return None
    sizes = [extent(catalogue, area, version) for version in catalogue.profile.versions]
    return area.confidence(catalogue.official_areas, next((size for size in sizes if size), None))


def _overlap(catalogue: Catalogue, subjects: Sequence[Subject]) -> Iterator[Caution]:
    """Yield pairs that share places: two groups with one member, a science city and its part."""
    for subject, other in combinations(subjects, 2):
        shared = set(subject.members) & set(other.members)
        if shared:
            numbers = tuple(Number(place, "shared", subject.word) for place in sorted(shared))
            yield Caution("overlap", (subject.word, other.word), numbers)
        elif subject.word in catalogue.areas and other.word in catalogue.areas:
            a, b = catalogue.areas[subject.word], catalogue.areas[other.word]
            if _holds(a, b) or _holds(b, a):
                yield Caution("overlap", (subject.word, other.word))


def _holds(area: ScienceCityArea, part: ScienceCityArea) -> bool:
    return area.kind == WHOLE and area.city == part.city


def on_one_axis(indicators: Sequence[Indicator]) -> tuple[Caution, ...]:
    """Return the caution for indicators of several units that are drawn to one scale."""
    units = {indicator.indicator_id: indicator.unit_en for indicator in indicators}
    if len({(indicator.unit_zh, indicator.unit_en) for indicator in indicators}) <= 1:
        return ()
    numbers = tuple(Number(name, "unit", unit) for name, unit in units.items())
    return (Caution("mixed-units", (), numbers),)


def of_differences(
    catalogue: Catalogue, differences: Differences, *, changes: Sequence[BoundaryChange] = ()
) -> tuple[Caution, ...]:
    """Return every caution of a difference: its caveats, tiny bases, raw counts, boundaries."""
    shown = [difference for difference in differences.found if difference.value is not None]
    entries = [side for difference in shown for side in (difference.a, difference.b)]
    said = [_of_caveat(differences, caveat) for caveat in differences.caveats]
    if differences.way == "minus":
        said += raw_counts(
            catalogue, differences.indicator, [difference.subject for difference in shown]
        )
    if differences.way == "percent":
        said += _tiny_bases(differences.indicator, [difference.b for difference in shown])
    return (*said, *changed(differences.indicator, entries, changes))


def _tiny_bases(indicator: Indicator, bases: Sequence[Entry]) -> Iterator[Caution]:
    """Yield per cents of so few cases that one more makes a point; people come in 万人."""
    if indicator.kind != "count" or sense(indicator) == "size":
        return
    numbers = tuple(
        number(entry.subject.word, "base", entry.figure)
        for entry in bases
        if entry.figure is not None and entry.figure.value < TINY_COUNT
    )
    if numbers:
        subjects = tuple(one.subject for one in numbers)
        name = indicator.indicator_id
        yield Caution("tiny-denominator", subjects, numbers, name, limit=TINY_COUNT)


def _of_caveat(differences: Differences, caveat: Caveat) -> Caution:
    """Return a caveat as a caution: periods for a change, figures for what is open or disputed."""
    about = [
        difference
        for difference in differences.found
        if difference.value is not None or difference.lack == "floors"
    ]
    entries = [side for difference in about for side in (difference.a, difference.b)]
    if caveat == "floors":
        numbers = least(entries)
    elif caveat == "conflicts":
        numbers = disputed(entries)
    elif caveat == "other-year":
        numbers = other_people(entries)
    else:
        numbers = tuple(Number(side.subject.word, "period", side.period) for side in entries)
    subjects = tuple(dict.fromkeys(one.subject for one in numbers))
    return Caution(CAVEATS[caveat], subjects, numbers, differences.indicator.indicator_id)


def fairer(catalogue: Catalogue, one: ProfileRow) -> Measure | None:
    """Return what would make a row fair, or None where it is fair or nothing would.

    Raw counts of places of very different size: the indicator per person, or else per km2, in a
    year for which no subject is lost. Mixed years: the latest year that all subjects with
    a figure have. A rate that would mix years itself makes nothing fair.
    """
    keys = {caution.key for caution in of_row(catalogue, one)}
    subjects = [cell.entry.subject for cell in one.cells]
    if "raw-counts" in keys:
        for rate in rates(catalogue, one.indicator):
            found = row(catalogue, rate.indicator_id, subjects)
            if found.period and found.alike and found.known >= one.known:
                return Measure(rate.indicator_id, found.period)
    if "mixed-years" in keys and one.common:
        return Measure(one.indicator.indicator_id, one.common)
    return None


def rates(catalogue: Catalogue, indicator: Indicator) -> tuple[Indicator, ...]:
    """Return what is derived from an indicator, or a share's numerator: per person, per km2."""
    base = indicator.numerator or indicator.indicator_id
    return tuple(
        rate
        for denominator in RATES
        for rate in catalogue.indicators.values()
        if rate.numerator == base and rate.denominator == denominator
    )
