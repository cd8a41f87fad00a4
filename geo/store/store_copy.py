"""Every edition of a store and its journal in another one: a backup, or a move."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from geo.sentences import said
from geo.store.edition_store import EditionStore
from geo.store.editions import StoreError


@dataclass(frozen=True)
class CopiedEdition:
    """An edition that both stores have now; whether the second one ``had`` it before."""

    name: str
    had: bool


@dataclass(frozen=True)
class CopiedJournal:
    """The journal that both stores have now: its rows, and how many of them were ``added``."""

    rows: int
    added: int
    current: str


def copied(
    source: EditionStore, target: EditionStore, who: str
) -> Iterator[CopiedEdition | CopiedJournal]:
    """Copy what a store holds into another one; yield each edition, and the journal at last.

    Every edition is compared after it was written, by the bytes that the other store holds. What
    that one had beyond it stays. Raises StoreError where the journals are two histories, before
    anything is written, and where an edition differs.
    """
    with target.lock(who):
        target.sweep()
        target.journal.missing(source.journal)
        for name in source.names():
            had = name in target.names()
            edition = source.edition(name)
            if not had:
                target.add(edition.folder)
            if target.kept_hash(name) != edition.digest:
                raise StoreError(said("store.differs", store=target.said, name=name))
            yield CopiedEdition(name, had)
        with target.together():
            added = target.journal.follow(source.journal)
            current = source.current_if_any()
            if current:
                target.set_current(current)
        yield CopiedJournal(len(target.journal.lines), added, current)
