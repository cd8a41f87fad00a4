"""The profile: every indicator of some subjects side by side, each figure with its standing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.entries import Entry, entry
from geo.figures import Indicator, Value
from geo.measure import FEWEST_RANKED, ranks
from geo.places import PROVINCE
from geo.subjects import Subject
from geo.track import ADDABLE

if TYPE_CHECKING:
    from geo.catalogue import Catalogue

Sense = Literal["high", "low", "size", "none"]

# What a reader may ask for instead of a year: the best common one, or each subject's latest.
COMMON, LATEST = "", "latest"
# How large a place is: the most is no better than the least.
SIZES = ("population_census", "population", "planned_area")
# Counts of which indicators.csv says that no two may be compared.
UNLIKE = ("zone_enterprises",)


@dataclass(frozen=True)
class Rank:
    """The place of a figure, 1 the best, among the ``known`` of ``of`` places of its level."""

    at: int
    known: int
    of: int


@dataclass(frozen=True)
class Share:
    """A figure as a per cent of the province's own figure of the same period, ``whole``.

    ``others`` are the province's figures in other sources that differ.
    """

    percent: float
    whole: Value
    others: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Cell:
    """A subject's entry in a row; ``periods`` are all those for which it has a figure.

    A group has no rank: it is not one of the 21. Ratios and ranks have no share.
    """

    entry: Entry
    rank: Rank | None
    share: Share | None
    periods: tuple[str, ...]


@dataclass(frozen=True)
class Row:
    """An indicator for every subject, in their order.

    ``period`` is the one of all figures, blank where they are of several (``mixed``). ``best`` and
    ``worst`` are words of subjects: for a size the largest and the smallest. They are
    empty where fewer than two are known, all are equal, or a least figure leaves it open.
    """

    indicator: Indicator
    period: str
    cells: tuple[Cell, ...]
    best: tuple[str, ...]
    worst: tuple[str, ...]

    @property
    def mixed(self) -> bool:
        """Return whether the figures are of several periods."""
        return len({c.entry.period for c in self.cells if c.entry.figure}) > 1

    @property
    def known(self) -> int:
        """Return how many of the subjects have a figure."""
        return sum(cell.entry.figure is not None for cell in self.cells)

    @property
    def common(self) -> str:
        """Return the latest period that all subjects with any figure have; blank if there is none.

        It may be another than the one shown.
        """
        return _common(cell.periods for cell in self.cells)


def sense(indicator: Indicator) -> Sense:
    """Return what is best: the most, the least (a rank), nothing but size, or no order at all."""
    base = indicator.numerator or indicator.indicator_id
    if base in UNLIKE:
        return "none"
    if base in SIZES:
        return "size"
    return "low" if indicator.kind == "rank" else "high"


def profile(
    catalogue: Catalogue, subjects: Sequence[Subject], *, period: str = COMMON
) -> tuple[Row, ...]:
    """Return a row for every indicator that any place of the subjects' level has, as listed.

    ``period`` is a year; or ``COMMON``, the latest that all subjects with any figure have, and
    where there is none each one's latest; or ``LATEST``, each one's latest in any case.
    """
    offered = catalogue.indicators_at(subjects[0].level) if subjects else ()
    return tuple(row(catalogue, one.indicator_id, subjects, period=period) for one in offered)


def row(
    catalogue: Catalogue, indicator_id: str, subjects: Sequence[Subject], *, period: str = COMMON
) -> Row:
    """Return the row of one indicator; raise UnknownWord for one that does not exist."""
    indicator = catalogue.indicator(indicator_id)
    every = catalogue.periods(indicator_id, subjects[0].level)
    tried = {
        one.word: {year: entry(catalogue, one, indicator_id, year) for year in every}
        for one in subjects
    }
    known = {word: _known(entries.values()) for word, entries in tried.items()}
    shown = _common(known.values()) if period == COMMON else period
    cells = []
    for one in subjects:
        year = shown
        if shown in (COMMON, LATEST):
            year = known[one.word][-1] if known[one.word] else _nearest(tried[one.word].values())
        found = tried[one.word].get(year) or entry(catalogue, one, indicator_id, year)
        cells.append(Cell(found, _rank(catalogue, found), share(catalogue, found), known[one.word]))
    periods = {cell.entry.period for cell in cells if cell.entry.figure}
    best, worst = _ends([cell.entry for cell in cells], sense(indicator))
    return Row(
        indicator=indicator,
        period=next(iter(periods), "") if len(periods) < 2 else "",  # noqa: PLR2004  mixed
        cells=tuple(cells),
        best=best,
        worst=worst,
    )


def _known(entries: Iterable[Entry]) -> tuple[str, ...]:
    return tuple(one.period for one in entries if one.figure is not None)


def _common(known: Iterable[Sequence[str]]) -> str:
    """Return the latest period of all that have any; blank where there is none."""
    sets = [set(periods) for periods in known if periods]
    return max(set.intersection(*sets), default="") if sets else ""


def _nearest(entries: Iterable[Entry]) -> str:
    """Return the period with the fewest members missing, the latest of equals."""
    fewest = min(entries, key=lambda one: (len(one.missing), -int(one.period)), default=None)
    return fewest.period if fewest else ""


def _rank(catalogue: Catalogue, found: Entry) -> Rank | None:
    """Return the rank of a place; None for a group, or where fewer than three are known."""
    if found.figure is None or found.subject.kind == "group":
        return None
    indicator = catalogue.indicator(found.indicator_id)
    sign = -1 if sense(indicator) == "low" else 1
    places = catalogue.at_level_ids(found.subject.level)
    cells = [catalogue.cell(place, found.indicator_id, found.period) for place in places]
    order = ranks([sign * cell[0].value if cell else None for cell in cells])
    known = sum(rank is not None for rank in order)
    at = order[places.index(found.subject.members[0])]
    if at is None or known < FEWEST_RANKED or sense(indicator) == "none":
        return None
    return Rank(at, known, len(places))


def share(catalogue: Catalogue, found: Entry) -> Share | None:
    """Return an entry's share of the province; None where either is missing or cannot be added."""
    whole = catalogue.cell(PROVINCE, found.indicator_id, found.period)
    addable = catalogue.indicator(found.indicator_id).kind in ADDABLE
    if found.figure is None or not addable or not whole:
        return None
    first = whole[0]
    if first.value <= 0 or first.status == "floor":
        return None
    others = tuple(one for one in whole[1:] if one.value != first.value)
    return Share(found.figure.value / first.value * 100, first, others)


def _ends(entries: Sequence[Entry], sense: Sense) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the subjects with the best and the worst figure; ties share.

    A least figure may be any larger one: it leaves the top open unless it alone is at the top,
    and the bottom open if it is at the bottom.
    """
    known = [(one.figure.value, one) for one in entries if one.figure is not None]
    values = {value for value, _ in known}
    if len(values) < 2 or sense == "none":  # noqa: PLR2004  all equal, or one alone
        return (), ()
    floors = [one for _, one in known if one.floor]
    top = [one for value, one in known if value == max(values)]
    bottom = [one for value, one in known if value == min(values)]
    high = () if floors and floors != top else tuple(one.subject.word for one in top)
    low = () if any(one.floor for one in bottom) else tuple(one.subject.word for one in bottom)
    return (low, high) if sense == "low" else (high, low)
