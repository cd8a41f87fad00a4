"""A walk through a view in a browser: open it, and wait for what a choice draws."""

from __future__ import annotations

from collections.abc import Callable

from playwright.sync_api import Page

from tools.serving import Served


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
