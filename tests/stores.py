"""A store of either kind, and hands that meddle with its journal past all of our code."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import psycopg

from app.build.editions import store_at
from geo.store.database_address import DatabaseAddress, StoreAddress
from geo.store.edition_store import EditionStore
from geo.store.journal import HEAD, ROWS

STORES = ("folder", "postgis")


@dataclass(frozen=True)
class KeptStore:
    """Where a store is; ``cache`` is where editions of a database are fetched."""

    address: StoreAddress
    cache: Path

    @property
    def store(self) -> EditionStore:
        """Return the store, opened anew."""
        return store_at(self.address, self.cache)

    @property
    def written(self) -> str:
        """Return its address as a setting."""
        at = self.address
        return at.whole if isinstance(at, DatabaseAddress) else str(at)

    def write_lines(self, lines: Sequence[bytes]) -> None:
        """Put other lines in the place of the journal's."""
        if not isinstance(self.address, DatabaseAddress):
            (self.address / ROWS).write_bytes(b"".join(line + b"\n" for line in lines))
            return
        with psycopg.connect(self.address.whole) as connection:
            connection.execute("DELETE FROM atlas_store.journal")
            for number, line in enumerate(lines, start=1):
                connection.execute(
                    "INSERT INTO atlas_store.journal (number, line) VALUES (%s, %s)", (number, line)
                )

    def forget_end(self) -> None:
        """Remove what remembers the end of the journal."""
        if not isinstance(self.address, DatabaseAddress):
            (self.address / HEAD).unlink()
            return
        with psycopg.connect(self.address.whole) as connection:
            connection.execute("DELETE FROM atlas_store.journal_end")
