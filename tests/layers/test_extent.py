"""Extent: a science city fills its picture; every other layer shows the province."""

from __future__ import annotations

from dataclasses import replace

import pytest

from layers.extent import extent
from layers.paint import paint
from layers.render import print_map
from tests.catalogues import REAL, ground, map_of, sheet_of


@pytest.mark.parametrize("layer", ["science-city-chengdu", "science-city-mianyang"])
def test_every_part_of_a_science_city_lies_inside_with_its_circle(layer: str) -> None:
    painted = paint(sheet_of(REAL, layer))
    found = extent(painted)
    assert found
    west, south, east, north = found
    # Smaller than a fifth of the province, which is eleven degrees wide.
    assert east - west < 2.2
    placed = [(at, item) for at, item in enumerate(painted.sheet.items) if item.at]
    assert placed
    for at, item in placed:
        assert item.at
        lon, lat = item.at
        high = (painted.frame.circle_m(at, item) or 0) / 111_320
        assert west < lon < east
        assert south < lat - high
        assert lat + high < north


def test_other_layers_show_the_province() -> None:
    assert extent(paint(sheet_of(REAL, "zones"))) is None
    assert extent(paint(sheet_of(REAL, "prefectures", "gdp"))) is None


def test_a_picture_of_a_part_has_its_marks_its_scale_and_the_words_of_the_law() -> None:
    painted = paint(sheet_of(REAL, "science-city-chengdu", lang="en"))
    shown = map_of(REAL, painted)
    found = extent(painted)
    assert found

    drawn = print_map.plate(replace(shown, bounds=found), ground=ground(REAL))
    words = [text.get_text() for axes in drawn.figure.axes for text in axes.texts]
    assert "New Economy Zone" in words
    assert "Core: Chengdu Science City" in words
    assert any(word.endswith(" km") for word in words)
    assert any("审图号" in word for word in words)
    # Places far away are not on it.
    assert "Panzhihua" not in words
