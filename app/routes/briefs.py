"""Briefs over HTTP: the places of a comparison on two pages, as a PDF or as a page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, request

from app import briefs
from app.fields import StateError
from app.text import LANGUAGES
from app.world import World
from geo.errors import Unfit, UnknownWord
from geo.subjects import COMMA, subjects, words_of

if TYPE_CHECKING:
    from app.server import Atlas

ADDRESS = "compare/brief.<form>"


def register(app: Atlas, world: World) -> None:
    """Answer ``compare/brief.pdf`` and ``compare/brief.html`` with the places of the query.

    ``places`` are words with commas (geo.subjects), ``year``, ``indicator`` and ``lang`` as in
    app.briefs.Order. A PDF is a file to keep, a page is shown.
    """

    def answer(form: str) -> Response:
        order = _order(world)
        if form not in briefs.FORMS:
            raise StateError("format", form, tuple(briefs.FORMS))
        try:
            body = briefs.written(world.catalogue, world.config.data, order, form=form)
        except UnknownWord as error:
            raise StateError(error.kind, error.word, error.known) from error
        file = Response(body, content_type=briefs.FORMS[form])
        if form == "pdf":
            file.headers["Content-Disposition"] = 'attachment; filename="brief.pdf"'
        return file

    app.server.add_url_rule(world.urls.page(ADDRESS), "brief", answer)


def _order(world: World) -> briefs.Order:
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
    return briefs.Order(words, lang, asked.get("year", ""), asked.get("indicator", ""))
