"""Sizes: circles whose areas are figures, by one scale for all periods of a layer."""

from __future__ import annotations

from collections.abc import Sequence
from math import floor, log10, sqrt
from typing import NamedTuple

from geo.model.indicators import Indicator
from geo.store.catalogue import Catalogue
from layers.symbols import LARGEST_RADIUS, LEAST_RADIUS
from layers.words import value_words

LEGEND_STEPS = (1.0, 0.5, 0.1)
# So many circles have room side by side on a map of a province; of more, all are smaller.
ROOMY = 40


class Sizes(NamedTuple):
    """Radii in px, in the order of the figures, and examples of them in words."""

    radii: tuple[float | None, ...] = ()
    rows: tuple[tuple[str, float], ...] = ()


def largest(catalogue: Catalogue, indicator: Indicator, level: str, ids: Sequence[str]) -> float:
    """Return the largest figure of some places in all periods; 0 without any."""
    name = indicator.indicator_id
    periods = catalogue.periods(name, level)
    shown = (catalogue.cell(place_id, name, period) for place_id in ids for period in periods)
    return max((cell[0].value for cell in shown if cell), default=0.0)


def sizes(values: Sequence[float | None], indicator: Indicator, lang: str, *, most: float) -> Sizes:
    """Return the circles of figures, where the largest of all periods is ``most``."""
    widest = LARGEST_RADIUS * sqrt(min(1.0, ROOMY / max(len(values), 1)))
    steps = dict.fromkeys(_round_down(most * share) for share in LEGEND_STEPS)
    return Sizes(
        tuple(None if value is None else radius(value, most, widest) for value in values),
        tuple((value_words(step, indicator, lang), radius(step, most, widest)) for step in steps),
    )


def radius(value: float, most: float, widest: float = LARGEST_RADIUS) -> float:
    """Return the radius in px of a symbol whose area is in proportion to the value.

    That of ``most`` is ``widest``. What would be too small to see has the least radius, which the
    legend says.
    """
    return max(round(widest * sqrt(max(value, 0) / most), 2), LEAST_RADIUS)


def _round_down(value: float) -> float:
    """Return the value with its first digit only: 463 gives 400."""
    power = 10.0 ** floor(log10(value))
    return floor(value / power) * power
