"""The pages of the atlas: PAGES is the one place where a page is added."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from dash.development.base_component import Component

from app.pages import explore

if TYPE_CHECKING:
    from app.world import World


@dataclass(frozen=True)
class Page:
    """One page: its path, the word key of its title, its layout and its callbacks."""

    path: str
    title: str
    layout: Callable[[World], Component]
    register: Callable[..., None]
    bundle: str


PAGES = (Page("/", explore.TITLE, explore.layout, explore.register, "explore"),)


def links() -> tuple[tuple[str, str], ...]:
    """Return the path and title key of every page, for the head of each."""
    return tuple((page.path, page.title) for page in PAGES)
