"""The polygons or lines of a GeoJSON geometry as plain numbers, or why it has none to be drawn.

Plain Python: the web worker hands boundaries on without a geometry library. Heights are left out.
"""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite
from typing import Any

from geo.sentences import said

Point = tuple[float, float]
Ring = tuple[Point, ...]
Polygon = tuple[Ring, ...]
Polygons = tuple[Polygon, ...]
# A line is its corners; a point is a line of one.
Line = tuple[Point, ...]
Lines = tuple[Line, ...]
Box = tuple[float, float, float, float]

AREAL = ("Polygon", "MultiPolygon")
LINEAR = ("LineString", "MultiLineString")
POINTED = ("Point",)
# Esri writes a polygon as its rings, without a kind.
ESRI = "rings"
# A closed ring repeats its first corner.
FEWEST_CORNERS = 4
FEWEST_OF_A_LINE = 2
PLANE, HIGH = 2, 3
# China with room to spare. A shift of some hundred meters (GCJ-02) cannot be told from the
# geometry alone: see docs/data.md.
CHINA: Box = (73.0, 3.0, 136.0, 54.0)
MAX_DEGREES = 180


class ShapeProblem(Exception):
    """A geometry cannot be used: the rule it breaks, and what would be right."""

    def __init__(self, rule: str, message: str) -> None:
        """Keep both."""
        super().__init__(message)
        self.rule, self.message = rule, message


def polygons_of(geometry: object) -> Polygons:
    """Return the polygons of a GeoJSON geometry in degrees; raises ShapeProblem."""
    kind, found = _coordinates(geometry, AREAL, "kind")
    parts = [found] if kind == "Polygon" else _filled(found)
    polygons = tuple(tuple(map(_ring, _filled(part))) for part in parts)
    misplaced = _misplaced(bounds(polygons))
    if misplaced:
        raise ShapeProblem("crs", misplaced)
    return polygons


def lines_of(geometry: object, kinds: tuple[str, ...]) -> Lines:
    """Return the lines of a GeoJSON geometry of some kinds in degrees, a point as a line of one.

    ``kinds`` are LINEAR or POINTED. Raises ShapeProblem.
    """
    pointed = kinds == POINTED
    kind, found = _coordinates(geometry, kinds, "kind.point" if pointed else "kind.line")
    parts = [[found]] if pointed else [found] if kind == LINEAR[0] else found
    if not isinstance(parts, list) or not parts:
        raise _problem("short")
    lines = tuple(_line(part, 1 if pointed else FEWEST_OF_A_LINE) for part in parts)
    if not isfinite(sum(x + y for line in lines for x, y in line)):
        raise _problem("infinite")
    misplaced = _misplaced(bounds((lines,)))
    if misplaced:
        raise ShapeProblem("crs", misplaced)
    return lines


def _coordinates(geometry: object, kinds: tuple[str, ...], key: str) -> tuple[str, object]:
    """Return the kind and the coordinates of a geometry; ``key`` says which kinds would do."""
    if geometry is None:
        raise _problem("none")
    kind = geometry.get("type") if isinstance(geometry, dict) else None
    if not isinstance(geometry, dict) or kind not in kinds:
        if isinstance(geometry, dict) and kind is None and ESRI in geometry:
            raise ShapeProblem("not-geojson", said("shape.esri"))
        raise _problem(key, kind=str(kind) if kind else said("shape.nothing"))
    return str(kind), geometry.get("coordinates")


def _line(found: object, fewest: int) -> Line:
    if not isinstance(found, list) or len(found) < fewest:
        raise _problem("short")
    if not all(isinstance(corner, list) for corner in found) or any(
        isinstance(number, list) for corner in found for number in corner
    ):
        raise _problem("nesting.line")
    return tuple(map(_point, found))


def bounds(polygons: Polygons) -> Box:
    """Return the west, south, east and north of polygons."""
    corners = [corner for polygon in polygons for ring in polygon for corner in ring]
    xs, ys = [x for x, _ in corners], [y for _, y in corners]
    return min(xs), min(ys), max(xs), max(ys)


def crossings(ring: Ring, y: float) -> Iterator[float]:
    """Yield where a ring crosses a parallel, as longitudes."""
    for (x0, y0), (x1, y1) in zip(ring, [*ring[1:], ring[0]], strict=True):
        if (y0 > y) != (y1 > y):
            yield x0 + (y - y0) * (x1 - x0) / (y1 - y0)


def within(polygon: Polygon, at: Point) -> bool:
    """Return whether a point lies in a polygon with holes, by the even-odd rule."""
    return sum(x > at[0] for ring in polygon for x in crossings(ring, at[1])) % 2 == 1


def _problem(key: str, **parts: object) -> ShapeProblem:
    return ShapeProblem("geometry", said(f"shape.{key}", **parts))


def _list(found: object) -> list[Any]:
    if not isinstance(found, list):
        raise _problem("nesting")
    return found


def _filled(found: object) -> list[Any]:
    filled = _list(found)
    if not filled:
        raise _problem("empty")
    return filled


def _ring(found: object) -> Ring:
    # Nearly all corners are two numbers with a point; what is not is looked at one by one.
    ring = tuple(
        [
            (one[0], one[1])
            if type(one) is list and len(one) == PLANE and type(one[0]) is type(one[1]) is float
            else _point(one)
            for one in _filled(found)
        ]
    )
    if not isfinite(sum(map(sum, ring))):
        raise _problem("infinite")
    if len(ring) < FEWEST_CORNERS or ring[0] != ring[-1]:
        raise _problem("open", fewest=FEWEST_CORNERS)
    return ring


def _point(found: object) -> Point:
    corner = _list(found)
    if not PLANE <= len(corner) <= HIGH:
        nested = any(isinstance(one, list) for one in corner)
        raise _problem("nesting") if nested else _problem("dimensions", count=len(corner))
    x, y = map(_number, corner[:PLANE])
    if len(corner) == HIGH and not (
        corner[PLANE] is None or isinstance(corner[PLANE], int | float)
    ):
        raise _problem("number", value=_short(corner[PLANE]))
    return x, y


def _number(found: object) -> float:
    if isinstance(found, list):
        raise _problem("nesting")
    if isinstance(found, str):
        raise _problem("text", value=_short(found))
    if not isinstance(found, int | float) or isinstance(found, bool):
        raise _problem("number", value=_short(found))
    try:
        return float(found)
    except OverflowError:
        return float("inf")


def _short(found: object) -> str:
    if isinstance(found, dict):
        return "{…}"
    words = {None: "null", True: "true", False: "false"}
    text = words[found] if found is None or isinstance(found, bool) else str(found)
    longest = 20
    return text if len(text) <= longest else f"{text[:longest]}…"


def _misplaced(box: Box) -> str:
    """Return why corners cannot be degrees in China, or nothing if they can."""
    west, south, east, north = box
    left, bottom, right, top = CHINA
    if left <= west and east <= right and bottom <= south and north <= top:
        return ""
    if left <= south and north <= right and bottom <= west and east <= top:
        return said("shape.swapped")
    if max(map(abs, box)) > MAX_DEGREES:
        return said("shape.projected")
    where = f"{west:.4g}, {south:.4g} – {east:.4g}, {north:.4g}"
    return said("shape.abroad", where=where)
