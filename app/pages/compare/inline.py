"""Inline: what a row of the table draws beside its figures: bars, lines of years, all places.

Nothing is drawn that would compare what does not compare: no bar and no strip where years or bases
differ, or where each place counts in its own way; no bar of a rank, which is no length.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.pages.compare.request import CompareRequest
from geo.analysis.observations import entry
from geo.analysis.rank_groups import rivals_of
from geo.analysis.ranks import FEWEST_COMPARED
from geo.analysis.subject_profile import ProfileCell, ProfileRow, sense
from geo.model.indicators import ADDABLE
from geo.store.breaks import broken
from layers.words import value_words

# Two figures are a line.
FEWEST = 2
# A line does not touch the edge of its box.
LOW, HIGH = 88.0, 12.0


@dataclass(frozen=True)
class ProfileDot:
    """A place on a strip: where, from 0 to 100, in which color, and its figure in words."""

    word: str
    x: float
    color: str
    words: str


@dataclass(frozen=True)
class ProfileStrip:
    """The figures of all places of a level on one axis: ``others`` is a path of dots."""

    others: str
    own: tuple[ProfileDot, ...]
    low: str
    high: str
    known: int


def comparable(row: ProfileRow) -> bool:
    """Return whether the figures of a row stand on one axis: lengths of one year and basis."""
    return row.alike and row.indicator.kind != "rank" and sense(row.indicator) != "none"


def bars(row: ProfileRow) -> tuple[float | None, ...]:
    """Return the length of the bar of each cell, in hundredths of the longest; None without one."""
    values = [cell.entry.value for cell in row.cells]
    known = [value for value in values if value is not None]
    drawn = comparable(row) and len(known) >= FEWEST and min(known) >= 0 and max(known) > 0
    return tuple(
        round(100 * value / max(known), 1) if drawn and value is not None else None
        for value in values
    )


def strip(request: CompareRequest, row: ProfileRow) -> ProfileStrip | None:
    """Return where the subjects stand among all places of their level; None where none may."""
    adds = row.indicator.kind in ADDABLE or row.indicator.group == "share"
    summed = request.kind == "group" and adds
    figures = [cell.entry.figure for cell in row.cells if cell.entry.figure is not None]
    if not comparable(row) or summed or not figures:
        return None
    known, name = request.catalogue, row.indicator.indicator_id
    members = [member for subject in request.subjects for member in subject.members]
    cells = (
        known.cell(place, name, row.period) for place in rivals_of(known, request.level, members)
    )
    alike = [
        cell[0]
        for cell in cells
        if cell and cell[0].people_period == figures[0].people_period and cell[0].status != "floor"
    ]
    values = [figure.value for figure in alike]
    low, high = min(values, default=0.0), max(values, default=0.0)
    if len(values) < FEWEST_COMPARED or low == high:
        return None

    def at(value: float) -> float:
        return round(100 * (value - low) / (high - low), 1)

    def words(value: float) -> str:
        return value_words(value, row.indicator, request.lang)

    own = tuple(
        ProfileDot(
            cell.entry.subject.word,
            at(figure.value),
            request.color(cell.entry.subject.word),
            f"{cell.entry.subject.name(request.lang)} {words(figure.value)}",
        )
        for cell in row.cells
        if (figure := cell.entry.figure) is not None and figure.status != "floor"
    )
    others = "".join(
        f"M{at(figure.value):g} 10h0"
        for figure in alike
        if figure.place_id not in request.chosen.words
    )
    return ProfileStrip(others, own, words(low), words(high), len(alike))


def spark(request: CompareRequest, row: ProfileRow, cell: ProfileCell) -> dict[str, Any] | None:
    """Return the figures of all years of a cell as a line of its own scale; None of fewer than two.

    It does not run across a break of its series.
    """
    if len(cell.periods) < FEWEST:
        return None
    subject, name = cell.entry.subject, row.indicator.indicator_id
    values = [_value(request, cell, name, period) for period in cell.periods]
    first, last = int(cell.periods[0]), int(cell.periods[-1])
    low, high = min(values), max(values)

    def at(period: str, value: float) -> tuple[float, float]:
        x = 100 * (int(period) - first) / (last - first)
        share = (value - low) / (high - low) if high > low else 0.5
        return round(x, 1), round(LOW - (LOW - HIGH) * share, 1)

    points = [at(*pair) for pair in zip(cell.periods, values, strict=True)]
    steps = zip(pairwise(cell.periods), pairwise(points), strict=True)
    path = "".join(
        f"M{a[0]:g} {a[1]:g}L{b[0]:g} {b[1]:g}"
        for (before, after), (a, b) in steps
        if not broken(request.catalogue, subject.members, name, before, after)
    )
    return {
        "path": path,
        "end": f"M{points[-1][0]:g} {points[-1][1]:g}h0",
        "said": "; ".join(_said(request, row, cell.periods, values)),
    }


def _value(request: CompareRequest, cell: ProfileCell, name: str, period: str) -> float:
    return entry(request.catalogue, cell.entry.subject, name, period).value or 0.0


def _said(
    request: CompareRequest, row: ProfileRow, periods: tuple[str, ...], values: list[float]
) -> Iterator[str]:
    for period, value in zip(periods, values, strict=True):
        yield f"{period} {value_words(value, row.indicator, request.lang)}"
