"""The studio: briefs and pictures are drawn in a process of their own, ours stays light.

The libraries that draw take seconds to import and a hundred megabytes to keep. The web worker
starts one child at the first order, hands it the catalogue and then orders, one after another,
and ends it when nobody has ordered for a while. The child also ends with the worker: its orders
come through a pipe, and a pipe without a writer is over.
"""

from __future__ import annotations

import atexit
import logging
import pickle
import subprocess
import sys
from collections import OrderedDict
from pathlib import Path
from threading import BoundedSemaphore, Lock, Timer
from typing import IO, TYPE_CHECKING, Literal, Protocol

from app.settings.settings import PROJECT
from geo.errors import AtlasError, Letterless, Refused, Unfit, UnknownWord

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

log = logging.getLogger("atlas")

# The first order of a child imports the libraries; on two busy cores that takes some seconds.
PATIENCE_S = 60.0
IDLE_S = 300.0
GOODBYE_S = 2.0
# Finished files that several people ask for are kept: half a megabyte each, sometimes more.
KEPT_BYTES = 24_000_000
# Who waits holds a thread of the server; the rest of the atlas must go on answering.
WAITING = 4
CHILD = "app.jobs.drawing_process"
# Errors of whoever ordered, not of the server.
ORDERERS = (UnknownWord, Unfit, Refused, Letterless)

# The studio of an atlas, by which routes, tests and monitors find it.
STUDIO = "studio"

# Why an order was not drawn: the first three may be over in a moment, the last is not.
Why = Literal["slow", "failed", "busy", "unable"]


class Job(Protocol):
    """What can be ordered: frozen data that knows how to become a file."""

    def written(self, catalogue: Catalogue, data: Path, *, form: str) -> bytes:
        """Return the file in one form; the same order gives the same bytes."""
        ...

    def __hash__(self) -> int:
        """Equal orders are one."""
        ...


class Undrawn(AtlasError):
    """An order that was not drawn; ``why`` says what came between.

    It might be drawn later, unless the server is ``unable``: then ``because`` is an error that says
    what it lacks, or None for a fault of ours, which is in the log.
    """

    def __init__(self, why: Why, because: AtlasError | None = None) -> None:
        """Say it in a sentence for the log."""
        self.why, self.because = why, because
        super().__init__(f"the order was not drawn: {because or why}")


