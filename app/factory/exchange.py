"""Readers get the current edition of a store: the atlas is exchanged while it answers."""

from __future__ import annotations

import gc
import logging
import math
import os
import time
from collections.abc import Callable, Iterable
from contextvars import copy_context
from threading import Event, Lock, Thread
from typing import TYPE_CHECKING, TypeVar

from app.build.editions import opened, store_of
from app.factory.shown import close

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from app.index.atlas import Atlas
    from app.settings.settings import Config

log = logging.getLogger("atlas")
# How often a process looks which edition is the current one.
LOOK_S = 0.5
# How long whoever asks for a file waits for an atlas that is being made, and how soon what failed
# is tried again.
PATIENCE_S = 2.0
AGAIN_S = 60.0
NEVER = math.inf
Answer = TypeVar("Answer")


class Exchange:
    """A WSGI application that answers by the atlas of the current edition.

    A new atlas is made beside the old one, which answers meanwhile, and takes its place as a
    whole: no answer is of two editions. Where it cannot be made, the old one stays and
    ``trouble`` says why. ``make`` is app.factory.create_app.
    """

    def __init__(self, config: Config, atlas: Atlas, *, make: Callable[..., Atlas]) -> None:
        self._config, self._make = config, make
        self._store = store_of(config)
        self._atlas = self._joined(atlas)
        self._lock, self._looking_in = Lock(), 0
        self._failed, self._again_at = "", 0.0
        # When the store was asked that has not answered yet, and whether it failed to.
        self._asked_at, self._unanswered = NEVER, False
        self._closed = Event()
        self.trouble = ""

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request by one atlas from beginning to end."""
        if self._looking_in != os.getpid():
            self._look()
        # Dash notes its app in the context of a request; that of a thread would keep an old one.
        answer: Iterable[bytes] = copy_context().run(self._atlas.server, environ, start)
        return answer

    def follow(self) -> Atlas:
        """Return the atlas of the current edition, made now if it is another than before.

        Where the store did not answer last, the one that is there: who asks for a page or a file
        does not wait until it is known to be gone still.
        """
        if not self._unanswered and time.monotonic() - self._asked_at < PATIENCE_S:
            looker = Thread(target=self._look_once, name="a look", daemon=True)
            looker.start()
            looker.join(PATIENCE_S)
            # The store has answered, and what it says is being made.
            if self._asked_at == NEVER:
                looker.join()
        return self._atlas

    def _look_once(self) -> None:
        if self._lock.acquire(timeout=PATIENCE_S):
            try:
                self._follow()
            except Exception as error:  # noqa: BLE001  whatever it is, the old edition goes on
                self._stay(error)
            finally:
                self._lock.release()

    def close(self) -> None:
        """Look no longer; what is served now goes on."""
        self._closed.set()

    def _look(self) -> None:
        """Look now, and from now on: a thread of its own in each process that answers."""
        with self._lock:
            first = self._looking_in != os.getpid()
            self._looking_in = os.getpid()
        if first:
            self.follow()
            Thread(target=self._keep_looking, name="editions", daemon=True).start()

    def _keep_looking(self) -> None:
        while not self._closed.wait(LOOK_S):
            self._look_once()

    def _follow(self) -> None:
        name = self._asked(self._store.current)
        if name == self._atlas.about["edition"]:
            self.trouble = ""
        elif name != self._failed or time.monotonic() > self._again_at:
            self._failed, self._again_at = name, time.monotonic() + AGAIN_S
            self._exchange(name)

    def _asked(self, ask: Callable[[], Answer]) -> Answer:
        """Return what the store answers, and note meanwhile that it has not yet."""
        self._asked_at = time.monotonic()
        try:
            answer = ask()
        except Exception:
            self._unanswered = True
            raise
        finally:
            self._asked_at = NEVER
        self._unanswered = False
        return answer

    def _exchange(self, name: str) -> None:
        before = self._atlas
        config = self._asked(lambda: opened(self._config, name))
        self._atlas = self._joined(self._make(config, before=before))
        self._failed, self.trouble = "", ""
        log.info("edition %s is served now, no longer %s", name, before.about["edition"])
        close(before)
        del before
        # What was frozen for the workers to share belongs to the edition that is over.
        gc.unfreeze()
        gc.collect()

    def _joined(self, atlas: Atlas) -> Atlas:
        atlas.follower = self
        return atlas

    def _stay(self, error: Exception) -> None:
        """Say once why an edition is not served."""
        words = f"edition {self._atlas.about['edition']} is still served: {error}"
        if words != self.trouble:
            log.error("%s", words)
        self.trouble = words
