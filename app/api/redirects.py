"""Near misses: an address that is not ours but plainly means one of ours is led to that one.

One rule for paths (a slash too many, capital letters) and one for queries (app.address.lenient),
so that what a browser, a cache and a script read is the address as we write it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from flask import Response, redirect, request
from flask.globals import request_ctx
from werkzeug.exceptions import HTTPException

from app.address import lenient
from app.address.explore import FIELDS, decode, rows
from app.address.fields import QueryField
from app.address.query import LANG, LOOK
from app.context.context import World
from app.pages.embedding import VIEW as BUILDER
from app.pages.embedding.options import options
from app.pages.layer import VIEW as LAYER
from app.pages.views import EMBEDDED, SOMETIMES, VIEWS, embedded_of, views_of
from app.shell.view import View

if TYPE_CHECKING:
    from app.index.atlas import Atlas

ASKING = ("GET", "HEAD")
FOUND = 302
# What a path ends with by mistake: a slash, or the sign after a link in a sentence.
EMBED, VIEWED = "embed", frozenset(view.name for view in (*EMBEDDED, *SOMETIMES))
STRAY = "/ 。，、；,.;"


def register(app: Atlas, world: World) -> None:
    """Lead every request for a near miss to the address that it means, before it is answered."""
    known = _fields(world)
    explored = world.urls.map
    layers = {explored, f"{world.urls.embed}{LAYER.name}"}
    anything = f"{world.urls.prefix}<path:path>"

    def lead() -> Response | None:
        if request.method not in ASKING:
            return None
        rule = request.url_rule.rule if request.url_rule else anything
        if rule == anything:
            return _led(_path(anything), list(request.args.items(multi=True)))
        given = list(request.args.items(multi=True))
        path = request.path if request.path in known else request.path.rstrip("/")
        view, said = _parted(world, path, given)
        if view:
            path = world.urls.page(view.path)
        if path == world.urls.page() and _explores(given):
            path = explored
        if path not in known:
            return None
        meant = lenient.plain(said, known[path])
        if path in layers:
            meant = _fitting(world, meant)
        if view:
            path, meant = _in_path(world, view, meant)
        return _led(path, meant) if (path, meant) != (request.path, given) else None

    app.server.before_request(lead)


def _parted(world: World, path: str, given: lenient.Pairs) -> tuple[View | None, lenient.Pairs]:
    """Return the view whose path may have a part, and the pairs with the part that it has."""
    for view in VIEWS:
        own = world.urls.page(view.path)
        if view.part and path == own:
            return view, given
        part = (request.view_args or {}).get(view.part, "")
        if part and path == f"{own}/{part}":
            return view, [(view.part, part.rstrip(STRAY)), *given]
    return None, given


def _in_path(world: World, view: View, meant: lenient.Pairs) -> tuple[str, lenient.Pairs]:
    """Return the path and the pairs of a page whose path says one of them."""
    part = dict(meant).get(view.part, "")
    rest = [pair for pair in meant if pair[0] != view.part]
    own = world.urls.page(view.path)
    return (f"{own}/{part}" if part else own), rest


def _led(path: str | None, meant: lenient.Pairs) -> Response | None:
    if path is None:
        return None
    asks = lenient.text_of(meant)
    answer = redirect(f"{path}{'?' if asks else ''}{asks}", FOUND)
    assert isinstance(answer, Response)  # noqa: S101  what Flask makes unless told otherwise
    return answer


def _path(anything: str) -> str | None:
    """Return the path of ours that the path of the request means; None if it means none."""
    given = request.path
    trimmed = given.rstrip(STRAY)
    ours = request_ctx.url_adapter
    for one in (trimmed, trimmed.lower()):
        if not one or one == given or ours is None:
            continue
        try:
            rule, named = ours.match(one, return_rule=True)
        except HTTPException:
            continue
        # A rule for any name takes a wrong one too.
        if rule.rule != anything and not (rule.endpoint == EMBED and named["name"] not in VIEWED):
            return one
    return None


def _fields(world: World) -> Mapping[str, Sequence[QueryField]]:
    """Return the fields of every page, by its path."""
    page, embed = world.urls.page, world.urls.embed
    full = {page(view.path): view.fields(world) for view in views_of(world.shelf)}
    framed = {
        f"{embed}{view.name}": (*view.fields(world), *options(view))
        for view in embedded_of(world.shelf)
    }
    with_language = {path: (*found, LANG, LOOK) for path, found in {**full, **framed}.items()}
    # The builder has no map that could look anywhere.
    builder = {page(BUILDER.path): (*BUILDER.fields(world), LANG)}
    return {**with_language, **builder, world.urls.map: rows(world.vocabulary)}


def _explores(given: lenient.Pairs) -> bool:
    """Return whether a query asks for a map: Explore was the first page once."""
    names = {name for row in FIELDS for name in (row.name, row.was) if name} - {LANG.name}
    # Where the map of the first page looks is said with the name of that map.
    return any(lenient.name_of(key) in names and ":" not in text for key, text in given)


def _fitting(world: World, meant: lenient.Pairs) -> lenient.Pairs:
    """Return the pairs with the layer and the indicator that they need to go together."""
    # Where a map looks decides nothing of it; a frame says it by the name of its map.
    asked = {name: text for name, text in meant if name != LOOK.name}
    state = decode(asked, world.vocabulary)
    needed = {"layer": state.layer, "indicator": state.indicator}
    usual = {row.name: row.default for row in rows(world.vocabulary)}
    return [
        *meant,
        *(
            (name, word)
            for name, word in needed.items()
            if not asked.get(name) and word != usual[name]
        ),
    ]
