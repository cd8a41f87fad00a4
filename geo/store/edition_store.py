"""A store that takes editions: what a folder and a database do alike."""

from __future__ import annotations

from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from geo.store.editions import Edition, Store
from geo.store.journal import Journal


class EditionStore(Store, Protocol):
    """A store whose editions, current edition and journal may be changed.

    Every method raises StoreError where the store cannot be read, or written.
    """

    @property
    def said(self) -> str:
        """Return where it is, in words that may be shown to anybody."""
        ...

    @property
    def journal(self) -> Journal:
        """Return its journal."""
        ...

    def current_if_any(self) -> str:
        """Return the name of the current edition, blank where none was ever made so."""
        ...

    def add(self, folder: Path) -> Edition:
        """Return the edition that a data folder is now, kept unless it is there already.

        Whether the data are sound is for whoever adds them (geo.validate). Where it cannot be
        written, nothing is.
        """
        ...

    def kept_hash(self, name: str) -> str:
        """Return the hash of an edition, reckoned from what the store holds of it now."""
        ...

    def set_current(self, name: str) -> None:
        """Make an edition the current one; raise as ``edition`` does.

        Who reads which one is current meanwhile sees the one before or the one after.
        """
        ...

    def lock(self, who: str) -> AbstractContextManager[None]:
        """Hold the store; raises StoreError where somebody else does, and says who."""
        ...

    def together(self) -> AbstractContextManager[None]:
        """Write what is written within at once, where the store can; its lock is held."""
        ...

    def sweep(self) -> None:
        """Remove what killed processes left half written; its lock is held."""
        ...
