"""Published sheets as the browser gets them, for whoever writes words or pictures from them."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.files.once import once
from app.files.shelf import LANDMARKS
from geo.model.periods import LATEST
from geo.owned import owned
from layers.words import period_words

if TYPE_CHECKING:
    from app.context.context import World

# A sheet is up to a megabyte once it is read; most pages show the same few.
KEPT = 24


@owned(once(KEPT))
def sheet(world: World, sheet_id: str, lang: str) -> Mapping[str, Any]:
    """Return a published sheet in one language (docs/architecture.md has its form)."""
    read: Mapping[str, Any] = json.loads(world.shelf.body(f"sheet/{lang}/{sheet_id}"))
    return read


def heading_period(whole: Mapping[str, Any], period: str) -> str:
    """Return a period of a sheet as a heading has room for; the legend says more of ``LATEST``."""
    if period == LATEST:
        return period_words(LATEST, whole["lang"])
    return str(whole["period_words"].get(period, ""))


@owned(once(1))
def landmarks(world: World) -> tuple[Mapping[str, Any], ...]:
    """Return the files of landmarks that maps may show: none where their approval has none."""
    found = (what for what in world.shelf.names if what.startswith(f"{LANDMARKS}/"))
    return tuple(json.loads(world.shelf.body(what)) for what in found)


@owned(once(1))
def shapes(world: World) -> Mapping[str, str]:
    """Return the path of every prefecture (see layers.render.svg_paths), by its identifier."""
    read: Mapping[str, str] = json.loads(world.shelf.body("outlines"))
    return read
