"""The pages: one Dash app whose layout depends on the path below which it is asked for.

Pages whose layers are not explored ship no Dash (Page.dash).

The browser's part of Dash asks for ``<prefix>_dash-layout`` and sends callbacks to
``<prefix>_dash-update-component``; each page's configuration names its own prefix. So every page
has its own layout, without a round trip that would choose it and without a layout for all.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

import brotli
from flask import Response, abort, request

from app.api.lacking import Lacking
from app.api.packed_answer import BROTLI, packed_answer
from app.context.context import World
from app.files.once import once
from app.files.shelf import HASH_LENGTH, QUICK_BROTLI, TYPES
from app.index.discovery import discovery
from app.index.registry import CONDITIONAL, EVERY, page_of
from app.shell.view import View
from geo.owned import owned

if TYPE_CHECKING:
    from app.index.atlas import Atlas

GET, POST = ("GET",), ("POST",)
# Pages as they were written, compressed: readers ask for the same few. All of them are 4 MB.
KEPT = 192
DASH = (("_dash-layout", GET), ("_dash-dependencies", GET), ("_dash-update-component", POST))


def register(app: Atlas, world: World) -> None:
    """Answer at each page's path, and below it what Dash asks for."""
    root = world.urls.prefix
    layouts = {page.path: page.layout(world, None) for page in EVERY if page.dash}
    app.layout = lambda: layouts[page_of(request.path, root).path]
    views = app.server.view_functions
    index = views[root]
    answers = {name: views[root + name] for name, _ in DASH}
    # The start page has no Dash, whose own rules stand at the root.
    written, dashed = _kept(world, app.written), _kept(world, index)
    views[root] = written
    views.update({root + name: _nothing for name in answers})
    lacking = {page.path: view for view, page in CONDITIONAL if not view.offered(world.shelf)}
    for page in EVERY:
        if not page.own_prefix:
            continue
        show = dashed if page.dash else written
        if page.path in lacking:
            show = partial(_lacking, lacking[page.path])
        for path in (page.own_prefix.rstrip("/"), page.own_prefix):
            app.server.add_url_rule(root + path, f"page {path}", show)
        if page.part:
            rule = f"{root}{page.own_prefix}<{page.part}>"
            app.server.add_url_rule(rule, rule, show)
        if not page.dash:
            continue
        for name, methods in DASH:
            rule = f"{root}{page.own_prefix}{name}"
            app.server.add_url_rule(rule, rule, answers[name], methods=methods)


def _kept(world: World, write: Callable[[], str]) -> Callable[..., Response]:
    """Return what answers with a page as it was written when its address was first asked for.

    A page follows from its address and from what the atlas was started with, and from nothing else.
    What the path says of it ``write`` reads from the request.
    """

    def answer(**_parts: str) -> Response:
        address = request.full_path
        packed = _packed(world, write, address, discovery(world, address))
        page = packed_answer(packed, BROTLI, TYPES["html"])
        # What is compressed otherwise later has another body.
        if page.content_encoding:
            page.set_etag(hashlib.sha256(packed).hexdigest()[:HASH_LENGTH])
            page.make_conditional(request)
        return page

    return answer


@owned(once(KEPT))
def _packed(world: World, write: Callable[[], str], address: str, told: str) -> bytes:
    """Return the page of a request; ``address`` and ``told`` tell it from all others."""
    del world, address, told
    packed: bytes = brotli.compress(write().encode(), quality=QUICK_BROTLI)
    return packed


def _lacking(view: View, **_parts: str) -> Response:
    raise Lacking(view)


def _nothing() -> None:
    abort(404)
