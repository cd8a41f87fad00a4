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
from collections.abc import Callable
from typing import IO

from app.jail.confinement import Allowance, confine
from app.jail.task import Answer, Begun, Reached, Task
from geo.errors import AtlasError
from geo.languages import ENGLISH, ORIGINAL
from geo.own_table.telling import PHASES, Phase

STDIN, STDOUT, STDERR = 0, 1, 2
# The clock may run on while a machine is busy with others.
PATIENCE = 2
CHUNK = 1 << 16
MOST_ANSWERED = 300_000_000
# How a child ends that has no answer: too little memory, or a fault of ours.
MEMORY, FAULT = 3, 4
FINE, REFUSED = b"+", b"-"
# How far it is: three numbers in a line, no more often than somebody can read it.
STEP, STEP_NUMBERS, BETWEEN_S, MOST_STEPS = b"=", 3, 0.1, 3_000
# How the kernel ends a child that has used its seconds.
OVERTIME = (signal.SIGXCPU,)


def main() -> None:
    """Answer orders until there can be no more."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    orders, answers = sys.stdin.buffer, os.fdopen(os.dup(STDOUT), "wb")
    os.dup2(STDERR, STDOUT)
    while (order := _next(orders)) is not None:

        def say(one: Begun | Reached | Answer) -> None:
            pickle.dump(one, answers)
            answers.flush()

        say(answered(*order, told=say))
        # Nothing of a file waits here for the next one.
        del order


def _next(orders: IO[bytes]) -> tuple[Task, Allowance] | None:
    try:
        order: tuple[Task, Allowance] = pickle.load(orders)  # noqa: S301  our own server wrote it
    except EOFError:
        return None
    return order


def answered(
    task: Task, allowance: Allowance, *, told: Callable[[Begun | Reached], None]
) -> Answer:
    """Return what a child of ours makes of a task, within its allowance.

    That it begins, and what the child says of how far it is, goes to ``told``.
    """
    task.prepare()
    # Opened here: a child cannot.
    nowhere = os.open(os.devnull, os.O_RDWR)
    mine, its = os.pipe()
    child = os.fork()
    if not child:
        _be_child(task, allowance, its, nowhere)
    told(Begun(child))
    os.close(its)
    os.close(nowhere)
    try:
        body, late = _heard(mine, time.monotonic() + allowance.seconds * PATIENCE, _limited(told))
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


def _heard(pipe: int, until: float, told: Callable[[Reached], None]) -> tuple[bytes, bool]:
    """Return all that a child answers before it ends, and whether it took too long.

    Before the answer stand the lines that say how far it is.
    """
    parts: list[bytes] = []
    size, line = 0, b""
    while (left := until - time.monotonic()) > 0:
        if not select.select([pipe], [], [], left)[0]:
            break
        part = os.read(pipe, CHUNK)
        if not part:
            return b"".join(parts), False
        if not parts:
            part = line = unstepped(line + part, told)
            if part[:1] in (STEP, b"") and len(part) < CHUNK:
                continue
        parts.append(part)
        size += len(part)
        if size > MOST_ANSWERED:
            return b"", False
    return b"", True


def _limited(told: Callable[[Reached], None]) -> Callable[[Reached], None]:
    """Return what tells no more than so many steps, whatever a child says."""
    left = iter(range(MOST_STEPS))

    def tell(step: Reached) -> None:
        if next(left, None) is not None:
            told(step)

    return tell


def unstepped(said: bytes, told: Callable[[Reached], None]) -> bytes:
    """Return what stands behind the whole lines of steps, each of which is told."""
    while said[:1] == STEP and b"\n" in said:
        line, _, said = said.partition(b"\n")
        numbers = line[1:].split(b" ")
        # Whoever has taken a child over may say anything, but nothing that is not a number.
        if len(numbers) == STEP_NUMBERS and all(one.isdigit() for one in numbers):
            phase, done, of = (int(one) for one in numbers)
            if phase < len(PHASES) and done <= of < MOST_ANSWERED:
                told(Reached(PHASES[phase], done, of))
    return said


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
        _say(its, _done(task, its))
        code = 0
    except MemoryError:
        code = MEMORY
    finally:
        # Whatever it was, nothing of it may reach the code below a fork.
        os._exit(code)


def _done(task: Task, its: int) -> bytes:
    said: list[tuple[Phase, float]] = []

    def tell(phase: Phase, done: int, of: int) -> None:
        now = time.monotonic()
        if said and said[-1][0] == phase and now - said[-1][1] < BETWEEN_S:
            return
        said.append((phase, now))
        _say(its, STEP + b"%d %d %d\n" % (PHASES.index(phase), done, of))

    try:
        return FINE + task.run(tell)
    except AtlasError as error:
        words = [error.in_lang(lang) for lang in (ENGLISH, ORIGINAL)]
        return REFUSED + json.dumps(words).encode()


def _say(pipe: int, body: bytes) -> None:
    view = memoryview(body)
    while view:
        view = view[os.write(pipe, view) :]


if __name__ == "__main__":
    main()
