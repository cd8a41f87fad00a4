"""Whoever comes while the atlas is still being built: a light page that says so, on the same port.

It listens on the socket that the atlas will have, and leaves it without closing it: who comes
between the two waits there for a moment, and is refused by neither.
"""

from __future__ import annotations

import json
import socket
import threading
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from urllib.parse import parse_qs, urlsplit

from werkzeug.datastructures import LanguageAccept, MIMEAccept
from werkzeug.http import parse_accept_header

from app.address.urls import Urls
from app.build import bake
from app.build.work import Stage
from app.settings.settings import Config
from app.settings.theme import Theme
from app.text import filled, words
from geo.languages import LANGS, LANGUAGES, ORIGINAL
from geo.model.phrase_parts import PhraseParts
from geo.store.profile_file import read_profile

OK, BUILDING = 200, 503
SECONDS = 2
# Whoever asks slower than this asks again: nobody holds up the start.
PATIENCE_S = 3.0
# Quick enough that nobody sees the pause between this page and the atlas.
POLL_S = 0.05
LOADING = "loading"
POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; frame-ancestors {who}"
PAGE = """<!DOCTYPE html>
<html lang="{html_lang}"><head><meta charset="UTF-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="robots" content="noindex"><meta http-equiv="refresh" content="{seconds}">
<title>{title} · {site}</title>
<style>
body {{ margin: 12vh auto; max-width: 34em; padding: 0 1.25em; line-height: 1.7; color: #22303c;
  background: #f7f5ef; font-family: system-ui, sans-serif; }}
h1 {{ font-size: 1.4em; }} progress {{ width: 100%; height: .8em; accent-color: #9c2f24; }}
</style></head>
<body><p>{site}</p><main><h1>{title}</h1><p>{more}</p>
<progress value="{done}" max="{steps}" aria-label="{title}"></progress>
<p role="status">{now}</p></main></body></html>
"""


class Waiting:
    """What is answered while a build runs; ``tell`` says how far it is."""

    def __init__(self, config: Config, theme: Theme) -> None:
        self._urls, self._framing = Urls(config.prefix), " ".join(config.frame_ancestors)
        self._theme = theme
        own, _ = read_profile(config.data)
        # What is wrong with a profile the build will say.
        self._parts = PhraseParts(own) if own else None
        self._stage = Stage("check", 0, 1)

    def tell(self, stage: Stage) -> None:
        """Take note of where the build is, and say it in the log."""
        bake.log_stage(stage)
        over = stage.done == stage.steps
        self._stage = Stage(LOADING, stage.done, stage.steps) if over else stage

    def answer(self, address: str, languages: str, kinds: str) -> tuple[int, str, bytes]:
        """Return status, type and body for an address; nothing of the request stands in them."""
        parts = urlsplit(address)
        at, urls = self._stage, self._urls
        if parts.path == urls.page("healthz"):
            return OK, "application/json", b'{"status":"ok"}\n'
        probes = [urls.page(name) for name in ("readyz", "health", "version", "metrics")]
        accepted = parse_accept_header(kinds, MIMEAccept)
        if parts.path in probes or accepted["application/json"] > accepted["text/html"]:
            said = f"{at.name}: {at.done} of {at.steps} steps are done"
            body = json.dumps({"status": "building", "checks": {"build": said}})
            return BUILDING, "application/json", f"{body}\n".encode()
        asked = parse_qs(parts.query).get("lang", [""])[0]
        best = parse_accept_header(languages, LanguageAccept).best_match(LANGS)
        lang = asked if asked in LANGS else best or ORIGINAL
        return BUILDING, "text/html; charset=utf-8", self._page(lang, at).encode()

    def policy(self, address: str) -> str:
        """Return the content security policy of an answer: frames are for pages of frames."""
        inside = urlsplit(address).path.startswith(self._urls.embed)
        who = f"'self' {self._framing}".strip() if inside else "'none'"
        return POLICY.format(who=who)

    def _page(self, lang: str, at: Stage) -> str:
        own = filled(self._parts, lang) if self._parts else _nameless(lang)
        phrases = self._theme.phrases(lang, own)
        step = phrases.get(f"waiting.step.{at.name}", at.name)
        now = phrases["waiting.now"].format(done=at.done, steps=at.steps, step=step)
        return PAGE.format(
            html_lang=LANGUAGES[lang].tag,
            seconds=SECONDS,
            title=escape(phrases["waiting.title"]),
            site=escape(phrases["site.full-title"]),
            more=escape(phrases["waiting.more"]),
            done=at.done,
            steps=at.steps,
            now=escape(now),
        )


def _nameless(lang: str) -> Mapping[str, str]:
    """Return the words of an atlas whose profile cannot be read: it has no name."""
    phrases = words(lang)
    return {**phrases, "site.full-title": phrases["waiting.title"]}


@contextmanager
def answering(at: socket.socket, waiting: Waiting) -> Iterator[None]:
    """Answer on a socket until the block ends; the socket stays open for who comes after."""

    class Handler(_Handler):
        """Answers with what waits here."""

        what = waiting

    server = _Server(at, Handler)
    thread = threading.Thread(target=server.serve_forever, args=(POLL_S,), daemon=True)
    thread.start()
    try:
        yield
    finally:
        server.shutdown()
        thread.join()
        # Waits for the answers under way: a process that forks has no other threads by then.
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = False

    def __init__(self, at: socket.socket, handler: type[BaseHTTPRequestHandler]) -> None:
        super().__init__(at.getsockname(), handler, bind_and_activate=False)
        self.socket.close()
        # Closing the one closes not the other.
        self.socket = at.dup()

    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing: whoever went away while we answered has no use for it."""


class _Handler(BaseHTTPRequestHandler):
    what: Waiting
    timeout = PATIENCE_S
    server_version, sys_version = "atlas", ""

    def do_GET(self) -> None:
        accept = self.headers.get("Accept-Language", ""), self.headers.get("Accept", "")
        status, kind, body = self.what.answer(self.path, *accept)
        self.send_response(status)
        for name, value in (
            ("Content-Type", kind),
            ("Content-Length", str(len(body))),
            ("Cache-Control", "no-store"),
            ("Retry-After", str(SECONDS)),
            ("X-Content-Type-Options", "nosniff"),
            ("Content-Security-Policy", self.what.policy(self.path)),
            ("Connection", "close"),
        ):
            if status != OK or name != "Retry-After":
                self.send_header(name, value)
        self.end_headers()
        if self.command != "HEAD":
            self.wfile.write(body)

    do_HEAD = do_POST = do_GET  # noqa: N815  names of http.server

    def log_message(self, *_: object) -> None:
        """Say nothing: the log says how far the build is."""
