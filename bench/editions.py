"""An officer's fears, many times over: python -m bench.editions [--kills N] [--tables N].

Kills a process that publishes at random moments, into a folder and into a database, and counts what
is torn; spoils yearly tables in
every way that the tests know and counts which go unnoticed, and how many sound ones are doubted.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections import Counter
from collections.abc import Callable
from pathlib import Path

from geo.editing.doubts import doubts
from geo.postgis.connections import close_pools
from geo.store.database_address import StoreAddress
from tests.geo.killed import kill, package
from tests.geo.yearly_tables import WAYS, clean, noticed, spoilt
from tests.postgres import missing, running
from tests.stores import KeptStore

KILLS, TABLES = 1000, 1000
# Editions are never removed: after so many kills another store is begun.
ROUND = 50
# To connect takes longer than to write a file: of a database's kills there are fewer.
IN_DATABASE = 5


def main() -> None:
    """Count, and print the counts."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--kills", type=int, default=KILLS)
    parser.add_argument("--tables", type=int, default=TABLES)
    options = parser.parse_args()
    kills = (_folder_kills(options.kills), _database_kills(options.kills // IN_DATABASE))
    sys.stdout.writelines(f"{line}\n" for line in (*_tables(options.tables), *kills))


def _tables(number: int) -> list[str]:
    doubted = sum(bool(list(doubts(clean(seed)[0]))) for seed in range(number))
    lines = [f"sound tables: {number}, doubted {doubted}"]
    for how in WAYS:
        missed = [one for seed in range(number) if not noticed(one := spoilt(seed, how))]
        sizes = [one.size for one in missed if one.size is not None]
        farthest = f", the farthest by {max(sizes):.1f} standard deviations" if sizes else ""
        lines.append(f"{how}: {number}, unnoticed {len(missed)}{farthest}")
    return lines


def _folder_kills(number: int) -> str:
    return f"kills, folder: {_kills(number, lambda folder: folder / 'store')}"


def _database_kills(number: int) -> str:
    if why := missing():
        return f"kills, database: none, {why}"
    with running() as server:
        return f"kills, database: {_kills(number, lambda _: server.new_store())}"


def _kills(number: int, store: Callable[[Path], StoreAddress]) -> str:
    found: Counter[str] = Counter()
    for start in range(0, number, ROUND):
        with tempfile.TemporaryDirectory() as folder:
            data = package(Path(folder, "data"))
            kept = KeptStore(store(Path(folder)), Path(folder, "fetched"))
            for seed in range(start, min(start + ROUND, number)):
                left = kill(kept, data, seed)
                found["torn"] += bool(left.torn)
                found["between"] += left.between
                sys.stderr.writelines(f"{seed}: {words}\n" for words in left.torn)
            close_pools()
    return f"{number}, between announcing and done {found['between']}, torn {found['torn']}"


if __name__ == "__main__":
    main()
