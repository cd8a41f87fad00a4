"""Pale phrases: where a picture that may leave the office says that it may not be published.

Six at most, each a small block of lines, spread over the picture where they cover no name, no
symbol and nothing else that is written there. A browser, which alone knows where its names stand,
spreads those of its maps after them (app/assets/runtime/phrases.js).

Lengths are in the unit of the picture, x to the right and y up, as layers.placement takes them.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import cos, floor, hypot, radians, sin

from layers.placement import Box, Point

# Degrees; from one line to the next, in the size of letters.
TURN, LEADING = 24.0, 1.35
# The part of the ink that they take: what lies below is read through them.
INK = 0.13
# How many stand below and beside each other at most, and how much of a part of the picture each
# has: so many times its own width and height.
ROWS, COLUMNS = 3, 2
ROOMY_WIDE, ROOMY_HIGH = 1.1, 1.25
# Where in its part a phrase stands rather, as a share of the width, by rows.
ASIDE = (0.35, 0.65)
# Points a side that are tried in each part, and what stays free around a phrase.
TRIES, AIR = 10, 2.0
# How much closer together points are tried where no part has room.
CLOSER = 4

# How wide and high the block of lines is in letters of a size, before it is turned.
Measure = Callable[[float], tuple[float, float]]


@dataclass(frozen=True)
class PalePhrase:
    """A phrase around a point: the size of its letters, how far it is turned, the box it takes."""

    at: Point
    size: float
    turn: float
    box: Box


def spread(
    within: Box, barred: Iterable[Box], *, measure: Measure, sizes: Sequence[float]
) -> list[PalePhrase]:
    """Return the phrases of a picture, each in a part of it, none on a box that is ``barred``.

    ``sizes`` are those of letters, the best first; the last is tried level too. Where a part has no
    free spot it has no phrase. If none has, one stands where it covers the least.
    """
    ways = [*((size, TURN) for size in sizes), (sizes[-1], 0.0)]
    held = list(barred)
    found: list[PalePhrase] = []
    for cell, ideal in _cells(within, *_turned(measure(sizes[0]), TURN)):
        phrase = _free(_spots(cell, ideal), ways, measure, within, held)
        if phrase is not None:
            found.append(phrase)
            held.append(phrase.box)
    if found:
        return found
    every = _spots(within, within.middle, closer=CLOSER)
    alone = _free(every, ways[-1:], measure, within, held)
    return [alone or _least(every, ways[-1], measure, within, held)]


def height(lines: int, size: float) -> float:
    """Return how high a block of lines is in letters of a size."""
    return size * LEADING * lines


def _turned(flat: tuple[float, float], turn: float) -> tuple[float, float]:
    """Return how wide and high the box around a block is that is turned by degrees."""
    wide, high = flat
    along, across = cos(radians(turn)), sin(radians(turn))
    return wide * along + high * across, wide * across + high * along


def _cells(within: Box, wide: float, high: float) -> Iterator[tuple[Box, Point]]:
    """Yield the parts of a picture that each have room for a phrase, and its best point in each."""
    columns = min(max(floor(within.width / (wide * ROOMY_WIDE)), 1), COLUMNS)
    rows = min(max(floor(within.height / (high * ROOMY_HIGH)), 1), ROWS)
    broad, tall = within.width / columns, within.height / rows
    for row, column in product(range(rows), range(columns)):
        left, top = within.left + column * broad, within.top - row * tall
        cell = Box(left, top - tall, left + broad, top)
        aside = ASIDE[row % 2] if columns > 1 else 0.5
        yield cell, (left + broad * aside, top - tall / 2)


def _spots(cell: Box, ideal: Point, *, closer: int = 1) -> list[Point]:
    """Return points of a part of a picture, those near its best one first."""
    tries = TRIES * closer
    steps = range(tries + 1)
    every = [
        (cell.left + cell.width * x / tries, cell.top - cell.height * y / tries)
        for x, y in product(steps, steps)
    ]
    return sorted([ideal, *every], key=lambda at: hypot(at[0] - ideal[0], at[1] - ideal[1]))


def _free(
    spots: Sequence[Point],
    ways: Sequence[tuple[float, float]],
    measure: Measure,
    within: Box,
    held: Sequence[Box],
) -> PalePhrase | None:
    """Return a phrase at the best free spot, as large as it can be; None where there is none."""
    for size, turn in ways:
        wide, high = _turned(measure(size), turn)
        for at in spots:
            box = Box.around(at, wide, high)
            wider = Box.around(at, wide + 2 * AIR, high + 2 * AIR)
            if within.contains(box) and not any(map(wider.overlap, held)):
                return PalePhrase(at, size, turn, box)
    return None


def _least(
    spots: Sequence[Point],
    way: tuple[float, float],
    measure: Measure,
    within: Box,
    held: Sequence[Box],
) -> PalePhrase:
    """Return a phrase where it covers the least; below all else, it hides nothing."""
    size, turn = way
    wide, high = _turned(measure(size), turn)
    boxes = [Box.around(at, wide, high) for at in spots]
    inside = [box for box in boxes if within.contains(box)]
    box = min(inside or boxes[:1], key=lambda box: sum(map(box.overlap, held)))
    return PalePhrase(box.middle, size, turn, box)
