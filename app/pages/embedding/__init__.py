"""Embedding: choose a view and how a frame shows it, see it so wide, copy the lines to paste.

It is a page about the other views, so it is none of VIEWS: no link in the head, no files.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.address.fields import QueryField, StateError
from app.address.query import LANG, Asked
from app.address.urls import EMBEDDING
from app.pages.embedding import size
from app.pages.embedding.address import named, pairs
from app.pages.embedding.excerpt_choice import chosen, show_of, shows, which
from app.pages.embedding.options import OPTIONS, PIECES, SHOW, THEMES, options, strange
from app.pages.embedding.picture import linked_picture
from app.pages.embedding.snippet import FramedView, shown, snippet, source, wall
from app.pages.views import embedded_of
from app.shell.covered import view_choice
from app.shell.view import Content, View
from geo.languages import LANGS

if TYPE_CHECKING:
    from app.context.context import World

NAME = "embedding"
PLACES = {one.name: one for one in size.PLACES}
# As many words as a line or three can hold; a field of places knows hundreds.
MOST_KNOWN = 24
OWN = (SHOW, *(row.name for row in OPTIONS))


def _views(world: World) -> Mapping[str, View]:
    """Return the views that can be framed, by name."""
    return {view.name: view for view in embedded_of(world.shelf)}


def fields(world: World) -> tuple[QueryField, ...]:
    """Return what is chosen; ``query`` is that of the view, or the whole address of a page."""
    known = tuple(_views(world))
    return (
        QueryField("page", "word", known[0], known, was="view"),
        QueryField("query", "text", ""),
        QueryField(SHOW, "text", ""),
        QueryField("which", "text", ""),
        *OPTIONS,
        QueryField("size", "word", size.PLACES[0].name, tuple(PLACES)),
        QueryField("speech", "word", "", LANGS),
    )


def content(world: World, asked: Asked, *, here: str = "") -> Content:
    """Return the builder for one address; ``here`` is our origin as whoever asks knows it."""
    phrases = world.phrases(asked.lang, NAME)
    title = phrases["view.embedding"]
    try:
        view, query = _meant(world, asked, here)
        one = shown(world, view, query)
    except StateError as error:
        fault = _fault(phrases, error)
        context = _choices(world, asked, _views(world)[asked["page"]], asked["query"])
        return Content(title, fault["message"], {**_allowed(world), **context, "fault": fault})
    ignored = [name for name in strange(world, view, query) if name]
    usual = {row.name: row.default for row in (*options(view), LANG)}
    rest = one.asked.but(**usual).query
    context = {
        **_choices(world, asked, view, rest),
        "fault": None,
        "ignored": ", ".join(ignored),
        "one": one,
        "show": show_of(one),
        "which": which(world, one),
        **_result(world, asked, one, here),
    }
    said = phrases["said"].format(title=one.title, size=phrases[f"size.{asked['size']}"])
    address = asked.but(page=view.name, query=rest, show=one.asked[SHOW], which="").link()
    return Content(title, said, {**_allowed(world), **context}, address=address)


def _meant(world: World, asked: Asked, here: str) -> tuple[View, Mapping[str, str]]:
    """Return the view and its query with the options of its frame; StateError for another's."""
    text = asked["query"]
    address = here + text if text.startswith("/") else text
    view, query = _views(world)[asked["page"]], pairs(text)
    if "://" in address.partition("?")[0]:
        found = named(world, address, here=here)
        if found is None:
            raise StateError("query", text, (here + world.urls.page(view.path),))
        view, query = found
    looks = {row.name: _text(asked[row.name]) for row in OPTIONS}
    lang = asked["speech"] or query.get("lang") or asked.lang
    mine = {name: value for name, value in query.items() if name not in OWN}
    shown = asked[SHOW] or query.get(SHOW, "")
    meant = chosen(world, view, mine, show=shown, which=asked["which"])
    return view, {**meant, **looks, "lang": lang}


def _text(value: str | tuple[str, ...]) -> str:
    return value if isinstance(value, str) else ",".join(value)


def _choices(world: World, asked: Asked, view: View, query: str) -> dict[str, Any]:
    names = {
        one.name: view_choice(
            world, one, asked.lang, title=world.phrases(asked.lang, one.name)[one.title]
        )
        for one in embedded_of(world.shelf)
    }
    return {
        "views": names,
        "view": view.name,
        "shows": shows(world, view, asked.lang),
        "show": asked[SHOW],
        "which": {},
        "query": query,
        "themes": THEMES,
        "pieces": PIECES,
        "sizes": size.PLACES,
        "languages": LANGS,
    }


def _allowed(world: World) -> dict[str, Any]:
    """Return who may frame us, whom to ask, and where our height is not told."""
    framing, heard = world.config.frame_ancestors, world.config.message_origins
    return {
        "framing": framing,
        "deaf": tuple(one for one in framing if one not in heard),
        "contact": world.theme.contact,
    }


def _result(world: World, asked: Asked, one: FramedView, here: str) -> dict[str, Any]:
    place = PLACES[str(asked["size"])]
    high = place.height if place.wall else size.height(place.width, one.shape)
    lines = (
        wall(world, one, here=here) if place.wall else snippet(world, one, here=here, height=high)
    )
    return {
        "src": source(world, one),
        "place": place,
        "high": high,
        "snippet": str(lines),
        "picture": linked_picture(world, one, here=here),
        "relative": not here,
    }


def _fault(phrases: Mapping[str, str], error: StateError) -> dict[str, Any]:
    """Return what is wrong with the query, and what would be right, as far as there is room."""
    field = phrases.get(f"field.{error.kind}", error.kind)
    return {
        "message": phrases["error.state"].format(field=field, value=error.word),
        "known": error.known[:MOST_KNOWN],
        "more": max(0, len(error.known) - MOST_KNOWN),
    }


VIEW = View(name=NAME, path=EMBEDDING, title="view.embedding", fields=fields, content=content)
