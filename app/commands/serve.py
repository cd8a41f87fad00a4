"""``serve``: the atlas over HTTP until it is told to end; its port answers from the start."""

from __future__ import annotations

import argparse
import importlib
import signal
import socket
import threading
from typing import TYPE_CHECKING

from app.build import bake
from app.build.redacted import withheld
from app.server import logs, process
from app.settings import theme
from app.settings.approval import approval_of, require_approved
from app.settings.officers import require_sound

if TYPE_CHECKING:
    from app.files.shelf import Shelf
    from app.index.atlas import Atlas
    from app.settings.settings import Config


def run(settings: Config, _options: argparse.Namespace) -> int:
    """Serve the atlas until Ctrl+C or a signal."""
    # What would stop the start later stops it before anything is built.
    theme.load(settings.theme)
    require_sound(settings)
    if settings.public:
        require_approved(approval_of(settings, zoom=settings.map_max_zoom))
    with process.listening(settings) as at:
        logs.write(settings.log_format)
        # A process that is the first of its machine, as in a container, has no habit of ending.
        signal.signal(signal.SIGTERM, _end)
        atlas = _atlas(withheld(settings), at)
        from app.factory import served  # noqa: PLC0415  Dash takes a second to import

        print(f"http://{settings.host}:{settings.port}{settings.prefix}", flush=True)  # noqa: T201  whoever started it reads it
        process.run(served(settings, atlas), settings, at=at, counts=atlas.counts)
    return 0


def _atlas(settings: Config, at: socket.socket) -> Atlas:
    """Return the atlas; while it is built, whoever comes is told so."""
    if found := bake.built(settings):
        return _made(settings, found)
    from app.server.waiting import Waiting, answering  # noqa: PLC0415  seldom needed

    waiting = Waiting(settings, theme.load(settings.theme))
    with answering(at, waiting):
        # Dash takes a second to import: it may as well be this one.
        meanwhile = threading.Thread(target=importlib.import_module, args=("app.factory",))
        meanwhile.start()
        try:
            made = bake.ensure(settings, tell=waiting.tell)
        finally:
            meanwhile.join()
        return _made(settings, made)


def _made(settings: Config, shelf: Shelf) -> Atlas:
    from app.factory import create_app  # noqa: PLC0415  Dash takes a second to import

    return create_app(settings, shelf=shelf)


def _end(*_: object) -> None:
    raise KeyboardInterrupt
