"""Data and method, and the pages of indicators, in a browser: found, unfolded, taken away."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, ConsoleMessage, Page, expect

from tests.browser.walk import walker
from tools.serving import Served

pytestmark = pytest.mark.browser
visit = walker("/data")
PATHS = ("/data", "/indicator", "/indicator/hnte_per_10k_people", "/indicator/zone_revenue")
SIDEWAYS = """
() => [...document.querySelectorAll("#leaf *")].filter((one) => one.checkVisibility() &&
  !one.closest("svg, .atlas-map") && one.scrollWidth > one.clientWidth + 1 &&
  ["auto", "scroll"].includes(getComputedStyle(one).overflowX)).map((one) => one.className)
"""


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("path", PATHS)
def test_nothing_is_said_on_the_console_and_nothing_scrolls_sideways(
    page: Page, server: Served, path: str, lang: str
) -> None:
    said: list[str] = []

    def hear(message: ConsoleMessage) -> None:
        if message.type in ("error", "warning"):
            said.append(message.text)

    page.on("console", hear)
    for width, height in ((1366, 768), (390, 844)):
        page.set_viewport_size({"width": width, "height": height})
        page.goto(f"{server.url}{path}?lang={lang}")
        page.wait_for_selector("html[data-drawn]", state="attached")
        wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= room, (path, width)
        assert page.evaluate(SIDEWAYS) == [], (path, width)
    assert said == []


@pytest.mark.parametrize("path", PATHS[2:])
def test_axe_finds_nothing_on_an_indicator(
    page: Page, server: Served, project: Path, path: str
) -> None:
    script = (project / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    page.goto(f"{server.url}{path}")
    page.wait_for_selector("html[data-drawn]", state="attached")
    page.evaluate(script)
    found = page.evaluate("axe.run({ resultTypes: ['violations'] })")["violations"]
    serious = [one["id"] for one in found if one["impact"] in ("serious", "critical")]
    assert serious == []


def test_a_source_is_found_without_asking_the_server(page: Page, server: Served) -> None:
    visit(page, server)
    # Its rarer letters come after it.
    page.wait_for_load_state("networkidle")
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.locator("#find-source").fill("达州市统计局 2024")
    expect(page.locator("#source-list li:visible").first).to_contain_text("达州市统计局")
    count = page.locator("#source-list li:visible").count()
    assert 0 < count < 20
    expect(page.locator(".find output")).to_have_text(f"找到 {count} 份")
    page.locator("#find-source").fill("")
    expect(page.locator("#source-list li:visible")).to_have_count(0)
    assert asked == []


def test_what_is_folded_is_one_press_away(page: Page, server: Served) -> None:
    visit(page, server)
    page.locator("#sources-A summary").click()
    listed = int(re.findall(r"\d+", page.locator("#sources-A summary span").inner_text())[0])
    assert page.locator("#source-list li:visible").count() == listed
    page.locator("#all-breaks > summary").click()
    page.locator(".refs a").first.click()
    expect(page.locator("#note-1")).to_be_visible()


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_all_of_it_is_few_screens_of_a_phone_and_three_sheets(
    page: Page, server: Served, lang: str
) -> None:
    page.set_viewport_size({"width": 390, "height": 844})
    visit(page, server, f"?lang={lang}")
    page.locator("html[data-laid]").wait_for(state="attached")
    assert page.evaluate("document.documentElement.scrollHeight") <= 6000
    body = page.pdf(format="A4", prefer_css_page_size=True)
    assert len(re.findall(rb"/Type /Page\b", body)) <= 3


def test_the_package_has_a_name_that_says_what_it_is(page: Page, server: Served) -> None:
    visit(page, server)
    with page.expect_download() as taken:
        page.locator("a.get[download]").click()
    kept = re.compile(r"蜀创图_完整数据包_\d{4}-\d\d-\d\d\.zip")
    assert kept.fullmatch(taken.value.suggested_filename)


@pytest.mark.parametrize(("lang", "words"), [("zh", "更新记录"), ("en", "Changelog")])
def test_the_foot_leads_to_the_changes_in_the_same_language(
    page: Page, server: Served, lang: str, words: str
) -> None:
    page.goto(f"{server.url}/targets?lang={lang}")
    page.wait_for_selector("html[data-drawn]", state="attached")
    page.locator(".site-footer a", has_text=words).click()
    page.wait_for_url("**/data*#changes")
    expect(page.locator("#changes")).to_have_text(words)


def test_a_citation_says_the_day_and_the_address(page: Page, server: Served) -> None:
    page.goto(f"{server.url}/indicator/hnte")
    page.wait_for_selector("html[data-drawn]", state="attached")
    cited = page.locator("#cite-text").input_value()
    today = page.evaluate("new Date().toLocaleDateString('sv')")
    assert cited.startswith("高新技术企业数[DS/OL]//蜀创图. ")
    assert f"[{today}]. {server.url}/indicator/hnte." in cited


def test_without_a_script_all_of_it_is_there(browser: Browser, server: Served) -> None:
    with browser.new_context(java_script_enabled=False) as plain:
        page = plain.new_page()
        page.goto(f"{server.url}/data")
        expect(page.locator(".find")).to_be_hidden()
        page.locator("#sources-C summary").click()
        assert page.locator("#sources-C li:visible").count() > 100
        page.goto(f"{server.url}/indicator/hnte")
        expect(page.locator("#cite-text")).to_contain_text("引用日期")
