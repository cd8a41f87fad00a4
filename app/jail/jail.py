"""The jail as others use it: a task goes in, bytes come out, or a sentence says why not."""

from __future__ import annotations

import atexit
import json
import os
import pickle
import signal
import subprocess
import sys
from collections.abc import Iterator
from threading import Lock
from typing import IO

from app.jail.confinement import Allowance, lacking
from app.jail.task import Answer, Begun, Reached, Task
from app.settings.settings import PROJECT
from app.text.messages import said
from geo.errors import AtlasError, Refused
from geo.sentences import Said

CHILD = "app.jail.jail_process"
GOODBYE_S = 2.0
# The jail of an atlas, by which routes and pages find it.
JAIL = "jail"


class Unread(AtlasError):
    """A foreign file that was not read; the message says why, and what would help."""


class Jail:
    """Runs tasks on foreign bytes, each in a child of its own, one after another.

    ``allowance`` is what each may use. Where the machine cannot confine a process nothing is run
    unless ``unconfined`` says that it may be: then only its memory and its time are limited.
    """

    def __init__(self, allowance: Allowance, *, unconfined: bool = False) -> None:
        self._allowance, self._unconfined = allowance, unconfined
        self._server: subprocess.Popen[bytes] | None = None
        self._turn = Lock()

    @property
    def server_pid(self) -> int:
        """Return the process that forks; 0 where none runs."""
        return 0 if self._server is None else self._server.pid

    def closed(self) -> Said | None:
        """Return why foreign files are not read on this machine; None where they are."""
        if sys.platform == "win32":
            return said("jail.no-fork")
        without = lacking()
        if without and not self._unconfined:
            return said("jail.lacking", without=without)
        return None

    def run(self, task: Task) -> bytes:
        """Return the bytes that a task makes; raises as ``steps`` does."""
        made = b""
        for one in self.steps(task):
            made = one if isinstance(one, bytes) else b""
        return made

    def steps(self, task: Task) -> Iterator[Reached | bytes]:
        """Yield how far a task is while it runs, and last the bytes that it makes.

        Whoever waits no longer closes the iterator: what is in work ends. Raises Refused where
        this machine cannot confine it, Unread where it refuses, takes too long, needs too much
        memory, or dies.
        """
        if (why := self.closed()) is not None:
            raise Refused(why)
        answer = Answer("died")
        with self._turn:
            for one in self._said(task):
                if isinstance(one, Answer):
                    answer = one
                else:
                    yield one
        if answer.outcome == "fine":
            yield answer.body
            return
        if answer.outcome == "refused":
            en, zh = json.loads(answer.body)
            raise Unread(Said(str(en), str(zh)))
        most = {"seconds": self._allowance.seconds, "memory": self._allowance.memory}
        raise Unread(said(f"jail.{answer.outcome}", **most))

    def close(self) -> None:
        """End the process that forks; a later task starts another."""
        server, self._server = self._server, None
        if server is None:
            return
        atexit.unregister(self.close)
        for pipe in (server.stdin, server.stdout):
            if pipe is not None:
                pipe.close()
        try:
            server.wait(GOODBYE_S)
        except subprocess.TimeoutExpired:
            server.kill()
            server.wait()

    def _said(self, task: Task) -> Iterator[Reached | Answer]:
        """Yield all that the process says of a task; the last is the answer."""
        server = self._running()
        if server.stdin is None or server.stdout is None:
            raise OSError("the process was started without pipes")
        whole = broken = False
        child = 0
        try:
            pickle.dump((task, self._allowance), server.stdin)
            server.stdin.flush()
            while not whole:
                one: Begun | Reached | Answer = pickle.load(server.stdout)  # noqa: S301  our own process wrote it
                if isinstance(one, Begun):
                    child = one.child
                    continue
                whole = isinstance(one, Answer)
                yield one
        except (OSError, EOFError, pickle.UnpicklingError):
            broken = True
        finally:
            if not whole and not (child and not broken and _ended(child, server.stdout)):
                server.kill()
                self.close()

    def _running(self) -> subprocess.Popen[bytes]:
        if self._server is None or self._server.poll() is not None:
            self.close()
            self._server = subprocess.Popen(  # noqa: S603  our own command
                [sys.executable, "-m", CHILD],
                cwd=PROJECT,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
            )
            atexit.register(self.close)
        return self._server


def _ended(child: int, answers: IO[bytes]) -> bool:
    """End a task that nobody waits for; return whether the process that forks is free again."""
    try:
        os.kill(child, signal.SIGKILL)
        while not isinstance(pickle.load(answers), Answer):  # noqa: S301  our own process wrote it
            continue
    except (OSError, EOFError, pickle.UnpicklingError):
        return False
    return True
