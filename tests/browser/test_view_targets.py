"""Targets as a reader walks them: open a track, filter, change the map, click a place."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import walker
from tools.serving import Served

pytestmark = pytest.mark.browser
visit = walker("/targets")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_card_opens_its_track(page: Page, server: Served, lang: str) -> None:
    visit(page, server, f"?lang={lang}")
    card = page.locator('[data-key="aim rd_intensity-2025-plan"]')
    card.click()
    expect(page).to_have_url(re.compile("target=rd_intensity-2025-plan"))
    expect(page.locator(".track-name")).to_have_text(re.compile("研发经费投入强度|R&D intensity"))
    expect(page.locator(".track .verdict.is-behind")).to_be_visible()
    expect(card).to_have_attribute("aria-current", "true")
    expect(card).to_be_focused()
    page.go_back()
    expect(page.locator(".track .verdict.is-on-path")).to_be_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_on_a_phone_a_card_stays_and_opens_its_track_right_below(
    page: Page, server: Served, lang: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, server, f"?lang={lang}")
    # One of the last: what stood open above it closes.
    card = page.locator('[data-key="aim zones_provincial-2025-stat"]')
    card.scroll_into_view_if_needed()
    before = card.bounding_box()
    card.click()
    page.wait_for_selector('html[data-drawn="2"]', state="attached")
    after, track = card.bounding_box(), page.locator(".track").bounding_box()
    assert before
    assert after
    assert track
    assert after["y"] == pytest.approx(before["y"], abs=2)
    assert 0 <= track["y"] - after["y"] - after["height"] <= 20


def test_filters_narrow_cards_and_register(page: Page, server: Served) -> None:
    visit(page, server)
    page.locator('[data-key="verdict reached"]').click()
    expect(page.locator(".aim")).to_have_count(2)
    expect(page.locator(".register tbody tr")).to_have_count(2)
    page.locator('[data-key="verdict reached"]').click()
    expect(page.locator(".aim")).to_have_count(28)


@pytest.mark.parametrize("width", [1366, 390])
def test_the_map_follows_the_choices_and_a_click_marks_the_row(
    page: Page, server: Served, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    visit(page, server, "?by=population")
    rows = page.locator(".ranking > li")
    expect(rows).to_have_count(19)
    expect(rows.nth(3)).to_contain_text("宜宾")
    page.locator('[data-key^="chip 情景：目标按 2020 年地区"]').click()
    expect(rows.nth(3)).to_contain_text("资阳")
    expect(rows).to_have_count(19)
    expect(page.locator("[data-legend]")).to_contain_text("地区生产总值分摊")
    if not page.locator('[data-key="gap 510700"]').is_visible():
        page.locator("#gap-more > summary").click()
    page.locator('[data-key="gap 510700"]').click()
    expect(page.locator(".ranking > li[aria-current]")).to_contain_text("绵阳")
    expect(page).to_have_url(re.compile("by=gdp&place=510700"))
    expect(page.locator("[data-legend]")).to_contain_text("恰为时序目标值（0）")
