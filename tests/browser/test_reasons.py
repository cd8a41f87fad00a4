"""Explore says why a figure is missing, and what an overlay covers before it is chosen."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.catalogues import REAL, of
from tools.serving import Served

pytestmark = pytest.mark.browser
KNOWN = of(REAL)
REFUSED = KNOWN.refusal("510100", "gdp_per_person", "2015")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("width", [1366, 390])
def test_the_table_says_why_within_its_cell(
    page: Page, server: Served, lang: str, width: int
) -> None:
    assert REFUSED
    page.set_viewport_size({"width": width, "height": 768})
    page.goto(f"{server.url}/map?indicator=gdp_per_person&period=2015&panel=table&lang={lang}")
    page.locator("#early").wait_for(state="detached")
    page.locator("html[data-drawn]").wait_for(state="attached")
    cell = page.locator('tr[data-place="510100"] td.is-value')
    expect(cell.locator("small")).to_contain_text(REFUSED.reason(lang))
    over = cell.evaluate("(td) => td.scrollWidth - td.clientWidth")
    assert over <= 1
    expect(page.locator('tr[data-place="513200"] td.is-value small')).to_have_count(0)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_overlays_say_what_they_cover(page: Page, server: Served, lang: str) -> None:
    page.goto(f"{server.url}/map?lang={lang}")
    page.locator("#early").wait_for(state="detached")
    page.locator("html[data-drawn]").wait_for(state="attached")
    page.locator("#overlays-field summary").click()
    labels = page.locator("#overlays label")
    expect(labels.first).to_contain_text(re.compile(r"\d+/\d+[）)]"))
    words = labels.all_inner_texts()
    # The last two are borders and names: they have no figures.
    assert all(re.search(r"\d+/\d+[）)]$", one.strip()) for one in words[:-2])
    assert not any("/" in one for one in words[-2:])
