"""The process that draws: it reads orders and answers with files (app.jobs.drawing_process).

What goes through the pipes is pickled: frozen data one way, bytes or an error of ours the other.
"""

from __future__ import annotations

import os
import pickle
import signal
import sys
import traceback
from queue import SimpleQueue
from threading import Thread
from typing import IO, TYPE_CHECKING, Any

from geo.errors import AtlasError

if TYPE_CHECKING:
    from pathlib import Path

    from app.jobs.worker import Job
    from geo.store.catalogue import Catalogue

STDOUT, STDERR = 1, 2


def main() -> None:
    """Draw until nobody can order any more."""
    # Ctrl+C is for the server; when that has ended, the pipe says so.
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    answers = os.fdopen(os.dup(STDOUT), "wb")
    # What a library prints must not stand between two answers.
    os.dup2(STDERR, STDOUT)
    orders: SimpleQueue[Any] = SimpleQueue()
    Thread(target=_read, args=(sys.stdin.buffer, orders), daemon=True).start()
    catalogue, data = orders.get()
    while True:
        order, form, private = orders.get()
        pickle.dump(answer(catalogue, data, order, form, private=private), answers)
        answers.flush()


def answer(
    catalogue: Catalogue, data: Path, order: Job, form: str, *, private: bool = False
) -> object:
    """Return the file of an order, the error of one that cannot be met, or None for our fault.

    The report of a fault says of a ``private`` order where it was, and nothing of what.
    """
    try:
        return order.written(catalogue, data, form=form)
    except AtlasError as error:
        return error
    except Exception as error:  # noqa: BLE001  the next order may do well; the report is for the log
        if private:
            traceback.print_tb(error.__traceback__)
        else:
            traceback.print_exc()
        return None


def _read(source: IO[bytes], orders: SimpleQueue[Any]) -> None:
    """Pass orders on; when there can be no more, end the process, whatever it is drawing."""
    try:
        while True:
            orders.put(pickle.load(source))  # noqa: S301  our own server wrote it
    except EOFError:
        os._exit(0)
    except Exception:  # noqa: BLE001  a broken pipe of orders has no next one
        traceback.print_exc()
        os._exit(1)


if __name__ == "__main__":
    main()
