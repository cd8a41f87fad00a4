"""The pages of the atlas: Explore, each view of app/pages, and the embed builder."""

from __future__ import annotations

from app.pages.embedding.builder import EMBEDDING
from app.pages.explore.page import EXPLORE
from app.pages.start import VIEW as FIRST
from app.pages.views import VIEWS
from app.shell.dash_page import page
from app.shell.page import Page

# What the head of every page leads to; the builder is reached from the tools of each, and what is
# not in the head from the pages that are.
START = page(FIRST)
HEAD = (START, EXPLORE, *(page(view) for view in VIEWS if view.in_head and view is not FIRST))
PAGES = (*HEAD, *(page(view) for view in VIEWS if not view.in_head), EMBEDDING)


def links() -> tuple[tuple[str, str], ...]:
    """Return the path and title key of the pages that the head of each leads to."""
    return tuple((page.path, page.title) for page in HEAD)


def page_of(path: str, root: str) -> Page:
    """Return the page that a request's path belongs to; the first one where none is named."""
    inside = path.removeprefix(root)
    named = (page for page in PAGES if page.own_prefix)
    pages = (page for page in named if f"{inside}/".startswith(page.own_prefix))
    return next(pages, START)
