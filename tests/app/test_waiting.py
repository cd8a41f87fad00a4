"""Whoever comes before the atlas is built is told so, on the port that it will have."""

from __future__ import annotations

import json
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import closing
from http.client import HTTPConnection
from pathlib import Path

import pytest

from app.build.tasks import STEPS
from app.build.work import Stage
from app.commands import serve
from app.server.waiting import Waiting, answering
from app.settings.settings import Config
from app.settings.theme import Theme
from app.text import words
from tools.serving import HOST, Served, free_port, serving

DEADLINE_S = 180.0


@pytest.fixture
def waiting() -> Waiting:
    """Return what waits for an atlas below a prefix."""
    config = Config(prefix="/atlas/", frame_ancestors=("https://portal.example",))
    return Waiting(config, Theme())


@pytest.mark.parametrize("path", ["/atlas/", "/atlas/zones?k=5", "/atlas/embed/zones", "/else"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_page_says_what_is_built_and_renews_itself(
    waiting: Waiting, path: str, lang: str
) -> None:
    waiting.tell(Stage("sheets", 3, 7))
    status, kind, body = waiting.answer(path, f"{lang},de;q=0.5", "text/html,*/*;q=0.8")
    page = body.decode()
    assert (status, kind) == (503, "text/html; charset=utf-8")
    assert words(lang)["waiting.title"] in page
    assert words(lang)["waiting.step.sheets"] in page
    assert 'value="3" max="7"' in page
    assert '<meta http-equiv="refresh" content="2">' in page
    assert '<meta charset="utf-8">' in page.lower()
    assert "viewport" in page
    assert not re.search(r"(src|href)=", page)


def test_the_address_chooses_the_language_and_is_not_said_again(waiting: Waiting) -> None:
    address = "/atlas/?lang=en&x=%3Cscript%3Eevil.example"
    _, _, body = waiting.answer(address, "zh", "text/html")
    assert '<html lang="en">' in body.decode()
    assert "evil" not in body.decode()


def test_probes_know_alive_from_ready(waiting: Waiting) -> None:
    assert waiting.answer("/atlas/healthz", "", "*/*")[0] == 200
    for name in ("readyz", "health", "version", "metrics"):
        status, kind, body = waiting.answer(f"/atlas/{name}", "", "*/*")
        assert (status, kind) == (503, "application/json")
        assert json.loads(body)["status"] == "building"
    assert waiting.answer("/atlas/", "", "application/json")[1] == "application/json"


def test_only_pages_for_frames_are_framed(waiting: Waiting) -> None:
    assert "frame-ancestors 'none'" in waiting.policy("/atlas/zones")
    framed = waiting.policy("/atlas/embed/zones")
    assert "frame-ancestors 'self' https://portal.example" in framed
    assert "default-src 'none'" in framed


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_step_has_its_words(lang: str) -> None:
    named = {key.removeprefix("waiting.step.") for key in words(lang) if "waiting.step." in key}
    assert named == {*(step.name for step in STEPS), "loading"}


def ask(port: int, path: str, **headers: str) -> tuple[int, dict[str, str], str]:
    """Return status, headers and body of an answer."""
    with closing(HTTPConnection(HOST, port, timeout=DEADLINE_S)) as connection:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        return answer.status, dict(answer.getheaders()), answer.read().decode()


def test_the_socket_stays_open_for_who_comes_after(waiting: Waiting) -> None:
    with socket.create_server((HOST, 0)) as at:
        port = at.getsockname()[1]
        with answering(at, waiting):
            status, headers, _ = ask(port, "/atlas/")
            assert status == 503
            assert headers["Retry-After"] == "2"
            assert headers["Cache-Control"] == "no-store"
            # Somebody who says nothing holds up nobody.
            silent = socket.create_connection((HOST, port))
            assert ask(port, "/atlas/healthz")[0] == 200
            silent.close()
        with socket.create_connection((HOST, port)) as late:
            late.sendall(b"GET / HTTP/1.0\r\n\r\n")
            taken, _ = at.accept()
            with taken:
                assert taken.recv(3) == b"GET"


@pytest.fixture
def starting(toyland: Path, tmp_path: Path) -> Iterator[Served]:
    """Start the atlas of Toyland with an empty cache; its port answers, it is not built."""
    folders = ("--data", str(toyland), "--cache", str(tmp_path / "cache"))
    with serving("app", "serve", *folders, "--workers", "2", until="") as served:
        yield served


@pytest.mark.slow
def test_a_first_start_answers_from_the_beginning_and_refuses_nobody(starting: Served) -> None:
    deadline = time.monotonic() + DEADLINE_S
    seen: list[int] = []
    assert ask(starting.port, "/healthz")[0] == 200
    assert ask(starting.port, "/readyz")[0] == 503
    # A connection that is refused, or closed without an answer, would raise here.
    while not seen or seen[-1] != 200:
        status, headers, page = ask(starting.port, "/", Accept="text/html")
        seen.append(status)
        assert status == 200 or (headers["Retry-After"] == "2" and "waiting" not in page)
        assert time.monotonic() < deadline
    assert {*seen} == {503, 200}
    assert ask(starting.port, "/readyz")[0] == 200


def test_who_is_told_to_end_ends_while_it_builds(toyland: Path, tmp_path: Path) -> None:
    port = free_port()
    command = [sys.executable, "-m", "app", "serve", "--port", str(port), "--data", str(toyland)]
    command += ["--cache", str(tmp_path), "--log-format", "json"]
    process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
    assert process.stderr is not None
    with process.stderr as log:
        first = log.readline()
        assert json.loads(first)["message"] == "building check …"
        process.send_signal(signal.SIGTERM)
        assert process.wait(DEADLINE_S) == 0
        assert "Traceback" not in log.read()


def test_broken_data_end_the_start_with_the_report(
    toyland: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    values = tmp_path / "data" / "statistics" / "values.csv"
    shutil.copytree(toyland, tmp_path / "data")
    text = values.read_text(encoding="utf-8")
    values.write_text(text.replace("990000,gdp,2020,,6,", "990000,joy,2020,,6,", 1), "utf-8")
    command = [sys.executable, "-m", "app", "serve", "--port", str(free_port())]
    command += ["--data", str(tmp_path / "data"), "--cache", str(tmp_path / "cache")]
    ended = subprocess.run(command, check=False, env={**os.environ, "LANG": "C"})
    assert ended.returncode == 1
    report = capfd.readouterr().err
    assert "values.csv:2" in report
    assert "Traceback" not in report


def test_what_stops_the_start_stops_it_before_anything_is_built(
    toyland: Path, tmp_path: Path
) -> None:
    theme = tmp_path / "theme.toml"
    theme.write_text("[colours]", encoding="utf-8")
    config = Config(data=toyland, cache=tmp_path / "cache", theme=theme, port=free_port())
    with pytest.raises(ValueError, match="colours"):
        serve.run(config, None)  # type: ignore[arg-type]  # it has no options of its own
    assert not config.cache.exists()
