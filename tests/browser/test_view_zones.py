"""The zones in a browser: a click on the map, a mark, its way into every part, and back."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, Route, expect

from tests.browser.walk import turned, walker
from tools.serving import Served

pytestmark = pytest.mark.browser
visit = walker("/zones")


def test_a_zone_on_the_map_is_marked_and_the_whole_page_says_so(page: Page, server: Served) -> None:
    visit(page, server)
    page.locator('[data-map="main"] [data-place="htz-dazhou"]').dispatch_event("click")
    turned(page, 2)
    card = page.locator('[data-part="card"]')
    expect(card).to_contain_text("达州高新技术产业园区")
    expect(card).to_contain_text("2025-11-27")
    card.locator(".mark-chip").click()
    turned(page, 3)
    assert "up=htz-dazhou" in page.url
    expect(page.locator('[data-part="counter"] .equation')).to_contain_text("27")
    expect(page.locator('[data-part="counter"] .equation')).to_contain_text("9")
    expect(page.locator('[data-part="result"] .sentence')).to_contain_text(
        "情景 · 达州高新区升为国家级"
    )
    expect(page.locator('[data-legend="main"]')).to_contain_text("情景：升为国家级")
    place = page.locator('[data-map="main"] [data-place="htz-dazhou"]')
    assert place.get_attribute("data-class") == "4"
    assert place.locator("[stroke-dasharray='3 2']").count()
    expect(page).to_have_title(re.compile("^情景 · "))
    page.go_back()
    turned(page, 4)
    expect(page.locator('[data-part="result"] .sentence')).to_have_count(0)
    assert place.get_attribute("data-class") == "1"


CALLBACK = "**/zones/_dash-update-component*"


def test_a_choice_on_the_map_is_a_callback_of_dash(page: Page, server: Served) -> None:
    visit(page, server)
    assert page.locator('[data-map="main"] > #map-main .leaflet-container').count() == 1
    with page.expect_response(CALLBACK) as answer:
        page.locator('[data-map="main"] [data-place="htz-dazhou"]').dispatch_event("click")
    assert answer.value.status == 200
    turned(page, 2)
    assert page.url.endswith("?place=htz-dazhou")
    page.go_back()
    turned(page, 3)
    # The same choice once more is a new one, and a link of the page goes on from it.
    page.locator('[data-map="main"] [data-place="htz-dazhou"]').dispatch_event("click")
    turned(page, 4)
    page.locator(".dates a", has_text="2013 年 3 月").click()
    turned(page, 5)
    assert "place=htz-dazhou" in page.url
    page.locator("#language").click()
    turned(page, 6)
    assert page.locator('[data-map="main"] > #map-main .leaflet-container').count() == 1
    page.locator('[data-map="main"] [data-place="htz-yibin"]').dispatch_event("click")
    turned(page, 7)
    expect(page.locator('[data-part="card"] h3')).to_contain_text("Yibin")


def test_a_later_choice_overtakes_a_callback(page: Page, server: Served) -> None:
    visit(page, server)
    held: list[Route] = []

    def hold(route: Route) -> None:
        held.append(route)

    page.route(CALLBACK, hold, times=1)
    with page.expect_request(CALLBACK):
        page.locator('[data-map="main"] [data-place="htz-dazhou"]').dispatch_event("click")
    page.locator(".dates a", has_text="2013 年 3 月").click()
    turned(page, 2)
    with page.expect_response(CALLBACK) as late:
        held[0].continue_()
    late.value.finished()
    page.locator('[data-map="main"] [data-place="htz-yibin"]').dispatch_event("click")
    turned(page, 3)
    assert "period=2013-03" in page.url
    assert "place=htz-yibin" in page.url


def test_a_county_is_recognized_from_the_list_and_taken_back(page: Page, server: Served) -> None:
    visit(page, server, "?lang=en&tab=balance")
    page.locator("#zones-home").select_option("511900")
    turned(page, 2)
    page.locator(".zones-county", has_text="Bazhou").click()
    turned(page, 3)
    assert "new=511902" in page.url
    assert "home=511900" in page.url
    balance = page.locator('[data-part="evidence"]')
    expect(balance.locator('li[data-place="511900"]')).to_contain_text("97 km → in the prefecture")
    expect(page.locator('[data-level="slots"] .zones-slot')).to_have_count(7)
    county = page.locator('[data-map="main"] [data-place="511902"]')
    expect(county.first).to_be_attached()
    page.locator('[data-part="result"] .chip', has_text="Reset").click()
    turned(page, 4)
    assert "new=" not in page.url
    expect(page.locator('[data-level="slots"] .zones-slot')).to_have_count(8)


def test_dates_step_along_the_line(page: Page, server: Served) -> None:
    visit(page, server)
    page.locator(".dates a", has_text="2013 年 3 月").click()
    turned(page, 2)
    expect(page.locator(".equation")).to_contain_text("4")
    zone = page.locator('[data-map="main"] [data-place="htz-yibin"]')
    assert zone.get_attribute("data-class") == "n"
    page.locator(".dates a", has_text="目标").click()
    turned(page, 3)
    expect(page.locator('[data-part="evidence"] .sums')).to_contain_text("27 + 8 = 35")
    # One step back, by the key beside the date.
    page.locator(".zones-turn.is-before").focus()
    page.keyboard.press("Enter")
    turned(page, 4)
    assert page.url.endswith("?period=2024-07")


def test_weights_reorder_the_suggestions(page: Page, server: Served) -> None:
    visit(page, server, "?tab=next")
    rows = page.locator(".zones-ranks li")
    expect(rows).to_have_count(21)
    before = rows.first.inner_text()
    page.locator("#weight-distance").fill("10")
    page.locator("#weight-distance").press("Enter")
    expect(page).to_have_url(re.compile("distance=10"))
    expect(rows.first).not_to_have_text(before)
    page.locator('[data-part="evidence"] a.chip').click()
    expect(page).not_to_have_url(re.compile("distance"))
    expect(page.locator("#weight-distance")).to_have_value("2")


def test_a_phone_has_the_number_first_and_a_tap_shows_what_it_chose(
    page: Page, server: Served
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, server, "?up=htz-yibin&new=511902")
    seen = ("answer", "counter")
    boxes = [page.locator(f'[data-part="{part}"]').bounding_box() for part in seen]
    boxes.append(page.locator('[data-map="main"]').bounding_box())
    tops = [box["y"] for box in boxes if box]
    assert tops == sorted(tops)
    assert len(tops) == len(boxes)
    result = page.locator('[data-part="result"]')
    expect(result).to_be_in_viewport(ratio=0.99)
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]
    page.locator(".zones-chip a", has_text="达州").first.click()
    turned(page, 2)
    expect(page.locator("#zones-card")).to_be_in_viewport(ratio=1)
    expect(result).to_be_in_viewport(ratio=0.99)
    page.locator(".zones-close").click()
    turned(page, 3)
    expect(page.locator("#zones-card")).to_have_count(0)


def test_a_zone_is_dragged_to_a_level_and_back_and_what_it_comes_to_stays_in_sight(
    page: Page, server: Served
) -> None:
    visit(page, server)
    tall = page.evaluate("document.documentElement.scrollHeight")
    national = page.locator('[data-level="national"]')
    page.locator(".zones-chip", has_text="宜宾").drag_to(national)
    turned(page, 2)
    assert page.url.endswith("?up=htz-yibin")
    expect(national.locator(".is-assumed")).to_contain_text("宜宾")
    # A level that does not take it is no place to drop it.
    national.locator(".is-assumed").drag_to(page.locator('[data-level="slots"]'))
    national.locator(".is-assumed").drag_to(page.locator('[data-level="provincial"]'))
    turned(page, 3)
    expect(page.locator(".zones-chip.is-assumed")).to_have_count(0)
    result = page.locator('[data-part="result"]')
    for share in (0, 0.5, 1):
        page.evaluate("(share) => scrollTo(0, share * document.body.scrollHeight)", share)
        expect(result).to_be_in_viewport(ratio=0.99)
    assert page.evaluate("document.documentElement.scrollHeight") == pytest.approx(tall, rel=0.05)


def test_what_lies_beyond_stands_at_the_edge_and_on_no_ground(page: Page, server: Served) -> None:
    visit(page, server, "?tab=sources")
    plate = page.locator('[data-map="main"]')
    beyond = plate.locator('.atlas-beyond[data-edge="east"]')
    expect(beyond).to_contain_text("重庆高新区 →")
    named, frame = beyond.bounding_box(), plate.bounding_box()
    assert named
    assert frame
    assert frame["x"] + frame["width"] - (named["x"] + named["width"]) <= 8
    assert not plate.locator('[data-place*="chongqing"], [data-place^="cq"]').count()
    expect(page.locator('[data-part="evidence"]')).to_contain_text("共建区域协同创新体系")
