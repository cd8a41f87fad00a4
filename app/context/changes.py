"""The data on disk, and whether they are still those that were checked, built and loaded."""

from __future__ import annotations

import logging
from pathlib import Path
from threading import Lock

from geo.errors import AtlasError
from geo.files.content_hash import hash_of

log = logging.getLogger("atlas")
# Where an atlas keeps its own, for its routes.
CHANGES = "changes"
RESTART = "start again to check and build them"


class Changed(AtlasError):
    """What is asked for needs files of the data, and they are no longer those of the start."""


class Changes:
    """Watches a data folder whose files had a ``digest`` at the start.

    Somebody may edit the data while they are served: what the server has in memory stays whole,
    what it would read now would not fit to it.
    """

    def __init__(self, folder: Path, digest: str) -> None:
        self._folder, self._digest = folder, digest
        self._told, self._lock = "", Lock()

    def said(self) -> str:
        """Return what is different now, nothing while all is as it was; the log says it once."""
        try:
            now = hash_of(self._folder) if self._folder.is_dir() else ""
            words = f"the data changed after the start: {RESTART}" if now != self._digest else ""
        except OSError as error:
            words = f"the data cannot be read ({error.strerror}): mend that, and {RESTART}"
        with self._lock:
            if words and words != self._told:
                log.warning("%s", words)
            self._told = words
        return words

    def require(self) -> None:
        """Raise Changed unless the files are those of the start."""
        words = self.said()
        if words:
            raise Changed(words)
