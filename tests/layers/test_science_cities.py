"""Sheets of science cities: circles by version, one legend, nothing drawn that is not known."""

from __future__ import annotations

from dataclasses import replace
from math import pi

import pytest

from geo.model.places import Boundary
from layers.build.registry import sheet
from layers.paint import paint
from layers.render.web import sheet_json
from tests.catalogues import REAL, TOY, of, sheet_of

BOTH = ("science-city-chengdu", "science-city-mianyang")


def test_the_circle_of_the_core_follows_the_version() -> None:
    made = sheet_of(REAL, BOTH[0])
    at = [item.place_id for item in made.items].index("wcsc-1")
    for version, km2 in (("2020", 99.4), ("2021", 132)):
        radius = made.frames[version].circles[at]
        assert radius is not None
        assert pi * radius**2 / 1e6 == pytest.approx(km2)


def test_both_cities_have_one_legend() -> None:
    first, second = (sheet_of(REAL, layer) for layer in BOTH)
    assert first.rows == second.rows
    assert [row[0] for row in first.confidence_rows] == ["area-circle", "host-county"]
    assert "none" in [row[0] for row in second.confidence_rows]


@pytest.mark.parametrize("layer", BOTH)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_at_city_level_has_a_circle(layer: str, lang: str) -> None:
    made = sheet_of(REAL, layer, lang=lang)
    for frame in made.frames.values():
        for item, radius in zip(made.items, frame.circles, strict=True):
            if item.at is None or item.exactness_key == "prefecture-seat":
                assert radius is None


def test_places_at_one_point_name_each_other() -> None:
    made = sheet_of(REAL, BOTH[1])
    facts = {item.place_id: dict(item.facts) for item in made.items}
    for one in ("mst-3", "mst-9", "mst-10"):
        assert "先进技术研究院" in facts[one]["同一点位另有"]


def test_the_whole_is_no_symbol() -> None:
    for layer in BOTH:
        assert not any(item.place_id.endswith("-0") for item in sheet_of(REAL, layer).items)


def test_what_is_rounded_and_what_is_unknown_is_said() -> None:
    made = sheet_of(REAL, BOTH[0])
    words = {
        item.place_id: cell.words
        for item, cell in zip(made.items, made.frames["2021"].cells, strict=True)
    }
    assert "约 100" in words["wcsc-7"]
    assert words["wcsc-6"].endswith("暂无公开数据")
    assert words["wcsc-1"] == "一核 · 132 平方公里"


def test_a_supplied_boundary_shows_instead_of_the_circle() -> None:
    known = replace(of(TOY), official_areas={"toy-1": Boundary(120.0, "toy-press")})
    made = sheet(known, "science-city-toy")
    at = [item.place_id for item in made.items].index("toy-1")
    assert made.items[at].confidence == "official"
    assert made.frames["2021"].circles[at] is None
    assert dict(made.items[at].facts)["边界内面积"] == "120 平方公里"
    assert "toy-press" in made.frames["2021"].cells[at].source_ids


def test_circles_travel_to_the_browser() -> None:
    made = sheet_of(TOY, "science-city-toy")
    frame = sheet_json(made)["frames"]["2020"]
    assert len(frame["circles"]) == len(made.items)
    assert frame["circles"][0] == pytest.approx(5641.9, abs=0.1)
    assert paint(made, period="2020").codes == "013"
