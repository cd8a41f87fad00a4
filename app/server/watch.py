"""The watch at the door: a name for each request, one line when it ends, and a count."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from secrets import token_hex
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import request
from werkzeug.wsgi import ClosingIterator

from app.server.counts import NO_ROUTE, Counts
from app.server.logs import FACTS, REQUEST_ID, REQUESTS

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment
    from flask import Flask

HEADER = "X-Request-Id"
SANE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,63}")
ROUTE = "atlas.route"
FAILED = 500
# A line of a log is for people too; a longer address is somebody's joke.
LONGEST = 500


@dataclass
class _Seen:
    """One request while it is answered."""

    environ: WSGIEnvironment
    request_id: str
    began: float = field(default_factory=time.perf_counter)
    status: int = FAILED
    sent: str | None = None

    def starting(self, start: StartResponse) -> Callable[..., object]:
        """Return a start_response that notes the status and adds the request's name."""

        def started(status: str, headers: list[tuple[str, str]], *rest: object) -> object:
            self.status = int(status[:3])
            self.sent = next((v for k, v in headers if k.lower() == "content-length"), None)
            return start(status, [*headers, (HEADER, self.request_id)], *rest)  # type: ignore[arg-type]  # exc_info, passed on

        return started

    @property
    def route(self) -> str:
        """Return the rule of the address; never the address itself."""
        return str(self.environ.get(ROUTE) or NO_ROUTE)


class Watch:
    """A WSGI application whose requests are named, logged and counted.

    A request's name is what X-Request-Id says if that is short and plain, else a new one; the
    answer carries it, and so does every line that is logged meanwhile.
    """

    def __init__(self, inner: WSGIApplication, counts: Counts) -> None:
        self.inner = inner
        self.counts = counts

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer, and say so when the last byte is handed over."""
        said = environ.get("HTTP_X_REQUEST_ID", "")
        seen = _Seen(environ, said if SANE.fullmatch(said) else token_hex(16))
        token = REQUEST_ID.set(seen.request_id)
        try:
            answer = self.inner(environ, seen.starting(start))  # type: ignore[arg-type]  # a start_response
        except BaseException:
            self._ended(seen)
            raise
        finally:
            REQUEST_ID.reset(token)
        return ClosingIterator(answer, lambda: self._ended(seen))

    def _ended(self, seen: _Seen) -> None:
        seconds = time.perf_counter() - seen.began
        self.counts.add(seen.route, seen.status, seconds)
        if not REQUESTS.isEnabledFor(logging.INFO):
            return
        method, address = str(seen.environ.get("REQUEST_METHOD", "")), _address(seen.environ)
        facts = {
            "request_id": seen.request_id,
            "method": method,
            "path": address,
            "route": seen.route,
            "status": seen.status,
            "ms": round(seconds * 1000, 1),
            "bytes": int(seen.sent) if seen.sent else None,
        }
        said = f"{seen.status} {method} {address} {seconds * 1000:.0f} ms"
        REQUESTS.info("%s", said, extra={FACTS: facts})


def note_routes(flask: Flask) -> None:
    """Let Flask say which rule each request matched; to be called before any other hook."""

    def note() -> None:
        rule = request.url_rule
        request.environ[ROUTE] = rule.rule if rule else ""

    flask.before_request(note)


def _address(environ: WSGIEnvironment) -> str:
    path = str(environ.get("PATH_INFO", "")).encode("latin-1", "replace").decode("utf-8", "replace")
    query = str(environ.get("QUERY_STRING", ""))
    # Quoted, nothing in it can break a line or color a terminal.
    whole = quote(path, safe="/:@,;=+$&!*'()~-._") + (f"?{query}" if query else "")
    return quote(whole, safe="/:@,;=+$&!*'()~-._?%")[:LONGEST]
