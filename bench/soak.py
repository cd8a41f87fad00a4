"""A crowd for half an hour: python -m bench.soak [--minutes N] [--rate N].

Asks a served store for pages, frames, files and figures at a constant rate and counts what comes
back, minute by minute. Meanwhile the store is lost and comes back, readers get another edition,
and thousands of connections stand idle, stop in the middle or send byte by byte. Waiting begins
when a request is due, so a server that stands still is seen. Ends with 1 where a bar is missed.
"""

from __future__ import annotations

import argparse
import asyncio
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from http.client import HTTPConnection
from pathlib import Path
from statistics import median, quantiles

from bench.pressure import LINKED, memory_mib
from tools.serving import HOST, PROJECT, Served, serving

MINUTES, RATE = 30, 300
CONNECTIONS = 64
IDLE, SLOW, HALVES = 10_000, 200, 200
DRIP_S, LOST_S, ANSWER_S = 1.0, 20.0, 30.0
# The bars: of waiting times, and of what a server's memory may grow by, after the first part.
MOST_P99_MS, MOST_GROWN = 250.0, 1.1
WRONG = 500
PAGES = (
    "/", "/?lang=en", "/map", "/place/510100", "/place/510700", "/compare?places=510100,510700",
    "/zones", "/science-cities", "/targets", "/platforms", "/data", "/indicator/gdp",
)  # fmt: skip
FRAMES = ("/embed/layer", "/embed/zones", "/embed/layer?indicator=population&lang=en")
FIGURES = (
    "/api/catalog.jsonld", "/ogc/collections",
    "/ogc/collections/prefectures.gdp/items?limit=5", "/healthz", "/version",
)  # fmt: skip
# Of the files that a page needs, a share as browsers with a full cache would ask for.
SHARES = ((PAGES, 5), (FRAMES, 3), (FIGURES, 1))
HEAD = "GET {path} HTTP/1.1\r\nHost: {host}\r\nAccept-Encoding: br, gzip\r\n\r\n"
LENGTH = re.compile(rb"\r\ncontent-length: (\d+)\r\n", re.IGNORECASE)
FIRST_INDICATOR = "statistics/indicators.csv"

Connection = tuple[asyncio.StreamReader, asyncio.StreamWriter]


@dataclass
class Minute:
    """What came back in a minute: waiting times in ms, statuses, requests that failed and how."""

    waits: list[float] = field(default_factory=list)
    statuses: Counter[int] = field(default_factory=Counter)
    broken: list[str] = field(default_factory=list)
    memory_mib: float = 0.0
    happened: list[str] = field(default_factory=list)
    lost: bool = False

    @property
    def p99(self) -> float:
        """Return how long the slowest of a hundred waited, in ms."""
        return quantiles(self.waits, n=100)[-1]


