"""Drawings over HTTP: a comparison as a brief of two pages, drawn in the studio."""

from __future__ import annotations

import logging
from typing import TYPE_CHECKING

from flask import Response, request

from app import briefs
from app.fields import StateError
from app.studio import Order, Studio, Undrawn
from app.text import LANGUAGES
from app.world import World
from geo.errors import AtlasError, Unfit, UnknownWord
from geo.subjects import COMMA, subjects, words_of

if TYPE_CHECKING:
    from app.server import Atlas

log = logging.getLogger("atlas")

BRIEF = "compare/brief.<form>"
# The studio of an atlas, by which a test or a monitor finds it.
STUDIO = "studio"


def register(app: Atlas, world: World) -> None:
    """Answer ``compare/brief.pdf`` and ``.html`` with the places of the query.

    ``places`` are words with commas (geo.subjects), ``year``, ``indicator`` and ``lang`` as in
    app.briefs.Order. A PDF is a file to keep, a page is shown.
    """
    studio = Studio(world.catalogue, world.config.data)
    app.server.extensions[STUDIO] = studio

    def brief(form: str) -> Response:
        order = _brief(world)
        if form not in briefs.FORMS:
            raise StateError("format", form, tuple(briefs.FORMS))
        kept = "brief.pdf" if form == "pdf" else ""
        return _file(studio, order, form=form, kind=briefs.FORMS[form], name=kept)

    app.server.add_url_rule(world.urls.page(BRIEF), "brief", brief)


def _file(studio: Studio, order: Order, *, form: str, kind: str, name: str) -> Response:
    """Return an order as an answer, one to keep under a name where it has one."""
    try:
        body = studio.drawn(order, form=form)
    except UnknownWord as error:
        raise StateError(error.kind, error.word, error.known) from error
    except Undrawn:
        raise
    except AtlasError as error:
        # What was asked for is sound: the machine lacks something, such as a font.
        log.warning("%s", error)
        raise Undrawn("failed") from error
    file = Response(body, content_type=kind)
    if name:
        file.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return file


def _brief(world: World) -> briefs.Order:
    """Return what the query orders; raise StateError for places that cannot be compared."""
    asked = request.args
    lang = asked.get("lang", LANGUAGES[0])
    if lang not in LANGUAGES:
        raise StateError("lang", lang, LANGUAGES)
    words = words_of(COMMA.join(asked.getlist("places")))
    try:
        subjects(world.catalogue, words)
    except UnknownWord as error:
        raise StateError("place", error.word, ()) from error
    except Unfit as error:
        raise StateError("places", COMMA.join(error.words), error.right) from error
    return briefs.Order(
        words, lang, asked.get("year", ""), asked.get("indicator", ""), world.approval
    )
