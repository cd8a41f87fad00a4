"""A crowd at pages for frames: requests per second and waiting times, served and as plain files.

Every load is bounded in time, and goes to this machine only.
"""

from __future__ import annotations

import re
import shutil
import subprocess
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from http.client import HTTPConnection
from pathlib import Path
from statistics import quantiles
from tempfile import TemporaryDirectory

from app.build.progress import Progress
from app.publish.site.site import build
from app.settings.settings import Config
from tools.nginx import nginx
from tools.serving import HOST, Served, serving

TOOL = "wrk"
SECONDS, FIRST_SECONDS, CONNECTIONS, THREADS = 5, 1, 32, 2
TIMEOUT_S = 60.0
OK = 200
SERVED = ("/embed/layer", "/embed/zones")
FILES = ("/embed/layer.html", "/embed/zones.html", "/zh/zones.html")
# So many states of a view are enough for a page of each kind.
STATES = 1
FIRST_INDICATORS = ("gdp", "hnte", "population", "sme_tech", "hightech_revenue")
RATE = re.compile(r"Requests/sec:\s+([\d.]+)")
LATENCY = re.compile(r"^\s+(50|99)(?:\.0+)?%\s+([\d.]+)(us|ms|s)\s*$", re.MULTILINE)
REFUSED = re.compile(r"Non-2xx or 3xx responses: (\d+)")
BROKEN = re.compile(r"Socket errors: connect (\d+), read (\d+), write (\d+), timeout (\d+)")
IN_MS = {"us": 0.001, "ms": 1.0, "s": 1000.0}


@dataclass(frozen=True)
class Pressed:
    """One address under a crowd: answers per second, waiting times in ms, and what went wrong."""

    name: str
    per_s: float
    median_ms: float
    p99_ms: float
    errors: int


def measure() -> list[Pressed]:
    """Press the served pages with one and with two workers, then the plain files under nginx."""
    found = []
    for workers in ("1", "2"):
        with serving("app", "serve", "--workers", workers) as served:
            if workers == "1":
                found.append(_first(served))
            found += [_press(served, path, f"{path}, workers: {workers}") for path in SERVED]
    with TemporaryDirectory() as folder:
        build(Config(), Path(folder) / "site", most=STATES, progress=Progress())
        with nginx(Path(folder) / "site") as served:
            found += [_press(served, path, f"{path}, nginx") for path in FILES]
    return found


def table(rows: Sequence[Pressed]) -> str:
    """Return one row an address."""
    lines = [
        f"| {CONNECTIONS} connections, {SECONDS} s | per second | median, ms | p99, ms | errors |",
        "| --- | ---: | ---: | ---: | ---: |",
    ]
    for row in rows:
        rate = f"{row.per_s:,.0f}"
        lines.append(
            f"| {row.name} | {rate} | {row.median_ms:.1f} | {row.p99_ms:.1f} | {row.errors} |"
        )
    return "\n".join(lines)


def _press(served: Served, path: str, name: str) -> Pressed:
    """Let many ask for one address, once every worker has made it and has it in memory.

    Else one wait at the start would be all that is seen: the tool adds those who would have asked
    meanwhile to the slowest.
    """
    _wrk(served, path, FIRST_SECONDS)
    said = _wrk(served, path, SECONDS)
    waits = {share: float(number) * IN_MS[unit] for share, number, unit in LATENCY.findall(said)}
    rate = RATE.search(said)
    if rate is None or "99" not in waits:
        raise RuntimeError(f"{TOOL} said:\n{said}")
    return Pressed(name, float(rate[1]), waits["50"], waits["99"], _errors(said))


def _wrk(served: Served, path: str, seconds: int) -> str:
    """Return what the tool says after so many seconds."""
    tool = shutil.which(TOOL)
    if tool is None:
        raise RuntimeError(f"install {TOOL} (Debian's name) to press the server")
    command = [tool, f"-t{THREADS}", f"-c{CONNECTIONS}", f"-d{seconds}s", "--latency"]
    command += ["-H", "Accept-Encoding: br, gzip", f"{served.url}{path}"]
    return subprocess.run(
        command, check=True, capture_output=True, text=True, timeout=seconds + TIMEOUT_S
    ).stdout


def _errors(said: str) -> int:
    refused, broken = REFUSED.search(said), BROKEN.search(said)
    return sum(int(number) for found in (refused, broken) if found for number in found.groups())


def _first(served: Served) -> Pressed:
    """Ask for pages that nobody has asked for before, one after the other."""
    took, errors = [], 0
    for path in _unasked():
        began = time.perf_counter()
        errors += _get(served, path) != OK
        took.append((time.perf_counter() - began) * 1000)
    spread = quantiles(took, n=100)
    rate = 1000 * len(took) / sum(took)
    return Pressed(f"/embed/layer, {len(took)} first visits", rate, spread[49], spread[98], errors)


def _unasked() -> Iterator[str]:
    for indicator in FIRST_INDICATORS:
        for lang in ("zh", "en"):
            for k in range(3, 8):
                yield f"/embed/layer?indicator={indicator}&k={k}&lang={lang}"


def _get(served: Served, path: str) -> int:
    connection = HTTPConnection(HOST, served.port, timeout=TIMEOUT_S)
    try:
        connection.request("GET", path, headers={"Accept-Encoding": "br, gzip"})
        answer = connection.getresponse()
        answer.read()
        return answer.status
    finally:
        connection.close()
