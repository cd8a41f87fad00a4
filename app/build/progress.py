"""Progress on stderr: silent while a command is quick, one line a step once it is not."""

from __future__ import annotations

import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager

from geo.languages import ENGLISH
from geo.sentences import in_words

QUIET_SECONDS = 1.0
# A step that is over before a line can be read is not worth one.
BRIEF_SECONDS = 0.2


class Progress:
    """Says what a command is doing, with the seconds since it started.

    A step that ends within a second of the start, or at once, says nothing. A longer one
    announces itself while it runs, on a terminal and in a log alike: plain lines.
    """

    def __init__(self, lang: str = ENGLISH) -> None:
        self._lang = lang
        self._start = time.monotonic()
        self._lock = threading.Lock()

    @contextmanager
    def step(self, words: str) -> Iterator[None]:
        """Announce a step that is still running when the quiet second is over."""
        wait = max(BRIEF_SECONDS, QUIET_SECONDS - (time.monotonic() - self._start))
        timer = threading.Timer(wait, self._say, [f"{in_words(words, self._lang)} …"])
        timer.daemon = True
        timer.start()
        try:
            yield
        finally:
            timer.cancel()

    def _say(self, words: str) -> None:
        with self._lock:
            seconds = time.monotonic() - self._start
            sys.stderr.write(f"[{seconds:5.1f} s] {words}\n")
            sys.stderr.flush()
