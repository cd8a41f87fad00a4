"""The drafts of the page of officers: each a folder by a name that no address can leave."""

from __future__ import annotations

import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import ExitStack, contextmanager
from pathlib import Path
from secrets import token_hex

from app.text.messages import said
from geo.editing.draft import Draft, begun, opened_draft
from geo.errors import AtlasError, UnknownWord
from geo.files.atomic import why_not
from geo.store.editions import StoreError
from geo.store.store_lock import store_lock

DRAFTS, LOCKS = "drafts", "locks"
NAME = re.compile(r"[0-9a-f]{8}")
NAME_BYTES, LONGEST_TITLE = 4, 80
PATIENCE_S, LOOK_S = 1.0, 0.05


class DraftShelf:
    """Drafts below a folder, by name."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def all(self) -> Sequence[Draft]:
        """Return every draft, that which was changed last first."""
        found = []
        for path in (self._folder / DRAFTS).glob("*"):
            if NAME.fullmatch(path.name):
                try:
                    found.append(opened_draft(path))
                except AtlasError:
                    # It is being thrown away.
                    continue
        return sorted(found, key=lambda one: one.steps[-1].time if one.steps else "", reverse=True)

    def draft(self, name: str) -> Draft:
        """Return a draft; raises UnknownWord where there is none of that name."""
        path = self._folder / DRAFTS / name
        if not NAME.fullmatch(name) or not path.is_dir():
            raise UnknownWord("draft", name, [one.folder.name for one in self.all()])
        return opened_draft(path)

    def begin(self, title: str, data: Path, base: str) -> Draft:
        """Return a new draft, a copy of some data; raises AtlasError for a title that is none."""
        words = " ".join(title.split())
        if not 0 < len(words) <= LONGEST_TITLE:
            raise AtlasError(said("office.title", most=LONGEST_TITLE))
        return begun(self._folder / DRAFTS / token_hex(NAME_BYTES), data, base, words)

    @contextmanager
    def held(self, name: str, who: str, patience_s: float = PATIENCE_S) -> Iterator[Draft]:
        """Hold a draft while it is changed; raises AtlasError where somebody else goes on to.

        Most let go in a moment: that long is waited.
        """
        self.draft(name)
        with ExitStack() as stack:
            deadline = time.monotonic() + patience_s
            while True:
                try:
                    stack.enter_context(store_lock(self._folder / LOCKS / name, who))
                    break
                except StoreError as error:
                    if time.monotonic() >= deadline:
                        raise AtlasError(said("office.held")) from error
                    # No lock of the system waits for a while and no longer.
                    time.sleep(LOOK_S)
            yield self.draft(name)

    def is_held(self, name: str) -> bool:
        """Return whether somebody changes a draft now."""
        try:
            with self.held(name, "", 0):
                return False
        except AtlasError:
            return True

    def discard(self, name: str) -> None:
        """Throw a draft away; it is held by whoever does."""
        try:
            with tempfile.TemporaryDirectory(prefix=".", dir=self._folder) as away:
                self.draft(name).folder.rename(Path(away, "draft"))
            shutil.rmtree(self._folder / LOCKS / name, ignore_errors=True)
        except OSError as error:
            why = why_not(error)
            raise AtlasError(said("unwritten-draft", name=name, why=why)) from error
