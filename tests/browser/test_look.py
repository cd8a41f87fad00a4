"""Where the maps of a view look is in its link, and a link given away shows the same."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tools.serving import Served

pytestmark = pytest.mark.browser
PATHS = (
    "/compare?places=990100,990200&tab=maps",
    "/zones",
    "/science-cities",
    "/targets",
    "/platforms",
)
# An address rounds a camera: that is less than two of the steps below.
NEAR = 2
# The scale of every map, and where one of its places is in it.
SEEN = """
() => [...document.querySelectorAll("#leaf .map-slot")].flatMap((slot) => {
  const map = slot.querySelector(".atlas-map");
  const shape = map && map.querySelector(".leaflet-outline-pane path, path.leaflet-interactive");
  if (!shape) return [];
  const [frame, box] = [map, shape].map((one) => one.getBoundingClientRect());
  return [map.querySelector(".leaflet-control-scale").textContent,
    ...[box.x - frame.x, box.y - frame.y, box.width].map((one) => Math.round(one / 4))];
})
"""


def opened(page: Page, address: str) -> None:
    """Open a view and wait until its maps stand in Dash's layout."""
    page.emulate_media(reduced_motion="reduce")
    page.goto(address)
    page.locator("#early").wait_for(state="detached")
    page.locator("html[data-drawn]").wait_for(state="attached")


def same(one: list[str | int], other: list[str | int]) -> bool:
    """Return whether two pages show the same ground, but for a rounding."""
    return len(one) == len(other) and all(
        abs(a - b) <= NEAR if isinstance(a, int) and isinstance(b, int) else a == b
        for a, b in zip(one, other, strict=True)
    )


@pytest.mark.parametrize("path", PATHS)
def test_a_link_shows_what_was_looked_at(page: Page, toy_server: Served, path: str) -> None:
    opened(page, f"{toy_server.url}{path}")
    home = page.evaluate(SEEN)
    first = page.locator("#leaf .atlas-map").first
    first.scroll_into_view_if_needed()
    first.locator(".leaflet-control-zoom-in").click()
    page.wait_for_url("**view=*")
    # The address follows each step after a moment: that of the first must not pass for both.
    once = page.url
    first.locator(".leaflet-control-zoom-in").click()
    page.wait_for_url(lambda url: "view=" in url and url != once)
    seen = page.evaluate(SEEN)
    assert not same(seen, home)
    address = page.url
    other = page.context.new_page()
    opened(other, address)
    assert same(other.evaluate(SEEN), seen)
    assert other.url == address
    # The whole again needs no word.
    other.locator("#leaf .atlas-map").first.locator(".leaflet-control-zoom a").last.click()
    other.wait_for_url(lambda url: "view=" not in url)


def test_a_choice_keeps_the_look_and_back_restores_it(page: Page, toy_server: Served) -> None:
    opened(page, f"{toy_server.url}/platforms?lang=en")
    page.locator("#leaf .leaflet-control-zoom-in").first.click()
    page.wait_for_url("**view=main:*")
    before = page.url
    page.locator("#leaf .field-chips a").nth(1).click()
    page.wait_for_url("**field=*view=main:*")
    page.locator("#leaf .leaflet-control-zoom a").last.click()
    page.wait_for_url(lambda url: "view=" not in url)
    page.go_back()
    page.wait_for_url(before)
    expect(page.locator("#leaf[aria-busy]")).to_have_count(0)
    page.locator("#leaf .leaflet-control-zoom-in").first.click()
    page.wait_for_url(lambda url: "view=main:" in url and url != before)


def test_a_look_that_is_none_is_refused_with_what_would_be_right(
    page: Page, toy_server: Served, troubles: list[str]
) -> None:
    answer = page.goto(f"{toy_server.url}/zones?view=main:north")
    assert answer
    assert answer.status == 400
    expect(page.locator("#leaf code")).to_have_text("main:30.66,104.06,7")
    troubles.clear()
