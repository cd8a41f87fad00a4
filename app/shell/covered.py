"""Covered: a choice says for how many places it has a figure, before it is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.address.query import LANG, read
from app.context.manifest import sheets_of
from app.files.once import once
from geo.model.periods import LATEST
from geo.owned import owned
from layers.words import period_words, say

if TYPE_CHECKING:
    from app.context.context import World
    from app.shell.view import View

# Views in languages.
KEPT = 32


def period_choice(about: Mapping[str, Any], period: str, lang: str) -> str:
    """Return a period with how many places of the sheet have a figure: 2023 · 19/21."""
    words = period_words(period, lang)
    known = about["covered"].get(period, 0)
    return say(lang, "period.covered", words=words, known=known, of=about["of"])


def view_choice(world: World, view: View, lang: str, *, title: str) -> str:
    """Return a view's name with what the first published sheet of its maps covers as it opens."""
    sheets = sheets_of(world.shelf)
    for one, period in _opening(world, view, lang):
        if one in sheets:
            return sheet_choice(sheets[one], period, lang, title=title)
    return title


@owned(once(KEPT))
def _opening(world: World, view: View, lang: str) -> tuple[tuple[str, str], ...]:
    """Return the sheets and periods that a view shows before anything is chosen, from below."""
    content = view.content(world, read({LANG.name: lang}, view.fields(world)))
    drawn = (layer for spec in content.maps.values() for layer in spec.layers)
    return tuple(
        (map_layer.sheet_id, map_layer.period) for map_layer in drawn if map_layer.sheet is None
    )


def sheet_choice(about: Mapping[str, Any], period: str, lang: str, *, title: str = "") -> str:
    """Return a sheet's name with a period and its coverage; ``title`` for its own."""
    parts = {
        "title": title or about["title"][lang],
        "period": period_words(period, lang) if period == LATEST else period,
        "known": about["covered"].get(period, 0),
        "of": about["of"],
    }
    return say(lang, "sheet.covered" if period else "sheet.covered-only", **parts)
