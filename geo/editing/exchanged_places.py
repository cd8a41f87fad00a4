"""Figures that stand beside the wrong names: two exchanged, or several permuted.

A figure is where it belongs if it moved since the year before as places usually do. Figures are
exchanged if they fit each other's places so much better that chance does not explain it.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from itertools import combinations

# By how much, in variances, an exchange must fit better: chance gives as much to one pair of places
# in a thousand million.
BETTER = 38.0


def permuted(
    unusual: Collection[str],
    now: Mapping[str, float],
    expected: Mapping[str, float],
    near: float,
) -> Mapping[str, str]:
    """Return to which place each unusual figure belongs; empty where they are no permutation.

    ``expected`` are figures as the year before and the usual growth make them; what differs from
    one by a factor whose logarithm is at most ``near`` fits it.
    """
    fits = {
        place: [
            other
            for other in unusual
            if other != place and abs(math.log(now[place] / expected[other])) <= near
        ]
        for place in unusual
    }
    for place, others in fits.items():
        apart = {other: abs(math.log(now[place] / expected[other])) for other in others}
        others.sort(key=apart.__getitem__)
    owner: dict[str, str] = {}
    for place in unusual:
        if not _seated(place, fits, owner, set()):
            return {}
    return {place: other for other, place in owner.items()}


def _seated(
    place: str, fits: Mapping[str, Sequence[str]], owner: dict[str, str], asked: set[str]
) -> bool:
    """Return whether a figure found a place, others moving on where they can."""
    for other in fits[place]:
        if other not in asked:
            asked.add(other)
            if other not in owner or _seated(owner[other], fits, owner, asked):
                owner[other] = place
                return True
    return False


def exchanged(
    now: Mapping[str, float], expected: Mapping[str, float], spread: float
) -> Iterator[tuple[str, str]]:
    """Yield pairs of places whose figures fit each other's place much better, the surest first."""
    off = {place: math.log(value / expected[place]) for place, value in now.items()}
    found = []
    for one, other in combinations(now, 2):
        here = math.log(now[other] / expected[one])
        there = math.log(now[one] / expected[other])
        gain = (off[one] ** 2 + off[other] ** 2 - here**2 - there**2) / spread**2
        if gain > BETTER:
            found.append((gain, one, other))
    used: set[str] = set()
    for _, one, other in sorted(found, reverse=True):
        if not used & {one, other}:
            used |= {one, other}
            yield one, other
