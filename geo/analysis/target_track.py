"""Tracks: a target, the figures known of it, the path between base and due, and a verdict.

The path of a count or an amount grows by a constant rate, that of a ratio by a constant step. No
growth is computed from observed figures: they are first-published, and revised later.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import TYPE_CHECKING, Literal

from geo.analysis.zone_status import ZONE_COUNTS
from geo.model.figures import Value
from geo.model.indicators import ADDABLE, Indicator
from geo.model.targets import Target
from geo.store.breaks import breaks_between

if TYPE_CHECKING:
    from geo.model.series_breaks import SeriesBreak
    from geo.store.catalogue import Catalogue

Verdict = Literal["reached", "on-path", "behind", "unknown"]
Rule = Literal["rate", "step"]
Reason = Literal["", "no-figure", "no-later-figure", "no-base", "no-due", "floor", "parts"]

VERDICTS: tuple[Verdict, ...] = ("reached", "on-path", "behind", "unknown")
# There is no figure after the start of the path.
SILENT: tuple[Reason, ...] = ("no-figure", "no-later-figure")


@dataclass(frozen=True)
class Path:
    """The way from a start to a target: ``start`` and ``end`` in the indicator's own unit.

    ``source_ids`` are those of the start; ``stated`` is whether the target's document prints it.
    """

    rule: Rule
    start_year: int
    start: float
    end_year: int
    end: float
    source_ids: tuple[str, ...]
    stated: bool

    def covers(self, year: int) -> bool:
        """Return whether a year lies between the start and the end, both included."""
        return self.start_year <= year <= self.end_year

    def at(self, year: int) -> float:
        """Return the value of a year on the path: exact at both ends.

        Raises ValueError for a year the path does not cover.
        """
        if not self.covers(year):
            raise ValueError(f"{year} lies outside {self.start_year}–{self.end_year}")
        if year == self.end_year:
            return self.end
        share = (year - self.start_year) / (self.end_year - self.start_year)
        if self.rule == "rate":
            return float(self.start * (self.end / self.start) ** share)
        return self.start + (self.end - self.start) * share

    @property
    def required(self) -> float:
        """Return what a year needs: the rate in per cent, or the step in the unit itself."""
        years = self.end_year - self.start_year
        if self.rule == "rate":
            return float(((self.end / self.start) ** (1 / years) - 1) * 100)
        return (self.end - self.start) / years

    @property
    def years(self) -> tuple[int, ...]:
        """Return every year of the path."""
        return tuple(range(self.start_year, self.end_year + 1))


@dataclass(frozen=True)
class Track:
    """A target with all that is known of it; ``points`` are figures of every source, by year.

    ``latest`` is the figure of the last year that is known, the one to show first; ``reason``
    says why a verdict is unknown; ``disputed`` is whether another source's figure of that year
    gives another verdict. ``breaks`` are those of the series that lie between any two of its
    years, of figures or of the path. A sum of which no later figure is known is judged by its
    ``parts``, and then ``reason`` says so.
    """

    target: Target
    indicator: Indicator
    points: tuple[Value, ...]
    latest: Value | None
    path: Path | None
    verdict: Verdict
    reason: Reason
    disputed: bool
    breaks: tuple[SeriesBreak, ...] = ()
    parts: tuple[Track, ...] = ()

    @property
    def judged_years(self) -> tuple[str, ...]:
        """Return the years of the figures that the verdict rests on, oldest first."""
        if self.verdict == "unknown":
            return ()
        of = self.parts or (self,)
        return tuple(sorted({one.latest.period for one in of if one.latest is not None}))

    @property
    def overdue(self) -> bool:
        """Return whether the due year has no figure, though an earlier one has a verdict."""
        years = self.judged_years
        return bool(years) and years[-1] < self.target.due_period

    @property
    def path_value(self) -> float | None:
        """Return the path's value in the year of the latest figure, where it covers that."""
        if self.path is None or self.latest is None:
            return None
        year = int(self.latest.period)
        return self.path.at(year) if self.path.covers(year) else None

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Return the sources of all this, the target's document first."""
        points = (source for value in self.points for source in value.source_ids)
        start = self.path.source_ids if self.path else ()
        return tuple(dict.fromkeys((self.target.source_id, *start, *points)))

    @property
    def conflicts(self) -> tuple[str, ...]:
        """Return the years for which sources disagree; figures of two dates in a year do not."""
        pairs = combinations(self.points, 2)
        found = [a.period for a, b in pairs if a.period == b.period and a.disagrees(b)]
        return tuple(dict.fromkeys(found))


def tracks(catalogue: Catalogue) -> Iterator[Track]:
    """Yield a track for every target, as listed."""
    for target in catalogue.targets:
        yield track(catalogue, target)


