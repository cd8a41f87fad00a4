"""Points in polygons: exact on borders, and the same whatever is done to both."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

import geopandas as gpd
import numpy as np
import pytest
import shapely
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely.affinity import translate
from shapely.geometry.base import BaseGeometry

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


# Maps for relations: squares of a board, each cut by a diagonal, shared out among places.
BOARD, PLACES, POINTS, MAPS = 3, 4, 40, 625
IDS = ("a", "b", "c", "d")


@dataclass(frozen=True)
class Board:
    """Triangles with whole corners, and which of IDS each belongs to: known without a library."""

    triangles: np.ndarray
    owners: np.ndarray

    @classmethod
    def drawn(cls, random: np.random.Generator) -> Board:
        """Return a board whose triangles belong to whom chance says."""
        squares = [(x, y) for x in range(BOARD) for y in range(BOARD)]
        halves = []
        for x, y in squares:
            a, b, c, d = (x, y), (x + 1, y), (x + 1, y + 1), (x, y + 1)
            halves += [[a, b, c], [a, c, d]] if random.random() < 1 / 2 else [[a, b, d], [b, c, d]]
        triangles = np.array(halves)
        # A point outside every place is found, too.
        return cls(triangles, random.integers(-1, PLACES, len(triangles)))

    def shapes(self, owners: np.ndarray) -> dict[int, BaseGeometry]:
        """Return the area of each owner."""
        return {
            int(owner): shapely.union_all(shapely.polygons(self.triangles[owners == owner]))
            for owner in np.unique(owners)
            if owner != NOWHERE
        }

    def holds(self, points: np.ndarray) -> np.ndarray:
        """Return the first owner of each point, by whole numbers: points are of quarters."""
        at = np.rint(points * 4).astype(np.int64)
        a, b, c = (self.triangles[None, :, corner] * 4 for corner in range(3))
        sides = [_cross(one, other, at[:, None]) for one, other in ((a, b), (b, c), (c, a))]
        inside = (np.min(sides, axis=0) >= 0) | (np.max(sides, axis=0) <= 0)
        first = np.where(inside & (self.owners >= 0), self.owners, PLACES).min(axis=1)
        return np.where(first == PLACES, NOWHERE, first)


def _cross(one: np.ndarray, other: np.ndarray, at: np.ndarray) -> np.ndarray:
    x, y = (other - one)[..., 0], (other - one)[..., 1]
    found: np.ndarray = x * (at - one)[..., 1] - y * (at - one)[..., 0]
    return found


Shapes = dict[str, BaseGeometry]


def asked(shapes: Shapes, points: np.ndarray, steps: int) -> list[str]:
    grid = PlaceGrid(list(shapes), list(shapes.values()), steps)
    return [*np.array([*grid.ids, ""])[grid.place(points[:, 0], points[:, 1])]]


def _parted(shapes: Shapes, board: Board, random: np.random.Generator) -> Shapes:
    """Return the places with one of them in two, of which the second sorts right behind it."""
    name = str(random.choice([*shapes]))
    owners = np.where(board.owners == IDS.index(name), board.owners, NOWHERE)
    mine = np.flatnonzero(owners >= 0)
    owners[random.permutation(mine)[: len(mine) // 2]] = PLACES
    parts = board.shapes(owners)
    own = {name: parts[IDS.index(name)]}
    return {**shapes, **own, **({f"{name}~": parts[PLACES]} if PLACES in parts else {})}


def _doubled(shape: BaseGeometry) -> BaseGeometry:
    """Return a shape with each corner twice, and one in the middle of each edge."""

    def ring(corners: np.ndarray) -> np.ndarray:
        middles = (corners + np.roll(corners, -1, axis=0)) / 2
        return np.stack([corners, corners, middles], axis=1).reshape(-1, 2)

    parts = []
    for part in shapely.get_parts(shape):
        rings = [shapely.get_coordinates(one) for one in (part.exterior, *part.interiors)]
        parts.append(shapely.Polygon(ring(rings[0][:-1]), [ring(one[:-1]) for one in rings[1:]]))
    return shapely.MultiPolygon(parts)


def test_five_thousand_relations_leave_every_point_where_it_is() -> None:
    """Whatever is done to points, polygons or the grid: the first place that holds a point."""
    rounds = 0
    for seed in range(MAPS):
        random = np.random.default_rng(seed)
        board = Board.drawn(random)
        shapes = {IDS[at]: shape for at, shape in board.shapes(board.owners).items()}
        if not shapes:
            continue
        # Quarters: on corners, on edges, on diagonals, within.
        points = random.integers(-2, 4 * BOARD + 3, (POINTS, 2)) / 4
        steps = int(random.integers(1, 12))
        truth = [IDS[at] if at != NOWHERE else "" for at in board.holds(points)]
        assert asked(shapes, points, steps) == truth, seed
        order = random.permutation(POINTS)
        assert asked(shapes, points[order], steps) == [truth[at] for at in order], seed
        cut = int(random.integers(1, POINTS))
        files = (points[:cut], points[cut:])
        assert [one for part in files for one in asked(shapes, part, steps)] == truth, seed
        by = random.integers(-500, 500, 2)
        moved = {n: translate(one, *map(float, by)) for n, one in shapes.items()}
        assert asked(moved, points + by, steps) == truth, seed
        parted = _parted(shapes, board, random)
        assert [one.rstrip("~") for one in asked(parted, points, steps)] == truth, seed
        merged: Shapes = {}
        for name, one in parted.items():
            plain = name.rstrip("~")
            merged[plain] = shapely.union(merged[plain], one) if plain in merged else one
        assert asked(merged, points, steps) == truth, seed
        turned = {name: shapely.reverse(shapes[name]) for name in random.permutation([*shapes])}
        assert asked(turned, points, steps) == truth, seed
        doubled = {name: _doubled(shape) for name, shape in shapes.items()}
        assert asked(doubled, points, int(random.integers(1, 40))) == truth, seed
        rounds += 8
    assert rounds >= 5_000 - 8
