"""Embed: every view as a light page for other people's frames, and the script that fits them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlencode

from flask import Response, abort, request

from app.address.lenient import said
from app.api.lacking import Lacking
from app.context.context import World
from app.index.discovery import TYPE, endpoint
from app.pages.views import SOMETIMES, embedded_of
from app.publish.embed.frame import page

if TYPE_CHECKING:
    from app.index.atlas import Atlas

# New figures are seen within minutes, and a portal with many readers asks seldom.
MINUTES = "public, max-age=300"
HOST = "host.js"


def register(app: Atlas, world: World) -> None:
    """Answer ``/embed/<view>`` and ``/embed/host.js``."""
    views = {view.name: view for view in embedded_of(world.shelf)}
    lacking = {view.name: view for view in SOMETIMES if view.name not in views}

    def embed(name: str) -> Response:
        if name in lacking:
            raise Lacking(lacking[name])
        if name not in views:
            abort(404)
        query = said(request.args.items(multi=True))
        answer = page(world, views[name], urlencode(query)).answer(request, keep=MINUTES)
        # A page that many hosts may have asked for cannot name one: its answer does.
        style = world.urls.file(world.shelf.names[f"style/{name}"])
        told = endpoint(world, request.full_path)
        answer.headers["Link"] = (f'<{told}>; rel="alternate"; type="{TYPE}", ' if told else "") + (
            f'<{style}>; rel="preload"; as="style"'
        )
        return answer

    def host() -> Response:
        shelf = world.shelf
        return shelf.files[shelf.names["script/host"]].answer(request, keep=MINUTES)

    app.server.add_url_rule(f"{world.urls.embed}<name>", "embed", embed)
    app.server.add_url_rule(f"{world.urls.embed}{HOST}", "embed host", host)