class Crowd:
    """Readers of one server: connections that are kept, and requests that are due one by one."""

    def __init__(self, served: Served, paths: Sequence[str]) -> None:
        self._served, self._paths = served, paths
        self._idle: asyncio.LifoQueue[Connection | None] = asyncio.LifoQueue()
        for _ in range(CONNECTIONS):
            self._idle.put_nowait(None)

    async def minute(self, seconds: float, rate: int, into: Minute) -> None:
        """Ask at a constant rate for so many seconds."""
        clock = asyncio.get_running_loop()
        began = clock.time()
        async with asyncio.TaskGroup() as group:
            for number in range(int(seconds * rate)):
                due = began + number / rate
                await asyncio.sleep(max(0.0, due - clock.time()))
                path = self._paths[number % len(self._paths)]
                group.create_task(self._asked(path, due, into))

    async def _asked(self, path: str, due: float, into: Minute) -> None:
        connection = await self._idle.get()
        try:
            async with asyncio.timeout(ANSWER_S):
                try:
                    status, connection = await self._answer(path, connection)
                except EOFError:
                    # A server may close a connection that it kept, as it is asked again.
                    status, connection = await self._answer(path, None)
            into.statuses[status] += 1
            if status >= WRONG and not (into.lost and path in FIGURES):
                into.broken.append(f"{path}: {status}")
        except (OSError, TimeoutError, EOFError, ValueError) as error:
            into.broken.append(f"{path}: {type(error).__name__} {error}")
            connection = None
        finally:
            self._idle.put_nowait(connection)
        into.waits.append((asyncio.get_running_loop().time() - due) * 1000)

    async def _answer(self, path: str, kept: Connection | None) -> tuple[int, Connection]:
        """Return the status of an answer, and the connection on which it came."""
        connection = kept or await asyncio.open_connection(HOST, self._served.port)
        try:
            return await self._status(path, *connection), connection
        except BaseException:
            connection[1].close()
            raise

    async def _status(
        self, path: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> int:
        writer.write(HEAD.format(path=path, host=f"{HOST}:{self._served.port}").encode())
        head = await reader.readuntil(b"\r\n\r\n")
        if length := LENGTH.search(head):
            await reader.readexactly(int(length[1]))
        else:
            while (size := int(await reader.readline(), 16)) > 0:
                await reader.readexactly(size + 2)
            await reader.readline()
        return int(head.split(maxsplit=2)[1])


async def soak(served: Served, crowd: Crowd, store: Store, minutes: int, rate: int) -> list[Minute]:
    """Let a crowd ask for so many minutes; each event has a minute of its own."""
    events: dict[int, Callable[[Minute], Coroutine[None, None, None]]] = {
        minutes // 5: store.lost,
        2 * minutes // 5: store.exchanged,
        3 * minutes // 5: lambda into: _standing(served, into),
    }
    found = []
    for number in range(minutes):
        into = Minute()
        async with asyncio.TaskGroup() as group:
            group.create_task(crowd.minute(60, rate, into))
            if number in events:
                group.create_task(events[number](into))
        into.memory_mib = memory_mib(served)
        sys.stdout.write(f"{_row(number + 1, into)}\n")
        sys.stdout.flush()
        found.append(into)
    return found


@dataclass(frozen=True)
class Store:
    """A store of two editions, the first of which is the current one."""

    root: Path
    second: str

    async def lost(self, into: Minute) -> None:
        """Take the store away for some seconds."""
        into.happened.append(f"store gone for {LOST_S:g} s")
        # Pages go on; what reads the files of an edition says that it cannot.
        into.lost = True
        away = self.root.rename(self.root.with_name("away"))
        await asyncio.sleep(LOST_S)
        away.rename(self.root)

    async def exchanged(self, into: Minute) -> None:
        """Give readers the second edition."""
        into.happened.append("another edition")
        await asyncio.to_thread(_atlas, "editions", "--store", str(self.root), "--use", self.second)


async def _standing(served: Served, into: Minute) -> None:
    """Open thousands of connections that never finish a request, for most of a minute."""
    into.happened.append(f"{IDLE} idle, {SLOW} slow, {HALVES} half open")
    writers = []
    for number in range(IDLE + SLOW + HALVES):
        with suppress(OSError):
            writers.append((await asyncio.open_connection(HOST, served.port))[1])
        if number % 100 == 0:
            await asyncio.sleep(0)
    if len(writers) < IDLE + SLOW + HALVES:
        into.broken.append(f"{len(writers)} connections were taken")
    for writer in writers[-SLOW - HALVES :]:
        writer.write(b"POST /api/own-table HTTP/1.1\r\nHost: a\r\nX-Slow: ")
    for _ in range(20):
        for writer in writers[-SLOW:]:
            writer.write(b"a")
        await asyncio.sleep(DRIP_S)
    for writer in writers:
        writer.close()


@contextmanager
def two_editions() -> Iterator[Store]:
    """Make a store of our data and of a copy with another title, both built."""
    with tempfile.TemporaryDirectory() as folder:
        root, other = Path(folder, "store"), Path(folder, "other")
        shutil.copytree(PROJECT / "data", other)
        table = other / FIRST_INDICATOR
        table.write_text(table.read_text("utf-8").replace("GDP,", "GDP again,", 1), "utf-8")
        first, second = (
            _atlas("editions", "--store", str(root), "--add", str(data)).strip()
            for data in (PROJECT / "data", other)
        )
        for name in (second, first):
            _atlas("editions", "--store", str(root), "--use", name)
        yield Store(root, second)


def _atlas(*words: str) -> str:
    command = [sys.executable, "-m", "app", *words]
    return subprocess.run(command, cwd=PROJECT, check=True, capture_output=True, text=True).stdout


def addresses(served: Served) -> list[str]:
    """Return what readers ask for, in the order in which they ask: mixed, and the same always.

    Raises SystemExit where one of them is not there.
    """
    files = sorted({path for page in PAGES for path in LINKED.findall(_text(served, page))})
    asked = [path for paths, share in (*SHARES, (files, 1)) for path in paths for _ in range(share)]
    # A step that shares no divisor with their number meets each once before any twice.
    step = next(one for one in (37, 41, 43, 47) if len(asked) % one)
    return [asked[number * step % len(asked)] for number in range(len(asked))]


def _text(served: Served, path: str) -> str:
    connection = HTTPConnection(HOST, served.port, timeout=ANSWER_S)
    try:
        connection.request("GET", path)
        answer = connection.getresponse()
        if answer.status != 200:  # noqa: PLR2004  the HTTP word for well
            raise SystemExit(f"{path} answered {answer.status}")
        return answer.read().decode(errors="replace")
    finally:
        connection.close()


def _row(number: int, one: Minute) -> str:
    statuses = ", ".join(f"{status}: {count:,}" for status, count in sorted(one.statuses.items()))
    return (
        f"minute {number}: {statuses}; median {median(one.waits):.1f} ms, p99 {one.p99:.0f} ms, "
        f"longest {max(one.waits):.0f} ms; failed {len(one.broken)}; {one.memory_mib:.0f} MiB"
        + "".join(f"; {words}" for words in (*one.happened, *one.broken[:3]))
    )


def missed(found: Sequence[Minute]) -> list[str]:
    """Return the bars that were missed."""
    waits = [wait for one in found for wait in one.waits]
    p99 = quantiles(waits, n=100)[-1]
    failed = sum(len(one.broken) for one in found)
    # The first fifth fills what a worker remembers, and one look catches what requests hold then.
    part = max(len(found) // 5, 1)
    held = [one.memory_mib for one in found]
    grown = median(held[-part:]) / median(held[part : 2 * part] or held)
    told = f"p99 {p99:.0f} ms, failed {failed} of {len(waits):,}, memory x {grown:.2f}"
    sys.stdout.write(f"{told}\n")
    return [
        bar
        for bar, kept in (
            (f"p99 above {MOST_P99_MS:g} ms", p99 <= MOST_P99_MS),
            ("requests failed", not failed),
            (f"memory grew by more than a factor of {MOST_GROWN}", grown <= MOST_GROWN),
        )
        if not kept
    ]


def main() -> None:
    """Soak, and print a line a minute."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--minutes", type=int, default=MINUTES)
    parser.add_argument("--rate", type=int, default=RATE)
    options = parser.parse_args()
    with (
        two_editions() as store,
        serving("app", "serve", "--store", str(store.root), "--workers", "2") as served,
    ):
        crowd = Crowd(served, addresses(served))
        found = asyncio.run(soak(served, crowd, store, options.minutes, options.rate))
    raise SystemExit(f"missed: {'; '.join(bars)}" if (bars := missed(found)) else 0)


if __name__ == "__main__":
    main()
