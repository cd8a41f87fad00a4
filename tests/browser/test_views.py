"""Every view as a reader walks it: two languages, desk and phone, with the data we ship.

Every test fails on a console error, a script error or a request to another host (see conftest).
"""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from app.pages.embedding import VIEW as BUILDER
from app.pages.views import VIEWS
from app.shell.view import View
from tests.browser.test_uncovered import nothing_is_covered, settle
from tests.browser.walk import keeps_its_height, nothing_scrolls_inside
from tools.serving import Served

pytestmark = pytest.mark.browser
SIZES = ((1366, 768), (390, 844))
EACH = pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
# The first page has no choices: it leads to those that have. What is said of data and of an
# indicator is one page.
SINGLE = ("start", "data", "indicator")
# Their maps show places that nothing may cover.
OPEN = ("start", "zones", "platforms", "targets", "cities")
CHOOSING = pytest.mark.parametrize(
    "view", [view for view in VIEWS if view.name not in SINGLE], ids=lambda view: view.name
)
# The embed builder is a page about the views: it must fit and be readable as they are.
WITH_BUILDER = pytest.mark.parametrize("view", [*VIEWS, BUILDER], ids=lambda view: view.name)
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
CHINESE_SENTENCE = re.compile("[\u4e00-\u9fff]{2}")
# One link of each part, other than to where we are: enough to see every part turn.
LINKS = """
() => [...document.querySelectorAll("#leaf [data-part]")].flatMap((part) => {
  const links = [...part.querySelectorAll('a[href^="?"]:not([aria-current])')]
    .filter((one) => one.checkVisibility());
  return links.slice(0, 2).map((one) => one.getAttribute("href"));
})
"""


def visit(page: Page, served: Served, view: View, query: str = "") -> None:
    """Open a view and wait until its maps stand in Dash's layout."""
    page.goto(f"{served.url}{view.path}{query}")
    page.wait_for_selector("html[data-drawn]", state="attached")
    page.wait_for_selector("#early", state="detached")


def drawn(page: Page) -> int:
    """Return how many times the view was drawn."""
    return int(page.locator("html").get_attribute("data-drawn") or 0)


@WITH_BUILDER
@LANGS
@pytest.mark.parametrize("size", SIZES, ids=lambda size: str(size[0]))
def test_a_view_is_drawn_and_fits(
    page: Page, server: Served, view: View, lang: str, size: tuple[int, int]
) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    visit(page, server, view, f"?lang={lang}")
    expect(page.locator("#leaf .leaf-title")).to_be_visible()
    for slot in page.locator("[data-map]").all():
        if slot.locator(".still a").count():
            # A picture is a map when a mouse points at it.
            slot.hover()
        expect(slot.locator(".atlas-map")).to_have_count(1)
        assert slot.locator("path.leaflet-interactive, .leaflet-marker-icon").count()
    wide = page.evaluate("[document.documentElement.scrollWidth, window.innerWidth]")
    assert wide[0] <= wide[1]
    nothing_scrolls_inside(page)
    keeps_its_height(page)
    if view.name in OPEN:
        settle(page)
        nothing_is_covered(page)
    if lang == "en":
        title = page.locator("#leaf .leaf-title").inner_text()
        assert not CHINESE_SENTENCE.search(title)


@CHOOSING
@LANGS
def test_links_turn_the_view_and_back_returns(
    page: Page, server: Served, view: View, lang: str
) -> None:
    visit(page, server, view, f"?lang={lang}")
    links: list[str] = page.evaluate(LINKS)
    assert links
    for href in dict.fromkeys(links):
        before = drawn(page)
        link = page.locator("#leaf a", has_text=re.compile(".")).and_(
            page.locator(f'[href="{href}"]')
        )
        if not link.count():
            continue
        link.first.dispatch_event("click")
        page.wait_for_selector(f'html[data-drawn="{before + 1}"]', state="attached")
        # A press on the locator is led on to the places that it makes.
        led = "places=" in page.url if "pick=" in href else page.url.endswith(href)
        assert led or href == "?"
        page.go_back()
        page.wait_for_selector(f'html[data-drawn="{before + 2}"]', state="attached")
        assert page.url.endswith(f"?lang={lang}")


@EACH
def test_the_language_turns_every_word(page: Page, server: Served, view: View) -> None:
    visit(page, server, view)
    chinese = page.locator("#leaf .leaf-title").inner_text()
    page.locator("#language").click()
    page.wait_for_selector('html[data-lang="en"]', state="attached")
    page.wait_for_selector('html[data-drawn="2"]', state="attached")
    expect(page.locator("#leaf .leaf-title")).not_to_have_text(chinese)
    assert "lang=en" in page.url
    expect(page.locator("#language")).to_have_text("中文")
    # The other pages open in the same language.
    hrefs = page.locator(".nav-link").evaluate_all("all => all.map((a) => a.href)")
    assert all("lang=en" in href for href in hrefs)


@EACH
def test_a_strange_word_is_a_page_of_ours(page: Page, server: Served, view: View) -> None:
    answer = page.request.get(f"{server.url}{view.path}?lang=xx")
    assert answer.status in (400, 404)
    assert "xx" in answer.text()
    assert "Traceback" not in answer.text()
