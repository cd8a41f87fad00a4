"""Another edition for readers: announced in the journal, switched to, and said to be done.

In a folder, whoever is ended between two of these leaves a row that announces; the next one finds
out from the store whether the switch happened, and says so. In a database all of it happens, or
nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from geo.errors import AtlasError
from geo.sentences import said
from geo.store.edition_store import EditionStore
from geo.store.journal import Journal, JournalAct, JournalRow


class Publication:
    """A store whose lock is held: what readers get may be changed (see ``publishing``)."""

    def __init__(self, store: EditionStore, who: str, why: str) -> None:
        self.store = store
        self._who, self._why = who, why

    @property
    def journal(self) -> Journal:
        """Return the journal of the store."""
        return self.store.journal

    @property
    def current(self) -> str:
        """Return the name of the current edition, blank where there is none yet."""
        return self.store.current_if_any()

    def switch(self, to: str, act: JournalAct) -> JournalRow:
        """Make an edition current that the store has; return the row that says it was done.

        Raises UnknownWord or StoreError for what is no edition, AtlasError where nothing can be
        written: then readers have what they had.
        """
        name = self.store.edition(to).name
        base = self.current
        with self.store.together():
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
def publishing(store: EditionStore, who: str, why: str) -> Iterator[Publication]:
    """Hold the lock of a store while its current edition is changed; first, settle what was left.

    Raises AtlasError without a name or a reason, StoreError where another holds the lock, the
    store cannot be written, or its journal was tampered with.
    """
    who, why = _written(who), _written(why)
    if not who or not why:
        raise AtlasError(said("publish.words"))
    with store.lock(who):
        publication = Publication(store, who, why)
        store.sweep()
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
