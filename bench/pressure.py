"""The server under pressure: requests per second, a cold start, memory.

Every load is bounded in count, and goes to this machine only.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import TypeVar

from bench.subject import Subject
from tools.serving import HOST, Served, serving

T = TypeVar("T")

REQUESTS = 300
THREADS = 8
VISITORS = 16
TIMEOUT_S = 60.0
WRONG = 400
ACCEPT = {"Accept-Encoding": "br, gzip", "Accept": "*/*"}
LINKED = re.compile(r"""<(?:script|link)[^>]+?(?:src|href)=["'](/[^"']+)["']""")
DASH = ("_dash-layout", "_dash-dependencies")


def per_second(served: Served, path: str) -> float:
    """Return how many times per second eight kept-open connections get a path."""
    share = REQUESTS // THREADS

    def visit(_: int) -> None:
        connection = HTTPConnection(HOST, served.port, timeout=TIMEOUT_S)
        for _ in range(share):
            connection.request("GET", path, headers=ACCEPT)
            answer = connection.getresponse()
            answer.read()
            if answer.status >= WRONG:
                raise RuntimeError(f"{path} answered {answer.status}")
        connection.close()

    began = time.perf_counter()
    _at_once(THREADS, visit)
    return share * THREADS / (time.perf_counter() - began)


def cold_start(subject: Subject) -> dict[str, float]:
    """Start a server and send sixteen first visitors the moment it accepts; count the failures."""
    with serving(subject.module, *subject.arguments, until="") as served:
        began = time.perf_counter()
        statuses = [
            status
            for visit in _at_once(VISITORS, lambda _: _load(served, subject))
            for status in visit
        ]
        return {
            "cold_5xx": sum(not status or status >= WRONG for status in statuses),
            "cold_requests": len(statuses),
            "cold_ms": (time.perf_counter() - began) * 1000,
        }


def ready(subject: Subject) -> float:
    """Return the seconds from starting a server to its first good answer."""
    with serving(subject.module, *subject.arguments, until=subject.ready) as served:
        return served.start_s


def first_start(subject: Subject) -> float:
    """Return the seconds from starting a server with an empty cache to its first good answer."""
    with TemporaryDirectory() as folder:
        arguments = (*subject.arguments, "--cache", folder)
        with serving(subject.module, *arguments, until=subject.ready) as served:
            return served.start_s


def memory_mib(served: Served) -> float:
    """Return the memory a server and its workers hold, pages they share counted once.

    Not a number where the system does not say.
    """
    held = [_held_kib(pid) for pid in _family(served.pid)]
    return sum(held) / 1024 if held else float("nan")


def _family(pid: int) -> list[int]:
    """Return a process and all that it started, and they."""
    try:
        said = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [pid, *(one for child in said for one in _family(int(child)))]


def _held_kib(pid: int) -> int:
    rollup = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    found = re.search(r"^Pss:\s+(\d+) kB", rollup, re.MULTILINE)
    return int(found[1]) if found else 0


def _load(served: Served, subject: Subject) -> list[int]:
    """Fetch a page and everything it links to, as a browser would; return the statuses."""
    inside = f"{subject.path}/"
    connection = HTTPConnection(HOST, served.port, timeout=TIMEOUT_S)
    try:
        connection.request("GET", subject.path or "/")
        answer = connection.getresponse()
        text = answer.read().decode()
        statuses = [answer.status]
        for path in (*LINKED.findall(text), *(inside + name for name in DASH)):
            connection.request("GET", path.replace("&amp;", "&"), headers=ACCEPT)
            answer = connection.getresponse()
            answer.read()
            statuses.append(answer.status)
    except (OSError, HTTPException):
        return [0]  # an answer that never came counts as a failure
    finally:
        connection.close()
    return statuses


def _at_once(count: int, work: Callable[[int], T]) -> list[T]:
    with ThreadPoolExecutor(count) as pool:
        return list(pool.map(work, range(count)))
