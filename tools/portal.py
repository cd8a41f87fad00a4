"""A portal of another origin: it frames the atlas with the lines that we give away."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from tools.serving import Served, free_port

SNIPPET = """<!DOCTYPE html><html lang="zh"><head><title>门户</title></head><body>
<h1>门户</h1><iframe data-shu-atlas title="地图" src="{src}" width="800" height="300"
sandbox="allow-scripts allow-same-origin allow-popups allow-forms allow-downloads"></iframe>
<script src="{host}"></script></body></html>"""


@dataclass
class Portal:
    """Another origin: pages by path, served from a port of their own."""

    port: int
    pages: dict[str, str] = field(default_factory=dict)

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        """Return the address of a page, as one of the names of this machine."""
        return f"http://{host}:{self.port}{path}"


class _Answer(BaseHTTPRequestHandler):
    def __init__(self, portal: Portal, *given: object) -> None:
        self.portal = portal
        super().__init__(*given)  # type: ignore[arg-type]  # as the server gives them

    def do_GET(self) -> None:
        body = self.portal.pages.get(self.path, "").encode()
        # The browser asks for an icon by itself.
        self.send_response(200 if body else 204)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class _Server(ThreadingHTTPServer):
    def handle_error(self, request: object, client_address: object) -> None:
        """Say nothing of a browser that left before it had all: pages are closed when measured."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)  # type: ignore[arg-type]  # as it came


@contextmanager
def portal_of_another_origin() -> Iterator[Portal]:
    """Serve a portal until the block ends."""
    made = Portal(free_port())
    server = _Server(("127.0.0.1", made.port), partial(_Answer, made))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield made
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def place(portal: Portal, served: Served, path: str) -> None:
    """Put a page with the snippet on the portal."""
    portal.pages["/page"] = SNIPPET.format(
        src=f"{served.url}/embed/{path}", host=f"{served.url}/embed/host.js"
    )
