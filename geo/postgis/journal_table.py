"""The lines of a journal in a table: the very bytes that a folder's journal has."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager

from geo.postgis.connections import Connection
from geo.store.journal import hash_of_line

END = "atlas_store.journal_end"


class TableLines:
    """Lines in ``atlas_store.journal``; ``connected`` gives a connection."""

    def __init__(self, connected: Callable[[], AbstractContextManager[Connection]]) -> None:
        self._connected = connected

    @property
    def end_name(self) -> str:
        """Return the table that remembers the end."""
        return END

    def at_once(self) -> tuple[str, Sequence[bytes]]:
        """Return what is remembered of the end, and the lines: one statement, one moment."""
        with self._connected() as connection:
            row = connection.execute(
                "SELECT (SELECT hash FROM atlas_store.journal_end),"
                " (SELECT array_agg(line ORDER BY number) FROM atlas_store.journal)",
                binary=True,
            ).fetchone()
        head, lines = row or (None, None)
        return str(head or ""), [bytes(line) for line in lines or ()]  # type: ignore[attr-defined]  # an array of bytea

    def append(self, line: bytes) -> None:
        """Add a line and remember it as the end: both or neither."""
        with self._connected() as connection, connection.transaction():
            connection.execute(
                "INSERT INTO atlas_store.journal (number, line)"
                " SELECT coalesce(max(number), 0) + 1, %s FROM atlas_store.journal",
                (line,),
            )
            connection.execute(
                "INSERT INTO atlas_store.journal_end (hash) VALUES (%s)"
                " ON CONFLICT (one) DO UPDATE SET hash = excluded.hash",
                (hash_of_line(line),),
            )
