"""Squares of the Web Mercator map as single numbers: the bits of column and row take turns.

A square of one zoom is the number of any place in it without its last bits, so what lies in a tile
stands together in rising numbers.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

from geo.store.place_grid import Floats

Places = npt.NDArray[np.uint64]
Whole = npt.NDArray[np.uint32]

# Bits of a side of the world: a step is a hundredth of a metre.
WORLD = 32
# Where the square map of the world ends.
FARTHEST = 85.0511287798066
# How far bits move, and which are then theirs: first the upper half, at last every second bit.
SPREAD = (
    (16, 0x0000FFFF0000FFFF),
    (8, 0x00FF00FF00FF00FF),
    (4, 0x0F0F0F0F0F0F0F0F),
    (2, 0x3333333333333333),
    (1, 0x5555555555555555),
)


def place_of(lon: Floats, lat: Floats) -> Places:
    """Return the places of points, in degrees, with WORLD bits a side."""
    sine = np.sin(np.radians(np.clip(lat, -FARTHEST, FARTHEST)))
    x = (lon + 180) / 360
    y = 0.5 - np.log((1 + sine) / (1 - sine)) / (4 * math.pi)
    return joined(*(_steps(side) for side in (x, y)))


def _steps(shares: Floats) -> Places:
    most = (1 << WORLD) - 1
    return np.clip(np.floor(shares * (1 << WORLD)), 0, most).astype(np.uint64)


def joined(column: Places, row: Places) -> Places:
    """Return the numbers of squares by their columns and rows, rows from the north."""
    return _spread(column) | (_spread(row) << np.uint64(1))


def _spread(steps: Places) -> Places:
    for shift, mask in SPREAD:
        steps = (steps | (steps << np.uint64(shift))) & np.uint64(mask)
    return steps


def parted(squares: Places) -> tuple[Places, Places]:
    """Return columns and rows of squares, rows from the north."""
    return _gathered(squares), _gathered(squares >> np.uint64(1))


def _gathered(bits: Places) -> Places:
    bits = bits & np.uint64(SPREAD[-1][1])
    masks = [mask for _, mask in SPREAD[-2::-1]]
    for (shift, _), mask in zip(SPREAD[::-1], [*masks, (1 << WORLD) - 1], strict=True):
        bits = (bits | (bits >> np.uint64(shift))) & np.uint64(mask)
    return bits


def north_east(squares: Places, zoom: int) -> tuple[Floats, Floats]:
    """Return longitude and latitude, in degrees, of the north-east corners of squares of a zoom."""
    column, row = parted(squares)
    lon = (column.astype(np.float64) + 1) / (1 << zoom) * 360 - 180
    north = math.pi * (1 - 2 * row.astype(np.float64) / (1 << zoom))
    return lon, np.degrees(np.arctan(np.sinh(north)))
