"""A reader's own table over HTTP: a file comes in, maps and a report go out, nothing stays.

The body is the choices, as JSON, and behind them the file; the header ``Atlas-Choices`` says how
many bytes the choices have. Neither stands in an address, which logs would keep.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Mapping
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from flask import Response, jsonify, request

from app.address import urls
from app.api.same_origin import same_origin
from app.api.errors import undone
from app.api.own_files import OwnFiles, wanted
from app.context.context import World
from app.jail.jail import JAIL, Jail
from app.jail.own_map import MappedTable
from app.jail.table_reading import ReadTable, jail_of, limits_of
from app.jobs.worker import Undrawn
from app.server.buckets import Buckets
from app.text import say
from geo.errors import AtlasError, Refused
from geo.languages import LANGS
from geo.own_table.choices import Decisions, decisions_of
from geo.own_table.own_file import Reading

if TYPE_CHECKING:
    from app.index.atlas import Atlas

log = logging.getLogger("atlas")
HEADER = "Atlas-Choices"
# Answers for some thousands of places.
MOST_CHOICES = 1 << 19
# Who waits holds a thread of the server; the rest of the atlas must go on answering.
WAITING = 2
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
READY = 204
BAD, FOREIGN, LENGTHLESS, LARGE, OFTEN, BUSY = 400, 403, 411, 413, 429, 503
# That a file cannot be read is an answer, too.
ANSWERED = 200


def register(app: Atlas, world: World) -> None:
    """Answer POST /own-table; where foreign files cannot be confined it says so."""
    jail = jail_of(world.config)
    app.server.extensions[JAIL] = jail
    door = _Door(world, jail)

    def answer() -> Response:
        made = door.shut() or door.answered()
        made.headers["Cache-Control"] = "no-store"
        return made

    app.server.add_url_rule(world.urls.own_table, urls.OWN_TABLE, answer, methods=["POST"])


class _Door:
    """Lets in who may bring a table, one after another."""

    def __init__(self, world: World, jail: Jail) -> None:
        self._world, self._jail = world, jail
        self._files = OwnFiles(world, jail)
        self._most = world.config.upload_bytes + MOST_CHOICES
        self._buckets, self._room = Buckets(world.config.upload_rate), BoundedSemaphore(WAITING)

    def shut(self) -> Response | None:
        """Return why a request is not answered, before anything of its body is read; or None."""
        config, length = self._world.config, request.content_length
        if not same_origin(self._world.config):
            return _refusal("own.foreign", FOREIGN)
        if (why := self._jail.closed()) is not None:
            return _said({lang: why.in_lang(lang) for lang in LANGS}, BUSY)
        if length is None:
            return _refusal("own.lengthless", LENGTHLESS)
        if length > self._most:
            return _refusal("own.large", LARGE, most=config.upload_bytes)
        if wait := self._buckets.take(request.remote_addr or ""):
            often = _refusal("own.often", OFTEN, count=config.upload_rate)
            often.headers["Retry-After"] = str(int(wait) + 1)
            return often
        return None

    def answered(self) -> Response:
        """Return what the table of the request becomes."""
        if not self._room.acquire(blocking=False):
            return _refusal("own.busy", BUSY)
        try:
            request.max_content_length = self._most
            return self._done(*_told(request.get_data(cache=False), self._world))
        except ValueError:
            return _refusal("own.choices", BAD)
        finally:
            self._room.release()

    def _done(self, reading: ReadTable, decided: Decisions, sent: Mapping[str, Any]) -> Response:
        """Return the answer, or the words of what is wrong with the table or with what is asked."""
        want = wanted(sent.get("want"), self._world.vocabulary)
        try:
            if want is not None:
                return self._files.taken(reading, decided, want)
            workbook = sent.get("report") is True
            task = MappedTable(reading, decided, self._world.catalogue, workbook)
            counts, _, told = self._jail.run(task).partition(b"\n")
        except Undrawn as error:
            words = {lang: ": ".join(undone(self._world, error, lang)) for lang in LANGS}
            return _said(words, BUSY)
        except AtlasError as error:
            # Whoever is about to choose a file lets the jail get ready: nothing was sent at all.
            if not request.content_length:
                return Response(status=READY)
            words = {lang: error.in_lang(lang) for lang in LANGS}
            status = BUSY if isinstance(error, Refused) else ANSWERED if want is None else BAD
            return _said(words, status)
        return _answer(task, counts, told)


def _answer(task: MappedTable, counts: bytes, told: bytes) -> Response:
    """Return the answer of the jail; the log hears how large it was and how many rows of which."""
    if task.workbook and told[:1] != b"{":
        return Response(counts + b"\n" + told, content_type=XLSX)
    log.info("own table: %d bytes, %s", len(task.reading.body), _counted(counts))
    return Response(told, content_type="application/json")


def _counted(counts: bytes) -> str:
    found = json.loads(counts)
    return ", ".join(f"{name} {int(count)}" for name, count in found.items()) or "not understood"


def _told(body: bytes, world: World) -> tuple[ReadTable, Decisions, Mapping[str, Any]]:
    """Return the file, what was decided, and all that was said before it.

    Raises ValueError for choices that no page of ours would send.
    """
    at = int(request.headers.get(HEADER, ""))
    if not 0 <= at <= min(len(body), MOST_CHOICES):
        raise ValueError("the choices are not there")
    try:
        sent: Any = json.loads(body[:at] or b"{}")
    except RecursionError:
        raise ValueError("the choices are nested too deeply") from None
    decided = decisions_of(sent)
    how = Reading(encoding=decided.encoding, delimiter=decided.delimiter)
    return ReadTable(body[at:], limits_of(world.config), how), decided, sent


def _refusal(key: str, status: int, **parts: object) -> Response:
    return _said({lang: say(lang, key, **parts) for lang in LANGS}, status)


def _said(words: Mapping[str, str], status: int) -> Response:
    answer = jsonify({"error": words})
    answer.status_code = status
    return answer
