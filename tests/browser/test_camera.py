"""The camera: a link restores it, and only the reader changes it."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Locator, Page, expect

from tools.serving import Served

pytestmark = pytest.mark.browser
DRAWN = "html[data-drawn]"
AT = "view=30.9,101.7,7.5"
# Longer than the address waits before it follows the map.
LATER_MS = 1000
CENTER = """() => {
  const map = document.querySelector("#map").getBoundingClientRect();
  const place = document.querySelector("#map [data-place='990100']").getBoundingClientRect();
  return [place.x + place.width / 2 - map.x - map.width / 2,
          place.y + place.height / 2 - map.y - map.height / 2].map(Math.round);
}"""
WIDTH = "() => document.querySelector(\"#map [data-place='990100']\").getBoundingClientRect().width"


@pytest.fixture
def page(page: Page) -> Page:
    """Return a page whose clock can be put forward."""
    page.clock.install()
    return page


STILL = """() => new Promise((done) => {
  let last = "", still = 0;
  const look = () => {
    const boxes = ["#map", "#map [data-place='990100']"].map((one) =>
      JSON.stringify(document.querySelector(one)?.getBoundingClientRect()));
    still = boxes.join() === last ? still + 1 : 0;
    last = boxes.join();
    if (still > 12) done();
    else requestAnimationFrame(look);
  };
  look();
})"""


def settled(page: Page) -> None:
    """Wait until Dash's layout holds the map and nothing moves, then let the address catch up."""
    page.wait_for_selector(DRAWN, state="attached")
    page.wait_for_selector("#early", state="detached")
    page.evaluate("document.fonts.ready.then(() => null)")
    page.evaluate(STILL)
    page.clock.fast_forward(LATER_MS)


def place(page: Page, place_id: str) -> Locator:
    """Return what stands for a place on the map."""
    return page.locator(f'#map [data-place="{place_id}"]')


@pytest.mark.parametrize("rest", ["", "&panel=table", "&panel=ranking", "&place=990200&lang=en"])
@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_a_link_restores_its_camera_again_and_again(
    page: Page, toy_server: Served, rest: str, *, width: int, height: int
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    page.goto(f"{toy_server.url}/map?{AT}{rest}")
    settled(page)
    centers = [page.evaluate(CENTER)]
    for _ in range(3):
        page.reload()
        settled(page)
        centers.append(page.evaluate(CENTER))
        assert AT in page.url.replace("%2C", ",")
    # A pixel of rounding is no drift.
    for center in centers[1:]:
        assert center == pytest.approx(centers[0], abs=1)


def test_panels_and_language_keep_the_center(page: Page, toy_server: Served) -> None:
    page.goto(f"{toy_server.url}/map?{AT}")
    settled(page)
    center = page.evaluate(CENTER)
    for press in ("t", "r", "r", "t"):
        page.keyboard.press(press)
        settled(page)
        for now, then in zip(page.evaluate(CENTER), center, strict=True):
            assert abs(now - then) <= 1
    page.locator("#language").click()
    expect(page.locator("html")).to_have_attribute("lang", "en")
    settled(page)
    assert AT in page.url.replace("%2C", ",")


def test_a_click_does_not_count_as_a_move(page: Page, toy_server: Served) -> None:
    page.goto(f"{toy_server.url}/map")
    settled(page)
    # Beside the symbol that stands in the middle of the square.
    place(page, "990100").click(position={"x": 30, "y": 30})
    expect(page).to_have_url(re.compile("place=990100"))
    page.keyboard.press("t")
    settled(page)
    after_click = page.evaluate(WIDTH)
    assert "view=" not in page.url
    page.goto(f"{toy_server.url}/map?place=990100&panel=table")
    settled(page)
    assert after_click == pytest.approx(page.evaluate(WIDTH), abs=1)


def test_a_drag_and_a_zoom_are_in_the_address_until_home(page: Page, toy_server: Served) -> None:
    page.goto(f"{toy_server.url}/map")
    settled(page)
    box = page.locator("#map").bounding_box()
    assert box is not None
    x, y = box["x"] + box["width"] / 2, box["y"] + box["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 30, steps=5)
    page.mouse.up()
    expect(page).to_have_url(re.compile("view="))
    page.locator("#map [data-home]").click()
    expect(page).not_to_have_url(re.compile("view="))
    page.locator("#map .leaflet-control-zoom-in").click()
    expect(page).to_have_url(re.compile("view="))


def test_home_that_is_pressed_while_the_map_zooms_is_home(page: Page, toy_server: Served) -> None:
    page.goto(f"{toy_server.url}/map")
    settled(page)
    before = page.evaluate(WIDTH)
    # While the zoom is being animated, from the frame after the press on.
    page.evaluate(
        """() => new Promise((done) => {
          const press = (name) => document.querySelector(`#map ${name}`).click();
          press('.leaflet-control-zoom-in');
          requestAnimationFrame(() => requestAnimationFrame(() => done(press('[data-home]'))));
        })"""
    )
    page.wait_for_function(f"(before) => Math.abs(({WIDTH})() - before) <= 1", arg=before)
    expect(page.locator("#map .leaflet-zoom-anim")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("view="))
    assert page.evaluate(WIDTH) == pytest.approx(before, abs=1)


def test_a_picked_place_stays_above_the_card_of_a_phone(page: Page, toy_server: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    page.goto(f"{toy_server.url}/map?over=&view=32.6,101.5,8")
    settled(page)
    shown = page.locator("#map .atlas-map").bounding_box()
    assert shown is not None
    page.mouse.click(shown["x"] + 60, shown["y"] + shown["height"] - 50)
    expect(page.locator("#card-panel")).to_be_visible()
    settled(page)
    mark = page.locator(".atlas-mark.is-select").bounding_box()
    now = page.locator("#map").bounding_box()
    assert mark is not None
    assert now is not None
    middle = mark["y"] + mark["height"] / 2
    assert now["y"] <= middle <= now["y"] + now["height"]
    assert "view=32.6,101.5,8" in page.url.replace("%2C", ",")
