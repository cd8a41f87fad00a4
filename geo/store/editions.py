"""Editions of a data package, and what a store of them can do.

An edition never changes: its name is made from its content. A store holds editions and says which
of them is the current one, the one that readers get.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from geo.errors import AtlasError, UnknownWord
from geo.files.content_hash import hash_of

NAME_LENGTH = 16


class StoreError(AtlasError):
    """A store that cannot be read or written, or an edition that is not what its name says."""


@dataclass(frozen=True)
class Edition:
    """A data package that never changes.

    ``digest`` is the SHA-256 of the names and bytes of its files, ``folder`` where they lie.
    """

    digest: str
    folder: Path

    @property
    def name(self) -> str:
        """Return the first digits of its digest, by which stores and readers know it."""
        return self.digest[:NAME_LENGTH]


class Store(Protocol):
    """Holds editions by name, and points at the current one."""

    def names(self) -> Sequence[str]:
        """Return the names of its editions, in the order in which they came."""
        ...

    def current(self) -> str:
        """Return the name of the current edition; raise StoreError where none is."""
        ...

    def edition(self, name: str) -> Edition:
        """Return an edition as it was added.

        Raises UnknownWord for a name it does not have, StoreError for an edition that was changed.
        """
        ...


class SingleFolder:
    """A data folder as a store of one edition: what the folder holds now."""

    def __init__(self, folder: Path) -> None:
        self._edition = Edition(hash_of(folder), folder)

    def names(self) -> Sequence[str]:
        """Return the one name there is."""
        return (self._edition.name,)

    def current(self) -> str:
        """Return the one name there is."""
        return self._edition.name

    def edition(self, name: str) -> Edition:
        """Return the one edition there is; raise UnknownWord for another name."""
        if name != self._edition.name:
            raise UnknownWord("edition", name, self.names())
        return self._edition
