"""An atlas that is shown for a while, and what ends with one."""

from __future__ import annotations

from collections.abc import Iterable
from contextvars import copy_context
from typing import TYPE_CHECKING

from app.jail.jail import JAIL, Jail
from app.jobs.worker import STUDIO, Studio

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from app.index.atlas import Atlas


class ShownAtlas:
    """A WSGI application that answers by one atlas until it is closed."""

    def __init__(self, atlas: Atlas) -> None:
        self._atlas = atlas

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request; nothing of it stays in the context of who hands it on."""
        answer: Iterable[bytes] = copy_context().run(self._atlas.server, environ, start)
        return answer

    def close(self) -> None:
        """End the processes that draw and read for it."""
        close(self._atlas)


def close(atlas: Atlas) -> None:
    """End the processes that draw and read for an atlas that is over."""
    studio: Studio = atlas.server.extensions[STUDIO]
    studio.close()
    jail: Jail = atlas.server.extensions[JAIL]
    jail.close()
