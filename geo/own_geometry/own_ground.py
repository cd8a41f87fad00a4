"""The ground that shapes of others fall on: our counties and what they lie in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

import numpy as np
import numpy.typing as npt
import shapely
from shapely.geometry.base import BaseGeometry

from geo.files.shape_areas import geometry_of
from geo.files.shape_files import read_level
from geo.own_geometry.systems import Coordinates
from geo.store.place_grid import NOWHERE, PlaceGrid

Indices = npt.NDArray[np.intp]
LEVELS = ("county", "prefecture")
# Our borders are drawn to a thousandth of a degree: what is so near to them is not beyond them.
ROOM = 0.01


@dataclass(frozen=True)
class OwnGround:
    """The counties of a province by code, which rises in ``counties``; prefectures beside them."""

    counties: tuple[str, ...]
    shapes: tuple[BaseGeometry, ...] = field(repr=False)
    prefectures: Mapping[str, BaseGeometry] = field(repr=False)

    @cached_property
    def grid(self) -> PlaceGrid:
        """Return what says which county holds a point, by the rule of the house."""
        return PlaceGrid(self.counties, self.shapes)

    @cached_property
    def tree(self) -> shapely.STRtree:
        """Return the index of the counties."""
        return shapely.STRtree(list(self.shapes))

    @cached_property
    def box(self) -> tuple[float, float, float, float]:
        """Return west, south, east and north of all counties, in degrees."""
        west, south, east, north = shapely.total_bounds(list(self.shapes))
        return float(west), float(south), float(east), float(north)

    def at(self, corners: Coordinates) -> Indices:
        """Return the county of each corner by its position; that of NOWHERE lies in none."""
        found = self.grid.place(corners[:, 0], corners[:, 1]).astype(np.intp)
        beyond = np.flatnonzero((found == NOWHERE) & np.isfinite(corners).all(axis=1))
        if len(beyond):
            points = np.asarray(shapely.points(corners[beyond]), dtype=object)
            near, counties = self.tree.query_nearest(points, ROOM, all_matches=False)
            found[beyond[near]] = counties
        return found

    def edge(self, place: str) -> BaseGeometry | None:
        """Return the border of a county or prefecture; None for another place."""
        if place in self.prefectures:
            return shapely.boundary(self.prefectures[place])
        if place in self.counties:
            return shapely.boundary(self.shapes[self.counties.index(place)])
        return None


def ground_of(folder: Path) -> OwnGround:
    """Read the borders of a data folder; raises CatalogueError for faulty ones."""
    found: dict[str, dict[str, BaseGeometry]] = {}
    for level in LEVELS:
        features = read_level(folder, level).sound()
        found[level] = {one.word("adcode"): geometry_of(one.polygons, one.kind) for one in features}
    counties = dict(sorted(found["county"].items()))
    return OwnGround(tuple(counties), tuple(counties.values()), found["prefecture"])


def representatives(shapes: Sequence[BaseGeometry]) -> Coordinates:
    """Return a point of each geometry: its own, or the middle of its corners."""
    counts = shapely.get_num_coordinates(list(shapes))
    corners = shapely.get_coordinates(list(shapes))
    starts = np.concatenate([[0], np.cumsum(counts)[:-1]])
    sums = np.add.reduceat(corners, starts, axis=0) if len(corners) else corners
    middles: Coordinates = sums / counts[:, None]
    return middles
