"""Scatter: two indicators of every place of a level, and how far one goes with the other.

Each indicator is of the year of which most places have a figure (geo.analysis.peers.measures): the
two may be of different years, which whoever shows them must say. A place without both is left out,
and so is a least figure: nobody knows where it would stand; or a rate of residents of another
year than those of most.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from statistics import StatisticsError, correlation
from typing import TYPE_CHECKING

from geo.analysis.rank_groups import rivals_of
from geo.model.figures import Measure, Value

if TYPE_CHECKING:
    from collections.abc import Iterable

    from geo.store.catalogue import Catalogue

# Of fewer pairs than these no correlation is told: one place more would turn it round.
FEWEST_CORRELATED = 7


@dataclass(frozen=True)
class ScatterPoint:
    """A place with its two figures, and a third that may say how large it is drawn."""

    place_id: str
    x: Value
    y: Value
    size: Value | None = None


@dataclass(frozen=True)
class Scatter:
    """The places of a level that have both figures; ``lacking`` are those without one of them.

    ``correlation`` is Spearman's rank correlation, from -1 to 1: it is not turned by one place that
    is far larger than all others. None below ``FEWEST_CORRELATED`` pairs, or where one indicator is
    the same everywhere.
    """

    x: Measure
    y: Measure
    points: tuple[ScatterPoint, ...]
    lacking: tuple[str, ...]
    correlation: float | None


def scatter(
    catalogue: Catalogue,
    level: str,
    places: Iterable[str],
    x: Measure,
    y: Measure,
    size: Measure | None = None,
) -> Scatter:
    """Return the scatter of the places that compare with some (geo.analysis.rank_groups)."""
    every = rivals_of(catalogue, level, places)
    xs, ys = (_figures(catalogue, every, measure) for measure in (x, y))
    sizes = _figures(catalogue, every, size) if size else {}
    points = tuple(
        ScatterPoint(place, xs[place], ys[place], sizes.get(place))
        for place in every
        if place in xs and place in ys
    )
    known = {point.place_id for point in points}
    pairs = [(point.x.value, point.y.value) for point in points]
    return Scatter(
        x, y, points, tuple(place for place in every if place not in known), correlated(pairs)
    )


def correlated(pairs: Sequence[tuple[float, float]]) -> float | None:
    """Return Spearman's rank correlation of enough pairs; None of fewer, or without an order.

    >>> correlated([(n, n * n) for n in range(7)]), correlated([(n, n) for n in range(6)])
    (1.0, None)
    """
    if len(pairs) < FEWEST_CORRELATED:
        return None
    xs, ys = zip(*pairs, strict=True)
    try:
        return correlation(_orders(xs), _orders(ys))
    except StatisticsError:
        return None


def _orders(values: Sequence[float]) -> list[float]:
    """Return where each value stands from the least; equal ones share their mean.

    >>> _orders([10, 30, 20, 20])
    [1.0, 4.0, 2.5, 2.5]
    """
    return [
        1 + sum(other < value for other in values) + (values.count(value) - 1) / 2
        for value in values
    ]


def _figures(catalogue: Catalogue, places: Iterable[str], measure: Measure) -> Mapping[str, Value]:
    """Return the figures by place: of one basis, that of the most places."""
    cells = (catalogue.cell(place, measure.indicator_id, measure.period) for place in places)
    found = [cell[0] for cell in cells if cell and cell[0].status != "floor"]
    basis = Counter(figure.people_period for figure in found).most_common(1)
    return {one.place_id: one for one in found if one.people_period == basis[0][0]}
