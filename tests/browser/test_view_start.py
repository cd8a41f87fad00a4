"""The start page in a browser: what is seen first, and where a click leads."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.walk import walker
from tools.serving import Served

pytestmark = pytest.mark.browser
visit = walker("/")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_screen_says_what_this_is_and_where_it_stands(
    page: Page, server: Served, lang: str
) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    visit(page, server, f"?lang={lang}")
    for what in (".start-sentence", ".start-tile >> nth=5", ".start-ways a >> nth=0"):
        box = page.locator(what).bounding_box()
        assert box
        assert box["y"] + box["height"] <= 768, what
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] == wide[1]


def test_a_place_of_its_map_leads_to_its_page(page: Page, server: Served) -> None:
    visit(page, server, "?lang=en")
    page.locator('[data-map="main"] a[data-place="510700"]').focus()
    page.keyboard.press("Enter")
    page.wait_for_url("**/place/510700?lang=en")
    expect(page.locator(".leaf-title")).to_have_text("Mianyang")


def test_its_map_is_a_picture_until_a_mouse_points_at_it(page: Page, server: Served) -> None:
    visit(page, server)
    slot = page.locator('[data-map="main"]')
    expect(slot.locator(".still")).to_be_visible()
    expect(slot.locator(".atlas-stamp")).to_contain_text("审图号")
    expect(slot.locator(".still-phrases use").first).to_be_hidden()
    expect(slot.locator('a[data-place="510700"] title')).to_contain_text("绵阳 1.71")
    asked = (
        "performance.getEntriesByType('resource').filter((one) => /places|sheet/.test(one.name))"
    )
    assert page.evaluate(asked) == []
    slot.hover()
    expect(slot.locator('.map-host [data-place="510700"]')).to_be_visible()
    expect(slot.locator(".still")).to_be_hidden()


def test_a_city_is_found_in_two_steps(page: Page, server: Served) -> None:
    visit(page, server)
    page.locator("#start-place").select_option("510700")
    page.locator(".start-place button").click()
    page.wait_for_url("**/place/510700")
    expect(page.locator(".leaf-title")).to_have_text("绵阳市")


def test_a_square_leads_to_its_map(page: Page, server: Served) -> None:
    visit(page, server)
    page.locator('.coverage-matrix a[href*="indicator=gdp&"][href*="period=2021"]').first.click()
    page.wait_for_url("**/map?**period=2021**")
    expect(page.locator("#map-title")).to_have_text("地区生产总值")


@pytest.mark.parametrize("width", [320, 390])
def test_a_phone_shows_it_without_scrolling_sideways(
    page: Page, server: Served, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 844})
    visit(page, server)
    wide = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
    assert wide[0] == wide[1]


def test_where_its_map_looks_is_kept_by_its_address(page: Page, server: Served) -> None:
    visit(page, server)
    page.locator('[data-map="main"]').hover()
    page.locator(".leaflet-control-zoom-in").click()
    page.wait_for_url("**/?view=main:*")
    page.reload()
    page.wait_for_selector("html[data-drawn]", state="attached")
    expect(page.locator(".start-sentence")).to_be_visible()
    assert "/?view=main:" in page.url
    page.locator("#language").click()
    page.wait_for_selector('html[data-lang="en"]', state="attached")
    expect(page.locator(".start-sentence")).to_contain_text("Sichuan")


def test_without_a_script_it_leads_to_a_map_that_needs_none(
    browser: Browser, server: Served
) -> None:
    with browser.new_context(java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto(server.url)
        page.locator(".noscript a").click()
        expect(page.locator(".still-wide").first).to_be_visible()
