"""A walk through a view in a browser: open it, and wait for what a choice draws."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import FrameLocator, Page, expect

from tools.serving import Served

BANNER = ".banner.shown"
# What a map draws of its layer: areas, symbols, or points and their clusters.
DRAWN = ".atlas-map :is(.leaflet-interactive, .leaflet-marker-icon)"


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
