"""The page of a place in a browser: what is seen first, what a choice changes, where it leads."""

from __future__ import annotations

from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import walker
from tools.serving import Served

pytestmark = pytest.mark.browser
visit = walker("/place/510700")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_first_screen_answers_how_it_is_doing(page: Page, server: Served, lang: str) -> None:
    page.set_viewport_size({"width": 1366, "height": 768})
    visit(page, server, f"?lang={lang}")
    for what in (".leaf-title", ".place-tile >> nth=5", ".place-plot", ".place-strips >> nth=0"):
        box = page.locator(what).bounding_box()
        assert box
        assert box["y"] + box["height"] <= 768, what


def test_another_indicator_changes_the_trend_and_back_returns(page: Page, server: Served) -> None:
    visit(page, server)
    title, tiles = page.locator("#place-trend"), page.locator(".place-tiles").inner_text()
    first = title.inner_text()
    page.locator(".place-choices > a:not([aria-current])").first.click()
    expect(title).not_to_have_text(first)
    assert "?indicator=" in page.url
    assert "/place/510700" in page.url
    assert page.locator(".place-tiles").inner_text() == tiles
    page.go_back()
    expect(title).to_have_text(first)


def test_a_source_is_behind_one_click(page: Page, server: Served) -> None:
    visit(page, server)
    expect(page.locator(".place-sources")).to_be_hidden()
    page.locator(".place-notes a").first.click()
    expect(page.locator("#place-source-1")).to_be_visible()


def test_the_nearest_place_is_a_page_away(page: Page, server: Served) -> None:
    visit(page, server, "?lang=en")
    link = page.locator(".place-peers a").first
    name = link.inner_text()
    link.click()
    page.wait_for_selector("html[data-drawn]", state="attached")
    expect(page.locator(".leaf-title")).to_have_text(name)
    assert page.url.endswith("?lang=en")


@pytest.mark.parametrize("place", ["510700", "513300", "510703", "htz-suining", "wcsc-1"])
def test_it_fits_every_screen_and_axe_finds_nothing_serious(
    page: Page, server: Served, project: Path, place: str
) -> None:
    script = (project / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    walker(f"/place/{place}")(page, server)
    page.evaluate(script)
    for width, height in ((1366, 768), (390, 844), (320, 640)):
        page.set_viewport_size({"width": width, "height": height})
        wide, room = page.evaluate("[document.documentElement.scrollWidth, innerWidth]")
        assert wide <= room, f"{wide} px on a screen of {room} px"
        found = page.evaluate("axe.run({ resultTypes: ['violations'] })")
        serious = [
            (one["id"], [node["target"] for node in one["nodes"]][:3])
            for one in found["violations"]
            if one["impact"] in ("serious", "critical")
        ]
        assert not serious, (width, serious)
