"""Landmarks as a reader meets them: from zoom 9, credited, off with one switch, under no name."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tools.serving import Served

pytestmark = pytest.mark.browser
CHENGDU = "30.62,104.08"
RIVERS = "#map .atlas-river"
CREDIT = "#map .atlas-landmark-credit"
MAKERS = "底图：GSHHG (LGPL-3.0+) · GeoNames · OurAirports"
# The box of a name includes its halo; two halos may touch.
HALO = 3
BOXES = """(all) => all.map((one) =>
  ({ text: one.textContent, ...one.getBoundingClientRect().toJSON() }))"""
FARTHER, CLOSER = ".leaflet-control-zoom-out", ".leaflet-control-zoom-in"


def visit(page: Page, served: Served, query: str) -> None:
    """Open the map and wait until it stands in Dash's layout, with its names."""
    page.goto(f"{served.url}/map?{query}")
    page.wait_for_selector("html[data-drawn]", state="attached")
    page.wait_for_selector("#early", state="detached")
    expect(page.locator("#map .atlas-name").first).to_be_attached()


def boxes(page: Page, selector: str) -> list[dict[str, Any]]:
    """Return where things of the map are now."""
    found: list[dict[str, Any]] = page.locator(f"#map {selector}").evaluate_all(BOXES)
    return found


def apart(one: dict[str, Any], other: dict[str, Any], slack: float) -> bool:
    """Return whether two boxes share no more than some pixels at an edge."""
    return bool(
        one["right"] <= other["left"] + slack
        or other["right"] <= one["left"] + slack
        or one["bottom"] <= other["top"] + slack
        or other["bottom"] <= one["top"] + slack
    )


def test_they_come_at_zoom_9_with_their_credit_and_go_with_it(page: Page, server: Served) -> None:
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url) if "/landmarks-" in one.url else None)
    visit(page, server, f"view={CHENGDU},8.5")
    expect(page.locator("#map .atlas-name.is-county").first).to_be_attached()
    assert asked == []
    expect(page.locator(CREDIT)).to_be_empty()
    page.locator(f"#map {CLOSER}").click()
    expect(page.locator(RIVERS).first).to_be_attached()
    expect(page.locator(CREDIT)).to_have_text(MAKERS)
    assert len(asked) == 3
    page.locator(f"#map {FARTHER}").click()
    expect(page.locator(RIVERS)).to_have_count(0)
    expect(page.locator(CREDIT)).to_be_empty()


def test_one_switch_and_the_address_put_them_off(page: Page, server: Served) -> None:
    visit(page, server, f"view={CHENGDU},9")
    expect(page.locator(RIVERS).first).to_be_attached()
    page.locator("#overlays-field > summary").click()
    switch = page.get_by_label("底图：河流、城镇、机场（9 级起显示）")
    expect(switch).to_be_checked()
    switch.uncheck()
    expect(page.locator(RIVERS)).to_have_count(0)
    expect(page.locator("#map .atlas-landmark")).to_have_count(0)
    expect(page.locator(CREDIT)).to_be_empty()
    expect(page).to_have_url(f"{server.url}/map?landmarks=off&view={CHENGDU},9")
    page.reload()
    page.wait_for_selector("html[data-drawn]", state="attached")
    expect(page.locator("#map .atlas-name.is-county").first).to_be_attached()
    expect(page.locator(RIVERS)).to_have_count(0)


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("zoom", [9, 10, 12])
def test_no_name_lies_on_a_symbol_or_on_another_name(
    page: Page, server: Served, zoom: int, lang: str
) -> None:
    over = "names,zones,platforms-field"
    visit(page, server, f"view={CHENGDU},{zoom}&over={over}&lang={lang}")
    expect(page.locator(RIVERS).first).to_be_attached()
    expect(page.locator("#map .atlas-landmark, #map .is-river").first).to_be_attached()
    page.wait_for_load_state("networkidle")
    upright = boxes(page, ".atlas-name:not(.is-river)")
    assert len(upright) > 4
    for one, other in itertools.combinations(upright, 2):
        assert apart(one, other, HALO), (one["text"], other["text"])
    symbols = boxes(page, ".atlas-cluster circle:first-child")
    symbols += boxes(page, ".atlas-point svg > :not(.atlas-reach)")
    marks = boxes(page, ".atlas-landmark")
    assert symbols
    for name in upright:
        for symbol in (*symbols, *marks):
            assert apart(name, symbol, HALO), (name["text"], symbol)
    for mark, symbol in itertools.product(marks, symbols):
        assert apart(mark, symbol, 1), symbol


def test_a_single_platform_has_its_name_from_zoom_10(page: Page, server: Served) -> None:
    visit(page, server, f"view={CHENGDU},10&layer=platforms-field")
    expect(page.locator("#map .atlas-name.is-platform").first).to_be_attached()
    visit(page, server, f"view={CHENGDU},9.5&layer=platforms-field")
    expect(page.locator("#map .atlas-name.is-county").first).to_be_attached()
    expect(page.locator("#map .atlas-name.is-platform")).to_have_count(0)


@pytest.mark.parametrize("path", ["/science-cities", "/place/htz-chengdu"])
def test_maps_of_pages_have_them_too(page: Page, server: Served, path: str) -> None:
    page.goto(f"{server.url}{path}")
    expect(page.locator(".atlas-river").first).to_be_attached()
    expect(page.locator(".atlas-landmark-credit").first).to_have_text(MAKERS)
    page.get_by_text("隐藏河流、城镇、机场").click()
    expect(page.locator(".atlas-river")).to_have_count(0)
    expect(page.locator(".atlas-landmark-credit").first).to_be_empty()


def test_a_layer_that_fills_little_is_flown_to_and_there_is_a_way_back(
    page: Page, server: Served
) -> None:
    visit(page, server, "")
    back = page.get_by_role("button", name="回到全省")
    expect(back).to_be_hidden()
    page.locator("#levels [data-value=area]").click()
    # Its parts are told apart: the whole science city is no clump of pixels.
    expect(page.locator("#map .atlas-name.is-area").nth(2)).to_be_attached()
    expect(back).to_be_visible()
    assert "view=" not in page.url
    back.click()
    expect(back).to_be_hidden()
    expect(page).to_have_url(re.compile(r"[?&]view="))
    expect(page.locator("#map .atlas-name.is-prefecture").nth(12)).to_be_attached()


def test_who_has_moved_the_map_stays_where_he_is(page: Page, server: Served) -> None:
    visit(page, server, "view=28.5,104.5,9")
    page.locator("#levels [data-value=area]").click()
    expect(page.locator("#map-title")).to_contain_text("科学城")
    expect(page.locator("#map .is-prefecture", has_text="宜宾")).to_be_attached()
    assert "view=28.5,104.5,9" in page.url


def test_paper_keeps_what_the_screen_shows(page: Page, server: Served) -> None:
    # A frame is wider on the screen than on paper: there its map is a little smaller.
    page.set_viewport_size({"width": 760, "height": 1080})
    page.goto(f"{server.url}/embed/layer?view={CHENGDU},9")
    expect(page.locator(".map-host .atlas-river").first).to_be_attached()
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    expect(page.locator(".map-host .atlas-river").first).to_be_attached()
    expect(page.locator(".map-host .atlas-landmark-credit")).to_have_text(MAKERS)
