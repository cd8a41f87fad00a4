"""An import by one process and by processes that share it, beside each other: the same bytes."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from geo.registry.registry_package import CUBE
from tools.registry import write
from tools.registry_counts import line
from tools.serving import PROJECT

PROCESSES = 2
ALONE, SHARED = "one process", f"{PROCESSES} processes"
WAYS = {ALONE: (), SHARED: ("--scheduler", f"local:{PROCESSES}")}


@dataclass(frozen=True)
class Cost:
    """What an import took: seconds on the clock and of processors, megabytes of a process."""

    wall: float
    processor: float
    most: float

    def __str__(self) -> str:
        """Return it in words."""
        spent = f"{self.wall:.1f} s, {self.processor:.1f} s of processors"
        return f"{spent}, the largest process {self.most:,.0f} MB"


def shared(numbers: Sequence[int]) -> None:
    """Measure both ways to import registries of so many rows; print a line for each figure."""
    with tempfile.TemporaryDirectory() as folder:
        for rows in numbers:
            path = Path(folder, f"{rows}.parquet")
            write(rows, path)
            for words in _compared(path, rows):
                print(words, flush=True)


def imported(path: Path, to: Path, *options: str) -> Cost:
    """Import a file of a registry by the command, in processes of its own."""
    words = ("registry", "import", str(path), "--to", str(to), *options)
    return ran("app", *words, "--source", "synthetic", "--date", "2025-12-31")


def ran(module: str, *words: str) -> Cost:
    """Run a module in a process of its own; raises SystemExit where it fails."""
    begun = time.monotonic()
    command = [sys.executable, "-m", module, *words]
    running = subprocess.Popen(
        command, cwd=PROJECT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"{module} {words[0]} ended with {running.returncode}")
    # Those of its workers are among them: it has waited for their end.
    processor = used.ru_utime + used.ru_stime
    return Cost(time.monotonic() - begun, processor, used.ru_maxrss / 1024)


def _compared(path: Path, rows: int) -> Iterator[str]:
    """Yield a line for each way to import a file, and one that the bytes are the same."""
    costs: dict[str, Cost] = {}
    bytes_, counts = set(), ""
    for way, options in WAYS.items():
        to = path.with_name(f"{path.stem}-{len(costs)}")
        costs[way] = imported(path, to, *options)
        yield f"import of {rows:,} rows by {way}: {costs[way]}"
        bytes_.add(tuple(map(_digest, sorted(to.iterdir()))))
        counts = line(pd.read_parquet(to / CUBE))
        shutil.rmtree(to)
    if len(bytes_) > 1:
        raise SystemExit(f"{rows:,} rows: the two ways give different bytes")
    alone, shared = costs[ALONE], costs[SHARED]
    yield (
        f"the same bytes, {shared.wall / alone.wall:.2f} times the time and "
        f"{shared.processor / alone.processor:.2f} times the processors; counts {counts}"
    )


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
