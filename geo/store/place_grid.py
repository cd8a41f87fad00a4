"""Which polygon holds each of many points: exactly, and fast enough for tens of millions.

The rule: the lowest id whose closed polygon holds the point. It is the same for every engine that
asks GEOS, so points on a border are counted once, and sums are what went in.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

Floats = npt.NDArray[np.float64]
Numbers = npt.NDArray[np.int16]
Counts = npt.NDArray[np.int64]

# Cells of about 500 m over a province: nine points of ten lie in one that no border crosses.
STEPS = 1 << 11
NOWHERE, BORDER = -1, -2
NO_PLACE = np.iinfo(np.int16).max


class PlaceGrid:
    """Polygons under a grid of ``steps`` × ``steps`` cells, which answers for most points alone.

    A cell that no edge of a polygon touches lies in one polygon, or outside, as a whole; only
    points in the others ask GEOS. ``ids`` and ``shapes`` (polygons, in the degrees of the points)
    have the same order in; ``ids`` is sorted.
    """

    def __init__(
        self, ids: Sequence[str], shapes: Sequence[BaseGeometry], steps: int = STEPS
    ) -> None:
        order = sorted(range(len(ids)), key=ids.__getitem__)
        self.ids = tuple(ids[at] for at in order)
        self._tree = shapely.STRtree([shapes[at] for at in order])
        polygons = self._tree.geometries
        self.steps = steps
        self.bounds = tuple(map(float, shapely.total_bounds(polygons)))
        self._cells = np.full((steps, steps), NOWHERE, dtype=np.int16)
        self._mark_borders(polygons)
        self._fill()

    def place(self, lon: Floats, lat: Floats) -> Numbers:
        """Return for each point the position in ``ids`` of its polygon, or -1 where none has it.

        ``lon`` and ``lat`` have the same length; what is no number is nowhere.
        """
        west, south, east, north = self.bounds
        within = (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)
        places = np.full(len(lon), NOWHERE, dtype=np.int16)
        at = np.flatnonzero(within)
        places[at] = self._cells[self._rows(lat[at]), self._columns(lon[at])]
        asked = np.flatnonzero(places == BORDER)
        places[asked] = self._asked(lon[asked], lat[asked])
        return places

    def _asked(self, lon: Floats, lat: Floats) -> Numbers:
        points, polygons = self._tree.query(shapely.points(lon, lat), predicate="intersects")
        least = np.full(len(lon), NO_PLACE, dtype=np.int16)
        np.minimum.at(least, points, polygons.astype(np.int16))
        least[least == NO_PLACE] = NOWHERE
        return least

    def _columns(self, lon: Floats) -> Counts:
        west, _, east, _ = self.bounds
        return self._steps(lon - west, east - west)

    def _rows(self, lat: Floats) -> Counts:
        _, south, _, north = self.bounds
        return self._steps(lat - south, north - south)

    def _steps(self, offset: Floats, whole: float) -> Counts:
        # Rounding keeps order: a point between two others never leaves the cells between theirs.
        steps = np.floor(offset * (self.steps / whole)).astype(np.int64)
        return np.clip(steps, 0, self.steps - 1)

    def _mark_borders(self, polygons: npt.NDArray[np.object_]) -> None:
        """Mark every cell that the box of an edge touches: no edge leaves its box."""
        rings = shapely.get_rings(shapely.get_parts(polygons))
        corners, of_ring = shapely.get_coordinates(rings, return_index=True)
        edge = np.flatnonzero(of_ring[1:] == of_ring[:-1])
        columns, rows = self._columns(corners[:, 0]), self._rows(corners[:, 1])
        boxes = zip(
            np.minimum(rows[edge], rows[edge + 1]),
            np.maximum(rows[edge], rows[edge + 1]) + 1,
            np.minimum(columns[edge], columns[edge + 1]),
            np.maximum(columns[edge], columns[edge + 1]) + 1,
            strict=True,
        )
        for low, high, left, right in boxes:
            self._cells[low:high, left:right] = BORDER

    def _fill(self) -> None:
        """Ask GEOS once for every run of cells, in a row, that no edge touches."""
        runs = list(self._runs())
        west, south, east, north = self.bounds
        at = np.array(runs, dtype=np.float64).reshape(-1, 3) + 0.5
        lon = west + at[:, 1] * ((east - west) / self.steps)
        lat = south + at[:, 0] * ((north - south) / self.steps)
        for (row, start, end), place in zip(runs, self._asked(lon, lat), strict=True):
            self._cells[row, start:end] = place

    def _runs(self) -> Iterator[tuple[int, int, int]]:
        free = np.zeros((self.steps, self.steps + 2), dtype=np.int8)
        free[:, 1:-1] = self._cells != BORDER
        turns = np.diff(free, axis=1)
        for row in range(self.steps):
            starts = np.flatnonzero(turns[row] == 1)
            ends = np.flatnonzero(turns[row] == -1)
            yield from ((row, int(a), int(b)) for a, b in zip(starts, ends, strict=True))
