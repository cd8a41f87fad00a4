"""The map without a mouse: one stop of Tab, arrows between places, words for each."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.runtime.conftest import Bench

pytestmark = pytest.mark.browser


def test_tab_enters_the_map_once(bench: Bench) -> None:
    bench.draw("squares", "2020", over=["zones", "platforms"])
    stops = bench.page.locator("#map .leaflet-map-pane [tabindex='0']")
    expect(stops).to_have_count(1)
    bench.page.locator("#before").focus()
    bench.page.keyboard.press("Tab")
    assert bench.focused() == "A"


def test_arrows_go_to_the_nearest_place_that_way(bench: Bench) -> None:
    bench.draw("squares", "2020")
    bench.call("focusPlace", "A")
    walk = []
    for key in ("ArrowRight", "ArrowDown", "ArrowLeft", "ArrowUp", "ArrowUp", "End", "Home"):
        bench.page.keyboard.press(key)
        walk.append(bench.focused())
    assert walk == ["B", "D", "C", "A", "A", "D", "A"]


def test_enter_and_space_select(bench: Bench) -> None:
    bench.draw("squares", "2020")
    bench.call("focusPlace", "B")
    bench.page.keyboard.press("Enter")
    bench.page.keyboard.press("ArrowDown")
    bench.page.keyboard.press("Space")
    assert bench.heard("select") == [["B", "prefecture"], ["D", "prefecture"]]


def test_a_place_says_its_name_its_value_and_its_class(bench: Bench) -> None:
    bench.draw("squares", "2020")
    expect(bench.place("B")).to_have_attribute("role", "button")
    expect(bench.place("B")).to_have_attribute("aria-label", "乙市，2 个，> 1 – 2")
    expect(bench.place("D")).to_have_attribute("aria-label", "丁市，无数据")
    bench.call("focusPlace", "B")
    expect(bench.page.locator("#map [aria-live]")).to_have_text("乙市，2 个，> 1 – 2")
    expect(bench.page.locator(".atlas-tooltip")).to_contain_text("乙市")
    expect(bench.page.locator(".atlas-mark.is-focus")).to_have_count(1)


def test_the_focus_survives_a_change_of_period(bench: Bench) -> None:
    bench.draw("squares", "2020", over=["zones"])
    for place in ("C", "z-circle"):
        bench.call("focusPlace", place)
        bench.draw("squares", "2021", over=["zones", "platforms"])
        assert bench.focused() == place
        bench.draw("squares", "2020", over=["zones"])
        assert bench.focused() == place


def test_symbols_dots_and_clusters_are_reached(bench: Bench) -> None:
    bench.draw("platforms", over=["zones"])
    bench.call("focusPlace", "p0")
    reached = []
    for _ in range(9):
        reached.append(bench.page.evaluate("document.activeElement.getAttribute('aria-label')"))
        bench.page.keyboard.press("PageDown")
    assert bench.focused() == "p0"
    assert len(set(reached)) == 9
    assert "6 处聚在一起，按 Enter 展开" in reached
    assert "平台1，中心，乡镇代表点" in reached
    assert "县内高新区，省级，所在县" in reached


def test_escape_closes_the_tooltip(bench: Bench) -> None:
    bench.draw("squares", "2020")
    bench.call("focusPlace", "A")
    expect(bench.page.locator(".atlas-tooltip")).to_be_visible()
    bench.page.keyboard.press("Escape")
    expect(bench.page.locator(".atlas-tooltip")).to_be_hidden()
    assert bench.focused() == "A"


def test_plus_and_minus_zoom(bench: Bench) -> None:
    bench.draw("squares", "2020")
    body = bench.page.locator("body")
    before = body.get_attribute("data-zoom") or ""
    bench.call("focusPlace", "A")
    bench.page.keyboard.press("+")
    expect(body).not_to_have_attribute("data-zoom", before)
    assert bench.call("camera")["zoom"] > float(before)
