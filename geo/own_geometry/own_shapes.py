"""What a file of geometries holds: features as they stand there, before anything is judged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Point, Polygon
from shapely.geometry.base import BaseGeometry

from geo.own_geometry.shape_choices import ShapeLimits
from geo.own_geometry.systems import Coordinates, System
from geo.own_table.grid import Cell
from geo.sentences import Said

# A ring has three corners and its first one again; a line has two.
FEWEST_OF_RING, FEWEST_OF_LINE = 3, 2
PLANE = 2
# Beyond it no projection on Earth has a coordinate.
FARTHEST = 1e9
# A geometry, and the codes of what was mended of it.
Made = tuple[BaseGeometry, tuple[str, ...]]
# Of a property, so many characters are read.
LONGEST_CELL = 500
# What shapes are drawn as: a point, a line, an area.
SPOT, LINE, PATCH = "spot", "line", "patch"
# What a shape is drawn as, by the kind of its geometry.
DRAWN: Mapping[str, str] = {
    "Point": SPOT,
    "LineString": LINE,
    "MultiLineString": LINE,
    "Polygon": PATCH,
    "MultiPolygon": PATCH,
}


class OddShape(Exception):
    """A geometry that cannot be used; ``code`` says why (``own.shape.<code>``)."""

    def __init__(self, code: str) -> None:
        """Keep the code."""
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class OwnFeature:
    """A feature: its number in the file, its properties, and a geometry, or the code of a fault.

    Coordinates are as the file has them. ``notes`` are codes of what was mended.
    """

    number: int
    properties: Mapping[str, Cell]
    shape: BaseGeometry | None = None
    fault: str = ""
    notes: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnShapes:
    """A layer of a file: its features, and what the file says of its coordinates.

    ``system`` is the coordinate system that it states, None where it states none of ours;
    ``stated`` is how it writes it. ``layers`` are all layers of the file.
    """

    kind: str
    features: tuple[OwnFeature, ...]
    system: System | None = None
    stated: str = ""
    layer: str = ""
    layers: tuple[str, ...] = ()
    encoding: str = ""
    encoding_why: Said | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of all properties, in the order of the file."""
        return tuple(dict.fromkeys(name for one in self.features for name in one.properties))


class ShapeCounter:
    """Counts features and vertices; raises OddFile where a file has more than is read."""

    def __init__(self, limits: ShapeLimits) -> None:
        self._limits = limits
        self._features, self._vertices = 0, 0

    def feature(self, columns: int = 0) -> None:
        """Count a feature."""
        self._features += 1
        if self._features > self._limits.features:
            raise OddFile("features", most=self._limits.features)
        if columns > self._limits.columns:
            raise OddFile("columns", most=self._limits.columns)

    def vertices(self, count: int) -> None:
        """Count corners."""
        self._vertices += count
        if self._vertices > self._limits.vertices:
            raise OddFile("vertices", most=self._limits.vertices)


class OddFile(Exception):
    """A file of geometries that is not read; ``code`` says why (``own.shapes.<code>``)."""

    def __init__(self, code: str, **parts: object) -> None:
        """Keep the code and what its sentence names."""
        super().__init__(code)
        self.code, self.parts = code, parts


def plane(corners: object) -> tuple[Coordinates, bool]:
    """Return corners as numbers in two columns, and whether there were heights or measures.

    Raises OddShape for what is no list of corners, or is no place.
    """
    try:
        found = np.asarray(corners, dtype=np.float64)
    except (TypeError, ValueError, OverflowError):
        raise OddShape("corners") from None
    if found.ndim != PLANE or found.shape[1] < PLANE:
        raise OddShape("corners" if found.size else "empty")
    flat = found[:, :PLANE]
    if not np.isfinite(flat).all():
        raise OddShape("infinite")
    if np.abs(flat).max(initial=0) > FARTHEST:
        raise OddShape("huge")
    return np.ascontiguousarray(flat), found.shape[1] > PLANE


def point(corner: object) -> tuple[BaseGeometry, tuple[str, ...]]:
    """Return a point; raises OddShape."""
    flat, deep = plane([corner])
    return Point(flat[0]), ("heights",) if deep else ()


def line(corners: object) -> tuple[BaseGeometry, tuple[str, ...]]:
    """Return a line; raises OddShape."""
    flat, deep = plane(corners)
    if len(flat) < FEWEST_OF_LINE or (flat == flat[0]).all():
        raise OddShape("short")
    return LineString(flat), ("heights",) if deep else ()


def area(rings: Sequence[object]) -> tuple[BaseGeometry, tuple[str, ...]]:
    """Return a polygon of an outer ring and holes; raises OddShape. Open rings are closed."""
    if not rings:
        raise OddShape("empty")
    notes: list[str] = []
    made = []
    for ring in rings:
        flat, deep = plane(ring)
        if deep:
            notes.append("heights")
        if (flat[0] != flat[-1]).any():
            notes.append("closed")
            flat = np.vstack([flat, flat[:1]])
        if len(flat) <= FEWEST_OF_RING:
            raise OddShape("short")
        made.append(flat)
    outer, *holes = made
    return Polygon(outer, holes), tuple(dict.fromkeys(notes))


def gathered(
    parts: Sequence[tuple[BaseGeometry, tuple[str, ...]]],
) -> tuple[BaseGeometry, tuple[str, ...]]:
    """Return parts of one kind as one geometry; raises OddShape for none, for several kinds."""
    if not parts:
        raise OddShape("empty")
    notes = tuple(dict.fromkeys(note for _, some in parts for note in some))
    shapes = [shape for shape, _ in parts]
    if len(shapes) == 1:
        return shapes[0], notes
    kinds = {DRAWN.get(shape.geom_type, "") for shape in shapes}
    if kinds == {SPOT}:
        raise OddShape("points")
    if len(kinds) > 1:
        raise OddShape("mixed")
    flat = [part for shape in shapes for part in shapely.get_parts(shape)]
    whole = MultiPolygon(flat) if kinds == {PATCH} else MultiLineString(flat)
    return whole, notes


def sound(shape: BaseGeometry) -> tuple[BaseGeometry, tuple[str, ...]]:
    """Return a geometry that is valid, and a note where it was mended.

    A ring that crosses itself is cut where it does; what has no ground afterwards is refused.
    """
    if shapely.is_valid(shape):
        return shape, ()
    try:
        mended = shapely.make_valid(shape)
    except shapely.errors.GEOSException:
        raise OddShape("tangled") from None
    kept = [one for one in shapely.get_parts(mended) if DRAWN.get(one.geom_type) == PATCH]
    if not kept:
        raise OddShape("groundless")
    whole, _ = gathered([(part, ()) for one in kept for part in _flat(one)])
    return whole, ("crossing",)


def _flat(shape: BaseGeometry) -> list[BaseGeometry]:
    return list(shapely.get_parts(shape))
