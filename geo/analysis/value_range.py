"""Spread: from where to where the figures of all places of a level reach in one period."""

from __future__ import annotations

from dataclasses import dataclass
from statistics import quantiles
from typing import TYPE_CHECKING

from geo.analysis.observations import Entry, entry
from geo.analysis.subjects import PLACE_KINDS, offered
from geo.model.figures import Measure

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

# Fewer figures have no middle half worth the name.
FEWEST_HALVED = 8
QUARTERS = 4


@dataclass(frozen=True)
class Spread:
    """The lowest and the highest place with a figure, and the middle half where it is known.

    ``half`` are the first and the third quartile, linear between ranked figures (Hyndman and Fan's
    type 7, R's and Excel's own); None below ``FEWEST_HALVED`` figures. ``known`` of ``of`` places
    have a figure, of which ``floors`` are only least ones.
    """

    lowest: Entry
    highest: Entry
    half: tuple[float, float] | None
    known: int
    of: int
    floors: int


def spread(catalogue: Catalogue, level: str, measure: Measure) -> Spread | None:
    """Return the spread of a measure at a level; None where fewer than two places have a figure."""
    kind = next((place_kind for place_kind in PLACE_KINDS if place_kind == level), None)
    every = offered(catalogue, kind) if kind else ()
    entries = (entry(catalogue, subject, measure.indicator_id, measure.period) for subject in every)
    known = sorted(
        ((one.value, one) for one in entries if one.value is not None), key=lambda pair: pair[0]
    )
    if len(known) < 2:  # noqa: PLR2004  one figure spreads nowhere
        return None
    half = None
    if len(known) >= FEWEST_HALVED:
        first, _, third = quantiles((v for v, _ in known), n=QUARTERS, method="inclusive")
        half = first, third
    return Spread(
        lowest=known[0][1],
        highest=known[-1][1],
        half=half,
        known=len(known),
        of=len(every),
        floors=sum(one.floor for _, one in known),
    )
