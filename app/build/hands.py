"""Hands: work shared among processes that are forked from this one, and give back what they made.

Where processes do not fork, or the machine has one core, everything is done here, in turn.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from multiprocessing.connection import Connection
from typing import Any, Generic, TypeVar

from geo.errors import AtlasError

T = TypeVar("T")
R = TypeVar("R")
# Four are busy enough; each has the libraries' pages of its parent and what it makes itself.
MOST = 4


class HandError(AtlasError):
    """A process ended before its work was done."""


@dataclass
class Started(Generic[R]):
    """Work that another process does; ``result`` waits for it."""

    _answer: Callable[[], R]

    def result(self) -> R:
        """Return what the work returned; raise what it raised."""
        return self._answer()


class SharedCount:
    """A count that the processes share; alone, a number."""

    def __init__(self, *, shared: bool) -> None:
        self._cell: Any = multiprocessing.get_context("fork").Value("i", 0) if shared else None
        self._alone = 0

    def __int__(self) -> int:
        """Return the count as it is now."""
        return int(self._cell.value) if self._cell else self._alone

    def add(self) -> int:
        """Count one more and return how many there are."""
        if self._cell is None:
            self._alone += 1
            return self._alone
        with self._cell.get_lock():
            self._cell.value += 1
            return int(self._cell.value)


@dataclass(frozen=True)
class Hands:
    """``count`` processes that may work at once, this one included."""

    count: int = 1

    @property
    def many(self) -> bool:
        """Return whether anything is done at once."""
        return self.count > 1

    def start(self, work: Callable[[], R]) -> Started[R]:
        """Begin work in a process of its own; alone, it is done when its result is asked for."""
        if not self.many:
            return Started(work)
        context = multiprocessing.get_context("fork")
        answers, mine = context.Pipe(duplex=False)
        process = context.Process(target=_work, args=(work, mine), daemon=True)
        # An order to end that comes while a process is forked waits: Python ignores what is raised
        # there.
        held = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGTERM})
        try:
            process.start()
        finally:
            signal.pthread_sigmask(signal.SIG_SETMASK, held)
        mine.close()

        def answer() -> R:
            try:
                good, made = answers.recv()
            except EOFError:
                process.join()
                raise HandError(_ended(process.exitcode)) from None
            process.join()
            if not good:
                raise made
            result: R = made
            return result

        return Started(answer)

    def each(self, function: Callable[[T], R], items: Sequence[T]) -> list[R]:
        """Return the function's result for each item, in the order of the items.

        Every process takes the next item when it is done with one: some take long.
        """
        if not self.many:
            return [function(item) for item in items]
        queue = multiprocessing.get_context("fork").SimpleQueue()
        shares = min(self.count, len(items))
        for at in (*range(len(items)), *[None] * shares):
            queue.put(at)

        def share() -> list[tuple[int, R]]:
            return [(at, function(items[at])) for at in iter(queue.get, None)]

        done = [self.start(share) for _ in range(shares)]
        made = dict(pair for one in done for pair in one.result())
        return [made[at] for at in range(len(items))]


def hands() -> Hands:
    """Return as many as this machine has a use for."""
    if sys.platform != "linux":
        return Hands()
    return Hands(min(len(os.sched_getaffinity(0)), MOST))


def _work(work: Callable[[], Any], answers: Connection) -> None:
    # Ctrl+C is for the process that started us; we end with it.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGTERM})
    try:
        said = (True, work())
    except Exception as error:  # noqa: BLE001  it is raised where the result is asked for
        said = (False, error)
    answers.send(said)


def _ended(code: int | None) -> str:
    if code == -signal.SIGKILL:
        return "a process of the build was killed: the machine has too little memory for it"
    return f"a process of the build ended with code {code}"
