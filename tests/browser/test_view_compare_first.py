"""Comparing in a browser: the first frame shows all, addresses stay, new charts are linked."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import turned, walker
from tools.serving import Served

pytestmark = pytest.mark.browser
visit = walker("/compare")
FOUR = ("510100", "510700", "510600", "511500")


@pytest.mark.parametrize("size", [(1366, 768), (1920, 1080), (390, 844)])
def test_the_first_frame_of_the_swipe_shows_every_subject(
    page: Page, server: Served, size: tuple[int, int]
) -> None:
    wide, high = size
    page.set_viewport_size({"width": wide, "height": high})
    visit(page, server, "?mode=swipe")
    frame = page.locator("[data-swipe]").bounding_box()
    assert frame
    if wide > 600:
        assert frame["height"] <= high
    for subject in FOUR:
        box = page.locator(f'[data-map="left"] [data-place="{subject}"]').first.bounding_box()
        assert box
        assert box["x"] >= frame["x"]
        assert box["y"] >= frame["y"]
        assert box["x"] + box["width"] <= frame["x"] + frame["width"]
        assert box["y"] + box["height"] <= frame["y"] + frame["height"]


def test_a_search_and_a_click_leave_an_address_to_give_away(page: Page, server: Served) -> None:
    visit(page, server, "?lang=en")
    page.locator("#compare-find").fill("Zigong")
    page.locator("#compare-find").press("Enter")
    turned(page, 2)
    expect(page).to_have_url(re.compile(r"places=510100,510700,510600,511500,510300"))
    assert "find=" not in page.url
    page.locator('.cmp-locator [data-place="510900"]').dispatch_event("click")
    turned(page, 3)
    expect(page).to_have_url(re.compile("510900"))
    assert "pick=" not in page.url
    page.reload()
    page.wait_for_selector("html[data-drawn]", state="attached")
    expect(page.locator(".cmp-chip")).to_have_count(6)
    page.go_back()
    expect(page.locator(".cmp-chip")).to_have_count(5)


@pytest.mark.parametrize(("tab", "chart"), [("rank", "bullet"), ("trend", "slope")])
def test_bullets_and_slopes_mark_the_table(
    page: Page, server: Served, tab: str, chart: str
) -> None:
    visit(page, server, f"?tab={tab}")
    page.locator(f'[data-chart="{chart}"] li[data-subject="510700"]').focus()
    marked = page.locator('[data-row="gdp"] td[data-subject="510700"]')
    expect(marked).to_have_class(re.compile("is-lit"))
    page.locator(f'[data-chart="{chart}"] li[data-subject="510600"]').hover()
    expect(page.locator('.cmp-chip[data-subject="510600"]')).to_have_class(re.compile("is-lit"))


def test_one_tab_is_open_and_nothing_scrolls_inside_the_page(page: Page, server: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, server)
    expect(page.locator(".cmp-map, [data-map]")).to_have_count(0)
    for tab in ("rank", "scatter", "maps", "notes", "like", "trend"):
        before = int(page.locator("html").get_attribute("data-drawn") or 0)
        page.locator(f'[data-key="tab {tab}"]').click()
        turned(page, before + 1)
        expect(page.locator(f'[data-key="tab {tab}"]')).to_have_attribute("aria-current", "page")
        assert page.evaluate(BOXES) == [], tab


BOXES = """() => [...document.querySelectorAll("#leaf *")].filter((one) => {
  const { overflowX, overflowY } = getComputedStyle(one);
  const wide = /auto|scroll/.test(overflowX) && one.scrollWidth > one.clientWidth + 1;
  const high = /auto|scroll/.test(overflowY) && one.scrollHeight > one.clientHeight + 1;
  return (wide || high) && one.clientHeight > 0;
}).map((one) => one.className)"""


def test_a_difference_of_zones_has_symbols_in_its_colors(page: Page, server: Served) -> None:
    visit(page, server, "?places=htz-chengdu,htz-luzhou&mode=difference&a=zones/gdp&period_a=2022")
    symbol = page.locator('[data-map="difference"] [data-place="htz-chengdu"]').first
    expect(symbol).to_have_attribute("data-class", re.compile(r"\d"))
    other = page.locator('[data-map="difference"] [data-place="htz-luzhou"]').first
    expect(other).to_have_attribute("data-class", "-")
    expect(page.locator('[data-legend="difference"]')).to_contain_text("大于 0")
