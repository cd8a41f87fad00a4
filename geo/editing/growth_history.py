"""How figures of places have moved from year to year: what is usual, by the data themselves."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from statistics import median
from typing import Protocol

# Figures by place, by year.
Years = Mapping[int, Mapping[str, float]]

# With fewer movements known, only what is ten times as much is unusual.
FEWEST = 12
# Of so many places on, the middle of a year is that of the year and not of one place.
FEWEST_PLACES = 3
# The middle of absolute deviations is this part of the standard deviation.
MAD = 1.4826
# Beyond this many standard deviations, or beyond the largest movement known by half, is unusual.
DEVIATIONS, BEYOND = 6.0, 1.5
LEAST_SPREAD = 0.004
WIDEST_LEAP = math.log(10)


class Parted(Protocol):
    """Says whether two years of a place do not compare."""

    def __call__(self, place: str, one: int, other: int) -> bool:
        """Return whether a break lies between two years."""
        ...


def movements(
    before: Mapping[str, float], after: Mapping[str, float], parted: Callable[[str], bool]
) -> Mapping[str, float]:
    """Return the logarithm of after ÷ before of each place that has both, and no break between."""
    return {
        place: math.log(value / before[place])
        for place, value in after.items()
        if value > 0 and before.get(place, 0) > 0 and not parted(place)
    }


@dataclass(frozen=True)
class GrowthHistory:
    """What is usual of an indicator: ``middles`` of years, and how far places lie off them.

    ``spread`` is the standard deviation of places about the middle of a year, robustly; ``far`` is
    beyond which a movement off the middle is unusual. All are logarithms, of one year. ``known``
    says whether enough movements are known to say so.
    """

    middles: Sequence[float]
    spread: float
    far: float
    known: bool

    def over(self, gap: int) -> GrowthHistory:
        """Return what is usual over several years: places drift apart as years go by."""
        far = min(self.far * gap, WIDEST_LEAP)
        return GrowthHistory([m * gap for m in self.middles], self.spread * gap, far, self.known)

    @property
    def middle(self) -> float:
        """Return the middle of the years' middles, 0 where none is known."""
        return median(self.middles) if self.middles else 0.0

    @property
    def far_middle(self) -> float:
        """Return beyond which the movement of all places together is unusual."""
        if not self.known:
            return WIDEST_LEAP
        farthest = max((abs(one - self.middle) for one in self.middles), default=0.0)
        return max(2 * farthest, DEVIATIONS * self.spread, math.log(1.2))


def growth_history(years: Years, without: int, parted: Parted) -> GrowthHistory:
    """Return what is usual by all pairs of neighbouring years that leave one year out."""
    middles: list[float] = []
    off: list[float] = []
    for one, other in _neighbours(years, without):
        moved = movements(years[one], years[other], partial(parted, one=one, other=other))
        if len(moved) < FEWEST_PLACES:
            continue
        middle = median(moved.values())
        middles.append(middle / (other - one))
        off += [abs(each - middle) / (other - one) for each in moved.values()]
    if len(off) < FEWEST:
        return GrowthHistory(middles, WIDEST_LEAP / DEVIATIONS, WIDEST_LEAP, known=False)
    spread = max(MAD * median(off), LEAST_SPREAD)
    far = max(DEVIATIONS * spread, BEYOND * max(off))
    return GrowthHistory(middles, spread, min(far, WIDEST_LEAP), known=True)


def _neighbours(years: Years, without: int) -> Iterator[tuple[int, int]]:
    known = sorted(year for year in years if year != without)
    yield from pairwise(known)
