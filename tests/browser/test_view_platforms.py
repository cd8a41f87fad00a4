"""The page of platforms in a browser: a field, a filter, rings, a place, each an address."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from app.pages import platforms
from tests.browser.test_views import drawn, visit
from tools.serving import Served

pytestmark = pytest.mark.browser
RINGS = "path.atlas-ring"


def turned(page: Page, before: int) -> None:
    """Wait until the page was drawn once more."""
    page.wait_for_selector(f'html[data-drawn="{before + 1}"]', state="attached")


def test_a_field_turns_list_box_and_map(page: Page, server: Served) -> None:
    visit(page, server, platforms.VIEW)
    before = drawn(page)
    page.locator(".field-chips .chip", has_text="电子信息").click()
    turned(page, before)
    expect(page.locator(".plan-box h4")).to_have_text("专栏 1 电子信息技术")
    expect(page.locator("#platform-list tbody tr")).to_have_count(13)
    expect(page.locator(".part-named")).to_contain_text("乐山高新区")
    expect(page.locator("[data-legend] .legend-block")).to_have_count(3)
    page.go_back()
    turned(page, before + 1)
    expect(page.locator(".plan-box")).to_have_count(0)


def test_a_filter_keeps_the_rest_of_the_address(page: Page, server: Served) -> None:
    visit(page, server, platforms.VIEW, "?field=生物医药&radius=50")
    before = drawn(page)
    page.locator("#filter-level").select_option("national")
    turned(page, before)
    assert "radius=50" in page.url
    assert "level=national" in page.url
    count = page.locator("#platform-list tbody tr").count()
    expect(page.locator(".count-line")).to_contain_text(f"共 {count} 个：表中 {count} 行")


def test_rings_are_drawn_and_taken_away(page: Page, server: Served) -> None:
    visit(page, server, platforms.VIEW)
    expect(page.locator(RINGS)).to_have_count(0)
    before = drawn(page)
    page.locator("#radius").fill("40")
    page.locator("#radius").press("Enter")
    turned(page, before)
    assert page.locator(RINGS).count()
    expect(page.locator(".reach-sum")).to_contain_text(re.compile(r"半径 40 公里"))
    before = drawn(page)
    page.locator(".part-reach .chip", has_text="不画圈").click()
    turned(page, before)
    expect(page.locator(RINGS)).to_have_count(0)


def test_a_radius_beyond_the_limits_is_refused_in_words(page: Page, server: Served) -> None:
    visit(page, server, platforms.VIEW)
    answer = page.request.get(f"{server.url}/platforms?radius=500")
    assert answer.status in (400, 404)
    assert "5–200" in answer.text()


def test_a_row_opens_its_card_and_the_mark_on_the_map(page: Page, server: Served) -> None:
    visit(page, server, platforms.VIEW, "?prefecture=513300")
    before = drawn(page)
    page.locator("#platform-list tbody a", has_text="贡嘎山").first.click()
    turned(page, before)
    expect(page.locator(".picked h3")).to_contain_text("贡嘎山")
    expect(page.locator("#platform-list tr[aria-current]")).to_have_count(1)
    page.locator(".picked .close").click()
    turned(page, before + 1)
    expect(page.locator(".picked")).to_have_count(0)


def test_a_map_that_says_the_same_is_not_drawn_anew(page: Page, server: Served) -> None:
    visit(page, server, platforms.VIEW, "?prefecture=513300")
    mark = page.locator('[data-map] [data-place="scp064"]')
    mark.evaluate("(node) => { node.dataset.kept = 'yes'; }")
    before = drawn(page)
    page.locator(".sort-line a", has_text="名称").click()
    turned(page, before)
    expect(mark).to_have_attribute("data-kept", "yes")
    page.locator(".field-chips .chip", has_text="资源环保").click()
    turned(page, before + 1)
    expect(mark).not_to_have_attribute("data-kept", "yes")


def test_on_a_phone_the_card_of_a_row_comes_into_sight(page: Page, server: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, server, platforms.VIEW)
    page.locator("#platform-list tbody th a").nth(8).click()
    page.wait_for_selector('html[data-drawn="2"]', state="attached")
    expect(page.locator(".picked-head h3")).to_be_in_viewport()
