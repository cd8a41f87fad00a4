"""Orders for the studio's tests: its process imports them by name."""

from __future__ import annotations

import os
import sys
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from geo.errors import AtlasError, UnknownWord
from geo.store.catalogue import Catalogue


@dataclass(frozen=True)
class Word:
    """Answers with a word, the number of the process that wrote it, and what it knows."""

    word: str = "one"

    def written(self, catalogue: Catalogue, data: Path, *, form: str) -> bytes:
        """Return the word; what is printed on the way does not reach the answer."""
        sys.stdout.write("noise on the way")
        sys.stdout.flush()
        return f"{self.word} {form} {os.getpid()} {len(catalogue.places)} {data.name}".encode()


@dataclass(frozen=True)
class Large:
    """Answers with so many bytes."""

    size: int

    def written(self, _catalogue: Catalogue, _data: Path, *, form: str) -> bytes:
        """Return them."""
        return form[:1].encode() * self.size


@dataclass(frozen=True)
class Wrong:
    """Cannot be met: for a reason of ours, by a fault, or because the process ends."""

    how: str

    def written(self, _catalogue: Catalogue, _data: Path, *, form: str) -> bytes:
        """Fail in one way."""
        if self.how == "unknown":
            raise UnknownWord("period", form, ("2023", "2024"))
        if self.how == "ours":
            raise AtlasError("no font")
        if self.how == "end":
            os._exit(3)
        raise ZeroDivisionError(self.how)


@dataclass(frozen=True)
class Endless:
    """Is never drawn."""

    def written(self, _catalogue: Catalogue, _data: Path, *, form: str) -> bytes:
        """Wait for what does not come."""
        sys.stderr.write(f"{form} waits\n")
        sys.stderr.flush()
        Event().wait()
        return b""
