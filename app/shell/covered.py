"""Covered: a choice says for how many places it has a figure, before it is chosen."""

from __future__ import annotations

from collections.abc import Mapping
from itertools import chain
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
# States of cells that have a figure (layers.data.Frame.covered).
KNOWN = ("value", "zero")


def period_choice(about: Mapping[str, Any], period: str, lang: str) -> str:
    """Return a period with how many places of the sheet have a figure: 2023 · 19/21."""
    words = period_words(period, lang)
    known = about["covered"].get(period, 0)
    return say(lang, "period.covered", words=words, known=known, of=about["of"])


def view_choice(world: World, view: View, lang: str, *, title: str) -> str:
    """Return a view's name with what the first sheet of its maps covers in a frame."""
    opening = _opening(world, view, lang)
    return sheet_choice(*opening, lang, title=title) if opening else title


@owned(once(KEPT))
def _opening(world: World, view: View, lang: str) -> tuple[Mapping[str, Any], str] | None:
    """Return the sheet and period that a view's frame shows before anything is chosen.

    The first published one from below, else the first that the page computes; None without maps.
    """
    asked = read({LANG.name: lang}, view.fields(world))
    content = view.content(world, view.alone(world, asked) if view.alone else asked)
    drawn = [layer for spec in content.maps.values() for layer in spec.layers]
    sheets = sheets_of(world.shelf)
    published = (
        (sheets[layer.sheet_id], layer.period) for layer in drawn if layer.sheet_id in sheets
    )
    computed = ((_told(layer.sheet, layer.period), "") for layer in drawn if layer.sheet)
    return next(chain(published, computed), None)


def _told(sheet: Mapping[str, Any], period: str) -> dict[str, Any]:
    """Return what a computed sheet covers, as the build tells of a published one."""
    known = sum(cell["state"] in KNOWN for cell in sheet["frames"][period]["cells"])
    return {"covered": {"": known}, "of": len(sheet["items"])}


def sheet_choice(about: Mapping[str, Any], period: str, lang: str, *, title: str = "") -> str:
    """Return a sheet's name with a period and its coverage; ``title`` for its own."""
    parts = {
        "title": title or about["title"][lang],
        "period": period_words(period, lang) if period == LATEST else period,
        "known": about["covered"].get(period, 0),
        "of": about["of"],
    }
    return say(lang, "sheet.covered" if period else "sheet.covered-only", **parts)
