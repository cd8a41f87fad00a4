"""Open data over HTTP: who else's pages may read it, and when it need not be sent again.

What is meant are the addresses that give data to anybody who asks: /ogc, /api, files below /data,
/tiles. Pages, uploads and the office have rules of their own.
"""

from __future__ import annotations

import hashlib
import re
from http import HTTPStatus
from typing import TYPE_CHECKING

from flask import Response, request
from werkzeug.datastructures import HeaderSet

from app.address.urls import API, DATA, OGC
from app.context.context import World

if TYPE_CHECKING:
    from app.index.atlas import Atlas

READING = ("GET", "HEAD")
ASKING = "OPTIONS"
# What a script of another page may see of an answer beside its body.
SEEN = ("Content-Crs", "ETag", "Content-Disposition", "Content-Language", "Retry-After")
SENT = ("Accept", "Accept-Language", "If-None-Match")
A_DAY_S = 86_400
# The one part of a document that differs each time it is asked for.
STAMP = re.compile(rb'"timeStamp":"[^"]*"')


def register(app: Atlas, world: World) -> None:
    """Set the headers of open data on what is read there.

    Answers are kept by whoever likes and asked for again each time (304 where nothing changed):
    another edition may be published at any moment. Pages of the origins of ``cors_origins`` may
    read them; without the setting no page of another origin may.
    """
    origins = world.config.cors_origins
    is_open = re.compile(
        "|".join(
            [
                *(rf"{re.escape(world.urls.page(path))}(/|$)" for path in (OGC, API)),
                re.escape(world.urls.tiles),
                rf"{re.escape(world.urls.page(DATA))}/[^/]+\.[^/]+$",
            ]
        )
    )

    def add(answer: Response) -> Response:
        if not is_open.match(request.path):
            return answer
        if origins:
            _allow(answer, origins)
        if request.method in READING and answer.status_code == HTTPStatus.OK:
            answer.headers.setdefault("Cache-Control", "no-cache")
            _known(answer)
        return answer

    app.server.after_request(add)


def _allow(answer: Response, origins: tuple[str, ...]) -> None:
    """Say that a page of the request's origin may read an answer, if it is one of ours."""
    answer.vary.add("Origin")
    origin = request.headers.get("Origin", "")
    if origin not in origins or request.method not in (*READING, ASKING):
        return
    answer.access_control_allow_origin = origin
    answer.access_control_expose_headers = HeaderSet(SEEN)
    if request.method == ASKING:
        answer.access_control_allow_methods = HeaderSet(READING)
        answer.access_control_allow_headers = HeaderSet(SENT)
        answer.access_control_max_age = A_DAY_S


def _known(answer: Response) -> None:
    """Name an answer by its content, and send nothing to whoever has it."""
    if answer.is_streamed or answer.direct_passthrough:
        return
    if not answer.get_etag()[0]:
        content = STAMP.sub(b"", answer.get_data())
        answer.set_etag(hashlib.sha256(content).hexdigest()[:32], weak=True)
    answer.make_conditional(request)
