"""A store in a folder: ``editions/<name>`` are data packages, the file ``current`` names one.

Nothing is ever half there: an edition is copied beside its place and renamed into it, and
``current`` is replaced as a whole. A file rather than a link: every file system has files. Large
files that editions have in common (a registry) are one file with several names, where the system
can do that.
"""

from __future__ import annotations

import filecmp
import os
import re
import shutil
import tempfile
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, nullcontext, suppress
from pathlib import Path

from geo.errors import UnknownWord
from geo.files.atomic import settle_folder, why_not, write_file
from geo.files.content_hash import IGNORED, hash_of
from geo.sentences import said
from geo.store.editions import NAME_LENGTH, Edition, StoreError
from geo.store.journal import HEAD, ROWS, FolderLines, Journal
from geo.store.store_lock import store_lock

EDITIONS, CURRENT = "editions", "current"
NAME = re.compile(rf"[0-9a-f]{{{NAME_LENGTH}}}")
READ_ONLY = 0o444
# From so many bytes on, editions share a file that is the same.
SHARED = 1_000_000
FOLDER_MODE = 0o755
# How long after its last change what was being copied is taken for abandoned.
ABANDONED_S = 3600.0


class FolderStore:
    """Editions below a folder, which is made when the first one is added."""

    def __init__(self, root: Path) -> None:
        self._root = root

    @property
    def said(self) -> str:
        """Return its folder."""
        return str(self._root)

    @property
    def journal(self) -> Journal:
        """Return its journal, which has no rows where there is none."""
        return Journal(FolderLines(self._root), self.said)

    def names(self) -> Sequence[str]:
        """Return the names of its editions, in the order in which they came."""
        folders = (path for path in self._editions.glob("*") if NAME.fullmatch(path.name))
        return [path.name for path in sorted(folders, key=lambda path: path.stat().st_mtime_ns)]

    def current(self) -> str:
        """Return the name of the current edition; raise StoreError where none is."""
        try:
            name = (self._root / CURRENT).read_text(encoding="ascii").strip()
        except FileNotFoundError:
            raise StoreError(said("store.no-current", store=str(self._root))) from None
        except (OSError, UnicodeDecodeError) as error:
            raise StoreError(self._unread(CURRENT, error)) from error
        if not NAME.fullmatch(name):
            raise StoreError(said("store.no-name", store=str(self._root), name=name))
        return name

    def current_if_any(self) -> str:
        """Return the name of the current edition, blank where none was ever made so."""
        return self.current() if (self._root / CURRENT).exists() else ""

    def edition(self, name: str) -> Edition:
        """Return an edition as it was added.

        Raises UnknownWord for a name it does not have, StoreError for an edition that was changed.
        """
        if name not in self.names():
            raise UnknownWord("edition", name, self.names())
        folder = self._editions / name
        try:
            edition = Edition(hash_of(folder), folder)
        except OSError as error:
            raise StoreError(self._unread(name, error)) from error
        if edition.name != name:
            raise StoreError(said("store.changed", path=str(folder)))
        return edition

    def add(self, folder: Path) -> Edition:
        """Return the edition that a data folder is now, copied unless it is there already.

        Whether the data are sound is for whoever adds them (geo.validate). Raises StoreError where
        it cannot be written; then nothing is.
        """

        def copy(draft: Path) -> None:
            ignored = shutil.ignore_patterns(IGNORED)
            copy_function = self._copied(folder)
            shutil.copytree(
                folder, draft, ignore=ignored, copy_function=copy_function, dirs_exist_ok=True
            )

        return self.filled(copy)

    def filled(self, fill: Callable[[Path], None]) -> Edition:
        """Return the edition that something fills an empty folder with, as ``add`` does."""
        try:
            self._editions.mkdir(parents=True, exist_ok=True)
            with tempfile.TemporaryDirectory(prefix=".", dir=self._editions) as beside:
                draft = Path(beside, "draft")
                draft.mkdir()
                fill(draft)
                # Named by what was copied: the folder may have changed meanwhile.
                name = hash_of(draft)[:NAME_LENGTH]
                if name not in self.names():
                    _settle(draft)
                    draft.rename(self._editions / name)
                    settle_folder(self._editions)
        except OSError as error:
            # Several files at once have no number of an error, but words.
            why = why_not(error) if error.errno else str(error)
            raise StoreError(said("unwritten", path=str(self._editions), why=why)) from error
        return self.edition(name)

    def kept_hash(self, name: str) -> str:
        """Return the hash of an edition, reckoned from its files as they are now."""
        return self.edition(name).digest

    def discard(self, name: str) -> None:
        """Throw an edition away that can be had again."""
        try:
            with tempfile.TemporaryDirectory(prefix=".", dir=self._editions) as away:
                (self._editions / name).rename(Path(away, name))
        except OSError as error:
            raise StoreError(self._unread(name, error)) from error

    def set_current(self, name: str) -> None:
        """Make an edition the current one; raise as ``edition`` does, or where it cannot be said.

        Who reads ``current`` meanwhile sees the name before or the name after.
        """
        body = f"{self.edition(name).name}\n".encode()
        write_file(self._root / CURRENT, body, lasting=True)

    def lock(self, who: str) -> AbstractContextManager[None]:
        """Hold the store; raises StoreError where somebody else does, and says who."""
        return store_lock(self._root, who)

    def together(self) -> AbstractContextManager[None]:
        """Write one file after the other: whoever comes next settles what was left between."""
        return nullcontext()

    def sweep(self) -> None:
        """Remove what killed processes left half written: nobody reads it, and it takes room."""
        for name in (CURRENT, ROWS, HEAD):
            for path in self._root.glob(f".{name}.*"):
                path.unlink(missing_ok=True)
        for path in self._editions.glob(".*"):
            with suppress(OSError):
                if time.time() - path.stat().st_mtime > ABANDONED_S:
                    shutil.rmtree(path, ignore_errors=True)

    @property
    def _editions(self) -> Path:
        return self._root / EDITIONS

    def _copied(self, folder: Path) -> Callable[[str, str], object]:
        """Return what copies a file of a folder, or names the same one of another edition."""
        names = list(reversed(self.names()))

        def copied(source: str, target: str) -> object:
            size = Path(source).stat().st_size
            if size >= SHARED:
                path = Path(source).relative_to(folder)
                for other in (self._editions / name / path for name in names):
                    # Bytes are compared: what an edition has must be what its name says.
                    if other.is_file() and filecmp.cmp(source, other, shallow=False):
                        with suppress(OSError):
                            os.link(other, target)
                            return target
            return shutil.copy2(source, target)

        return copied

    def _unread(self, name: str, error: Exception) -> str:
        why = (error.strerror if isinstance(error, OSError) else "") or str(error)
        return said("store.unreadable", path=str(self._root / name), why=why)


def _settle(draft: Path) -> None:
    """Make a copy readable by all, writable by none, and sure to outlive a loss of power."""
    draft.chmod(FOLDER_MODE)
    for path in draft.rglob("*"):
        if path.is_file():
            path.chmod(READ_ONLY)
            with path.open("rb") as file:
                os.fsync(file.fileno())
    # A copy is as old as what it was made from; an edition as old as its coming.
    os.utime(draft)
