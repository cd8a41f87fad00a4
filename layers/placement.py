"""Placement: names put where they cover no symbol and no other name, the important ones first.

Lengths are in the unit of the picture (points of paper, pixels of a screen), x to the right and y
up. How wide a name is and which part of the picture a place takes is known to the renderer.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, product
from math import cos, inf, pi, sin
from operator import attrgetter
from typing import NamedTuple, Protocol

from geo.levels import Level

# From which zoom the names of a level are of use (also app/assets/runtime/naming.js).
NAMED_FROM: Mapping[Level, float] = {
    "prefecture": 0.0,
    "zone": 7.5,
    "area": 7.5,
    "county": 8.0,
    "platform": 10.0,
}
# Steps a name inside an area may take from its best place, in its own height.
STEPS = (0.0, 0.7, 1.2, 1.8, 2.6, 3.4, 4.4)
TURNS = 16
# Between a symbol and its name.
GAP = 1.6
# Where a name stands beside a symbol, best first: shares of the way to its right and up.
BESIDE = (
    *((1, 0), (-1, 0), (0, 1), (0, -1)),
    *((1, 0.6), (-1, 0.6), (1, -0.6), (-1, -0.6)),
    *((0.5, 1), (-0.5, 1), (0.5, -1), (-0.5, -1)),
)
# What it costs to be a unit away, to be wholly outside the place, to cover a unit of a symbol.
AWAY, OUTSIDE, COVERING = 0.6, 40.0, 3.0
# Less than this of two boxes in common is a matter of rounding.
TOUCHING = 1e-6
# Costs that differ by less are the same.
TIE = 5e-4
Point = tuple[float, float]
# A point of a line, and how the line is turned there, counterclockwise in radians.
Along = tuple[Point, float]


@dataclass(frozen=True)
class Box:
    """A rectangle of the picture."""

    left: float
    bottom: float
    right: float
    top: float

    @property
    def width(self) -> float:
        """Return how wide it is."""
        return self.right - self.left

    @property
    def height(self) -> float:
        """Return how high it is."""
        return self.top - self.bottom

    @property
    def middle(self) -> Point:
        """Return the point in its middle."""
        return (self.left + self.right) / 2, (self.bottom + self.top) / 2

    @classmethod
    def around(cls, middle: Point, width: float, height: float) -> Box:
        """Return the box of a size about a point."""
        x, y = middle
        return cls(x - width / 2, y - height / 2, x + width / 2, y + height / 2)

    def holds(self, at: Point) -> bool:
        """Return whether a point lies inside."""
        return self.left <= at[0] <= self.right and self.bottom <= at[1] <= self.top

    def contains(self, other: Box) -> bool:
        """Return whether the whole of another box lies inside."""
        return self.holds((other.left, other.bottom)) and self.holds((other.right, other.top))

    def overlap(self, other: Box) -> float:
        """Return the area both cover."""
        wide = min(self.right, other.right) - max(self.left, other.left)
        # Most boxes are beside each other, and there are many.
        if wide <= 0:
            return 0.0
        return wide * max(0.0, min(self.top, other.top) - max(self.bottom, other.bottom))


class Room(Protocol):
    """The part of a picture that a place takes, as its renderer knows it."""

    def holds(self, points: Sequence[Point]) -> Sequence[bool]:
        """Return of each point whether it lies in the place."""

    def shares(self, boxes: Sequence[Box]) -> Sequence[float]:
        """Return how much of each box lies in the place, from 0 to 1."""


@dataclass(frozen=True)
class Name:
    """A name to place: beside a symbol of radius ``clear``, or in its place if it has a ``room``.

    ``ring`` is the radius of a line around the symbol: the name stands rather outside than on it.
    ``size`` is that of its letters, ``tight`` a smaller one that is tried before the name is left
    out, ``color`` a token of layers/style.json. One that is ``needed`` covers symbols rather than
    be left out. With a ``point``, which says what it is, something that reaches as far as ``clear``
    is drawn at its place, or the name is not. A name ``along`` a line is turned with it.
    ``instead`` is what is tried where it has no place.
    """

    words: str
    at: Point
    size: float
    color: str
    bold: bool = False
    clear: float = 0.0
    room: Room | None = None
    needed: bool = False
    tight: float = 0.0
    ring: float = 0.0
    point: str = ""
    along: tuple[Along, ...] = ()
    instead: Name | None = None

    @property
    def own(self) -> Box | None:
        """Return the box of what is drawn with it, if anything is."""
        return Box.around(self.at, *(2 * self.clear,) * 2) if self.point else None


@dataclass(frozen=True)
class PlacedName:
    """A name, the box it took, and how it is turned, counterclockwise in radians."""

    name: Name
    box: Box
    turn: float = 0.0

    @property
    def boxes(self) -> tuple[Box, ...]:
        """Return its box, and that of what is drawn with it."""
        own = self.name.own
        return (self.box, own) if own else (self.box,)


class Spot(NamedTuple):
    """Where a name may go, how far that is from its best place, and how it is turned there."""

    box: Box
    away: float
    turn: float = 0.0


# How wide and high the box of a name is.
Measure = Callable[[Name], tuple[float, float]]


def place(
    wanted: Iterable[Name],
    symbols: Iterable[Box],
    *,
    measure: Measure,
    taken: Iterable[Box] = (),
    within: Box | None = None,
) -> list[PlacedName]:
    """Return the names that have a place, those ``wanted`` first before the others.

    None lies on another or on what is ``taken``, none reaches out of the box that it must stand
    ``within``, none covers a symbol, and none has its middle outside its room: beyond its borders
    it would be read as its neighbor's. A needed one that finds no such spot goes before all others;
    if that does not help, it stands where it covers the least of the symbols and is outside the
    least.
    """
    names, covered, barred, ahead = list(wanted), list(symbols), list(taken), list[int]()
    while True:
        order = dict.fromkeys([*ahead, *range(len(names))])
        found, crowded = dict[int, PlacedName](), list[int]()
        for at in order:
            blocked = [*barred, *(box for one in found.values() for box in one.boxes)]
            free = _placed(names[at], measure, [*blocked, *covered], within)
            if names[at].needed and not free:
                crowded.append(at)
                free = _placed(names[at], measure, blocked, within, covered=covered)
            if free:
                found[at] = free
        if not set(crowded) - set(ahead):
            return list(found.values())
        ahead += [at for at in crowded if at not in ahead]


def _placed(
    name: Name,
    measure: Measure,
    barred: Sequence[Box],
    within: Box | None,
    *,
    covered: Sequence[Box] | None = None,
) -> PlacedName | None:
    """Return a name at its best spot, set tight rather than left out; None where there is none.

    One that may cover some boxes may also leave its room.
    """
    for way in _ways(name):
        if way.own and not _stands(way.own, barred, within):
            continue
        spots = [
            spot
            for spot in _spots(way, *measure(way))
            if within is None or within.contains(spot.box)
        ]
        near, below = _near(spots, barred), _near(spots, covered or ())
        best = _best(way.room, spots, near, below, at_home=covered is None)
        if best:
            return PlacedName(way, best.box, best.turn)
    return None


def _ways(name: Name) -> Iterator[Name]:
    """Yield how a name may be set, the best way first."""
    yield name
    if name.tight:
        yield replace(name, size=name.tight)
    if name.instead:
        yield from _ways(name.instead)


def _stands(own: Box, barred: Sequence[Box], within: Box | None) -> bool:
    """Return whether what is drawn with a name is seen whole and covers nothing."""
    return _shared(own, barred) < TOUCHING and (within is None or within.contains(own))


def _best(
    room: Room | None,
    spots: Sequence[Spot],
    barred: Sequence[Box],
    covered: Sequence[Box],
    *,
    at_home: bool,
) -> Spot | None:
    """Return the best of some spots, the nearest of which stand first, or only of those at home."""
    best: Spot | None = None
    least = inf
    for away, spots_here in groupby(spots, key=attrgetter("away")):
        # What is farther cannot be better.
        if least <= away * AWAY:
            break
        here = [spot for spot in spots_here if _shared(spot.box, barred) < TOUCHING]
        if room and here and at_home:
            held = room.holds([spot.box.middle for spot in here])
            here = [spot for spot, home in zip(here, held, strict=True) if home]
        shares = room.shares([spot.box for spot in here]) if room and here else [1.0] * len(here)
        for spot, share in zip(here, shares, strict=True):
            cost = away * AWAY + OUTSIDE * (1 - share) + COVERING * _shared(spot.box, covered)
            # Rounding must not decide between two spots that are as good.
            if cost < least - TIE:
                best, least = spot, cost
    return best


def _spots(name: Name, width: float, height: float) -> Iterator[Spot]:
    """Yield where a name may go, the best first."""
    x, y = name.at
    if name.along:
        yield from _beside_line(name.along, width, height)
        return
    if name.room is None:
        radii = (name.ring, name.clear) if name.ring > name.clear else (name.clear,)
        for at, (radius, (side, up)) in enumerate(product(radii, BESIDE)):
            gap = radius + GAP
            middle = (x + side * (gap + width / 2), y + up * (gap + height / 2))
            yield Spot(Box.around(middle, width, height), at * 0.1)
        return
    for step in STEPS:
        for turn in range(TURNS if step else 1):
            angle = 2 * pi * turn / TURNS
            far = step * name.size
            middle = (x + far * cos(angle) * 1.4, y + far * sin(angle))
            yield Spot(Box.around(middle, width, height), far)


def _beside_line(along: Iterable[Along], width: float, height: float) -> Iterator[Spot]:
    """Yield where a name of a size may go beside a line, turned with it: above it, then below."""
    for at, ((x, y), turn) in enumerate(along):
        wide, high = abs(cos(turn)), abs(sin(turn))
        size = width * wide + height * high, width * high + height * wide
        aside = height / 2 + GAP / 2
        for side in (1, -1):
            middle = (x - side * aside * sin(turn), y + side * aside * cos(turn))
            yield Spot(Box.around(middle, *size), at * 0.1, turn)


def _near(spots: Sequence[Spot], others: Iterable[Box]) -> list[Box]:
    """Return those of other boxes that any spot may touch: most lie far away."""
    if not spots:
        return []
    boxes = [spot.box for spot in spots]
    reach = Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )
    return [other for other in others if other.overlap(reach)]


def _shared(box: Box, others: Iterable[Box]) -> float:
    """Return the area that a box has in common with others.

    Asked hundreds of thousands of times for a picture: most boxes are told to be beside it by a
    comparison or two, without a call.
    """
    left, bottom, right, top = box.left, box.bottom, box.right, box.top
    return sum(
        box.overlap(other)
        for other in others
        if other.left < right and other.right > left and other.bottom < top and other.top > bottom
    )
