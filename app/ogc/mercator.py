"""Tiles of the web: which one holds a point."""

from __future__ import annotations

import math


def tile_at(lon: float, lat: float, zoom: int) -> tuple[int, int]:
    """Return the column and the row of the tile of a zoom that holds a point in degrees.

    >>> tile_at(104.06, 30.66, 6)
    (50, 26)
    """
    side = 1 << zoom
    y = (1 - math.asinh(math.tan(math.radians(lat))) / math.pi) / 2
    column, row = ((lon + 180) / 360 * side, y * side)
    return min(side - 1, max(0, int(column))), min(side - 1, max(0, int(row)))
