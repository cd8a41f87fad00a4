"""What a draft changes against the current edition, looked at in a process of its own."""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

from app.officer.apart import apart
from app.officer.checked import faults_of
from app.officer.told_changes import ToldPart, told_between
from geo.errors import Fault
from geo.files.content_hash import hash_of

# Looks are at contents, which never change; the last ones are kept.
KEPT = 16


@dataclass(frozen=True)
class DraftLook:
    """The faults of a draft, or what it changes where it has none."""

    faults: tuple[Fault, ...]
    parts: tuple[ToldPart, ...]


class Looks:
    """Looks at pairs of contents, each once."""

    def __init__(self) -> None:
        self._kept: OrderedDict[tuple[str, str], DraftLook] = OrderedDict()
        self._sound: OrderedDict[str, tuple[Fault, ...]] = OrderedDict()
        self._lock = Lock()

    def of(self, before: tuple[str, Path], after: tuple[str, Path]) -> DraftLook:
        """Return what differs between two data folders, each with the name of its content."""
        key = (before[0], after[0])
        with self._lock:
            if key in self._kept:
                return self._kept[key]
        found = apart(look, before[1], after[1])
        with self._lock:
            self._kept[key] = found
            while len(self._kept) > KEPT:
                self._kept.popitem(last=False)
        return found

    def faults(self, folder: Path) -> tuple[Fault, ...]:
        """Return the faults of a data folder; of each content they are looked for once."""
        key = hash_of(folder)
        with self._lock:
            if key in self._sound:
                return self._sound[key]
        found = apart(faults_of, folder)
        with self._lock:
            self._sound[key] = found
            while len(self._sound) > KEPT:
                self._sound.popitem(last=False)
        return found


def look(before: Path, after: Path) -> DraftLook:
    """Return the faults of a data folder after, and what it changes where it has none."""
    faults = faults_of(after)
    return DraftLook(faults, () if faults else told_between(before, after))
