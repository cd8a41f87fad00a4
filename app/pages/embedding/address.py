"""Addresses of ours, as others hand them in: which view they name, and what they say of it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from app.address.lenient import pairs as read
from app.address.lenient import said
from app.address.urls import EMBED
from app.pages.layer import VIEW as LAYER
from app.pages.views import embedded_of
from app.settings.origins import origin
from app.shell.view import View

if TYPE_CHECKING:
    from app.context.context import World


def named(world: World, address: str, *, here: str) -> tuple[View, Mapping[str, str]] | None:
    """Return the view that a full address names and its query; None if it is no page of ours.

    ``here`` is our own origin, as whoever asks knows it.
    """
    try:
        parts = urlsplit(address)
    except ValueError:
        return None
    if _plain(f"{parts.scheme}://{parts.netloc}") != _plain(here):
        return None
    path, prefix = f"{parts.path.rstrip('/')}/", world.urls.prefix
    if not path.startswith(prefix):
        return None
    inside = path.removeprefix(prefix).rstrip("/").lower()
    views = embedded_of(world.shelf)
    said = pairs(parts.query)
    pages = {view.path.strip("/"): view for view in views}
    # The first page was that of layers once.
    if said.keys() & {row.name for row in LAYER.fields(world)}:
        pages[""] = LAYER
    frames = {f"{EMBED}{view.name}": view for view in views}
    view = {**pages, **frames}.get(inside)
    above, _, part = inside.rpartition("/")
    if view is None and (parted := pages.get(above)) and parted.part:
        view, said = parted, {**said, parted.part: unquote(part)}
    return (view, said) if view else None


def pairs(query: str) -> Mapping[str, str]:
    """Return what a query says, its question mark or none; many values are joined by commas."""
    return said(read(query))


def _plain(text: str) -> str:
    """Return an origin as browsers write it; what they would not write, in small letters."""
    try:
        return origin(text)
    except ValueError:
        return text.lower()
