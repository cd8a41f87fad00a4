"""The Explore page for thumbs, for narrow screens and for those who listen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tools.serving import Served

pytestmark = pytest.mark.browser
DRAWN = "html[data-drawn]"
SERIOUS = ("serious", "critical")


def visit(page: Page, served: Served, query: str = "") -> None:
    """Open the page and wait until its map stands in Dash's layout."""
    page.goto(f"{served.url}/map{query}")
    page.wait_for_selector(DRAWN, state="attached")
    page.wait_for_selector("#early", state="detached")


@pytest.mark.parametrize(("width", "height"), [(320, 640), (390, 844), (768, 1024), (1366, 768)])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_sticks_out(
    page: Page, toy_server: Served, width: int, height: int, lang: str
) -> None:
    page.set_viewport_size({"width": width, "height": height})
    visit(page, toy_server, f"?lang={lang}")
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]
    box = page.locator("#map").bounding_box()
    assert box is not None
    assert box["width"] * box["height"] > 0.4 * width * height


def test_tabs_raise_one_sheet_at_a_time(page: Page, toy_server: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, toy_server)
    controls, legend = page.locator("#controls-panel"), page.locator("#legend-panel")
    tabs = page.get_by_role("navigation", name="面板")
    expect(controls).to_be_hidden()
    tabs.get_by_role("button", name="选择").click()
    expect(controls).to_be_visible()
    tabs.get_by_role("button", name="图例").click()
    expect(controls).to_be_hidden()
    expect(legend).to_be_visible()
    tabs.get_by_role("button", name="数据表").click()
    expect(legend).to_be_hidden()
    expect(page.locator("#table-panel")).to_be_visible()
    tabs.get_by_role("button", name="数据表").click()
    expect(page.locator("#table-panel")).to_be_hidden()


@pytest.mark.parametrize("width", [320, 390])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_map_approval_is_one_press_away(
    page: Page, toy_server: Served, width: int, lang: str
) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    visit(page, toy_server, f"?lang={lang}")
    credit = page.locator("#map-credit")
    credit.press("Enter")
    expect(credit).to_have_attribute("aria-expanded", "true")
    expect(credit).to_contain_text("GS(2024)0650")
    high = credit.evaluate("node => [node.scrollHeight, node.clientHeight]")
    assert high[0] <= high[1]
    page.keyboard.press("Escape")
    expect(credit).to_have_attribute("aria-expanded", "false")


def test_a_place_in_the_address_shows_its_card(page: Page, toy_server: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, toy_server, "?place=990100")
    expect(page.locator("#card .card-name")).to_be_visible()
    expect(page.locator("[data-tab=card]")).to_have_attribute("aria-pressed", "true")
    visit(page, toy_server)
    expect(page.locator("#card-panel")).to_be_hidden()


def test_map_stays_in_sight_above_a_sheet(page: Page, toy_server: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, toy_server)
    page.locator("[data-tab=controls]").click()
    sheet, shown = page.locator("#controls-panel").bounding_box(), page.locator("#map")
    box = shown.bounding_box()
    assert sheet is not None
    assert box is not None
    assert box["y"] + box["height"] <= sheet["y"] + 2


def test_fingers_hit_what_they_aim_at(page: Page, toy_server: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, toy_server)
    page.locator("[data-tab=controls]").click()
    small = page.locator(".controls :is(button, select), .tabs button, .masthead button")
    for box in (node.bounding_box() for node in small.all() if node.is_visible()):
        assert box is not None
        assert min(box["width"], box["height"]) >= 24


@pytest.mark.parametrize(("width", "height"), [(1366, 768), (320, 640)])
@pytest.mark.parametrize("query", ["", "?lang=en&place=990100&panel=table,ranking"])
def test_axe_finds_nothing_serious(
    page: Page, toy_server: Served, project: Path, query: str, *, width: int, height: int
) -> None:
    script = project / "node_modules" / "axe-core" / "axe.min.js"
    if not script.exists():
        pytest.skip("axe-core is not installed: npm ci brings it")
    page.set_viewport_size({"width": width, "height": height})
    visit(page, toy_server, query)
    if width < 900:
        page.locator("[data-tab=controls]").click()
    page.evaluate(script.read_text(encoding="utf-8"))
    found = page.evaluate("axe.run()")
    serious = [
        f"{rule['id']}: {node['html'][:160]}"
        for rule in found["violations"]
        if rule["impact"] in SERIOUS
        for node in rule["nodes"]
    ]
    assert serious == []


def test_skip_link_leads_to_the_map(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="跳到地图")).to_be_focused()


def test_what_is_drawn_is_announced(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    page.select_option("#indicator", "hnte")
    expect(page.locator("#live")).to_have_text(re.compile("高新技术企业数，2021 年，3 / 4"))


def test_every_control_has_a_name(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    nameless = page.locator("button, select, input").evaluate_all(
        "nodes => nodes.filter(n => !(n.textContent.trim() || n.labels?.length"
        " || n.getAttribute('aria-label'))).map(n => n.outerHTML)"
    )
    assert nameless == []
