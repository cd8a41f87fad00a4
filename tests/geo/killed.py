"""A process that publishes without end, and is killed at a random moment; what is left then.

``python -m tests.geo.killed STORE FETCHED FOLDER`` is that process: it says so once it has begun.
"""

from __future__ import annotations

import itertools
import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from geo.store.database_address import DatabaseAddress, store_address
from geo.store.publication import publishing
from tests.house import PROJECT
from tests.stores import KeptStore

# Of the longest that the first rounds of publishing take, so that a kill falls anywhere within: in
# a folder, and in a database, which is connected to first.
LONGEST_S, LONGEST_CONNECTED_S = 0.12, 0.6


@dataclass(frozen=True)
class Left:
    """What a kill left: ``torn`` says what is broken; whether it fell between two rows."""

    torn: tuple[str, ...]
    between: bool


def kill(kept: KeptStore, folder: Path, seed: int) -> Left:
    """Start the process, kill it at a moment that a seed chooses, and look at the store."""
    chance = random.Random(seed)  # noqa: S311  a test draws
    longest = LONGEST_CONNECTED_S if isinstance(kept.address, DatabaseAddress) else LONGEST_S
    words = (kept.written, str(kept.cache), str(folder))
    command = [sys.executable, "-m", "tests.geo.killed", *words]
    with subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.PIPE) as process:
        assert process.stdout is not None
        process.stdout.readline()
        until = time.monotonic() + chance.uniform(0, longest)
        torn: list[str] = []
        while time.monotonic() < until and not torn:
            torn += _torn(kept)
        os.kill(process.pid, signal.SIGKILL)
    rows = kept.store.journal.rows()
    between = bool(rows) and rows[-1].act == "intends"
    torn += _torn(kept)
    try:
        # Nobody is locked out, and what was announced is settled.
        with publishing(kept.store, "next", "after a kill") as publication:
            last = publication.journal.rows()[-1:]
            if last and last[0].act != "abandoned" and last[0].to != publication.current:
                torn.append("the journal led elsewhere")
    except ValueError as error:
        torn.append(str(error))
    return Left(tuple(torn), between)


def _torn(kept: KeptStore) -> Iterator[str]:
    """Yield what is broken for a reader of the store at this moment."""
    whole = kept.store
    if not whole.current_if_any():
        return
    try:
        whole.edition(whole.current())
    except ValueError as error:
        yield str(error)
    yield from map(str, whole.journal.findings())


def package(folder: Path) -> Path:
    """Return a small folder that stands for a data package."""
    (folder / "statistics").mkdir(parents=True)
    for name in ("values.csv", "sources.csv"):
        (folder / "statistics" / name).write_text("a,b\n1,2\n" * 200)
    return folder


def main() -> None:
    """Publish one edition after another, by somebody with two names."""
    written, fetched, folder = sys.argv[1:]
    address = store_address(written)
    assert address is not None
    kept, data = KeptStore(address, Path(fetched)), Path(folder)
    sys.stdout.write("begun\n")
    sys.stdout.flush()
    for number in itertools.count():
        (data / "datapackage.json").write_text(f'{{"number": "{os.getpid()}-{number}"}}')
        with publishing(kept.store, f"officer {number % 2}", f"round {number}") as publication:
            publication.switch(publication.store.add(data).name, "published")


if __name__ == "__main__":
    main()
