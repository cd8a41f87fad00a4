"""The process that forks a child for each foreign file (app.jail.jail starts it).

It has imported what reads files, so a child is there in a millisecond and needs to open nothing.
Orders come pickled from our own server; a child's answer is bytes, and nobody unpickles it.
"""

from __future__ import annotations

import contextlib
import gc
import json
import os
import pickle
import select
import signal
import sys
import time
from typing import IO

from app.jail.confinement import Allowance, confine
from app.jail.task import Answer, Task
from geo.errors import AtlasError
from geo.languages import ENGLISH, ORIGINAL

STDIN, STDOUT, STDERR = 0, 1, 2
# The clock may run on while a machine is busy with others.
PATIENCE = 2
CHUNK = 1 << 16
MOST_ANSWERED = 300_000_000
# How a child ends that has no answer: too little memory, or a fault of ours.
MEMORY, FAULT = 3, 4
FINE, REFUSED = b"+", b"-"
# How the kernel ends a child that has used its seconds.
OVERTIME = (signal.SIGXCPU,)


def main() -> None:
    """Answer orders until there can be no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders, answers = sys.stdin.buffer, os.fdopen(os.dup(STDOUT), "wb")
    os.dup2(STDERR, STDOUT)
    while (order := _next(orders)) is not None:
        pickle.dump(answered(*order), answers)
        answers.flush()
        # Nothing of a file waits here for the next one.
        del order


def _next(orders: IO[bytes]) -> tuple[Task, Allowance] | None:
    try:
        order: tuple[Task, Allowance] = pickle.load(orders)  # noqa: S301  our own server wrote it
    except EOFError:
        return None
    return order


def answered(task: Task, allowance: Allowance) -> Answer:
    """Return what a child of ours makes of a task, within its allowance."""
    task.prepare()
    # Opened here: a child cannot.
    nowhere = os.open(os.devnull, os.O_RDWR)
    mine, its = os.pipe()
    child = os.fork()
    if not child:
        _be_child(task, allowance, its, nowhere)
    os.close(its)
    os.close(nowhere)
    try:
        body, late = _heard(mine, time.monotonic() + allowance.seconds * PATIENCE)
    finally:
        os.close(mine)
        with contextlib.suppress(ProcessLookupError):
            os.kill(child, signal.SIGKILL)
        _, status = os.waitpid(child, 0)
    return _outcome(body, status, late=late)


def _outcome(body: bytes, status: int, *, late: bool) -> Answer:
    if late or (os.WIFSIGNALED(status) and os.WTERMSIG(status) in OVERTIME):
        return Answer("slow")
    # The end of the pipe is the end of a child, which may have been ended a moment later.
    if body[:1] == FINE:
        return Answer("fine", body[1:])
    if body[:1] == REFUSED:
        return Answer("refused", body[1:])
    exhausted = os.WIFEXITED(status) and os.WEXITSTATUS(status) == MEMORY
    aborted = os.WIFSIGNALED(status) and os.WTERMSIG(status) in (signal.SIGABRT, signal.SIGSEGV)
    return Answer("memory" if exhausted or aborted else "died")


def _heard(pipe: int, until: float) -> tuple[bytes, bool]:
    """Return all that a child says before it ends, and whether it took too long."""
    parts: list[bytes] = []
    size = 0
    while (left := until - time.monotonic()) > 0:
        if not select.select([pipe], [], [], left)[0]:
            break
        part = os.read(pipe, CHUNK)
        if not part:
            return b"".join(parts), False
        parts.append(part)
        size += len(part)
        if size > MOST_ANSWERED:
            return b"", False
    return b"", True


def _be_child(task: Task, allowance: Allowance, its: int, nowhere: int) -> None:
    """Do a task, say its answer, and end; this never returns."""
    code = FAULT
    # All that is made is needed to the end, which is soon: looking for what is not takes half the
    # time of a large table.
    gc.disable()
    try:
        os.setsid()
        # What a library prints would stand in a log, and may be of the file.
        for stream in (STDIN, STDOUT, STDERR):
            os.dup2(nowhere, stream)
        os.closerange(STDERR + 1, its)
        os.closerange(its + 1, its + 64)
        confine(allowance)
        _say(its, _done(task))
        code = 0
    except MemoryError:
        code = MEMORY
    finally:
        # Whatever it was, nothing of it may reach the code below a fork.
        os._exit(code)


def _done(task: Task) -> bytes:
    try:
        return FINE + task.run()
    except AtlasError as error:
        words = [error.in_lang(lang) for lang in (ENGLISH, ORIGINAL)]
        return REFUSED + json.dumps(words).encode()


def _say(pipe: int, body: bytes) -> None:
    view = memoryview(body)
    while view:
        view = view[os.write(pipe, view) :]


if __name__ == "__main__":
    main()
