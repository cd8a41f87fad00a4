"""The pages of the atlas: PAGES is the one place where a page is added."""

from __future__ import annotations

from app.pages.explore import EXPLORE

PAGES = (EXPLORE,)


def links() -> tuple[tuple[str, str], ...]:
    """Return the path and title key of every page, for the head of each."""
    return tuple((page.path, page.title) for page in PAGES)
