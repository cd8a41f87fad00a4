"""The pages: one Dash app whose layout depends on the path below which it is asked for.

Pages whose layers are not explored ship no Dash (Page.dash).

The browser's part of Dash asks for ``<prefix>_dash-layout`` and sends callbacks to
``<prefix>_dash-update-component``; each page's configuration names its own prefix. So every page
has its own layout, without a round trip that would choose it and without a layout for all.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from flask import abort, request

from app.context.context import World
from app.index.registry import PAGES, page_of

if TYPE_CHECKING:
    from app.index.atlas import Atlas

GET, POST = ("GET",), ("POST",)
DASH = (("_dash-layout", GET), ("_dash-dependencies", GET), ("_dash-update-component", POST))


def register(app: Atlas, world: World) -> None:
    """Answer at each page's path, and below it what Dash asks for."""
    root = world.urls.prefix
    layouts = {page.path: page.layout(world, None) for page in PAGES if page.dash}
    app.layout = lambda: layouts[page_of(request.path, root).path]
    views = app.server.view_functions
    index = views[root]
    answers = {name: views[root + name] for name, _ in DASH}
    # The start page has no Dash, whose own rules stand at the root.
    views[root] = app.written
    views.update({root + name: _nothing for name in answers})
    for page in PAGES:
        if not page.own_prefix:
            continue
        show = index if page.dash else app.written
        for path in (page.own_prefix.rstrip("/"), page.own_prefix):
            app.server.add_url_rule(root + path, f"page {path}", show)
        if page.part:
            rule = f"{root}{page.own_prefix}<{page.part}>"
            app.server.add_url_rule(rule, rule, _without_parts(show))
        if not page.dash:
            continue
        for name, methods in DASH:
            rule = f"{root}{page.own_prefix}{name}"
            app.server.add_url_rule(rule, rule, answers[name], methods=methods)


def _without_parts(show: Callable[[], str]) -> Callable[..., str]:
    """Return what shows a page; what its path says it reads from the request."""
    return lambda **_parts: show()


def _nothing() -> None:
    abort(404)
