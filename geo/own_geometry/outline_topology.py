"""Outlines as the browser draws them: TopoJSON, simplified for drawing and for nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

# About ten centimetres; and how many corners a page draws without waiting.
DECIMALS, MOST_CORNERS = 6, 80_000
# Degrees by which a corner may move at first (about 5 m); each further step is twice as much.
FIRST_STEP, STEPS = 0.00005, 9
OBJECT, KEY = "own", "id"


def simplified(shapes: Sequence[BaseGeometry]) -> tuple[list[BaseGeometry], float]:
    """Return geometries with no more corners than a page draws, and by how many degrees they moved.

    Nothing is left out: what would vanish stays as it is.
    """
    found, moved = list(shapes), 0.0
    for step in range(STEPS):
        if int(shapely.get_num_coordinates(found).sum()) <= MOST_CORNERS:
            break
        moved = FIRST_STEP * 2**step
        found = [
            less if not shapely.is_empty(less) else whole
            for whole, less in zip(
                shapes, shapely.simplify(list(shapes), moved, preserve_topology=True), strict=True
            )
        ]
    return found, moved


def outline_topology(shapes: Mapping[str, BaseGeometry]) -> Mapping[str, Any]:
    """Return geometries by their ids as TopoJSON; every ring is an arc of its own."""
    arcs: list[list[list[float]]] = []

    def arc(part: BaseGeometry) -> int:
        corners = shapely.get_coordinates(part).round(DECIMALS)
        arcs.append(corners.tolist())
        return len(arcs) - 1

    def rings(area: BaseGeometry) -> list[list[int]]:
        # The outer ring first, then its holes.
        return [[arc(ring)] for ring in shapely.get_rings(area)]

    geometries = []
    for name, shape in shapes.items():
        parts = list(shapely.get_parts(shape))
        kind = shape.geom_type
        if kind.endswith("Polygon"):
            found: Any = [rings(one) for one in parts]
        else:
            found = [[arc(one)] for one in parts]
        geometries.append(
            {
                "type": kind,
                "arcs": found if kind.startswith("Multi") else found[0],
                "properties": {KEY: name},
            }
        )
    objects = {OBJECT: {"type": "GeometryCollection", "geometries": geometries}}
    return {"type": "Topology", "arcs": arcs, "objects": objects}
