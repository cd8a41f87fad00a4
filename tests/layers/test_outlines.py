"""Outlines: they lie where the web map lies, and neighbors share their borders."""

from __future__ import annotations

import re

import pytest
from pyproj import Geod, Transformer

from layers.render.svg_paths import UNIT, around, box, meet, metres, outlines, plane
from tests.catalogues import REAL, of, topologies

TO_WEB = Transformer.from_crs("EPSG:4326", "EPSG:3857", always_xy=True)


@pytest.mark.parametrize("at", [(104.06, 30.57), (101.72, 26.58), (97.35, 34.31), (0.0, 0.0)])
def test_the_plane_is_that_of_the_web_map(at: tuple[float, float]) -> None:
    x, y = TO_WEB.transform(*at)
    assert plane(*at) == pytest.approx((x / UNIT, -y / UNIT), abs=1e-6)


def test_a_length_is_as_long_as_on_the_ground() -> None:
    lon, lat = 104.06, 30.57
    east, _, _ = Geod(ellps="sphere").fwd(lon, lat, 90, 10_000)
    assert metres(10_000, lat) == pytest.approx(plane(east, lat)[0] - plane(lon, lat)[0], rel=0.01)


def test_every_prefecture_lies_in_its_own_box() -> None:
    paths = outlines(topologies(REAL)["places"])["prefectures"]
    known = of(REAL)
    places = {one: known.places[one] for one in known.at_level_ids("prefecture")}
    assert paths.keys() == places.keys()
    for place_id, path in paths.items():
        left, top, width, height = box(places[place_id].bounds)
        x = y = 0
        for start, steps in re.findall(r"M(-?\d+,-?\d+)l([^z]*)z", path):
            x, y = map(int, start.split(","))
            for dx, dy in _pairs(steps):
                x, y = x + dx, y + dy
                assert left - 2 <= x <= left + width + 2
                assert top - 2 <= y <= top + height + 2


def test_what_a_frame_may_show_lies_around_what_it_fits() -> None:
    bounds = (103.0, 30.0, 104.0, 32.0)
    left, top, width, height = box(bounds)
    for wide, high in ((width, height), (3 * height, height), (width, 1.5 * width)):
        shown = (left - (wide - width) / 2, top - (high - height) / 2, wide, high)
        assert meet(around(bounds), shown)
        assert around(bounds)[0] <= shown[0]
        assert around(bounds)[1] <= shown[1]
    assert not meet(around(bounds), box((118.0, 30.0, 119.0, 32.0)))
    assert not meet(around(bounds), box((103.0, 40.0, 104.0, 41.0)))


def test_neighbors_share_their_points() -> None:
    square = {
        "type": "Topology",
        "transform": {"scale": [1, 1], "translate": [100, 30]},
        # A border from south to north, the west, the east.
        "arcs": [[[1, 0], [0, 1]], [[1, 1], [-1, 0], [0, -1], [1, 0]],
                 [[1, 0], [1, 0], [0, 1], [-1, 0]]],
        "objects": {"prefectures": {"type": "GeometryCollection", "geometries": [
            {"type": "Polygon", "arcs": [[0, 1]], "properties": {"adcode": "1"}},
            {"type": "MultiPolygon", "arcs": [[[2, -1]]], "properties": {"adcode": "2"}},
        ]}},
    }  # fmt: skip
    found = outlines(square)["prefectures"]
    border = [f"{round(x)},{round(y)}" for x, y in (plane(101, 30), plane(101, 31))]
    assert found["1"].startswith(f"M{border[0]}l")
    assert found.keys() == {"1", "2"}
    for path in found.values():
        points = _points(path)
        assert set(border) <= points
        assert len(points) == 4


def _points(path: str) -> set[str]:
    start, _, steps = path.removeprefix("M").removesuffix("z").partition("l")
    x, y = map(int, start.split(","))
    found = {start}
    for dx, dy in _pairs(steps):
        x, y = x + dx, y + dy
        found.add(f"{x},{y}")
    return found


def _pairs(steps: str) -> list[tuple[int, int]]:
    numbers = [int(one) for one in re.findall(r"-?\d+", steps)]
    return list(zip(numbers[::2], numbers[1::2], strict=True))
