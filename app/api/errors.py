"""What a person or a program reads when a request cannot be met. Never a traceback."""

from __future__ import annotations

import logging
import sys
from typing import TYPE_CHECKING

from flask import Response, jsonify, make_response, request
from werkzeug.exceptions import HTTPException, InternalServerError, MethodNotAllowed

from app.address.fields import Nowhere, StateError, parse
from app.address.lenient import said
from app.address.query import LANG
from app.api.allowed import allowed, view_at
from app.api.dash_guard import CALLBACKS
from app.api.error_page import error_page, pages_near, words_known
from app.api.lacking import Lacking
from app.context.changes import CHANGES, Changed, Changes
from app.context.context import World
from app.jobs.worker import Undrawn
from app.text import say, words
from geo.errors import CatalogueError, Letterless, Refused
from geo.languages import LANGS, ORIGINAL

if TYPE_CHECKING:
    from app.index.atlas import Atlas

log = logging.getLogger("atlas")
INTERNAL, UNAVAILABLE = 500, 503
RETRY_AFTER_S = "10"
# Nothing that waiting mends.
UNABLE = "unable"
BAD, NOT_FOUND = 400, 404
# What a part of a path is called as a field, where rules call it otherwise.
PATH_PARTS = {"form": "format"}


def register(app: Atlas, world: World) -> None:
    """Answer errors as a page, or as JSON where a program asked."""

    def refused(error: HTTPException) -> Response:
        code = error.code or INTERNAL
        lang = _language()
        key = _words_of(error, code, lang)
        if _wants_json():
            message = _detail(error) or say(lang, f"{key}.more")
            answer = jsonify({"error": error.name, "message": message})
        else:
            said_of = say(lang, key), say(lang, f"{key}.more")
            near = pages_near(world, lang) if code == NOT_FOUND else None
            answer = make_response(error_page(app, lang, *said_of, near))
        answer.status_code = code
        if isinstance(error, MethodNotAllowed) and error.valid_methods:
            answer.allow.update(error.valid_methods)
        return answer

    def undrawn(error: Undrawn) -> Response:
        lang = _language()
        title, message = undone(world, error, lang)
        if _wants_json():
            answer = jsonify({"error": title, "message": message})
        else:
            answer = make_response(error_page(app, lang, title, message))
        answer.status_code = 503
        answer.headers.extend({} if error.why == UNABLE else {"Retry-After": RETRY_AFTER_S})
        return answer

    def unfit(error: Refused | Letterless) -> Response:
        lang = _language()
        message = error.in_lang(lang)
        if _wants_json():
            answer = jsonify({"error": message})
        else:
            answer = make_response(error_page(app, lang, say(lang, "error.refused"), message))
        answer.status_code = 400
        return answer

    app.server.register_error_handler(Refused, unfit)
    # A reader names groups; nothing that this server could get would draw such a name.
    app.server.register_error_handler(Letterless, unfit)
    app.server.register_error_handler(Undrawn, undrawn)
    app.server.register_error_handler(HTTPException, refused)
    _of_addresses(app, world)
    _of_changed_data(app)


def _of_addresses(app: Atlas, world: World) -> None:
    """Answer a word that cannot stand in an address with those that can."""

    def unknown(error: StateError) -> Response:
        lang = _language()
        view = view_at(world, request.path)
        told = allowed(world, view, error, lang)
        if _wants_json():
            names = {word: name for word, name in told.known if name}
            answer = jsonify({"error": told.said, "known": list(error.known), "names": names})
        else:
            lacking = view is not None and error.kind == view.part in (request.view_args or {})
            nowhere = isinstance(error, Nowhere)
            key = "error.404" if lacking else "error.nowhere" if nowhere else "error.state.title"
            title = say(lang, key)
            above = view.path if view and lacking else ""
            ways = words_known(world, told, above)
            answer = make_response(error_page(app, lang, title, told.said, ways))
        # A path that leads nowhere is not found; what is asked of a page that is there is bad.
        parts = {PATH_PARTS.get(name, name) for name in request.view_args or ()}
        missing = error.kind in parts or isinstance(error, Nowhere)
        answer.status_code = NOT_FOUND if missing else BAD
        return answer

    app.server.register_error_handler(StateError, unknown)


def _of_changed_data(app: Atlas) -> None:
    """Answer what needs files of the data when they are no longer those of the start."""

    def changed(_: Exception) -> Response:
        lang = _language()
        title, message = say(lang, "error.changed"), say(lang, "error.changed.more")
        if _wants_json():
            answer = jsonify({"error": title, "message": message})
        else:
            answer = make_response(error_page(app, lang, title, message))
        answer.status_code = UNAVAILABLE
        return answer

    def unread(error: OSError | CatalogueError) -> Response:
        # A file of the data may have gone between two looks at it.
        changes: Changes = app.server.extensions[CHANGES]
        if changes.said():
            log.warning("%s", error)
            return changed(error)
        app.server.log_exception(sys.exc_info())
        failed = InternalServerError(original_exception=error)
        return make_response(app.server.handle_http_exception(failed))

    app.server.register_error_handler(Changed, changed)
    app.server.register_error_handler(OSError, unread)
    app.server.register_error_handler(CatalogueError, unread)


def undone(world: World, error: Undrawn, lang: str) -> tuple[str, str]:
    """Return title and message of what was not drawn: try again, or why this server cannot."""
    if error.why != UNABLE:
        return say(lang, "error.503"), say(lang, f"error.503.{error.why}")
    if error.because is None:
        return say(lang, "error.unable"), say(lang, "error.unable.fault")
    # The first line says what is wrong, the others where; where folders lie is for the log.
    reason = error.because.in_lang(lang).splitlines()[0].rstrip(":：")
    data = world.config.data
    for path in (str(data.resolve()), str(data)):
        reason = reason.replace(path, data.name)
    return say(lang, "error.unable"), say(lang, "error.unable.more", reason=reason)


def _words_of(error: HTTPException, code: int, lang: str) -> str:
    """Return the key of the words for an error."""
    if isinstance(error, Lacking):
        return error.words
    return f"error.{code}" if f"error.{code}" in words(lang) else "error.other"


def _detail(error: HTTPException) -> str:
    """Return what a rule of ours says is wrong; nothing where it is the usual of its code.

    What went wrong inside is for the log.
    """
    usual = error.code == INTERNAL or error.description == type(error).description
    return "" if usual else str(error.description or "")


def _language() -> str:
    try:
        asked = said(request.args.items(multi=True)).get(LANG.name, "")
        if asked:
            return str(parse(LANG, asked))
    except StateError:
        pass
    return request.accept_languages.best_match(LANGS) or ORIGINAL


def _wants_json() -> bool:
    accepted = request.accept_mimetypes
    if request.path.endswith(CALLBACKS):
        return True
    return accepted["application/json"] > accepted["text/html"]
