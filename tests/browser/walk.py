"""A walk through a view in a browser: open it, and wait for what a choice draws."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import FrameLocator, Page, expect

from tools.serving import Served

BANNER = ".banner.shown"
# What a map draws of its layer: areas, symbols, or points and their clusters.
DRAWN = ".atlas-map :is(.leaflet-interactive, .leaflet-marker-icon)"


# What may scroll inside a page: the links of the head, one row on a phone; what lies over a page as
# a popup does; the table of science cities, which is wider than most screens.
SCROLLING = ".nav-links, .search-panel, .leaf-zones .zones-sheet, .leaf-cities .data-scroll"
# Boxes that scroll although the page does; a page that is one screen has panels instead.
BOXES = """
(allowed) => document.documentElement.scrollHeight <= innerHeight + 1 ? [] :
  [...document.querySelectorAll("body *")].filter((one) => {
    if (one.matches(`textarea, select, option, ${allowed}`) || !one.checkVisibility()) return false;
    const { overflowX, overflowY } = getComputedStyle(one);
    return (["auto", "scroll"].includes(overflowX) && one.scrollWidth > one.clientWidth + 1) ||
      (["auto", "scroll"].includes(overflowY) && one.scrollHeight > one.clientHeight + 1);
  }).map((one) => one.outerHTML.slice(0, 90))
"""
# How high a page is, screen by screen as a reader scrolls down.
HEIGHTS = """
async () => {
  const { documentElement: page } = document;
  const found = [page.scrollHeight];
  for (let y = 0; y < page.scrollHeight; y += innerHeight) {
    scrollTo({ top: y, behavior: "instant" });
    await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
    found.push(page.scrollHeight);
  }
  scrollTo({ top: 0, behavior: "instant" });
  return found;
}
"""
# By so much of itself a page may grow or shrink while it is scrolled.
MOST_GROWTH = 0.05


def nothing_scrolls_inside(page: Page) -> None:
    """Assert that a page that scrolls has no box that scrolls too."""
    assert page.evaluate(BOXES, SCROLLING) == []


def keeps_its_height(page: Page) -> None:
    """Assert that a page is as high at its end as it was at its begin."""
    page.locator("html[data-laid]").wait_for(state="attached")
    heights: list[int] = page.evaluate(HEIGHTS)
    assert max(heights) - min(heights) <= MOST_GROWTH * heights[0], heights


def walker(path: str) -> Callable[..., None]:
    """Return a function that opens the view at a path, with a query where one is given."""

    def visit(page: Page, served: Served, query: str = "") -> None:
        """Open the view and wait until its maps stand in Dash's layout."""
        page.goto(f"{served.url}{path}{query}")
        page.wait_for_selector("html[data-drawn]", state="attached")
        page.wait_for_selector("#early", state="detached")

    return visit


def turned(page: Page, times: int) -> None:
    """Wait until the view was drawn so many times."""
    page.wait_for_selector(f'html[data-drawn="{times}"]', state="attached")


def whole(frame: Page | FrameLocator) -> None:
    """Assert that a frame shows its maps and no failure, whether it is framed or stands alone."""
    frame.locator("html[data-drawn]").wait_for(state="attached")
    expect(frame.locator(".later > noscript")).to_have_count(0)
    slots = frame.locator("[data-map]").all()
    assert slots
    for slot in slots:
        expect(slot.locator(DRAWN).first).to_be_attached()
        expect(slot.locator(".still")).to_be_hidden()
    expect(frame.locator(BANNER)).to_have_count(0)
