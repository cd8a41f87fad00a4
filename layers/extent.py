"""Extent: what a map shows first when its places lie close together."""

from __future__ import annotations

from math import cos, radians

from geo.levels import level_facts
from layers.data import Painted

# West, south, east, north, in degrees.
Bounds = tuple[float, float, float, float]

# Metres in a degree of latitude, to a hundredth; room for a place without a documented area.
DEGREE_M, LEAST_M = 111_320.0, 2_000.0
ROOM = 0.08
# What fills less of a map of the province is too small to be seen there.
LEAST_SHARE = 0.1


def extent(painted: Painted) -> Bounds | None:
    """Return bounds (west, south, east, north, degrees) of the parts of a science city.

    Their circles are inside, with some room around. None for every other layer: its places are
    all over the province, and a map of the province is what a reader expects.
    """
    if not level_facts(painted.sheet.layer.level).close:
        return None
    edges = []
    for at, item in enumerate(painted.sheet.items):
        if item.at:
            lon, lat = item.at
            high = max(painted.frame.circle_m(at, item) or 0, LEAST_M) / DEGREE_M
            wide = high / cos(radians(lat))
            edges.append((lon - wide, lat - high, lon + wide, lat + high))
    if not edges:
        return None
    wests, souths, easts, norths = zip(*edges, strict=True)
    west, south, east, north = min(wests), min(souths), max(easts), max(norths)
    x, y = (east - west) * ROOM, (north - south) * ROOM
    return west - x, south - y, east + x, north + y


def opening(painted: Painted, whole: Bounds) -> Bounds | None:
    """Return the extent that a layer opens at; None where the ``whole`` province shows it well."""
    found = extent(painted)
    return found if found and _area(found) < LEAST_SHARE * _area(whole) else None


def _area(bounds: Bounds) -> float:
    """Return the size of bounds in square degrees: the two are of one latitude."""
    west, south, east, north = bounds
    return (east - west) * (north - south)
