"""A store in a database: editions, the current one and the journal in tables, files below a cache.

What a folder's store does in the order of its writes, this one does in transactions. Whoever reads
an edition gets a folder with its very bytes, fetched once for each content.
"""

from __future__ import annotations

import json
import os
import platform
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from psycopg import errors

from geo.errors import UnknownWord
from geo.postgis import stored_files
from geo.postgis.connections import Connection, at_work, lent, owned, told
from geo.postgis.gis_tables import fill_tables
from geo.postgis.journal_table import TableLines
from geo.sentences import said
from geo.store.database_address import DatabaseAddress
from geo.store.editions import Edition, StoreError
from geo.store.folder_store import FolderStore
from geo.store.journal import Journal

# By which number the database knows our lock; any other will do as long as all agree.
LOCK = 0x41544C4153
# Whoever was killed holds it until the database has noticed.
LOCK_PATIENCE = "1s"


class PostgisStore:
    """Editions in the database at an address; ``local`` keeps the folders of those in use."""

    def __init__(self, address: DatabaseAddress, local: FolderStore) -> None:
        self._address, self._local = address, local
        self._held: Connection | None = None

    @property
    def said(self) -> str:
        """Return its address without a password."""
        return self._address.shown

    @property
    def journal(self) -> Journal:
        """Return its journal."""
        return Journal(TableLines(self._connected), self.said)

    def names(self) -> Sequence[str]:
        """Return the names of its editions, in the order in which they came."""
        with self._connected() as connection:
            rows = connection.execute("SELECT name FROM atlas_store.editions ORDER BY number")
            return [str(name) for (name,) in rows]

    def current(self) -> str:
        """Return the name of the current edition; raise StoreError where none is."""
        name = self.current_if_any()
        if not name:
            raise StoreError(said("store.no-current", store=self.said))
        return name

    def current_if_any(self) -> str:
        """Return the name of the current edition, blank where none was ever made so."""
        with self._connected() as connection:
            row = connection.execute("SELECT edition FROM atlas_store.current").fetchone()
        return str(row[0]) if row else ""

    def edition(self, name: str) -> Edition:
        """Return an edition as it was added, in a folder of the cache.

        Raises UnknownWord for a name it does not have, StoreError for one whose bytes are not what
        its name says. A folder that was changed is fetched anew.
        """
        self._require(name)
        if name in self._local.names():
            try:
                return self._local.edition(name)
            except StoreError:
                self._local.discard(name)
        with self._connected() as connection:
            found = self._local.filled(
                lambda draft: stored_files.fetch_edition(connection, name, draft, self.said)
            )
        if found.name != name:
            self._local.discard(found.name)
            raise StoreError(said("store.changed", path=f"{self.said} {name}"))
        return found

    def add(self, folder: Path) -> Edition:
        """Return the edition that a data folder is now, written unless it is there already.

        Its files and the tables for GIS programs come in one transaction.
        """
        edition = self._local.add(folder)
        with self._connected() as connection, at_work(connection), connection.transaction():
            if stored_files.put_edition(connection, edition):
                fill_tables(connection, edition)
        return edition

    def kept_hash(self, name: str) -> str:
        """Return the hash of an edition, reckoned from the bytes in the database."""
        self._require(name)
        with self._connected() as connection:
            return stored_files.kept_hash(connection, name)

    def set_current(self, name: str) -> None:
        """Make an edition the current one; raise UnknownWord for a name it does not have."""
        self._require(name)
        with self._connected() as connection:
            connection.execute(
                "INSERT INTO atlas_store.current (edition) VALUES (%s)"
                " ON CONFLICT (one) DO UPDATE SET edition = excluded.edition",
                (name,),
            )

    @contextmanager
    def lock(self, who: str) -> Iterator[None]:
        """Hold the store with a connection, and lose it with that; raises StoreError if held.

        What is written meanwhile goes through that connection: who lost the lock writes nothing.
        """
        with owned(self._address) as connection:
            connection.execute("SELECT set_config('lock_timeout', %s, false)", (LOCK_PATIENCE,))
            try:
                connection.execute("SELECT pg_advisory_lock(%s)", (LOCK,))
            except errors.LockNotAvailable:
                owner = _owner(connection)
                raise StoreError(said("lock.held", store=self.said, **owner)) from None
            now = datetime.now(UTC).isoformat(timespec="seconds")
            owner = {"who": who, "pid": str(os.getpid()), "host": platform.node(), "time": now}
            connection.execute(
                "INSERT INTO atlas_store.publisher (owner) VALUES (%s)"
                " ON CONFLICT (one) DO UPDATE SET owner = excluded.owner",
                (json.dumps(owner, ensure_ascii=False),),
            )
            self._held = connection
            try:
                yield
            finally:
                self._held = None

    @contextmanager
    def together(self) -> Iterator[None]:
        """Write what is written within in one transaction; the lock is held."""
        with self._connected() as connection, connection.transaction():
            yield

    def sweep(self) -> None:
        """Do nothing: the database forgets by itself what was not committed."""

    def _require(self, name: str) -> None:
        known = self.names()
        if name not in known:
            raise UnknownWord("edition", name, known)

    @contextmanager
    def _connected(self) -> Iterator[Connection]:
        if self._held is not None:
            with told(self._address):
                yield self._held
        else:
            with lent(self._address) as connection:
                yield connection


def _owner(connection: Connection) -> dict[str, str]:
    row = connection.execute("SELECT owner FROM atlas_store.publisher").fetchone()
    owner = json.loads(str(row[0])) if row else {}
    return {name: str(owner.get(name, "?")) for name in ("who", "pid", "host", "time")}
