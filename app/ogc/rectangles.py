"""Which shapes meet a rectangle: exactly, without a library that a web worker need not load."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from itertools import pairwise
from typing import Any

from geo.files.shape_rings import Point, Polygon, within

Rectangle = tuple[float, float, float, float]
FARTHEST = 180.0


def rectangles_of(box: Sequence[float], *, latitude_first: bool) -> tuple[Rectangle, ...]:
    """Return a box of four degrees as rectangles: two where it crosses the date line.

    ``latitude_first`` is how it is written. Raises ValueError for what is no box on the globe.
    """
    west, south, east, north = map(float, box)
    if latitude_first:
        west, south, east, north = south, west, north, east
    if south > north or not -FARTHEST <= min(west, east) <= max(west, east) <= FARTHEST:
        raise ValueError(box)
    if west > east:
        return (west, south, FARTHEST, north), (-FARTHEST, south, east, north)
    return ((west, south, east, north),)


def meets(geometry: Mapping[str, Any], rectangle: Rectangle) -> bool:
    """Return whether a GeoJSON point or polygon has a point in common with a closed rectangle.

    ``rectangle`` is west, south, east, north in the degrees of the geometry.
    """
    west, south, east, north = rectangle
    if geometry["type"] == "Point":
        x, y = geometry["coordinates"]
        return bool(west <= x <= east and south <= y <= north)
    parts = geometry["coordinates"]
    polygons = parts if geometry["type"] == "MultiPolygon" else [parts]
    return any(_polygon_meets(polygon, rectangle) for polygon in polygons)


def _polygon_meets(polygon: Polygon, rectangle: Rectangle) -> bool:
    # Either an edge meets the rectangle, or it lies within as a whole: then a corner does.
    edges = (edge for ring in polygon for edge in pairwise(ring))
    return any(_edge_meets(*edge, rectangle) for edge in edges) or within(polygon, rectangle[:2])


def _edge_meets(start: Point, end: Point, rectangle: Rectangle) -> bool:
    (x1, y1), (x2, y2) = start, end
    west, south, east, north = rectangle
    if max(x1, x2) < west or min(x1, x2) > east or max(y1, y2) < south or min(y1, y2) > north:
        return False
    corners = ((west, south), (west, north), (east, south), (east, north))
    sides = [(x2 - x1) * (y - y1) - (y2 - y1) * (x - x1) for x, y in corners]
    # All corners on one side of the line: it passes by.
    return min(sides) <= 0 <= max(sides)
