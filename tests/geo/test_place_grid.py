"""Points in polygons: exact on borders, and the same whatever is done to both."""

from __future__ import annotations

from fractions import Fraction
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.store.boundaries import boundaries
from geo.store.place_grid import NOWHERE, PlaceGrid
from tests.catalogues import REAL

FRAME = boundaries(REAL, "county")
GRID = PlaceGrid(list(FRAME.index), list(FRAME.geometry))
CORNERS = shapely.get_coordinates(FRAME.geometry.to_numpy())
Point = tuple[float, float]


def exactly(point: Point) -> int:
    """Return the first polygon, by id, that holds a point: in rational numbers, ring by ring."""
    at = (Fraction(point[0]), Fraction(point[1]))
    for nth, shape in enumerate(FRAME.geometry):
        if not shape.envelope.intersects(shapely.Point(point)):
            continue
        for part in shapely.get_parts(shape):
            sides = [_side(at, ring.coords) for ring in (part.exterior, *part.interiors)]
            if sides[0] >= 0 and all(side <= 0 for side in sides[1:]):
                return nth
    return NOWHERE


def _side(at: tuple[Fraction, Fraction], ring: shapely.coords.CoordinateSequence) -> int:
    """Return 1 for a point within a ring, 0 for one on it, -1 for one outside."""
    x, y = at
    inside = False
    corners = [(Fraction(a), Fraction(b)) for a, b in ring]
    for (x1, y1), (x2, y2) in pairwise(corners):
        cross = (x2 - x1) * (y - y1) - (y2 - y1) * (x - x1)
        if cross == 0 and min(x1, x2) <= x <= max(x1, x2) and min(y1, y2) <= y <= max(y1, y2):
            return 0
        if (y1 > y) != (y2 > y) and (cross > 0) == (y2 > y1):
            inside = not inside
    return 1 if inside else -1


def awkward(count: int, seed: int) -> np.ndarray:
    """Return points where it is hard: corners, middles of edges, a hair beside them, anywhere."""
    random = np.random.default_rng(seed)
    at = random.integers(0, len(CORNERS) - 1, count)
    corner, middle = CORNERS[at], (CORNERS[at] + CORNERS[at + 1]) / 2
    hair = np.nextafter(corner, corner + random.choice((-1, 1), (count, 2)))
    west, south, east, north = GRID.bounds
    anywhere = random.uniform((west, south), (east, north), (count, 2))
    return np.concatenate([corner, middle, hair, anywhere])


def placed(points: np.ndarray) -> np.ndarray:
    return GRID.place(points[:, 0], points[:, 1])


def test_borders_are_exact_in_rational_numbers() -> None:
    points = awkward(40, seed=1)
    assert placed(points).tolist() == [exactly((x, y)) for x, y in points.tolist()]


def test_the_grid_answers_as_a_spatial_join_does() -> None:
    points = awkward(5_000, seed=2)
    shapes = FRAME[["geometry"]].reset_index()
    every = gpd.GeoDataFrame(geometry=shapely.points(points), crs=FRAME.crs)
    joined = every.sjoin(shapes, predicate="intersects").groupby(level=0)["place_id"].min()
    ids = np.array([*GRID.ids, ""])[placed(points)]
    assert joined.reindex(range(len(points)), fill_value="").tolist() == ids.tolist()


@settings(max_examples=10, deadline=None)
@given(st.integers(0, 10**6), st.sampled_from((7, 64, 1_000, 3_001)))
def test_neither_order_nor_the_size_of_cells_decides(seed: int, steps: int) -> None:
    points = awkward(50, seed)
    order = np.random.default_rng(seed).permutation(len(FRAME))
    other = PlaceGrid(list(FRAME.index[order]), list(FRAME.geometry.iloc[order]), steps)
    assert other.ids == GRID.ids
    assert (other.place(points[:, 0], points[:, 1]) == placed(points)).all()


def test_what_is_no_number_or_far_away_is_nowhere() -> None:
    lon = np.array([np.nan, 104.0, np.inf, 0.0, 500.0])
    lat = np.array([30.0, np.nan, 30.0, 0.0, 30.0])
    assert GRID.place(lon, lat).tolist() == [NOWHERE] * 5


def test_a_hole_belongs_to_nobody_but_its_rim_does() -> None:
    outer, hole = shapely.box(0, 0, 3, 3), shapely.box(1, 1, 2, 2)
    grid = PlaceGrid(["ring"], [outer.difference(hole)], steps=16)
    lon, lat = np.array([1.5, 1.0, 0.5, 3.0]), np.array([1.5, 1.5, 0.5, 3.0])
    assert grid.place(lon, lat).tolist() == [NOWHERE, 0, 0, 0]


@pytest.mark.parametrize("steps", [1, 2, 50])
def test_the_lowest_id_has_what_two_share(steps: int) -> None:
    grid = PlaceGrid(["b", "a"], [shapely.box(0, 0, 1, 1), shapely.box(1, 0, 2, 1)], steps)
    lon, lat = np.array([1.0, 0.5, 1.5]), np.array([0.5, 0.5, 0.5])
    assert [grid.ids[at] for at in grid.place(lon, lat)] == ["a", "b", "a"]