class Studio:
    """Draws orders for one catalogue, one at a time, and keeps the last files.

    ``data`` is the folder of the boundaries, ``patience_s`` how long an order may wait for its
    turn and then be drawn, ``idle_s`` how long the child stays without an order.
    """

    def __init__(
        self,
        catalogue: Catalogue,
        data: Path,
        *,
        patience_s: float = PATIENCE_S,
        idle_s: float = IDLE_S,
    ) -> None:
        self._start = (catalogue, data)
        self._patience_s, self._idle_s = patience_s, idle_s
        self._child: subprocess.Popen[bytes] | None = None
        self._rest: Timer | None = None
        self._turn, self._room = Lock(), BoundedSemaphore(WAITING)
        self._kept: OrderedDict[tuple[Job, str], bytes] = OrderedDict()
        # Why the last order that could be met was not; nothing if it was.
        self.trouble = ""

    @property
    def pid(self) -> int | None:
        """Return the id of the child's process; None while there is none."""
        child = self._child
        return child.pid if child is not None and child.poll() is None else None

    def drawn(self, order: Job, *, form: str, private: bool = False) -> bytes:
        """Return an order as a file.

        Of a ``private`` one nothing stays: no file, no word in a log, and not the child either,
        which has seen it. Raises Undrawn where that fails, takes too long, too many wait or the
        server is unable to, and the AtlasError of an order that cannot be met by any.
        """
        found = self._kept.get((order, form))
        if found is not None:
            return found
        if not self._room.acquire(blocking=False):
            raise Undrawn("busy")
        try:
            if not self._turn.acquire(timeout=self._patience_s):
                raise Undrawn("busy")
            try:
                return self._private(order, form) if private else self._drawn(order, form)
            finally:
                self._turn.release()
        finally:
            self._room.release()

    def close(self) -> None:
        """End the child, if there is one; a later order starts another."""
        with self._turn:
            self._end()

    def _private(self, order: Job, form: str) -> bytes:
        try:
            answer = self._asked(order, form, private=True)
        finally:
            self._end()
        return _file(answer)

    def _drawn(self, order: Job, form: str) -> bytes:
        key = (order, form)
        # Somebody before us in the line may have wanted the same.
        if key in self._kept:
            self._kept.move_to_end(key)
            return self._kept[key]
        try:
            answer = self._answer(order, form)
        except Undrawn as error:
            self.trouble = str(error)
            raise
        self.trouble = ""
        self._keep(key, answer)
        return answer

    def _answer(self, order: Job, form: str) -> bytes:
        """Return a file; raise what is wrong with the order, or Undrawn."""
        try:
            return _file(self._asked(order, form))
        except Undrawn as error:
            if error.because is not None:
                log.warning("an order cannot be drawn here: %s", error.because)
            raise

    def _keep(self, key: tuple[Job, str], body: bytes) -> None:
        self._kept[key] = body
        while sum(map(len, self._kept.values())) > KEPT_BYTES and len(self._kept) > 1:
            self._kept.popitem(last=False)

    def _asked(self, order: Job, form: str, *, private: bool = False) -> object:
        """Return what the child answers; end it where it does not answer in time, or at all."""
        if self._rest is not None:
            self._rest.cancel()
        late: list[bool] = []
        child, fresh = self._running()

        def stop() -> None:
            late.append(True)
            child.kill()

        limit = Timer(self._patience_s, stop)
        limit.daemon = True
        limit.start()
        try:
            orders, answers = _pipes(child)
            if fresh:
                pickle.dump(self._start, orders)
            pickle.dump((order, form, private), orders)
            orders.flush()
            answer: object = pickle.load(answers)  # noqa: S301  our own child wrote it
        except (OSError, EOFError, pickle.UnpicklingError):
            self._end()
            told = type(order).__name__ if private else order
            log.warning("the studio's process ended with an order in hand: %s", told)
            raise Undrawn("slow" if late else "failed") from None
        finally:
            limit.cancel()
        self._rest = Timer(self._idle_s, self._idle, args=(child,))
        self._rest.daemon = True
        self._rest.start()
        return answer

    def _running(self) -> tuple[subprocess.Popen[bytes], bool]:
        """Return the child, and whether it is a new one, which knows no catalogue yet."""
        if self._child is not None and self._child.poll() is None:
            return self._child, False
        self._end()
        # ``-m app`` needs the project's folder, which is not always the current one.
        self._child = subprocess.Popen(  # noqa: S603  our own command
            [sys.executable, "-m", CHILD],
            cwd=PROJECT,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
        )
        atexit.register(self.close)
        return self._child, True

    def _idle(self, child: subprocess.Popen[bytes]) -> None:
        # Whoever draws now has a use for the child.
        if self._turn.acquire(blocking=False):
            try:
                if self._child is child:
                    self._end()
            finally:
                self._turn.release()

    def _end(self) -> None:
        child, self._child = self._child, None
        if self._rest is not None:
            self._rest.cancel()
        if child is None:
            return
        atexit.unregister(self.close)
        for pipe in _pipes(child):
            try:
                pipe.close()
            except OSError:
                # What it did not read is lost with it.
                continue
        try:
            child.wait(GOODBYE_S)
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()


def _file(answer: object) -> bytes:
    """Return the file that a child answers with; raise what is wrong with the order, or Undrawn."""
    if isinstance(answer, ORDERERS):
        raise answer
    if isinstance(answer, AtlasError):
        # What was asked for is sound: the server lacks something, and will in a moment too.
        raise Undrawn("unable", answer)
    if not isinstance(answer, bytes):
        raise Undrawn("unable")
    return answer


def _pipes(child: subprocess.Popen[bytes]) -> tuple[IO[bytes], IO[bytes]]:
    """Return where orders go and where answers come from."""
    orders, answers = child.stdin, child.stdout
    if orders is None or answers is None:
        raise OSError("the child was started without pipes")
    return orders, answers
