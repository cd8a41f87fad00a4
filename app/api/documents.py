"""Drawings over HTTP: a comparison as a brief or as the picture of its page, from the studio."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Response, current_app, redirect, request

from app.address.fields import StateError, parse
from app.address.lenient import said
from app.address.query import LANG, read
from app.context.changes import CHANGES, Changes
from app.context.context import World
from app.jobs import briefs, comparison_pictures
from app.jobs.worker import STUDIO, Job, Studio
from app.pages import compare
from app.pages import place as place_page
from app.pages.compare import maps
from app.pages.compare.difference import apart
from app.pages.compare.refusals import stated
from app.pages.compare.request import CompareRequest, inquiry
from app.pages.place.request import PlaceRequest
from app.shell.path_address import path_address
from app.shell.taken import compared_name, kept_as
from app.text import view_words
from geo.analysis.subjects import COMMA, subjects, words_of
from geo.errors import AtlasError, Refused, UnknownWord

if TYPE_CHECKING:
    from werkzeug.wrappers import Response as WerkzeugResponse

    from app.index.atlas import Atlas

BRIEF = "compare/brief.<form>"
PLACED = "place/<place>/brief.<form>"
PICTURE = "compare/picture.<form>"


def register(app: Atlas, world: World) -> None:
    """Answer ``compare/brief.<form>`` and ``compare/picture.<form>``.

    ``place/<id>/brief.<form>`` leads to the brief of a place beside those that are most like it.

    Of a brief, ``places`` are words with commas (geo.analysis.subjects), ``year``, ``indicator``
    and ``lang`` as in app.jobs.briefs.BriefJob; a PDF or a document is a file to keep, a page is
    shown. A picture has the query of the page: it shows what the page shows at that address.
    """
    studio = Studio(world.catalogue, world.config.data)
    app.server.extensions[STUDIO] = studio

    def brief(form: str) -> Response:
        order = _brief(world)
        if form not in briefs.FORMS:
            raise StateError("format", form, tuple(briefs.FORMS))
        name = compared_name(world, order.words, "brief", order.lang)
        kept = kept_as(world, name, form=form, plain="brief") if form in briefs.KEPT else ""
        return _file(studio, order, form=form, kind=briefs.FORMS[form], kept=kept)

    def picture(form: str) -> Response:
        order = _picture(world)
        if form not in comparison_pictures.FORMS:
            raise StateError("format", form, tuple(comparison_pictures.FORMS))
        plan, kind = order.plan, comparison_pictures.FORMS[form]
        name = compared_name(world, plan.words, "picture", plan.lang)
        kept = kept_as(world, name, form=form, plain=comparison_pictures.name(plan))
        return _file(studio, order, form=form, kind=kind, kept=kept)

    def placed(place: str, form: str) -> WerkzeugResponse:
        return redirect(_of_place(world, place, form))

    app.server.add_url_rule(world.urls.page(PLACED), "placed", placed)
    app.server.add_url_rule(world.urls.page(BRIEF), "brief", brief)
    app.server.add_url_rule(world.urls.page(PICTURE), "picture", picture)


def _file(studio: Studio, order: Job, *, form: str, kind: str, kept: str) -> Response:
    """Return an order as an answer, one to keep where ``kept`` says as what."""
    changes: Changes = current_app.extensions[CHANGES]
    changes.require()
    try:
        body = studio.drawn(order, form=form)
    except UnknownWord as error:
        raise StateError(error.kind, error.word, error.known) from error
    file = Response(body, content_type=kind)
    if kept:
        file.headers["Content-Disposition"] = kept
    return file


def _brief(world: World) -> briefs.BriefJob:
    """Return what the query orders; raise StateError for places that cannot be compared."""
    asked = said(request.args.items(multi=True), (LANG,))
    lang = str(parse(LANG, asked.get("lang", "")))
    words = words_of(asked.get("places", ""))
    try:
        subjects(world.catalogue, words)
    except AtlasError as error:
        raise stated(world, error, COMMA.join(words), lang) from error
    return briefs.BriefJob(
        words,
        lang,
        asked.get("year", ""),
        asked.get("indicator", ""),
        world.approval,
        world.theme.colors,
    )


def _of_place(world: World, place: str, form: str) -> str:
    """Return where the brief of a place and the nearest is; raise StateError for one without."""
    rows = place_page.VIEW.fields(world)
    asked = read(said([*request.args.items(multi=True), ("place", place)], (*rows, LANG)), rows)
    found = PlaceRequest(world, asked, world.catalogue.place(asked["place"]))
    if not found.compared:
        raise StateError("place", place, world.vocabulary.examples)
    return path_address(world, asked, f"/compare/brief.{form}", places=found.compared)


def _picture(world: World) -> comparison_pictures.PictureJob:
    """Return what the page of the query shows; raise for an address at which it shows no map.

    StateError for places that cannot be compared, Refused, in words, where the page says why it
    has no map.
    """
    rows = compare.VIEW.fields(world)
    query = said(request.args.items(multi=True), (*rows, LANG))
    comparison = inquiry(world, read(query, rows))
    if comparison.chosen.faults:
        raise stated(
            world, comparison.chosen.faults[0], comparison.asked["places"], comparison.lang
        )
    why = _mapless(comparison)
    if why:
        raise Refused(view_words(compare.VIEW.name, comparison.lang)[why])
    return comparison_pictures.PictureJob(
        comparison_pictures.plan(comparison), world.approval, world.theme.colors
    )


def _mapless(comparison: CompareRequest) -> str:
    """Return the key of the words that say why a page has no map; nothing where it has one."""
    if comparison.mode == "difference":
        why = apart(comparison).why
        return f"apart.{why}" if why else ""
    placed = any(maps.placed(comparison, subject) for subject in comparison.subjects)
    return "" if placed else "maps.nowhere"
