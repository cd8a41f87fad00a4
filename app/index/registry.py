"""The pages of the atlas: Explore, each view of app/pages, and the embed builder."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.pages.embedding.builder import EMBEDDING
from app.pages.explore.page import EXPLORE
from app.pages.start import VIEW as FIRST
from app.pages.views import SOMETIMES, VIEWS
from app.shell.dash_page import page
from app.shell.page import Page
from app.shell.view import View

if TYPE_CHECKING:
    from app.files.shelf import Shelf

# What the head of every page leads to; the builder is reached from the tools of each, and what is
# not in the head from the pages that are.
START = page(FIRST)
HEAD = (START, EXPLORE, *(page(view) for view in VIEWS if view.in_head and view is not FIRST))
PAGES = (*HEAD, *(page(view) for view in VIEWS if not view.in_head), EMBEDDING)
# Those that not every edition has, each with its view.
CONDITIONAL: tuple[tuple[View, Page], ...] = tuple((view, page(view)) for view in SOMETIMES)
EVERY = (*PAGES, *(found for _, found in CONDITIONAL))
# Before this one stand those that not every edition has.
BEFORE = "/data"


def links(shelf: Shelf) -> tuple[tuple[str, str], ...]:
    """Return the path and title key of the pages of an edition that the head of each leads to."""
    at = next(at for at, one in enumerate(HEAD) if one.path == BEFORE)
    more = (one for view, one in CONDITIONAL if view.in_head and view.offered(shelf))
    return tuple((one.path, one.title) for one in (*HEAD[:at], *more, *HEAD[at:]))


def page_of(path: str, root: str) -> Page:
    """Return the page that a request's path belongs to; the first one where none is named."""
    inside = path.removeprefix(root)
    named = (page for page in EVERY if page.own_prefix)
    pages = (page for page in named if f"{inside}/".startswith(page.own_prefix))
    return next(pages, START)
