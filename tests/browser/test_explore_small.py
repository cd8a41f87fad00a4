"""The Explore page for thumbs, for narrow screens and for those who listen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tools.serving import Served

pytestmark = pytest.mark.browser
DRAWN = "html[data-drawn]"
SERIOUS = ("serious", "critical")


def visit(page: Page, served: Served, query: str = "") -> None:
    """Open the page and wait until its map stands in Dash's layout."""
    page.goto(f"{served.url}/map{query}")
    page.wait_for_selector(DRAWN, state="attached")
    page.wait_for_selector("#early", state="detached")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_nothing_sticks_out(page: Page, toy_server: Served, lang: str) -> None:
    page.set_viewport_size({"width": 320, "height": 640})
    visit(page, toy_server, f"?lang={lang}")
    for width, height in ((320, 640), (390, 844), (768, 1024), (1366, 768)):
        page.set_viewport_size({"width": width, "height": height})
        wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
        assert wide[0] <= wide[1], width
        box = page.locator("#map").bounding_box()
        assert box is not None
        assert box["width"] * box["height"] > 0.4 * width * height, width


def test_the_choices_open_over_the_map_of_a_phone(page: Page, toy_server: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, toy_server)
    controls = page.locator("#controls-panel")
    expect(controls).to_be_hidden()
    page.get_by_role("button", name="选择").click()
    expect(controls).to_be_visible()
    page.locator("#measure").get_by_role("button", name="总量").click()
    expect(page.locator("#map-title")).to_have_text("高新技术企业数")
    controls.get_by_role("button", name="关闭").click()
    expect(controls).to_be_hidden()


def box_of(found: Locator) -> FloatRect:
    """Return where something stands."""
    box = found.bounding_box()
    assert box is not None
    return box


def test_the_sheet_of_a_phone_has_three_stops_and_leaves_the_map_its_size(
    page: Page, toy_server: Served
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, toy_server)
    sheet, shown = page.locator(".side"), page.locator("#map")
    before = box_of(shown)
    # The map takes at least 45 % of the screen and reaches its foot; all of the province, and the
    # line below it, stand above the first lines of the list.
    assert before["height"] >= 0.45 * 844
    assert before["y"] + before["height"] == 844
    line = box_of(page.locator(".atlas-stamp"))
    assert line["y"] + line["height"] <= box_of(sheet)["y"]
    heights: list[float] = []
    for _ in range(3):
        box = box_of(sheet)
        assert box["y"] + box["height"] == 844
        heights.append(box["height"])
        page.get_by_role("button", name="展开或收起").click()
        assert box_of(shown) == before
    assert heights == sorted(set(heights))
    assert box_of(sheet)["height"] == heights[0]


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


def test_a_place_in_the_address_stands_in_the_sheet(page: Page, toy_server: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, toy_server, "?place=990100")
    # Its name and its figure, before anything is pressed.
    for part in ("#place-name", ".place-value"):
        expect(page.locator(part)).to_be_in_viewport(ratio=1)
    expect(page.locator("#ranking-panel")).to_be_hidden()
    visit(page, toy_server)
    expect(page.locator("#card-panel")).to_be_hidden()
    expect(page.locator("#ranking li").first).to_be_in_viewport(ratio=1)


def test_legend_and_title_are_on_the_first_screen_of_a_phone(
    page: Page, toy_server: Served
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, toy_server)
    for part in ("#map-title", "#map-subtitle", "#legend [data-class] >> nth=0"):
        expect(page.locator(part)).to_be_in_viewport()


def test_fingers_hit_what_they_aim_at(page: Page, toy_server: Served) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, toy_server)
    page.get_by_role("button", name="选择").click()
    small = page.locator(
        ".controls :is(button, select), .tools button, .side button, .masthead button"
    )
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
        page.locator(".tool[data-act=choose]").click()
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
    page.locator("#measure").get_by_role("button", name="总量").click()
    expect(page.locator("#live")).to_have_text(re.compile("高新技术企业数，2021 年，3 / 4"))


def test_every_control_has_a_name(page: Page, toy_server: Served) -> None:
    visit(page, toy_server)
    nameless = page.locator("button, select, input").evaluate_all(
        "nodes => nodes.filter(n => !(n.textContent.trim() || n.labels?.length"
        " || n.getAttribute('aria-label'))).map(n => n.outerHTML)"
    )
    assert nameless == []
