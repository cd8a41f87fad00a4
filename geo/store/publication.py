"""Another edition for readers: announced in the journal, switched to, and said to be done.

Whoever is ended between two of these leaves a row that announces; the next one finds out from the
store whether the switch happened, and says so.
"""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from shutil import rmtree

from geo.errors import AtlasError
from geo.sentences import said
from geo.store.folder_store import CURRENT, EDITIONS, FolderStore
from geo.store.journal import HEAD, ROWS, Journal, JournalAct, JournalRow
from geo.store.store_lock import store_lock

# How long after its last change what was being copied is taken for abandoned.
ABANDONED_S = 3600.0


class Publication:
    """A store whose lock is held: what readers get may be changed (see ``publishing``)."""

    def __init__(self, root: Path, who: str, why: str) -> None:
        self._root = root
        self.store, self.journal = FolderStore(root), Journal(root)
        self._who, self._why = who, why

    @property
    def current(self) -> str:
        """Return the name of the current edition, blank where there is none yet."""
        return self.store.current() if (self._root / CURRENT).exists() else ""

    def switch(self, to: str, act: JournalAct) -> JournalRow:
        """Make an edition current that the store has; return the row that says it was done.

        Raises UnknownWord or StoreError for what is no edition, AtlasError where nothing can be
        written: then readers have what they had.
        """
        name = self.store.edition(to).name
        base = self.current
        self.journal.append("intends", who=self._who, why=self._why, base=base, to=name)
        self.store.set_current(name)
        return self.journal.append(act, who=self._who, why=self._why, base=base, to=name)

    def before(self) -> str:
        """Return the edition before the last switch; raises AtlasError where none is known."""
        current = self.current
        for row in reversed(self.journal.rows()):
            if row.act in ("published", "rolled-back") and row.to == current and row.base:
                return row.base
        raise AtlasError(said("rollback.none", current=current))


@contextmanager
def publishing(root: Path, who: str, why: str) -> Iterator[Publication]:
    """Hold the lock of a store while its current edition is changed; first, settle what was left.

    Raises AtlasError without a name or a reason, StoreError where another holds the lock, the
    store cannot be written, or its journal was tampered with.
    """
    who, why = _written(who), _written(why)
    if not who or not why:
        raise AtlasError(said("publish.words"))
    with store_lock(root, who):
        publication = Publication(root, who, why)
        _swept(root)
        _settled(publication)
        yield publication


def _written(words: str) -> str:
    """Return words of a command line in one line that can be written."""
    return " ".join(words.split()).encode("utf-8", "replace").decode()


def _settled(publication: Publication) -> None:
    """Say of a switch that was announced and never said to be done whether it happened."""
    rows = publication.journal.rows()
    if rows and rows[-1].act == "intends":
        last = rows[-1]
        act: JournalAct = "published" if publication.current == last.to else "abandoned"
        publication.journal.append(act, who=last.who, why=last.why, base=last.base, to=last.to)


def _swept(root: Path) -> None:
    """Remove what killed processes left half written: nobody reads it, and it takes room."""
    for name in (CURRENT, ROWS, HEAD):
        for path in root.glob(f".{name}.*"):
            path.unlink(missing_ok=True)
    for path in (root / EDITIONS).glob(".*"):
        with suppress(OSError):
            if time.time() - path.stat().st_mtime > ABANDONED_S:
                rmtree(path, ignore_errors=True)
