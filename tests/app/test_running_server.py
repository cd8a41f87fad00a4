"""The server as a process: workers, signals, and machines that offer little."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack, closing, suppress
from functools import partial
from http.client import HTTPConnection, RemoteDisconnected
from pathlib import Path
from select import select
from socket import create_connection
from typing import IO

import pytest

from app.cli import main
from app.files.shelf import Shelf
from app.settings.settings import Config
from tools.serving import HOST, Served, free_port, serving

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="processes do not fork here")

HERMIT = Path(__file__).parent / "hermit"
WORKERS = 2
PLACES = "990100,990300"
# A server with one slow page: it is done when somebody writes into a pipe.
SLOW = """
import os, sys
from pathlib import Path
from flask import Flask
from app.settings.settings import load
from app.server import logs, process
from app.server.counts import Counts
flask = Flask("slow")
@flask.get("/slow")
def slow():
    return Path(os.environ["PIPE"]).read_text()
config = load(os.environ)
logs.write("json")
process.run(flask, config, at=process.listening(config), counts=Counts(["/slow"]))
"""


def get(url: str) -> str:
    """Return the body of an answer of a server of ours."""
    with urllib.request.urlopen(url, timeout=30) as answer:  # noqa: S310  our own server
        body: bytes = answer.read()
        return body.decode()


@pytest.fixture(scope="module")
def hermit(toy_config: Config, toy_shelf: Shelf) -> Iterator[Served]:
    """Serve Toyland with two workers, no network, no HOME and a disk that cannot be written."""
    assert toy_shelf.files, "the cache is built before the disk is closed"
    alone = {"PYTHONPATH": str(HERMIT), "HOME": None, "TMPDIR": None, "XDG_CONFIG_HOME": None}
    folders = ("--data", str(toy_config.data), "--cache", str(toy_config.cache))
    more = ("--workers", str(WORKERS), "--grace", "5")
    with serving("app", "serve", *folders, *more, environment=alone, until="/readyz") as served:
        yield served


def test_it_starts_without_network_home_and_a_disk_to_write(hermit: Served) -> None:
    page = get(hermit.url)
    files = re.findall(r'(?:href|src|content)="(/[^"]+)"', page)
    assert len(files) > 5
    assert all(get(hermit.url + address) for address in files)


@pytest.mark.slow
def test_a_brief_is_drawn_there_too(hermit: Served) -> None:
    assert "<html" in get(f"{hermit.url}/compare/brief.html?places={PLACES}")


def test_the_machine_of_these_tests_refuses(tmp_path: Path) -> None:
    tries = "import socket\ntry: {}\nexcept OSError as error: print(error.strerror)"
    environment = {**os.environ, "PYTHONPATH": str(HERMIT)}
    for attempt, words in (
        (f"open({str(tmp_path / 'x')!r}, 'w')", "Read-only file system"),
        (f"__import__('os').mkdir({str(tmp_path / 'x')!r})", "Read-only file system"),
        ("socket.create_connection(('192.0.2.1', 80), 1)", "no network"),
    ):
        script = tries.format(attempt)
        ran = subprocess.run(
            [sys.executable, "-c", script],
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        assert ran.stdout.strip() == words


def test_counts_are_those_of_all_workers(hermit: Served) -> None:
    before, deadline = counted(hermit), time.monotonic() + 10
    with ThreadPoolExecutor(4) as pool:
        assert all(pool.map(get, [f"{hermit.url}/version"] * 40))
    # A request is counted when its last byte is away, a moment after the reader has it.
    while counted(hermit) < before + 40:
        assert time.monotonic() < deadline
    # Whichever worker answers, it knows what the others did.
    assert [counted(hermit) for _ in range(6)] == [before + 40] * 6
    assert len(children(hermit.pid)) == WORKERS


@pytest.mark.parametrize(
    "begun",
    [
        pytest.param(b"", id="silent"),
        pytest.param(b"GET / HTTP/1.1\r\nHost: a\r\nX-Slow: ", id="half a head"),
        pytest.param(b"\r\n\r\n", id="blank lines"),
        pytest.param(
            b"POST /api/own-table HTTP/1.1\r\nContent-Length: 9\r\n\r\n{", id="half a body"
        ),
    ],
)
def test_who_asks_slowly_holds_up_nobody(hermit: Served, begun: bytes) -> None:
    with ExitStack() as open_ones:
        slow = [
            open_ones.enter_context(closing(create_connection((HOST, hermit.port))))
            for _ in range(100)
        ]
        for connection in slow:
            connection.sendall(begun)
        # Answered in less time than a stalled thread is given, by as many as there are threads.
        for _ in range(20):
            assert get(f"{hermit.url}/healthz")
        assert not select(slow, [], [], 0)[0], "who is slow is still waited for"


def test_a_request_in_pieces_is_answered(hermit: Served) -> None:
    with closing(create_connection((HOST, hermit.port), timeout=30)) as slow:
        for piece in (
            b"GET /heal",
            b"thz HTTP/1.1\r\nHost: a\r\n",
            b"Connection: close\r\n\r",
            b"\n",
        ):
            slow.sendall(piece)
        answer = b"".join(iter(partial(slow.recv, 4096), b""))
    assert answer.startswith(b"HTTP/1.1 200")


def counted(served: Served) -> int:
    """Return how often /version was asked, as one of the workers says."""
    found = re.search(
        r'requests_total\{route="/version",status="200"\} (\d+)', get(f"{served.url}/metrics")
    )
    return int(found[1]) if found else 0


def children(pid: int) -> list[int]:
    """Return the processes that a process started."""
    found = []
    for stat in Path("/proc").glob("[0-9]*/stat"):
        # A process may end meanwhile. Its name, in brackets, may hold anything.
        with suppress(OSError):
            if int(stat.read_text().rpartition(")")[2].split()[1]) == pid:
                found.append(int(stat.parent.name))
    return found


def test_a_missing_cache_that_cannot_be_written_is_said(
    toy_config: Config, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    blocked = tmp_path / "file"
    blocked.write_text("not a folder", encoding="utf-8")
    cache = blocked / "cache"
    assert main(["serve", "--data", str(toy_config.data), "--cache", str(cache)]) == 1
    (line,) = capsys.readouterr().err.splitlines()
    assert str(cache) in line
    assert "python -m app bake" in line


@pytest.fixture
def slow(tmp_path: Path) -> Iterator[tuple[subprocess.Popen[str], int, Path]]:
    """Run the server with the slow page; return its process, its port and its pipe."""
    pipe, port = tmp_path / "pipe", free_port()
    os.mkfifo(pipe)
    settings = {"PIPE": str(pipe), "SHU_PORT": str(port), "SHU_GRACE": "2", "PYTHONPATH": "."}
    process = subprocess.Popen(
        [sys.executable, "-c", SLOW],
        env={**os.environ, **settings},
        stderr=subprocess.PIPE,
        text=True,
    )
    yield process, port, pipe
    process.kill()
    process.wait()
    assert process.stderr is not None
    process.stderr.close()


def ask(port: int) -> tuple[int, str]:
    """Return status and body of the slow page, however long it takes once the server is there."""
    deadline = time.monotonic() + 60
    while time.monotonic() < deadline:
        with closing(HTTPConnection(HOST, port, timeout=60)) as connection:
            try:
                connection.connect()
            except ConnectionRefusedError:
                continue
            connection.request("GET", "/slow")
            answer = connection.getresponse()
            return answer.status, answer.read().decode()
    raise TimeoutError(f"nobody answers at {port}")


def writer(process: subprocess.Popen[str], pipe: Path) -> IO[str]:
    """Open the pipe as soon as the page has begun to read; fail where its server ended before."""
    while process.poll() is None:
        with suppress(OSError):
            return os.fdopen(os.open(pipe, os.O_WRONLY | os.O_NONBLOCK), "w", encoding="utf-8")
    assert process.stderr is not None
    raise AssertionError(process.stderr.read())


def test_an_open_request_is_finished_before_the_end(
    slow: tuple[subprocess.Popen[str], int, Path],
) -> None:
    process, port, pipe = slow
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, port)
        with writer(process, pipe) as answer:
            process.send_signal(signal.SIGTERM)
            with pytest.raises(subprocess.TimeoutExpired):
                process.wait(0.5)
            answer.write("finished")
        assert asked.result(30) == (200, "finished")
    assert process.wait(30) == 0
    assert process.stderr is not None
    assert "Traceback" not in process.stderr.read()


def test_a_request_without_end_does_not_hold_the_server(
    slow: tuple[subprocess.Popen[str], int, Path],
) -> None:
    process, port, pipe = slow
    with ThreadPoolExecutor(1) as pool:
        asked = pool.submit(ask, port)
        with writer(process, pipe):
            process.send_signal(signal.SIGTERM)
            assert process.wait(15) == 0
            with pytest.raises((RemoteDisconnected, ConnectionResetError)):
                asked.result(15)


@pytest.mark.parametrize("stop", [signal.SIGTERM, signal.SIGINT])
def test_the_log_is_json_from_start_to_end(
    toy_config: Config, toy_shelf: Shelf, stop: signal.Signals
) -> None:
    assert toy_shelf.files
    port = free_port()
    command = [sys.executable, "-m", "app", "serve", "--port", str(port)]
    command += ["--data", str(toy_config.data), "--cache", str(toy_config.cache)]
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    assert process.stdout is not None
    assert process.stdout.readline() == f"http://{HOST}:{port}/\n"
    assert get(f"http://{HOST}:{port}/healthz")
    process.send_signal(stop)
    _, log = process.communicate(timeout=30)
    assert process.returncode == 0
    lines = [json.loads(line) for line in log.splitlines()]
    assert [line["path"] for line in lines if "path" in line] == ["/healthz"]


@pytest.mark.parametrize(
    ("option", "value"), [("--workers", "0"), ("--grace", "soon"), ("--log-format", "xml")]
)
def test_bad_settings_are_named(
    capsys: pytest.CaptureFixture[str], option: str, value: str
) -> None:
    assert main(["serve", option, value]) == 2
    assert option in capsys.readouterr().err
