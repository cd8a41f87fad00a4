"""Counts of requests that all workers share, in memory and without a file.

The table is made before the workers fork, so that each sees the same pages of memory. Each
writes a slot of its own and any of them can add all slots up: no lock between processes, nothing
to clean up, and a worker that dies leaves its counts behind.
"""

from __future__ import annotations

import mmap
import time
from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

# Upper bounds in seconds, those that Prometheus proposes and one for files that take long.
BUCKETS = (0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0, 30.0)
STATUSES = (200, 204, 206, 301, 302, 303, 304, 308, 400, 403, 404, 405, 413, 415, 429, 500, 503)
OTHER = "other"
NO_ROUTE = "none"
CELL = 8


@dataclass(frozen=True)
class CountedRoute:
    """What was counted for one route, over all workers; ``buckets`` each hold those below."""

    route: str
    statuses: dict[str, int]
    buckets: tuple[int, ...]
    seconds: float

    @property
    def requests(self) -> int:
        """Return the number of requests."""
        return sum(self.statuses.values())


class Counts:
    """Requests by route and status, and how long they took.

    ``routes`` are the rules of the addresses, never the addresses that people asked for; what
    matches no rule is counted as one. ``slots`` is how many processes may write, ``started`` when
    the counting began, in seconds since 1970.
    """

    def __init__(self, routes: Sequence[str], *, slots: int = 1) -> None:
        self.routes = (*dict.fromkeys(routes), NO_ROUTE)
        self.slots = slots
        self.started = time.time()
        self._slot = 0
        self._index = {route: number for number, route in enumerate(self.routes)}
        self._statuses = {code: number for number, code in enumerate(STATUSES)}
        # Statuses, the others, buckets, those above every bound, and the sum of seconds.
        self._width = len(STATUSES) + 1 + len(BUCKETS) + 1 + 1
        cells = slots * len(self.routes) * self._width
        self._cells = memoryview(mmap.mmap(-1, cells * CELL)).cast("d")
        self._lock = Lock()

    def claim(self, slot: int) -> None:
        """Write into this slot from now on: what a worker does when it starts."""
        self._slot = slot % self.slots
        self._lock = Lock()

    def add(self, route: str, status: int, seconds: float) -> None:
        """Count one answered request."""
        start = self._start(self._slot, self._index.get(route, len(self.routes) - 1))
        bucket = sum(seconds > bound for bound in BUCKETS)
        cells = (
            start + self._statuses.get(status, len(STATUSES)),
            start + len(STATUSES) + 1 + bucket,
        )
        with self._lock:
            for cell in cells:
                self._cells[cell] += 1
            self._cells[start + self._width - 1] += seconds

    def rows(self) -> list[CountedRoute]:
        """Return what every worker counted, for the routes that were asked for."""
        found = (self._row(number) for number in range(len(self.routes)))
        return [row for row in found if row.requests]

    def _row(self, number: int) -> CountedRoute:
        starts = [self._start(slot, number) for slot in range(self.slots)]
        sums = [sum(self._cells[start + k] for start in starts) for k in range(self._width)]
        names = (*map(str, STATUSES), OTHER)
        counted = {name: int(total) for name, total in zip(names, sums, strict=False) if total}
        inside = [int(total) for total in sums[len(names) : -1]]
        below = tuple(sum(inside[: k + 1]) for k in range(len(inside)))
        return CountedRoute(self.routes[number], counted, below, sums[-1])

    def _start(self, slot: int, number: int) -> int:
        return (slot * len(self.routes) + number) * self._width
