"""What is published says where things are to a thousandth of a degree, nowhere more exactly."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from geo.export.geometries import shapes
from geo.export.statistics import POINTS, names, statistics
from geo.export.text import geojson
from geo.files.precision import coarse_polygons
from layers import table as rows
from tests.catalogues import REAL, choices, of, sheet_of, topologies


def test_corners_that_fall_together_are_one() -> None:
    ring = ((0.0, 0.0), (0.0001, 0.0002), (1.0, 0.0), (1.0, 1.00049), (0.0, 0.0))
    assert coarse_polygons(((ring,),)) == ((((0, 0), (1, 0), (1, 1), (0, 0)),),)


SQUARE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0))
SPECK = ((0.5, 0.5), (0.5003, 0.5), (0.5003, 0.5003), (0.5, 0.5003), (0.5, 0.5))


def test_specks_are_left_out() -> None:
    assert coarse_polygons(((SQUARE, SPECK),)) == ((SQUARE,),)
    assert coarse_polygons(((SQUARE,), (SPECK,))) == ((SQUARE,),)
    assert coarse_polygons(((SPECK,),)) == ()


def test_what_goes_out_and_back_the_same_way_is_left_out() -> None:
    thin = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (3.0, 1.0), (3.0, 1.0001), (1.0, 1.0002))
    [[made]] = coarse_polygons((((*thin, (0.0, 1.0), (0.0, 0.0)),),))
    assert made == SQUARE
    tip = ((3.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0), (0.0, 0.0), (1.0, 0.0), (3.0, 0.0))
    [[made]] = coarse_polygons(((tip,),))
    assert set(made) == set(SQUARE)


@pytest.mark.parametrize(("layer", "indicator"), dict(choices(REAL)).items())
def test_points_and_shapes_of_layers(layer: str, indicator: str) -> None:
    sheet = sheet_of(REAL, layer, indicator)
    for item in sheet.items:
        assert item.at is None or all(_fine(degrees) for degrees in item.at)
    drawn = shapes(REAL, sheet.layer.level)
    period = next(iter(sheet.frames))
    table = rows.table([sheet], of(REAL), period=period, shapes=drawn)
    for feature in json.loads(geojson(table))["features"]:
        geometry = feature["geometry"]
        assert geometry is None or all(map(_fine, _numbers(geometry["coordinates"])))
        assert all(_fine(feature["properties"][name] or 0) for name in ("lon", "lat"))


@pytest.mark.parametrize("name", names(REAL))
def test_points_of_tables(name: str) -> None:
    table = statistics(REAL, name, of(REAL).sources)
    for lon in (one for pair in POINTS for one in pair if one in table.names):
        found = [row[table.names.index(lon)] for row in table.rows]
        assert all(_fine(float(cell)) for cell in found if cell is not None)


def test_places_and_their_frames() -> None:
    for place in of(REAL).places.values():
        assert all(map(_fine, (*place.label, *place.bounds)))


@pytest.mark.parametrize("kind", ["places", "counties"])
def test_borders_in_the_browser(kind: str) -> None:
    found: Any = topologies(REAL)[kind]
    scale, start = found["transform"]["scale"], found["transform"]["translate"]
    far = 0.0
    for arc in found["arcs"]:
        at = [0, 0]
        for step in arc:
            at = [at[axis] + step[axis] for axis in (0, 1)]
            corner = [at[axis] * scale[axis] + start[axis] for axis in (0, 1)]
            far = max(far, *(abs(degrees - round(degrees, 3)) for degrees in corner))
    # The grid of the file is finer than a thousandth; a corner is at most half a step of it off.
    assert far <= max(scale)


def _fine(degrees: float) -> bool:
    return round(degrees, 3) == degrees


def _numbers(found: Any) -> Iterator[float]:  # noqa: ANN401  lists as deep as the kind says
    if isinstance(found, list):
        for one in found:
            yield from _numbers(one)
    else:
        yield found
