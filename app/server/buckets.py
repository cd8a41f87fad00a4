"""Buckets of tokens: how often somebody may ask for what is dear."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable
from threading import Lock

MINUTE_S = 60.0
# Who has not asked for a minute has a full bucket, and needs none.
MOST_KEPT = 10_000


class Buckets:
    """A bucket for each name, which fills in a minute; one process knows of its own requests."""

    def __init__(self, rate: int, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._rate, self._clock = rate, clock
        self._left: OrderedDict[str, tuple[float, float]] = OrderedDict()
        self._lock = Lock()

    def take(self, name: str) -> float:
        """Take a token and return 0, or return in how many seconds there is one."""
        with self._lock:
            now = self._clock()
            left, then = self._left.pop(name, (float(self._rate), now))
            left = min(float(self._rate), left + (now - then) * self._rate / MINUTE_S)
            there = left >= 1
            self._left[name] = (left - 1 if there else left, now)
            while len(self._left) > MOST_KEPT:
                self._left.popitem(last=False)
            return 0.0 if there else (1 - left) * MINUTE_S / self._rate
