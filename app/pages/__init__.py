"""The pages of the atlas: Explore, and each view of app/views."""

from __future__ import annotations

from app.pages.explore import EXPLORE
from app.pages.view import page
from app.views import VIEWS

PAGES = (EXPLORE, *(page(view) for view in VIEWS))


def links() -> tuple[tuple[str, str], ...]:
    """Return the path and title key of every page, for the head of each."""
    return tuple((page.path, page.title) for page in PAGES)
