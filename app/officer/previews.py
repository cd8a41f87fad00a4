"""The whole atlas with a draft, for those who keep the data: built, kept a while, marked.

What is shown is a copy of the draft as it was, by the name of its content, so that whoever looks
at it looks at one thing. What is built lies in a cache of its own: it must not push out what
readers get.
"""

from __future__ import annotations

import re
import shutil
from collections import OrderedDict
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from threading import Lock, Timer
from typing import TYPE_CHECKING, Protocol

from app.address.urls import Urls
from app.build import bake
from app.build.redacted import withheld
from geo.files.content_hash import IGNORED
from geo.store.editions import NAME_LENGTH

if TYPE_CHECKING:
    from collections.abc import Iterable

    from _typeshed.wsgi import StartResponse, WSGIEnvironment

    from app.build.work import Tell
    from app.settings.settings import Config
    from geo.editing.draft import Draft

FOLDER = "previews"
READY = ".ready"
NAME = re.compile(rf"[0-9a-f]{{{NAME_LENGTH}}}")
# On disk for whoever comes back to one, and in the memory of each worker.
KEPT, IN_MEMORY = 4, 1
# An atlas takes some fifty megabytes, and who looks at a preview looks soon again.
IDLE_S = 900.0


class Shown(Protocol):
    """An atlas that answers, until it is closed."""

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        """Answer a request."""
        ...

    def close(self) -> None:
        """End the processes that draw and read for it."""
        ...


class Previews:
    """Previews below a folder; ``make`` makes the atlas of settings."""

    def __init__(self, config: Config, folder: Path, make: Callable[[Config], Shown]) -> None:
        self._config, self._folder, self._make = config, folder / FOLDER, make
        self._made: OrderedDict[str, Shown] = OrderedDict()
        self._lock, self._rest = Lock(), Timer(0, self.rest)

    def config(self, name: str) -> Config:
        """Return the settings of a preview: those of readers, but for its place and its mark."""
        return replace(
            self._config,
            data=self._folder / name,
            store=None,
            edition=name,
            cache=self._config.cache / FOLDER,
            prefix=Urls(self._config.prefix).preview(name),
            public=False,
            preview=True,
            officers=None,
            officer_header="",
            officer_proxies=(),
        )

    def build(self, draft: Draft, tell: Tell) -> str:
        """Build the preview of a draft as it is now, and return its name."""
        name = draft.name()
        place = self._folder / name
        if not place.is_dir():
            self._folder.mkdir(parents=True, exist_ok=True)
            beside = self._folder / f".{name}"
            shutil.rmtree(beside, ignore_errors=True)
            shutil.copytree(draft.data, beside, ignore=shutil.ignore_patterns(IGNORED))
            beside.rename(place)
        shown = withheld(self.config(name))
        # What does not differ from what readers have is built already.
        bake.borrow(shown, self._config.cache)
        bake.ensure(shown, tell=tell)
        (self._folder / f"{name}{READY}").touch()
        self._forget(name)
        return name

    def ready(self, name: str) -> bool:
        """Return whether a preview is built."""
        return bool(NAME.fullmatch(name)) and (self._folder / f"{name}{READY}").exists()

    def application(self, name: str) -> Shown | None:
        """Return what answers for a preview; None where it is not built."""
        if not self.ready(name):
            return None
        with self._lock:
            if name not in self._made:
                self._made[name] = self._make(self.config(name))
                while len(self._made) > IN_MEMORY:
                    self._made.popitem(last=False)[1].close()
            self._made.move_to_end(name)
            self._rest.cancel()
            self._rest = Timer(IDLE_S, self.rest)
            self._rest.daemon = True
            self._rest.start()
            return self._made[name]

    def rest(self) -> None:
        """Let go of what is in memory; whoever comes next waits while it is made again."""
        with self._lock:
            while self._made:
                self._made.popitem()[1].close()

    def lend(self, config: Config) -> None:
        """Let what is built for a preview be used for an edition of the same content."""
        bake.borrow(config, self._config.cache / FOLDER)

    def _forget(self, newest: str) -> None:
        """Remove all but the last few previews."""
        found = sorted(
            self._folder.glob(f"*{READY}"), key=lambda path: path.stat().st_mtime, reverse=True
        )
        for path in found[KEPT:]:
            name = path.name.removesuffix(READY)
            if name != newest:
                path.unlink(missing_ok=True)
                shutil.rmtree(self._folder / name, ignore_errors=True)
