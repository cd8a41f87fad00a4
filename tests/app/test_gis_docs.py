"""docs/gis.md: every address in it answers, and its Python runs."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path
from urllib.parse import urlencode, urlsplit

import pytest
from flask.testing import FlaskClient

from app.ogc.filter_tree import DEEPEST, LONGEST
from tests.app.ogc_client import got
from tools.serving import Served

ATLAS = "https://atlas.example"
PAGES = ("gis.md", "gis.zh-CN.md")


def blocks(project: Path, page: str, language: str) -> list[str]:
    """Return the blocks of code of one language."""
    text = (project / "docs" / page).read_text("utf-8")
    return re.findall(rf"^```{language}\n(.*?)^```", text, re.MULTILINE | re.DOTALL)


def asked(line: str) -> str:
    """Return the path and query of a line of curl."""
    words = shlex.split(line)
    address = urlsplit(next(word for word in words if word.startswith(ATLAS)))
    given = [
        words[at + 1].partition("=") for at, word in enumerate(words) if word == "--data-urlencode"
    ]
    query = urlencode([(name, word) for name, _, word in given])
    return f"{address.path}?{query or address.query}"


@pytest.mark.parametrize("page", PAGES)
def test_every_request_answers(project: Path, client: FlaskClient, page: str) -> None:
    lines = "".join(blocks(project, page, "sh")).splitlines()
    requests = [asked(line) for line in lines if line.startswith("curl")]
    assert len(requests) > 8
    for request in requests:
        answer = client.get(request)
        assert answer.status_code in (200, 204), request
        if "filter=" in request:
            # Each chooses some, and not all.
            every = got(client, f"{request.partition('?')[0]}?limit=1")["numberMatched"]
            assert 0 < got(client, request)["numberMatched"] < every, request


def test_its_limits_are_those_of_the_code(project: Path) -> None:
    text = (project / "docs" / "gis.md").read_text("utf-8")
    assert f"{LONGEST:,} characters and {DEEPEST} nested brackets" in text


@pytest.mark.slow
def test_its_python_runs(
    project: Path, toy_server: Served, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    codes = {blocks(project, page, "python")[0] for page in PAGES}
    [code] = codes
    command = [sys.executable, "-c", code.replace(ATLAS, toy_server.url)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert re.fullmatch(r"[1-9]\d* 8\n", done.stdout)
