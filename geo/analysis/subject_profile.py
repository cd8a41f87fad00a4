"""The profile: every indicator of some subjects side by side, each figure with its standing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Literal

from geo.analysis.observations import Entry, entry
from geo.analysis.ranks import FEWEST_COMPARED, UNLIKE, Rank, Unranked, exceeding, standings
from geo.model.figures import Value
from geo.model.indicators import ADDABLE, Indicator
from geo.model.periods import LATEST
from geo.model.science_cities import PLANNED
from geo.model.subject import Subject
from geo.model.zones import APPROVED

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

Sense = Literal["high", "low", "size", "none"]

# What a reader may ask for instead of a year, beside LATEST: the best common one.
COMMON = ""
# How large a place is: the most is no better than the least.
SIZES = ("population_census", "population", PLANNED, APPROVED)


@dataclass(frozen=True)
class ProvinceShare:
    """A figure as a per cent of the province's own figure of the same period, ``whole``.

    ``others`` are the province's figures in other sources that differ. ``over`` is what all places
    of the level make of the province, where that is more than the whole.
    """

    percent: float
    whole: Value
    others: tuple[Value, ...] = ()
    over: float | None = None


@dataclass(frozen=True)
class ProfileCell:
    """A subject's entry in a row; ``periods`` are all those for which it has a figure.

    A group has no rank: it is not one of the 21; ``unranked`` says why another has none. Ratios
    and ranks have no share.
    """

    entry: Entry
    rank: Rank | None
    unranked: Unranked | None
    share: ProvinceShare | None
    periods: tuple[str, ...]


@dataclass(frozen=True)
class ProfileRow:
    """An indicator for every subject, in their order.

    ``period`` is the one of all figures, blank where they are of several (``mixed``). ``first``,
    ``best`` and ``worst`` are words of subjects: for a size the largest and the smallest. They
    are empty where the figures are of several periods or bases, all are equal, or a least figure
    leaves it open. ``best`` and ``worst`` are said of three figures or more, and of half of the
    subjects or more; ``first``, the better, of two already.
    """

    indicator: Indicator
    period: str
    cells: tuple[ProfileCell, ...]
    best: tuple[str, ...]
    worst: tuple[str, ...]
    first: tuple[str, ...] = ()

    @property
    def mixed(self) -> bool:
        """Return whether the figures are of several periods."""
        return len({c.entry.period for c in self.cells if c.entry.figure}) > 1

    @property
    def alike(self) -> bool:
        """Return whether the figures are of one period and, as rates, of residents of one year."""
        figures = [cell.entry.figure for cell in self.cells if cell.entry.figure is not None]
        return len({(figure.period, figure.people_period) for figure in figures}) <= 1

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
) -> tuple[ProfileRow, ...]:
    """Return a row for every indicator that any place of the subjects' level has, as listed.

    ``period`` is a year; or ``COMMON``, the latest that all subjects with any figure have, and
    where there is none each one's latest; or ``LATEST``, each one's latest in any case.
    """
    offered = catalogue.indicators_at(subjects[0].level) if subjects else ()
    return tuple(
        row(catalogue, indicator.indicator_id, subjects, period=period) for indicator in offered
    )


def row(
    catalogue: Catalogue, indicator_id: str, subjects: Sequence[Subject], *, period: str = COMMON
) -> ProfileRow:
    """Return the row of one indicator; raise UnknownWord for one that does not exist."""
    indicator = catalogue.indicator(indicator_id)
    every = catalogue.periods(indicator_id, subjects[0].level)
    tried = {
        subject.word: {year: entry(catalogue, subject, indicator_id, year) for year in every}
        for subject in subjects
    }
    known = {word: _known(entries.values()) for word, entries in tried.items()}
    shown = _common(known.values()) if period == COMMON else period
    cells = []
    for one in subjects:
        year = shown
        if shown in (COMMON, LATEST):
            year = known[one.word][-1] if known[one.word] else _nearest(tried[one.word].values())
        found = tried[one.word].get(year) or entry(catalogue, one, indicator_id, year)
        cells.append(_cell(catalogue, found, known[one.word]))
    periods = {cell.entry.period for cell in cells if cell.entry.figure}
    made = ProfileRow(
        indicator=indicator,
        period=next(iter(periods), "") if len(periods) < 2 else "",  # noqa: PLR2004  mixed
        cells=tuple(cells),
        best=(),
        worst=(),
    )
    return _judged(made)


def _cell(catalogue: Catalogue, found: Entry, periods: tuple[str, ...]) -> ProfileCell:
    standing, why = None, None
    if found.figure is not None and found.subject.kind != "group":
        level, place = found.subject.level, found.subject.members[0]
        order = standings(catalogue, found.indicator_id, found.period, level)
        standing, why = order.ranks.get(place), order.unranked.get(place)
    return ProfileCell(found, standing, why, share(catalogue, found), periods)


def _judged(made: ProfileRow) -> ProfileRow:
    """Return a row with its ends; one of several periods or bases has none, and no ranks."""
    if not made.alike:
        mixed = Unranked("period" if made.mixed else "basis", 0, 0)
        cells = (
            replace(cell, rank=None, unranked=mixed) if cell.entry.figure is not None else cell
            for cell in made.cells
        )
        return replace(made, cells=tuple(cells))
    best, worst = _ends([cell.entry for cell in made.cells], sense(made.indicator))
    if made.known < FEWEST_COMPARED or made.known * 2 < len(made.cells):
        return replace(made, first=best)
    return replace(made, best=best, worst=worst, first=best)


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


def share(catalogue: Catalogue, found: Entry) -> ProvinceShare | None:
    """Return an entry's share of the province; None where either is missing or cannot be added."""
    values = catalogue.cell(catalogue.profile.adcode, found.indicator_id, found.period)
    addable = catalogue.indicator(found.indicator_id).kind in ADDABLE
    if found.figure is None or not addable or not values:
        return None
    first = values[0]
    if first.value <= 0 or first.status == "floor":
        return None
    others = tuple(value for value in values[1:] if value.disagrees(first))
    over = exceeding(catalogue, found.indicator_id, found.period)
    return ProvinceShare(found.figure.value / first.value * 100, first, others, over)


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
