"""The name at the door: an atlas that knows its address answers at no other."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import Response, request

from app.api.expiry import PROBES
from app.context.context import World
from app.settings.hosts import ours

if TYPE_CHECKING:
    from app.index.atlas import Atlas

MISDIRECTED = 400


def register(app: Atlas, world: World) -> None:
    """Answer 400 to a request for another host, and lead nobody to a host that a request named.

    Monitors ask for a process by its number.
    """
    config = world.config
    app.server.after_request(_near)
    if not config.public_url:
        return
    probes = {world.urls.page(name) for name in PROBES}
    said = (
        f"这个地图集的网址是 {config.public_url}{config.prefix}。\n"
        f"This atlas is found at {config.public_url}{config.prefix}.\n"
    )

    def check() -> Response | None:
        if request.path in probes or ours(config, request.environ.get("HTTP_HOST", "")):
            return None
        return Response(said, MISDIRECTED, content_type="text/plain; charset=utf-8")

    app.server.before_request(check)


def _near(answer: Response) -> Response:
    """Return an answer that leads to a path: Flask writes the request's host before it."""
    if answer.location and urlsplit(answer.location).netloc:
        parts = urlsplit(answer.location)
        path = f"/{parts.path.lstrip('/')}"
        answer.location = f"{path}?{parts.query}" if parts.query else path
        answer.set_data(b"")
    return answer
