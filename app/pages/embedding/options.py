"""Options: what the page that frames ours may choose beside what is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

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


def asked(world: World, view: View, query: Mapping[str, str]) -> Asked:
    """Return what a query says of a view and of its frame; raise StateError for a wrong value."""
    return read(query, (*view.fields(world), *OPTIONS))


def strange(world: World, view: View, query: Mapping[str, str]) -> tuple[str, ...]:
    """Return the names in a query that mean nothing here: they are left alone, and said once."""
    known = {row.name for row in (*view.fields(world), *OPTIONS, LANG, LOOK)}
    return tuple(sorted(name for name in query if name not in known))
