"""Options: what the page that frames ours may choose beside what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.address.fields import QueryField
from app.address.query import LANG, LOOK, Asked, read
from app.shell.view import View

if TYPE_CHECKING:
    from app.context.context import World

ON = "1"
THEMES = ("paper", "white")
PIECES = ("title", "choices", "legend", "table", "link")
OPTIONS = (
    QueryField("theme", "word", THEMES[0], THEMES),
    QueryField("without", "words", (), PIECES),
    QueryField("wheel", "word", "", (ON,)),
    QueryField("full", "word", "", (ON,)),
)
SHOW, MAP = "show", "map"


def options(view: View) -> tuple[QueryField, ...]:
    """Return the options of the frames of a view: which excerpt of it, and how it is shown."""
    return (QueryField(SHOW, "word", "", (MAP, *view.excerpts)), *OPTIONS)


def plain(view: View, wanted: Asked) -> Asked:
    """Return what a frame says as the full page says it: without options, at what is shown."""
    excerpt = view.excerpt(wanted)
    rest: dict[str, Any] = {row.name: row.default for row in options(view)}
    return wanted.but(**rest, **(excerpt.leads if excerpt else {}))


def asked(world: World, view: View, query: Mapping[str, str]) -> Asked:
    """Return what a query says of a view and of its frame; raise StateError for a wrong value."""
    return read(query, (*view.fields(world), *options(view)))


def strange(world: World, view: View, query: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names in a query that mean nothing here: they are left alone, and said once."""
    known = {row.name for row in (*view.fields(world), *options(view), LANG, LOOK)}
    return tuple(sorted(name for name in query if name not in known))
