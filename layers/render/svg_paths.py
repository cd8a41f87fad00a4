"""Outlines: boundaries as paths of a picture, in the plane of the web map.

A picture that a server writes into a page must lie where the map that replaces it will lie, so
its plane is that map's: spherical Mercator (EPSG:3857), here in units of 500 m at the equator.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from math import asinh, atan, ceil, cos, degrees, floor, log10, pi, radians, sinh, tan
from operator import itemgetter
from typing import Any

from layers.extent import Bounds

# The sphere of EPSG:3857, in metres, and our unit.
RADIUS, UNIT = 6_378_137.0, 500.0
HALF = RADIUS * pi / UNIT
# A frame of a map is at most so many times as wide as high, or as high as wide.
WIDEST, TALLEST = 4.0, 2.0
# Edges are kept by rows of so many units, for as many outlines as a few provinces have.
ROW, KEPT = 16, 64
NUMBER = re.compile(r"-?\d+")
Point = tuple[int, int]


def plane(lon: float, lat: float) -> tuple[float, float]:
    """Return a point (degrees) in the plane: x to the east, y to the south, units of 500 m."""
    return HALF * lon / 180, -RADIUS / UNIT * asinh(tan(radians(lat)))


def place(x: float, y: float) -> tuple[float, float]:
    """Return a point of the plane in degrees: longitude and latitude."""
    return 180 * x / HALF, degrees(atan(sinh(-y * UNIT / RADIUS)))


def box(bounds: Bounds) -> Bounds:
    """Return bounds (west, south, east, north, degrees) as left, top, width and height."""
    west, south, east, north = bounds
    left, top = plane(west, north)
    right, bottom = plane(east, south)
    return left, top, right - left, bottom - top


def around(bounds: Bounds) -> Bounds:
    """Return the box of what a frame of any usual shape may show when it fits ``bounds``."""
    left, top, width, height = box(bounds)
    wide, high = max(width, WIDEST * height), max(height, TALLEST * width)
    return left - (wide - width) / 2, top - (high - height) / 2, wide, high


def wider(bounds: Bounds) -> Bounds:
    """Return the same as ``around``, in degrees: west, south, east, north."""
    left, top, width, height = around(bounds)
    (west, north), (east, south) = place(left, top), place(left + width, top + height)
    return west, south, east, north


def meet(one: Bounds, other: Bounds) -> bool:
    """Return whether two boxes (left, top, width, height) have a point in common."""
    return all(
        one[at] <= other[at] + other[at + 2] and other[at] <= one[at] + one[at + 2] for at in (0, 1)
    )


def rounded(length: float, pixel: float) -> str:
    """Return a length of the plane as a picture writes it, to half a pixel of so many units.

    >>> rounded(23305.746, 3.9), rounded(23305.746, 0.13)
    ('23306', '23305.75')
    """
    return f"{length:.{max(0, ceil(log10(2 / pixel)))}f}"


def metres(length: float, lat: float) -> float:
    """Return a length on the ground in units of the plane, which stretches it away from 0°."""
    return length / UNIT / cos(radians(lat))


def crossings(path: str, y: float) -> list[float]:
    """Return where a line across the plane crosses an outline, from west to east.

    Between the first and the second, the third and the fourth it lies in the place.
    """
    found = [
        x + (y - top) * (next_x - x) / (bottom - top)
        for x, top, next_x, bottom in _edges(path).get(floor(y / ROW), ())
        if top <= y < bottom
    ]
    return sorted(found)


def extent(path: str) -> float:
    """Return the area of the box around an outline, in square units."""
    points = [point for ring in _rings(path) for point in ring]
    xs, ys = zip(*points, strict=True)
    return float((max(xs) - min(xs)) * (max(ys) - min(ys)))


@lru_cache(KEPT)
def _edges(path: str) -> Mapping[int, Sequence[tuple[int, int, int, int]]]:
    """Return the edges of an outline, each from north to south, by the rows that they reach."""
    rows: dict[int, list[tuple[int, int, int, int]]] = {}
    for ring in _rings(path):
        for edge in pairwise([*ring, ring[0]]):
            (x, top), (next_x, bottom) = sorted(edge, key=itemgetter(1))
            for row in range(top // ROW, bottom // ROW + 1):
                rows.setdefault(row, []).append((x, top, next_x, bottom))
    return rows


@lru_cache(KEPT)
def _rings(path: str) -> Sequence[Sequence[Point]]:
    """Return the points of each ring of an outline that ``outlines`` wrote."""
    found = []
    for ring in path.split("z")[:-1]:
        numbers = [int(number) for number in NUMBER.findall(ring)]
        steps = zip(numbers[::2], numbers[1::2], strict=True)
        found.append(list(accumulate(steps, lambda at, step: (at[0] + step[0], at[1] + step[1]))))
    return found


def outlines(topology: Mapping[str, Any]) -> dict[str, dict[str, str]]:
    """Return a path for every place of every object of a TopoJSON topology, by its identifier.

    Points are whole units; borders that two places share stay shared.
    """
    arcs = list(_arcs(topology))
    return {
        name: dict(_paths(shape.get("geometries", ()), arcs))
        for name, shape in topology["objects"].items()
    }


def _arcs(topology: Mapping[str, Any]) -> Iterable[list[Point]]:
    """Yield every arc, its steps undone and its points in the plane."""
    (scale_x, scale_y), (start_x, start_y) = (
        topology["transform"]["scale"],
        topology["transform"]["translate"],
    )
    for arc in topology["arcs"]:
        x = y = 0
        points: list[Point] = []
        for step_x, step_y in arc:
            x, y = x + step_x, y + step_y
            at = plane(x * scale_x + start_x, y * scale_y + start_y)
            points.append((round(at[0]), round(at[1])))
        yield points


def _paths(
    shapes: Iterable[Mapping[str, Any]], arcs: Sequence[list[Point]]
) -> Iterable[tuple[str, str]]:
    for shape in shapes:
        rings = shape["arcs"]
        if shape["type"] == "MultiPolygon":
            rings = [ring for polygon in rings for ring in polygon]
        adcode = str(next(iter(_identifiers(shape["properties"]))))
        yield adcode, "".join(_ring(_joined(ring, arcs)) for ring in rings)


def _identifiers(properties: Mapping[str, Any]) -> Iterable[str]:
    return (properties[key] for key in ("adcode", "zone_id", "area_id") if key in properties)


def _joined(ring: Iterable[int], arcs: Sequence[list[Point]]) -> list[Point]:
    points: list[Point] = []
    for at in ring:
        arc = arcs[at] if at >= 0 else arcs[~at][::-1]
        points += arc if not points else arc[1:]
    return points


def _ring(points: Sequence[Point]) -> str:
    """Return a ring in relative steps, without those that lead nowhere.

    A minus parts two numbers as well as a space does.
    """
    x, y = points[0]
    steps: list[int] = []
    for next_x, next_y in points[1:-1]:
        if (next_x, next_y) != (x, y):
            steps += (next_x - x, next_y - y)
            x, y = next_x, next_y
    words = " ".join(map(str, steps)).replace(" -", "-")
    return f"M{points[0][0]},{points[0][1]}l{words}z" if steps else ""
