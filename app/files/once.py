"""What is made once though many ask for it at the same moment."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from concurrent.futures import Future
from functools import wraps
from threading import Lock
from typing import ParamSpec, TypeVar

P = ParamSpec("P")
R = TypeVar("R")


def once(kept: int) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Keep the last ``kept`` results of a function; who asks for one that is being made waits.

    A plain cache lets every thread make what is not there yet: eight at once take eight times as
    long for each, and everybody behind them waits. What raises is not kept.
    """

    def decorated(make: Callable[P, R]) -> Callable[P, R]:
        done: OrderedDict[Hashable, R] = OrderedDict()
        running: dict[Hashable, Future[R]] = {}
        lock = Lock()

        def ended(key: Hashable) -> None:
            with lock:
                del running[key]
                while len(done) > kept:
                    done.popitem(last=False)

        @wraps(make)
        def asked(*args: P.args, **named: P.kwargs) -> R:
            key = (args, tuple(sorted(named.items())))
            with lock:
                if key in done:
                    done.move_to_end(key)
                    return done[key]
                other = running.get(key)
                mine: Future[R] = Future()
                if other is None:
                    running[key] = mine
            if other is not None:
                return other.result()
            try:
                made = make(*args, **named)
                done[key] = made
            except BaseException as error:
                ended(key)
                mine.set_exception(error)
                raise
            ended(key)
            mine.set_result(made)
            return made

        return asked

    return decorated
