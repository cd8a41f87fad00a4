"""What stands: the current edition, who gave it to readers, and whether the journal is whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from geo.sentences import Said, said
from geo.store.edition_store import EditionStore
from geo.store.editions import StoreError
from geo.store.journal import JournalRow

DONE = ("published", "rolled-back")


@dataclass(frozen=True)
class JournalState:
    """The journal of a store: its ``rows``, oldest first, and what ``findings`` speak against it.

    ``current`` is the edition that readers get, blank where there is none, ``given`` the row that
    gave it to them; None where ``past`` says that it was done without the journal.
    """

    rows: Sequence[JournalRow]
    findings: tuple[Said, ...]
    current: str
    given: JournalRow | None
    past: Said | None

    @property
    def earlier(self) -> Sequence[str]:
        """Return the editions that readers had before, the newest first, each once."""
        names = [row.to for row in reversed(self.rows) if row.act in DONE]
        names += [row.base for row in reversed(self.rows) if row.act in DONE and row.base]
        return [name for name in dict.fromkeys(names) if name != self.current]


def journal_state(store: EditionStore) -> JournalState:
    """Return the state of a store's journal; raises StoreError where the store is unreadable."""
    journal = store.journal
    findings = journal.findings()
    try:
        rows = journal.rows()
    except StoreError:
        rows = ()
    current = store.current_if_any()
    last = next((row for row in reversed(rows) if row.act in DONE), None)
    intended = rows[-1].to if rows and rows[-1].act == "intends" else ""
    given = last if last and last.to == current else None
    past = None
    if last and given is None and current != intended:
        past = said("journal.past", current=current, to=last.to)
    return JournalState(rows, findings, current, given, past)
