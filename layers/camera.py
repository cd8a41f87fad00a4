"""Camera: where a map looks, in the plane of the web map (spherical Mercator, EPSG:3857).

Addresses and scripts of the browser say where a map looks by a middle and a zoom
(app/assets/runtime/camera.js); how much is seen there depends on the frame. What has no frame of
its own is drawn for one of a usual size.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import asinh, atan, cos, degrees, log2, pi, radians, sinh, tan

from layers.extent import Bounds

# What a map of a page is usually wide and high, in pixels.
WIDE_PX, HIGH_PX = 820.0, 520.0
TILE_PX = 256
# The plane ends there; a map is enlarged no farther.
FARTHEST_LAT, ROUND, DEEPEST = 85.0, 180.0, 24.0
# Metres around the sphere of the plane.
ROUND_M = 2 * pi * 6_378_137.0
WORDS = re.compile(r"(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(\d+(?:\.\d+)?)")


@dataclass(frozen=True)
class Camera:
    """Where a map looks: its middle (degrees) and its zoom."""

    lat: float
    lng: float
    zoom: float

    @property
    def seen(self) -> bool:
        """Return whether there is such a place, and a map can be enlarged so far."""
        return abs(self.lat) <= FARTHEST_LAT and abs(self.lng) <= ROUND and self.zoom <= DEEPEST

    @classmethod
    def of(cls, words: str) -> Camera | None:
        """Return the camera that an address says as ``lat,lng,zoom``; None where it says none."""
        found = WORDS.fullmatch("".join(words.split()))
        return cls(*map(float, found.groups())) if found else None

    def bounds(self, wide_px: float = WIDE_PX, high_px: float = HIGH_PX) -> Bounds:
        """Return what a frame of so many pixels shows, in degrees: west, south, east, north."""
        world = TILE_PX * 2**self.zoom
        middle = asinh(tan(radians(self.lat)))
        lng = 180 * wide_px / world
        up = pi * high_px / world
        north, south = (degrees(atan(sinh(middle + one))) for one in (up, -up))
        return self.lng - lng, south, self.lng + lng, north


def zoom_of(bounds: Bounds, wide_px: float = WIDE_PX, high_px: float = HIGH_PX) -> float:
    """Return the zoom at which a frame of so many pixels just shows all of some bounds.

    >>> round(zoom_of(Camera(30.66, 104.06, 9.0).bounds()), 6)
    9.0
    """
    west, south, east, north = bounds
    across = (east - west) / 360
    up = (asinh(tan(radians(north))) - asinh(tan(radians(south)))) / (2 * pi)
    return min(log2(wide_px / (TILE_PX * across)), log2(high_px / (TILE_PX * up)))


def camera_of(bounds: Bounds) -> Camera:
    """Return the camera that just shows all of some bounds in a frame of usual size."""
    west, south, east, north = bounds
    return Camera((south + north) / 2, (west + east) / 2, zoom_of(bounds))


def metres_px(zoom: float, lat: float) -> float:
    """Return how many metres of the ground a pixel is at a zoom and a latitude (degrees)."""
    return ROUND_M * cos(radians(lat)) / (TILE_PX * 2**zoom)
