"""Cautions: what keeps the figures of one row from a fair comparison, and the numbers that show it.

Words are made above geo: a caution has a key, the subjects it is about, and its numbers.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.analysis.observations import Entry
from geo.analysis.ranks import UNLIKE
from geo.analysis.subject_profile import ProfileCell, ProfileRow, sense
from geo.analysis.subject_sizes import size
from geo.model.figures import Value
from geo.model.indicators import ADDABLE, Indicator
from geo.model.subject import Subject

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

Key = Literal[
    "mixed-years",
    "mixed-people",
    "other-year",
    "mixed-units",
    "raw-counts",
    "size-unknown",
    "unlike-counts",
    "conflict",
    "floor",
    "tiny-denominator",
    "boundary-changed",
    "boundary-confidence",
    "overlap",
    "first-published",
    "other-whole",
]

# A place with twice the people can have twice the count and be no better.
SIZE_RATIO = 2.0
# Below this many, one more moves a per cent of them by more than a whole point.
TINY_COUNT = 100
# In 万人: below 100,000 residents one more moves a rate per 10,000 by more than 0.1.
TINY_PEOPLE = 10.0
# Square kilometres of a density: some zones' areas are known to no more than whole ones.
TINY_KM2 = 10.0


@dataclass(frozen=True)
class Number:
    """A number that a caution rests on: of a subject or place, what it is, and where it is from.

    ``name`` is value, other (in another source), share-of (the province's), size, below (what is
    divided by) or base (of a per cent); or, with a word for ``value``, period, change, confidence,
    unit, or shared (a place, and the other subject that has it). ``figure`` is the figure it was
    taken from, where it is one: of a member or a part, it may be of another place and indicator.
    """

    subject: str
    name: str
    value: float | str
    period: str = ""
    source_ids: tuple[str, ...] = ()
    figure: Value | None = None


@dataclass(frozen=True)
class Caution:
    """A named warning; ``indicator_id`` is blank where it holds for all of them.

    ``limit`` is the threshold that was passed, and ``ratio`` how large the largest is of
    the smallest, where there are such.
    """

    key: Key
    subjects: tuple[str, ...]
    numbers: tuple[Number, ...] = ()
    indicator_id: str = ""
    limit: float | None = None
    ratio: float | None = None


@dataclass(frozen=True)
class BoundaryChange:
    """A place whose boundary changed: figures of years before ``period`` are of another extent.

    No table of ours says of any place that it did; who knows of one hands it over.
    """

    place_id: str
    period: str
    source_ids: tuple[str, ...] = ()


def of_row(
    catalogue: Catalogue, row: ProfileRow, *, changes: Sequence[BoundaryChange] = ()
) -> tuple[Caution, ...]:
    """Return the cautions of one row; none where fewer than two subjects have a figure."""
    cells = [cell for cell in row.cells if cell.entry.figure is not None]
    if len(cells) < 2:  # noqa: PLR2004  one figure is compared with nothing
        return ()
    entries = [cell.entry for cell in cells]
    return (
        *_years(row.indicator, entries, catalogue.profile.census_year),
        *raw_counts(catalogue, row.indicator, [entry.subject for entry in entries]),
        *_conflicts(row.indicator, cells),
        *_floors(row.indicator, entries),
        *_tiny(catalogue, row.indicator, entries),
        *changed(row.indicator, entries, changes),
    )


def _years(indicator: Indicator, entries: Sequence[Entry], census_year: str) -> Iterator[Caution]:
    periods = {entry.period for entry in entries}
    if len(periods) > 1:
        numbers = tuple(Number(entry.subject.word, "period", entry.period) for entry in entries)
        yield _caution("mixed-years", indicator, numbers)
    if indicator.denominator != "people":
        return
    figures = [(entry.subject.word, entry.figure) for entry in entries if entry.figure is not None]
    years = {value.people_period for _, value in figures}
    if len(years) > 1 and census_year in years:
        people = tuple(Number(word, "period", value.people_period) for word, value in figures)
        yield _caution("mixed-people", indicator, people)
    others = other_people(entries)
    if others:
        yield _caution("other-year", indicator, others)


def other_people(entries: Iterable[Entry]) -> tuple[Number, ...]:
    """Return the year of the residents for every rate that is divided by those of another year."""
    return tuple(
        Number(entry.subject.word, "period", entry.figure.people_period)
        for entry in entries
        if entry.figure is not None and entry.figure.people_period not in ("", entry.figure.period)
    )


def raw_counts(
    catalogue: Catalogue, indicator: Indicator, subjects: Sequence[Subject]
) -> Iterator[Caution]:
    """Yield what is wrong with counts and amounts that are divided by nothing of the place's own.

    A share of the province is such a count in other words. A size itself may be compared; so may
    places of which the largest is less than twice the smallest. Where no source gives
    a size nobody can tell, and that is said.
    """
    if len(subjects) < 2:  # noqa: PLR2004  one is compared with nothing
        return
    if indicator.indicator_id in UNLIKE:
        yield Caution("unlike-counts", _words(subjects), (), indicator.indicator_id)
    raw = indicator.kind in ADDABLE or indicator.denominator == "province"
    if not raw or sense(indicator) == "size":
        return
    sizes = {subject.word: size(catalogue, subject) for subject in subjects}
    unknown = tuple(word for word, found in sizes.items() if found is None)
    if unknown:
        yield Caution("size-unknown", unknown, (), indicator.indicator_id)
    known = {word: found for word, found in sizes.items() if found is not None}
    if not known:
        return
    ratio = max(s.value for s in known.values()) / min(s.value for s in known.values())
    if ratio >= SIZE_RATIO:
        yield Caution(
            key="raw-counts",
            subjects=tuple(known),
            numbers=tuple(
                Number(word, "size", one.value, source_ids=one.source_ids)
                for word, one in known.items()
            ),
            indicator_id=indicator.indicator_id,
            limit=SIZE_RATIO,
            ratio=ratio,
        )


def _conflicts(indicator: Indicator, cells: Sequence[ProfileCell]) -> Iterator[Caution]:
    """Yield one caution for all cells: figures, parts, and the whole of a share."""
    numbers = disputed([cell.entry for cell in cells])
    for cell in cells:
        if cell.share and cell.share.others:
            word, whole = cell.entry.subject.word, cell.share.whole
            numbers += (number(word, "share-of", whole),)
            numbers += tuple(number(word, "other", value) for value in cell.share.others)
    if numbers:
        yield _caution("conflict", indicator, numbers)


def disputed(entries: Iterable[Entry]) -> tuple[Number, ...]:
    """Return every figure that other sources have otherwise, followed by what they have."""
    return tuple(
        number(entry.subject.word, name, value)
        for entry in entries
        for conflict in entry.conflicts
        for name, value in (
            ("value", conflict.shown),
            *(("other", other) for other in conflict.others),
        )
    )


def _floors(indicator: Indicator, entries: Sequence[Entry]) -> Iterator[Caution]:
    numbers = least(entries)
    if numbers:
        yield _caution("floor", indicator, numbers)


def least(entries: Iterable[Entry]) -> tuple[Number, ...]:
    """Return every figure that says no more than "at least"."""
    return tuple(
        number(entry.subject.word, "value", entry.figure)
        for entry in entries
        if entry.figure is not None and entry.floor
    )


def number(subject: str, name: str, value: Value) -> Number:
    """Return a figure as a number of a caution."""
    return Number(subject, name, value.value, value.period, value.source_ids, value)


def _tiny(
    catalogue: Catalogue, indicator: Indicator, entries: Sequence[Entry]
) -> Iterator[Caution]:
    """Yield denominators so small that a single case more or less shows."""
    limits = {"people": TINY_PEOPLE, "area": TINY_KM2}
    numerator = catalogue.indicators.get(indicator.numerator)
    if numerator is not None and numerator.kind == "count":
        limits["province"] = TINY_COUNT
    limit = limits.get(indicator.denominator)
    if limit is None:
        return
    numbers = tuple(
        Number(entry.subject.word, "below", entry.below.value, entry.period, entry.below.source_ids)
        for entry in entries
        if entry.below is not None and entry.below.value < limit
    )
    if numbers:
        yield _caution("tiny-denominator", indicator, numbers, limit=limit)


def changed(
    indicator: Indicator, entries: Sequence[Entry], changes: Sequence[BoundaryChange]
) -> Iterator[Caution]:
    """Yield figures of years before a boundary changed: they are of another extent than now."""
    numbers = tuple(
        Number(entry.subject.word, "change", change.period, entry.period, change.source_ids)
        for entry in entries
        for change in changes
        if change.place_id in entry.subject.members and entry.period < change.period
    )
    if numbers:
        yield _caution("boundary-changed", indicator, numbers)


def _caution(
    key: Key, indicator: Indicator, numbers: tuple[Number, ...], *, limit: float | None = None
) -> Caution:
    subjects = tuple(dict.fromkeys(one.subject for one in numbers))
    return Caution(key, subjects, numbers, indicator.indicator_id, limit)


def _words(subjects: Sequence[Subject]) -> tuple[str, ...]:
    return tuple(subject.word for subject in subjects)