def track(catalogue: Catalogue, target: Target) -> Track:
    """Return what is known of a target."""
    cells = {
        period: catalogue.cell(target.place_id, target.indicator_id, period)
        for period in _years(catalogue, target)
    }
    path, base = path_of(catalogue, target), catalogue.profile.base_year
    newest = cells[max(cells)] if cells else ()
    latest = newest[0] if newest else None
    verdict, reason = judged(target, latest, path, base_year=base)
    parts: tuple[Track, ...] = ()
    if reason in SILENT:
        parts = _parts(catalogue, target)
        verdict, reason = (parts[0].verdict, "parts") if parts else (verdict, reason)
    return Track(
        target=target,
        indicator=catalogue.indicator(target.indicator_id),
        points=tuple(value for cell in cells.values() for value in cell),
        latest=latest,
        path=path,
        verdict=verdict,
        reason=reason,
        disputed=not parts
        and any(judged(target, other, path, base_year=base)[0] != verdict for other in newest[1:]),
        breaks=_breaks(catalogue, target, (*cells, *(map(str, path.years) if path else ()))),
        parts=parts,
    )


def _parts(catalogue: Catalogue, target: Target) -> tuple[Track, ...]:
    """Return the tracks of what a target is the sum of, where all of them have one verdict.

    Only what adds up to the target exactly, by the same year, is its parts.
    """
    if ZONE_COUNTS.get(target.indicator_id) != "total":
        return ()
    known = [
        one
        for one in catalogue.targets
        if ZONE_COUNTS.get(one.indicator_id, "total") != "total"
        and (one.place_id, one.kind, one.due_period)
        == (target.place_id, target.kind, target.due_period)
    ]
    if sum(one.value for one in known) != target.value:
        return ()
    found = tuple(track(catalogue, one) for one in known)
    verdicts = {one.verdict for one in found}
    return found if len(verdicts) == 1 and "unknown" not in verdicts else ()


def _breaks(catalogue: Catalogue, target: Target, years: Iterable[str]) -> tuple[SeriesBreak, ...]:
    known = sorted(set(years))
    series_breaks = (
        series_break
        for one, other in pairwise(known)
        for series_break in breaks_between(
            catalogue, target.place_id, target.indicator_id, one, other
        )
    )
    return tuple(dict.fromkeys(series_breaks))


def path_of(catalogue: Catalogue, target: Target) -> Path | None:
    """Return the path of a target, or None where nothing says where it starts.

    The document's own base comes first, then a source's figure of the plan's base year. An aim for
    every year and one without a due year have no path, nor has a count that starts at zero a rate.
    """
    if target.kind != "level" or not target.due_period:
        return None
    begun = _start(catalogue, target)
    rule: Rule = "rate" if catalogue.indicator(target.indicator_id).kind in ADDABLE else "step"
    if begun is None or (rule == "rate" and (begun[1] <= 0 or target.value <= 0)):
        return None
    year, start, sources = begun
    due = int(target.due_period)
    stated = target.base_value is not None
    return Path(rule, year, start, due, target.value, sources, stated) if year < due else None


def _start(catalogue: Catalogue, target: Target) -> tuple[int, float, tuple[str, ...]] | None:
    """Return the year, the value and the sources of a path's start, if any is known."""
    if target.base_value is not None:
        return int(target.base_period), target.base_value, (target.source_id,)
    values = catalogue.cell(target.place_id, target.indicator_id, catalogue.profile.base_year)
    if not values or values[0].status == "floor":
        return None
    return int(catalogue.profile.base_year), values[0].value, values[0].source_ids


def reached(target: Target, value: float) -> bool:
    """Return whether a figure fulfills the words: 突破 and 超过 want more than the number."""
    return value > target.value if target.bound == "exceed" else value >= target.value


def judged(
    target: Target, latest: Value | None, path: Path | None, *, base_year: str
) -> tuple[Verdict, Reason]:
    """Return the verdict on a figure by the rule that readers are told, and why it is unknown.

    Reached: at the target or beyond, in a year after the start. On the path: at the path's value
    of its year or beyond, before the due year. Behind: below. What is at least so much can
    be reached or on the path, but not behind. An aim for every year is judged by the year itself.
    """
    if latest is None:
        return "unknown", "no-figure"
    start = path.start_year if path else int(base_year)
    if target.kind != "yearly" and int(latest.period) <= start:
        return "unknown", "no-later-figure"
    if reached(target, latest.value):
        return "reached", ""
    if path is None and target.kind != "yearly":
        return "unknown", "no-base" if target.due_period else "no-due"
    if path and int(latest.period) < path.end_year and latest.value >= path.at(int(latest.period)):
        return "on-path", ""
    return ("unknown", "floor") if latest.status == "floor" else ("behind", "")


def _years(catalogue: Catalogue, target: Target) -> tuple[str, ...]:
    """Return the years with a figure of the place itself, oldest first."""
    mine = (
        value.period
        for value in catalogue.values
        if (value.place_id, value.indicator_id) == (target.place_id, target.indicator_id)
    )
    return tuple(sorted(set(mine)))
