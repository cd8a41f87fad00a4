"""Which excerpt of a page a frame shows: what there is to choose, and what was chosen."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.pages.embedding.options import MAP, SHOW
from app.pages.embedding.snippet import FramedView
from app.shell.view import View

if TYPE_CHECKING:
    from app.context.context import World


def shows(world: World, view: View, lang: str) -> Mapping[str, str]:
    """Return what a frame may show of a view, in words; nothing where that is its map alone."""
    if not view.excerpts:
        return {}
    phrases = world.phrases(lang, "embedding")
    names = {name: phrases[f"show.{view.name}.{name}"] for name in view.excerpts}
    return {MAP: phrases["show.map"], **names}


def chosen(
    world: World, view: View, query: Mapping[str, str], *, show: str, which: str
) -> Mapping[str, str]:
    """Return a query that says which excerpt is shown; of another view's word none is left."""
    excerpt = view.excerpts.get(show)
    if excerpt is None:
        return {**query, SHOW: MAP} if show == MAP and view.excerpts else query
    opened = excerpt.opens(world) if excerpt.opens else {}
    picked = {excerpt.picks: which} if excerpt.picks and which else {}
    return {**opened, **query, **picked, SHOW: show}


def show_of(one: FramedView) -> str:
    """Return the word of what a frame shows."""
    excerpt = one.view.excerpt(one.asked)
    return next((name for name, known in one.view.excerpts.items() if known is excerpt), MAP)


def which(world: World, one: FramedView) -> Mapping[str, tuple[str, bool]]:
    """Return which figures the excerpt may be of (words, and whether it is): nothing for one."""
    excerpt = one.view.excerpt(one.asked)
    if excerpt is None or excerpt.choices is None:
        return {}
    known = excerpt.choices(world, one.asked)
    now = str(one.asked[excerpt.picks])
    return {name: (words, name == now) for name, words in known.items()}
