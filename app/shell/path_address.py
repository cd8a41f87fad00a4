"""Addresses of pages of ours, in the language that the page which leads there is read in."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import quote

from app.address.query import LANG, Asked

if TYPE_CHECKING:
    from app.context.context import World


def path_address(world: World, asked: Asked, path: str, **words: str) -> str:
    """Return the address of a page that says some words; braces stay for a script to fill."""
    lang = {} if asked.lang == LANG.default else {LANG.name: asked.lang}
    query = "&".join(f"{name}={quote(word, safe='{}')}" for name, word in {**words, **lang}.items())
    return f"{world.urls.page(path)}{'?' if query else ''}{query}"
