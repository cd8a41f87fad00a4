"""Start the atlas as the README says, on a machine where nothing of ours has run, and look at it.

python3 -m tools.fresh: `make serve` with an empty home folder; then a page, a Chinese picture and a
brief in both languages. Needs nothing but Python and make; ends with what is wrong, if anything is.
"""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import tempfile
import time
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from urllib.parse import quote

PROJECT = Path(__file__).resolve().parent.parent
HOST = "127.0.0.1"
# Making the environment takes a minute or two, building the atlas some ten seconds.
DEADLINE_S, POLL_S, ANSWER_S, STOP_S = 900.0, 0.5, 120.0, 30.0
OK = 200
PLACES = quote("510100,510700")
ASKED = (
    ("/", b"<!DOCTYPE html>"),
    ("/map", b"<!DOCTYPE html>"),
    (f"/compare/picture.png?places={PLACES}&lang=zh", b"\x89PNG"),
    (f"/compare/brief.pdf?places={PLACES}&lang=zh", b"%PDF"),
    (f"/compare/brief.pdf?places={PLACES}&lang=en", b"%PDF"),
)


def main() -> int:
    """Return 0 if all is well."""
    with tempfile.TemporaryDirectory() as home, tempfile.TemporaryFile("w+") as log:
        port = _free_port()
        # What pip has fetched before need not come again, and what it fetches is of use later.
        packages = os.environ.get("PIP_CACHE_DIR", str(Path.home() / ".cache/pip"))
        started = time.monotonic()
        server = subprocess.Popen(
            ["make", "serve", f"PORT={port}"],
            cwd=PROJECT, env={**os.environ, "HOME": home, "PIP_CACHE_DIR": packages},
            stdin=subprocess.DEVNULL,
            stdout=log, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            wrong = _looked(server, port, started) or _left(Path(home))
        finally:
            server.terminate()
            server.wait(STOP_S)
        if wrong:
            log.seek(0)
            sys.stderr.write(f"{log.read()}\nmake serve with an empty home folder: {wrong}\n")
        return 1 if wrong else 0


def _looked(server: subprocess.Popen[bytes], port: int, started: float) -> str:
    """Return what is wrong with what the atlas answers; nothing if all is well."""
    while not _ready(port):
        if server.poll() is not None:
            return f"it ended with {server.returncode}"
        if time.monotonic() - started > DEADLINE_S:
            return f"it was not ready after {DEADLINE_S:.0f} s"
        time.sleep(POLL_S)
    print(f"ready after {time.monotonic() - started:.0f} s", flush=True)
    for path, start in ASKED:
        status, body = _answer(port, path)
        if status != OK or not body.startswith(start):
            return f"{path} answers {status}: {body[:300]!r}"
        print(f"{path}: {len(body):,} bytes", flush=True)
    limits = json.loads(_answer(port, "/readyz")[1])["limits"]
    lacking = {name: said for name, said in limits.items() if name != "publishing"}
    return f"it cannot do all: {lacking}" if lacking else ""


def _left(home: Path) -> str:
    """Return what of the drawing library was left in the home folder; nothing if all is well.

    What pip and its compilers keep there is theirs.
    """
    found = sorted(path.relative_to(home).as_posix() for path in home.rglob("*matplotlib*"))
    return f"it left in the home folder: {', '.join(found)}" if found else ""


def _ready(port: int) -> bool:
    try:
        return _answer(port, "/readyz")[0] == OK
    except (OSError, HTTPException):
        return False


def _answer(port: int, path: str) -> tuple[int, bytes]:
    connection = HTTPConnection(HOST, port, timeout=ANSWER_S)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        return answer.status, answer.read()
    finally:
        connection.close()


def _free_port() -> int:
    with socket.socket() as asked:
        asked.bind((HOST, 0))
        port: int = asked.getsockname()[1]
        return port


if __name__ == "__main__":
    sys.exit(main())
