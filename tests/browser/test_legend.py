"""The legend of a map is one: the page, the frame and the frame without a script say the same."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tools.serving import Served

pytestmark = pytest.mark.browser
ADDRESSES = (
    # Classes that nothing is in, and figures of another date than the overlay opens with.
    "layer=prefectures&indicator=gdp&scheme=equal&k=7&over=",
    "layer=prefectures&indicator=gdp&period=2021&over=zones-pipeline",
    "layer=prefectures&indicator=gdp&period=2020&over=zones-pipeline,zones-revenue&lang=en",
    # Circles as large as their figures, and an overlay that would draw the same zones.
    "layer=zones-revenue",
    # More in the list than on the map.
    "layer=platforms-field&lang=en",
    "layer=platforms-type",
)
BLOCKS = """
() => [...document.querySelectorAll(
  "#legend-meaning .legend-block, :not(.legend-rows) > .legend-block")].map((block) => ({
  title: block.querySelector(".atlas-legend-title").textContent.trim(),
  period: block.querySelector(".atlas-legend-period")?.textContent || "",
  rows: [...block.querySelectorAll(".atlas-legend-rows [data-class]")].map((row) => [
    row.dataset.class, row.querySelector(".atlas-legend-label").textContent.trim(),
    row.querySelector(".atlas-legend-count").textContent]),
  sizes: [...block.querySelectorAll(".atlas-sizes circle")].map((one) => +one.getAttribute("r")),
  coverage: block.querySelector(".atlas-legend-coverage")?.textContent || "",
  missing: block.querySelector(".atlas-legend-missing")?.textContent || "",
}))
"""


@pytest.mark.parametrize("query", ADDRESSES)
def test_page_frame_and_plain_frame_have_one_legend(
    page: Page, browser: Browser, server: Served, query: str
) -> None:
    found = {path: drawn(page, f"{server.url}{path}?{query}") for path in ("/map", "/embed/layer")}
    with browser.new_context(java_script_enabled=False, locale="zh-CN") as plain:
        still = plain.new_page()
        still.goto(f"{server.url}/embed/layer?{query}")
        found["still"] = still.evaluate(BLOCKS)
    assert found["/map"] == found["/embed/layer"] == found["still"]
    assert found["/map"]


def test_a_theme_of_2021_has_overlays_of_2021(page: Page, server: Served) -> None:
    query = "layer=prefectures&indicator=gdp&period=2021&over=zones-pipeline"
    theme, overlay = drawn(page, f"{server.url}/map?{query}")
    assert (theme["period"], overlay["period"]) == ("2021 年", "2021 年（规划基准年）")
    assert sum(int(row[2]) for row in overlay["rows"]) == 26


def drawn(page: Page, address: str) -> Any:  # noqa: ANN401  what the script returns
    """Return the legends of a page whose map is drawn."""
    page.goto(address)
    page.locator("html[data-drawn]").wait_for(state="attached")
    return page.evaluate(BLOCKS)
