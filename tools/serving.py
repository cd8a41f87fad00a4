"""A server in its own process, for tests, benchmarks and pictures."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

PROJECT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
# The first start builds what geometry gives; on two busy cores that takes about half a minute.
DEADLINE_S = 180.0
POLL_S = 0.01
STOP_S = 10.0


class ServingError(RuntimeError):
    """A server did not come up; the message carries what it printed."""


@dataclass(frozen=True)
class Served:
    """A running server: its address, its process, and how long it took to answer."""

    url: str
    port: int
    pid: int
    start_s: float


def free_port() -> int:
    """Return a port of this machine nobody listens on at the moment."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        port: int = probe.getsockname()[1]
    return port


@contextmanager
def serving(
    module: str,
    *arguments: str,
    environment: Mapping[str, str | None] | None = None,
    until: str = "/health",
    deadline_s: float = DEADLINE_S,
) -> Iterator[Served]:
    """Run ``python -m module arguments --port FREE`` until the block ends.

    The block begins when ``until`` answers 200 (when the port accepts, if it is empty). Raises
    ServingError with the server's output if that does not happen before the deadline. A variable
    of ``environment`` that is None is unset.
    """
    port = free_port()
    command = [sys.executable, "-m", module, *arguments, "--port", str(port)]
    with running(
        command, port, environment=environment, until=until, deadline_s=deadline_s
    ) as served:
        yield served


@contextmanager
def running(
    command: Sequence[str],
    port: int,
    *,
    environment: Mapping[str, str | None] | None = None,
    until: str = "",
    deadline_s: float = DEADLINE_S,
) -> Iterator[Served]:
    """Run a command that listens on a port until the block ends; see ``serving``."""
    with tempfile.TemporaryFile("w+", encoding="utf-8", errors="replace") as log:
        began = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=PROJECT,
            env=_environment(environment or {}),
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=subprocess.STDOUT,
        )
        try:
            if not _comes_up(process, port, until=until, deadline_s=deadline_s):
                log.seek(0)
                raise ServingError(_failure(command, process, log.read()))
            yield Served(
                url=f"http://{HOST}:{port}",
                port=port,
                pid=process.pid,
                start_s=time.perf_counter() - began,
            )
        finally:
            _stop(process)


def _environment(changes: Mapping[str, str | None]) -> dict[str, str]:
    whole = {**os.environ, "PYTHONUNBUFFERED": "1", **changes}
    return {name: value for name, value in whole.items() if value is not None}


def _comes_up(
    process: subprocess.Popen[bytes], port: int, *, until: str, deadline_s: float
) -> bool:
    pause, deadline = threading.Event(), time.monotonic() + deadline_s
    while process.poll() is None and time.monotonic() < deadline:
        if _answers(port, until):
            return True
        pause.wait(POLL_S)
    return False


def _answers(port: int, path: str) -> bool:
    connection = HTTPConnection(HOST, port, timeout=STOP_S)
    try:
        connection.connect()
        if not path:
            return True
        connection.request("GET", path)
        return connection.getresponse().status == 200  # noqa: PLR2004  the HTTP word for well
    except (OSError, HTTPException):
        return False
    finally:
        connection.close()


def _failure(command: Sequence[str], process: subprocess.Popen[bytes], output: str) -> str:
    code = process.poll()
    ending = "still runs but does not answer" if code is None else f"ended with code {code}"
    return f"{' '.join(command)} {ending}. It printed:\n{output or '(nothing)'}"


def _stop(process: subprocess.Popen[bytes]) -> None:
    process.terminate()
    try:
        process.wait(STOP_S)
    except subprocess.TimeoutExpired:
        process.kill()
        process.wait()
