"""The science cities in a browser: one scale, a click on a mark, versions, and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import turned, walker
from tools.serving import Served

pytestmark = pytest.mark.browser
visit = walker("/science-cities")
SCALE = ".leaflet-control-scale-line"


def test_both_maps_keep_one_scale(page: Page, server: Served) -> None:
    visit(page, server)
    scales = page.locator(SCALE)
    expect(scales).to_have_count(2)
    first = scales.nth(1).inner_text()
    assert scales.nth(0).inner_text() == first
    page.locator('[data-map="wcsc"] .leaflet-control-zoom-in').click()
    page.locator('[data-map="wcsc"] .leaflet-control-zoom-in').click()
    expect(scales.nth(1)).not_to_have_text(first)
    expect(scales.nth(0)).to_have_text(scales.nth(1).inner_text())


def test_a_mark_opens_its_card_and_back_closes_it(page: Page, server: Served) -> None:
    visit(page, server, "?lang=en")
    shared = page.locator('[data-map="mst"] .atlas-shared')
    expect(shared).to_have_text("4")
    page.locator('[data-map="mst"] [data-place="mst-3"]').dispatch_event("click")
    turned(page, 2)
    card = page.locator('[data-part="card"]')
    expect(card).to_contain_text("Mianyang Hi-tech Zone")
    expect(card).to_contain_text("Also at this point: National Interdisciplinary Center")
    expect(page.locator('[data-map="mst"] .atlas-host')).to_have_count(1)
    card.get_by_role("link", name="National Interdisciplinary Center").click()
    turned(page, 3)
    expect(card).to_contain_text("kept at the seat of the city on purpose")
    assert "place=mst-9" in page.url
    page.go_back()
    turned(page, 4)
    expect(card).to_contain_text("Mianyang Hi-tech Zone")


def test_the_version_changes_the_circle_of_the_core(page: Page, server: Served) -> None:
    visit(page, server)
    circles = page.locator('[data-map="wcsc"] .atlas-area-circle')
    widths = {}
    for at, version in enumerate(("2021", "2020"), start=1):
        if at > 1:
            page.locator('[data-part="choices"] a[href*="period=2020"]').click()
            turned(page, at)
        boxes = [box["width"] for one in circles.all() if (box := one.bounding_box())]
        widths[version] = max(boxes)
    assert widths["2021"] > widths["2020"]
    expect(page.locator('[data-map="mst"] .atlas-area-circle')).to_have_count(0)
    page.locator('[data-part="choices"] a[href*="period=difference"]').click()
    turned(page, 3)
    expect(page.locator('[data-map="wcsc"] .atlas-ring')).to_have_count(1)


def test_one_city_fills_the_room(page: Page, server: Served) -> None:
    visit(page, server)
    page.locator('[data-part="choices"] a[href*="city=mst"]').click()
    turned(page, 2)
    expect(page.locator('[data-map="wcsc"]')).to_be_hidden()
    expect(page.locator('[data-map="mst"] .atlas-map')).to_be_visible()
    expect(page.locator('[data-part="legend"]')).not_to_contain_text("两图比例尺相同")
    page.locator('[data-part="choices"] a').first.click()
    turned(page, 3)
    expect(page.locator('[data-map="wcsc"] .atlas-symbol').first).to_be_visible()


def test_the_card_leads_to_the_map_of_the_province(page: Page, server: Served) -> None:
    visit(page, server, "?place=wcsc-1")
    page.get_by_role("link", name="在全省地图上看").click()
    page.wait_for_selector("html[data-drawn]", state="attached")
    expect(page).to_have_url(re.compile("place=wcsc-1"))
    expect(page.locator(".card .card-name")).to_contain_text("成都科学城")


def test_a_map_that_was_away_while_the_language_turned_comes_back(
    page: Page, server: Served
) -> None:
    visit(page, server)
    page.locator('[data-part="choices"] .chip', has_text="绵阳").click()
    turned(page, 2)
    expect(page.locator('[data-map="wcsc"] .leaflet-container')).to_have_count(0)
    page.locator("#language").click()
    turned(page, 3)
    page.locator('[data-part="choices"] .chip').first.click()
    turned(page, 4)
    for slot in ("wcsc", "mst"):
        expect(page.locator(f'[data-map="{slot}"] .leaflet-container')).to_be_visible()
