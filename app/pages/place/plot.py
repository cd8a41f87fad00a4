"""Plot: a series of figures in a box of 100 by 100.

A line never runs across a break of its series, and is dashed where years between have no figure.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from geo.model.figures import Value
from geo.store.breaks import breaks_between
from layers.round_steps import nice_ticks

if TYPE_CHECKING:
    from geo.model.series_breaks import SeriesBreak
    from geo.store.catalogue import Catalogue

SIDE = 100.0
# A line whose lowest figure is so much of its highest would be flat above zero.
FLAT = 0.6


@dataclass(frozen=True)
class Axis:
    """What a box shows: years from left to right, values upwards, ``ticks`` among them."""

    first: int
    last: int
    low: float
    high: float
    ticks: tuple[float, ...]

    def x(self, period: str) -> float:
        """Return where a year is, from the left."""
        span = self.last - self.first
        return SIDE * (int(period) - self.first) / span if span else SIDE / 2

    def y(self, value: float) -> float:
        """Return where a value is, from above."""
        span = self.high - self.low
        return SIDE * (1 - (value - self.low) / span) if span else SIDE / 2


@dataclass(frozen=True)
class SeriesLine:
    """A drawn series: ``solid`` and ``dashed`` are paths, ``dots`` the figures it goes through.

    ``breaks`` stand between two figures: where, and why they do not compare.
    """

    solid: str
    dashed: str
    dots: tuple[tuple[float, float, Value], ...]
    breaks: tuple[tuple[float, tuple[SeriesBreak, ...]], ...]


def axis(series: Sequence[Sequence[Value]]) -> Axis:
    """Return the axis that holds some series, at least one figure among them.

    It begins at zero unless the figures lie so far above it that they would be one flat line.
    """
    values = [value.value for values in series for value in values]
    years = [int(value.period) for values in series for value in values]
    low, high = min(values), max(values)
    low = low if low >= high * FLAT and low < high else min(low, 0.0)
    ticks = nice_ticks(low, high)
    return Axis(min(years), max(years), ticks[0], ticks[-1], ticks)


def line(catalogue: Catalogue, values: Sequence[Value], on: Axis) -> SeriesLine:
    """Return the figures of one place and indicator, oldest first, as they are drawn."""
    solid: list[str] = []
    dashed: list[str] = []
    breaks = []
    at = [(round(on.x(value.period), 2), round(on.y(value.value), 2), value) for value in values]
    for (x1, y1, before), (x2, y2, after) in pairwise(at):
        series_breaks = breaks_between(
            catalogue, before.place_id, before.indicator_id, before.period, after.period
        )
        if series_breaks:
            breaks.append((round((x1 + x2) / 2, 2), series_breaks))
        else:
            part = f"M{x1:g} {y1:g}L{x2:g} {y2:g}"
            (solid if int(after.period) - int(before.period) == 1 else dashed).append(part)
    return SeriesLine("".join(solid), "".join(dashed), tuple(at), tuple(breaks))
