"""A reader's own table over HTTP: a file comes in, maps and a report go out, nothing stays.

The body is the choices, as JSON, and behind them the file; the header ``Atlas-Choices`` says how
many bytes the choices have. Neither stands in an address, which logs would keep.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from threading import BoundedSemaphore
from typing import TYPE_CHECKING, Any

from flask import Response, jsonify, request

from app.address import urls
from app.api.errors import undone
from app.api.own_files import OwnFiles, Wanted, wanted
from app.api.same_origin import same_origin
from app.context.context import World
from app.jail.jail import JAIL, Jail
from app.jail.mapped_file import MappedFile
from app.jail.own_map import MappedTable
from app.jail.shape_order import ShapeOrder
from app.jail.table_reading import ReadTable, jail_of, limits_of, shape_limits_of
from app.jail.task import Reached
from app.jobs.worker import Undrawn
from app.server.buckets import Buckets
from app.text import say
from geo.errors import AtlasError, Refused
from geo.export import MEDIA_TYPES
from geo.languages import LANGS
from geo.own_geometry.shape_choices import shape_choices_of
from geo.own_table.choices import Decisions, decisions_of
from geo.own_table.own_file import ZIP, Reading

if TYPE_CHECKING:
    from app.index.atlas import Atlas

log = logging.getLogger("atlas")
HEADER = "Atlas-Choices"
# Answers for some thousands of places.
MOST_CHOICES = 1 << 19
# Who waits holds a thread of the server; the rest of the atlas must go on answering.
WAITING = 2
JSON, LINES = "application/json", "application/x-ndjson"
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
        made: Response | None = None
        try:
            request.max_content_length = self._most
            made = self._done(*_told(request.get_data(cache=False), self._world))
        except ValueError:
            made = _refusal("own.choices", BAD)
        finally:
            if made is None or not made.is_streamed:
                self._room.release()
        if made.is_streamed:
            # It is made while it is sent.
            made.call_on_close(self._room.release)
        return made

    def _done(self, reading: ReadTable, decided: Decisions, sent: Mapping[str, Any]) -> Response:
        """Return the answer, or the words of what is wrong with the file or with what is asked."""
        want = wanted(sent.get("want"), self._world.vocabulary)
        if want is not None:
            return self._taken(reading, decided, want)
        # Whoever is about to choose a file lets the jail get ready: nothing was sent at all.
        ready = not request.content_length
        task = self._task(reading, decided, sent)
        lines = self._lines(task)
        if request.headers.get("Accept") == LINES and not task.order.table.workbook:
            return Response(lines, content_type=LINES)
        *_, last = lines
        if ready:
            return Response(status=READY)
        return Response(last, content_type=MEDIA_TYPES["xlsx"] if _is_book(last) else JSON)

    def _task(self, reading: ReadTable, decided: Decisions, sent: Mapping[str, Any]) -> MappedFile:
        world = self._world
        table = MappedTable(reading, decided, world.catalogue, sent.get("report") is True)
        shapes, read_as = shape_choices_of(sent)
        limits = shape_limits_of(world.config)
        return MappedFile(ShapeOrder(table, limits, shapes, world.config.data, read_as))

    def _taken(self, reading: ReadTable, decided: Decisions, want: Wanted) -> Response:
        try:
            return self._files.taken(reading, decided, want)
        except Undrawn as error:
            words = {lang: ": ".join(undone(self._world, error, lang)) for lang in LANGS}
            return _said(words, BUSY)
        except AtlasError as error:
            words = {lang: error.in_lang(lang) for lang in LANGS}
            return _said(words, BUSY if isinstance(error, Refused) else BAD)

    def _lines(self, task: MappedFile) -> Iterator[bytes]:
        """Yield how far it is, in lines of JSON, and last the answer.

        An answer is JSON, or the bytes of a workbook; what is wrong is one, too.
        """
        try:
            for one in self._jail.steps(task):
                if isinstance(one, Reached):
                    yield json.dumps({"step": [one.phase, one.done, one.of]}).encode() + b"\n"
                    continue
                if _is_book(one):
                    yield one
                    continue
                counts, _, told = one.partition(b"\n")
                size = len(task.order.table.reading.body)
                log.info("own table: %d bytes, %s", size, _counted(counts))
                yield told
        except AtlasError as error:
            yield json.dumps({"error": {lang: error.in_lang(lang) for lang in LANGS}}).encode()


def _is_book(answer: bytes) -> bool:
    return answer.startswith(ZIP)


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
