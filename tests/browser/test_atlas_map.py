"""AtlasMap in a Dash app of one's own: callbacks read what readers do, and change the map."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tools.serving import Served, serving

pytestmark = pytest.mark.browser
# What Dash has of the component, as its own API tells.
PROPERTIES = "dash_component_api.getLayout('map').props"
ALPHA = ".atlas-scene-map path[data-place='990100']"


@pytest.fixture(scope="module")
def example(toyland: Path) -> Iterator[Served]:
    """Serve the example of the documentation, with the data of Toyland."""
    data = {"SHU_DATA": str(toyland)}
    with serving("docs.examples.atlas_map", environment=data, until="/_dash-layout") as served:
        yield served


def test_a_callback_is_told_which_place_was_chosen(page: Page, example: Served) -> None:
    page.goto(example.url)
    page.locator(ALPHA).click()
    expect(page.locator("#chosen")).to_have_text("You chose 990100.")
    page.locator(".atlas-scene-map").click(position={"x": 8, "y": 200})
    expect(page.locator("#chosen")).to_have_text("Choose a place on the map.")


def test_a_callback_turns_the_map_to_another_period(page: Page, example: Served) -> None:
    page.goto(example.url)
    period = page.locator(".atlas-scene-legends .atlas-legend-period")
    expect(period).to_contain_text("2021")
    zero = page.locator(ALPHA.replace("990100", "990200"))
    expect(zero).to_have_attribute("data-class", "z")
    page.locator("#periods label").filter(has_text="2020").click()
    expect(period).to_contain_text("2020")
    expect(zero).to_have_attribute("data-class", re.compile("[0-9]"))


def test_its_properties_say_what_is_pointed_at_and_what_is_in_sight(
    page: Page, example: Served
) -> None:
    page.goto(example.url)
    page.locator(ALPHA).hover()
    page.wait_for_function(f"() => {PROPERTIES}.hovered === '990100'")
    assert page.evaluate(f"{PROPERTIES}.bounds") is None
    page.locator(".atlas-scene-map .leaflet-control-zoom-in").click()
    page.wait_for_function(f"() => {PROPERTIES}.bounds?.length === 4")
    west, south, east, north = page.evaluate(f"{PROPERTIES}.bounds")
    assert west < east
    assert south < north
    assert page.evaluate(f"{PROPERTIES}.shown") == {
        "layer": "prefectures", "indicator": "gdp", "lang": "en",
    }  # fmt: skip


def test_bounds_that_a_callback_sets_are_shown(page: Page, example: Served) -> None:
    page.goto(example.url)
    place = page.locator(ALPHA)
    expect(place).to_be_visible()
    before = place.bounding_box()
    west, south = 104.0, 31.0
    page.evaluate(
        "(bounds) => dash_clientside.set_props('map', { bounds })",
        [west, south, west + 0.5, south + 0.5],
    )
    page.wait_for_function(
        "([selector, width]) => document.querySelector(selector)"
        ".getBoundingClientRect().width > 1.5 * width",
        arg=[ALPHA, before["width"] if before else 0],
    )
    # The map is the same: what was chosen stays chosen.
    expect(place).to_have_attribute("data-class", re.compile("."))


def test_what_stands_at_an_address_is_fetched(page: Page, example: Served) -> None:
    page.goto(example.url)
    expect(page.locator(ALPHA)).to_be_visible()
    whole = page.evaluate(f"{PROPERTIES}.map")
    sheet, places = whole["scene"]["theme"]["sheet"], whole["geometry"]["places"]
    page.route("**/layer.json", lambda route: route.fulfill(json=sheet))
    page.route("**/places.json", lambda route: route.fulfill(json=places))
    theme = {**whole["scene"]["theme"], "sheet": "/layer.json"}
    addressed = {
        **whole,
        "scene": {**whole["scene"], "theme": theme, "title": "by address"},
        "geometry": {**whole["geometry"], "places": "/places.json"},
    }
    with page.expect_request("**/layer.json"), page.expect_request("**/places.json"):
        page.evaluate("(map) => dash_clientside.set_props('map', { map })", addressed)
    expect(page.locator(ALPHA)).to_be_visible()
    expect(page.locator(".atlas-scene-map")).to_have_count(1)
