"""Symbols of zones: how their place and extent are known is seen, not only said."""

from __future__ import annotations

import math

import pytest
from playwright.sync_api import expect

from tests.browser.runtime.conftest import Bench, Opens, toy

pytestmark = pytest.mark.browser


def test_a_zone_without_a_location_is_counted_not_drawn(bench: Bench) -> None:
    bench.draw("zones")
    expect(bench.page.locator(".atlas-symbol")).to_have_count(4)
    expect(bench.page.locator("#legend")).to_contain_text("未能落图：1 项")


def test_an_area_circle_has_its_area_in_real_metres(bench: Bench) -> None:
    bench.draw("zones")
    circle = bench.page.locator(".atlas-area-circle")
    expect(circle).to_have_count(1)
    expect(circle).to_have_attribute("stroke-dasharray", "4 3")
    box = circle.bounding_box()
    zoom = bench.call("camera")["zoom"]
    metres = 40_075_016.686 * math.cos(math.radians(31.6)) / 256 / 2**zoom
    assert box
    assert box["width"] * metres == pytest.approx(20_000, rel=0.1)


def test_point_and_host_have_different_rings(bench: Bench) -> None:
    bench.draw("zones")
    dashes = {
        place: bench.place(place).locator("[stroke-dasharray]").get_attribute("stroke-dasharray")
        for place in ("z-point", "z-host")
    }
    assert dashes["z-point"] != dashes["z-host"]
    expect(bench.place("z-circle").locator("[stroke-dasharray]")).to_have_count(0)


def test_the_host_county_is_outlined_when_pointed_at(bench: Bench) -> None:
    bench.draw("zones")
    expect(bench.page.locator(".atlas-host")).to_have_count(0)
    bench.call("select", "z-host")
    expect(bench.page.locator(".atlas-host")).to_have_count(1)
    bench.call("select", None)
    bench.place("z-host").locator(".atlas-reach").hover()
    expect(bench.page.locator(".atlas-host")).to_have_count(1)
    expect(bench.page.locator(".atlas-tooltip")).to_contain_text("所在县")


def test_host_counties_are_asked_for_once(open_bench: Opens) -> None:
    bench = open_bench(shapes=("places",))
    bench.draw("zones")
    bench.call("select", "z-circle")
    assert bench.heard("want") == []
    bench.call("select", "z-host")
    bench.call("select", "z-host")
    assert bench.heard("want") == [["counties"]]
    bench.call("geometry", {"counties": toy("counties")})
    expect(bench.page.locator(".atlas-host")).to_have_count(1)


def test_an_official_boundary_takes_the_place_of_the_symbol(open_bench: Opens) -> None:
    bench = open_bench(shapes=("places", "zones"))
    bench.draw("zones")
    expect(bench.page.locator(".leaflet-zones-pane path[data-place='z-official']")).to_have_count(1)
    expect(bench.page.locator(".atlas-symbol")).to_have_count(3)
    bench.place("z-official").click()
    assert bench.heard("select") == [["z-official", "zone"]]


def test_large_circles_lie_under_small_ones(bench: Bench) -> None:
    bench.draw("revenue", "2021")
    depth = {
        place: int(bench.place(place).evaluate("(node) => node.style.zIndex"))
        for place in ("z-circle", "z-host", "z-point")
    }
    assert depth["z-host"] < depth["z-circle"] < depth["z-point"]
    shape = bench.place("z-circle").locator("svg > circle").last
    expect(shape).to_have_attribute("r", "15")


def test_a_zone_without_a_figure_is_still_there(bench: Bench) -> None:
    bench.draw("revenue", "2021")
    expect(bench.place("z-point")).to_have_attribute("data-class", "-")
    expect(bench.place("z-point")).to_have_attribute(
        "aria-label", "点状高新区，无数据，仅有点位，乡镇代表点"
    )


def test_a_hidden_class_of_symbols_fades(bench: Bench) -> None:
    bench.draw("zones", hidden=["1"])
    expect(bench.place("z-point").locator("[fill='var(--panel)']")).to_have_count(1)
    expect(bench.page.locator(".atlas-symbol")).to_have_count(4)
