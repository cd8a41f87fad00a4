"""The office: what the page of officers works with, as long as the server runs.

An edition that is exchanged leaves it as it is: sessions, rates and the jail belong to no edition.
"""

from __future__ import annotations

import logging
import platform
from collections.abc import Callable
from ipaddress import ip_address
from pathlib import Path
from threading import BoundedSemaphore
from typing import TYPE_CHECKING

from app.jail.table_reading import jail_of
from app.officer.draft_shelf import DraftShelf
from app.officer.looks import Looks
from app.officer.previews import Previews, Shown
from app.officer.sessions import Sessions, SignedIn, session_key
from app.server.buckets import Buckets
from app.settings.officers import Officer, officers_of, proven, require_sound
from app.settings.settings import ConfigError
from geo.store.database_address import DatabaseAddress

if TYPE_CHECKING:
    from app.settings.settings import Config

log = logging.getLogger("atlas.officer")
FOLDER = "officer"
# How often one address may try a token in a minute, in each worker.
TRIES = 10
# Who waits for a check or a table holds a thread of the server; readers must go on.
BUSY = 2


class Office:
    """Who may do what, and where drafts lie: in the folder ``officer`` of the store.

    Where the store is a database, that folder is below the cache.

    Raises ConfigError for settings that are not safe. Without a file of officers it is shut.
    ``make`` makes the atlas of a preview.
    """

    def __init__(self, config: Config, make: Callable[[Config], Shown]) -> None:
        require_sound(config)
        self.config = config
        self.tries, self.uploads = Buckets(TRIES), Buckets(config.upload_rate)
        self.room = BoundedSemaphore(BUSY)
        self.jail = jail_of(config)
        self.drafts = DraftShelf(self.folder)
        self.looks = Looks()
        self.previews = Previews(config, self.folder, make)
        self._seen: tuple[int, int] = (0, 0)
        self._officers: tuple[Officer, ...] = ()
        self._sessions = Sessions(session_key(self.folder) if self.open else b"")

    @property
    def open(self) -> bool:
        """Return whether anybody may come in at all."""
        return self.config.officers is not None

    @property
    def folder(self) -> Path:
        """Return where drafts and the key of sessions lie: files, wherever editions are."""
        store = self.config.store
        return (store if isinstance(store, Path) else self.config.cache) / FOLDER

    @property
    def host(self) -> str:
        """Return the name of the host that keeps drafts, blank where whoever has the store does.

        A draft is a folder that is edited in place, with locks, files that wait and builds beside
        it: tables of a database would have to be all of these anew.
        """
        return platform.node() if isinstance(self.config.store, DatabaseAddress) else ""

    @property
    def sessions(self) -> Sessions:
        """Return what signs sessions."""
        return self._sessions

    @property
    def officers(self) -> tuple[Officer, ...]:
        """Return everybody in the file as it is now; nobody where it can no longer be used."""
        path = self.config.officers
        if path is None:
            return ()
        try:
            facts = path.stat()
            seen = (facts.st_mtime_ns, facts.st_size)
            if seen != self._seen:
                self._officers, self._seen = officers_of(path), seen
        except (OSError, ConfigError) as error:
            log.error("%s", error)  # noqa: TRY400  the sentence says all, and a traceback nothing
            self._officers, self._seen = (), (0, 0)
        return self._officers

    def by_token(self, token: str) -> Officer | None:
        """Return whose token this is."""
        return proven(token, self.officers)

    def by_header(self, name: str, peer: str) -> SignedIn | None:
        """Return who a single sign-on at an address says it is, if the file knows him."""
        if not name or not self.trusts(peer):
            return None
        found = next((one for one in self.officers if one.name == name), None)
        return SignedIn(found) if found else None

    def trusts(self, peer: str) -> bool:
        """Return whether what an address says of who asks is believed."""
        try:
            address = ip_address(peer)
        except ValueError:
            return False
        return any(address in network for network in self.config.officer_proxies)
