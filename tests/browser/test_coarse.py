"""A file of full boundaries that does not come: the light ones stay, the page says so, and goes on.

Only the browser's own word for a request that failed is in its console.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import BrowserContext, Page, expect

from tests.browser.walk import turned, walker
from tools.serving import Served

pytestmark = pytest.mark.browser
SAID = {
    "zh": "更细的边界没有载入，地图先用已有的边界。",
    "en": "Finer boundaries did not load: the map shows those it has.",
}
AGAIN = {"zh": "重试", "en": "Try again"}
AREAS = "[data-map] path.leaflet-interactive"
DRAWN = f"{AREAS}, [data-map] .leaflet-marker-icon"


@pytest.fixture
def full(server: Served, context: BrowserContext) -> str:
    """Return the address of the full boundaries."""
    request = context.request
    text = request.get(f"{server.url}/zones").text()
    address = text.partition('name="atlas-manifest" content="')[2].partition('"')[0]
    files = request.get(f"{server.url}{address}").json()["files"]
    assert files["first"] != files["places"]
    return f"{server.url}{files['places']}"


@pytest.mark.parametrize("path", ["/zones?", "/compare?tab=maps&"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_the_map_stays_says_so_and_goes_on(
    page: Page, server: Served, full: str, troubles: list[str], path: str, lang: str
) -> None:
    page.route(full, lambda route: route.abort())
    walker(path)(page, server, f"lang={lang}")
    banner = page.locator("#banner")
    expect(banner).to_contain_text(SAID[lang])
    expect(banner.get_by_role("button")).to_have_text(AGAIN[lang])
    assert page.locator(DRAWN).count() >= 21
    # A choice is drawn all the same.
    page.locator('#leaf [data-part] a[href^="?"]:not([aria-current]):visible').first.click()
    turned(page, 2)
    assert page.locator("html[data-failed]").count() == 0
    # What it still asks for is no longer said.
    page.close()
    assert troubles
    assert all("ERR_FAILED" in one and full in one for one in troubles)
    troubles.clear()


def test_asked_again_they_come(page: Page, server: Served, full: str, troubles: list[str]) -> None:
    page.route(full, lambda route: route.abort())
    walker("/compare")(page, server, "?tab=maps&a=prefectures/gdp")
    banner = page.locator("#banner")
    expect(banner).to_contain_text(SAID["zh"])
    banner.get_by_role("button", name="重试").click()
    expect(banner).to_contain_text(SAID["zh"])
    page.unroute(full)
    light = page.locator(AREAS).first.get_attribute("d")
    banner.get_by_role("button", name="重试").click()
    expect(banner).to_be_hidden()
    expect(page.locator(AREAS).first).not_to_have_attribute("d", light or "")
    assert all("ERR_FAILED" in one and full in one for one in troubles)
    troubles.clear()
