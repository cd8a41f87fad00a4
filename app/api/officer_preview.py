"""Previews over HTTP: the whole atlas with a draft, for who is signed in."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, make_response, redirect, request

from app.address.urls import PREVIEW
from app.api.officer_door import MISSING, Door, Refusal, here

if TYPE_CHECKING:
    from app.index.atlas import Atlas

# Its pages ask for tables and colors as those of readers do; nothing of it changes a draft.
METHODS = ("GET", "POST")
SEE_OTHER = 303
# What a page fetches is not worth a line each: the page has one.
FETCHED = ("files/", "_dash-")
# What the server in front has noted of a request is not for the atlas behind it.
OWN = ("werkzeug.", "flask.", "atlas.")


def register(app: Atlas, door: Door) -> None:
    """Answer below ``/preview/<name>/`` by the atlas of that content."""

    def answer(name: str, path: str = "") -> Response:
        signed = door.signed_in("preview") if door.office.open else None
        if signed is None:
            answer = make_response(redirect(here(door.world), SEE_OTHER))
        elif (shown := door.office.previews.application(name)) is None:
            why: Refusal = door.refusal("preview.none", MISSING)
            answer = door.unfit(signed, why, MISSING)
        else:
            environ = {k: v for k, v in request.environ.items() if not k.startswith(OWN)}
            answer = make_response(Response.from_app(shown, environ))
        if not any(part in path for part in FETCHED):
            door.noted(signed, answer.status_code)
        return door.dressed(answer)

    root = f"{door.world.urls.prefix}{PREVIEW}/<name>/"
    for rule in (root, f"{root}<path:path>"):
        app.server.add_url_rule(rule, rule, answer, methods=METHODS)
