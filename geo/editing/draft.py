"""A draft: a data package that an officer changes, and which edition it was made from.

``data`` in its folder is the package, ``draft.json`` says what it was made from and what was done
to it. Nobody reads a draft but who names it.
"""

from __future__ import annotations

import json
import os
import shutil
import tempfile
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geo.errors import AtlasError
from geo.files.atomic import why_not, write_file
from geo.files.content_hash import IGNORED, hash_of
from geo.sentences import said
from geo.store.editions import NAME_LENGTH

DATA, NOTES = "data", "draft.json"
OWNER_WRITES = 0o200


@dataclass(frozen=True)
class Draft:
    """A draft in ``folder``: made from the edition ``base``; ``steps`` say what was done since.

    ``seen`` is the edition beside which, and the content with which, its changes were last listed.
    """

    folder: Path
    base: str
    steps: Sequence[str] = ()
    seen: tuple[str, str] = ("", "")

    @property
    def data(self) -> Path:
        """Return where its data package lies."""
        return self.folder / DATA

    def name(self) -> str:
        """Return the name that its content has as an edition."""
        return hash_of(self.data)[:NAME_LENGTH]

    def noted(self, step: str) -> Draft:
        """Return it with one more step, written down."""
        return replace(self, steps=(*self.steps, step)).saved()

    def looked_at(self, beside: str) -> Draft:
        """Return it as one whose changes were listed beside an edition, written down."""
        return replace(self, seen=(beside, self.name())).saved()

    def renewed(self, base: str) -> Draft:
        """Return it as made from another edition, written down."""
        return replace(self, base=base).saved()

    def saved(self) -> Draft:
        """Return it after its notes are written; raises AtlasError where they cannot be."""
        plain = {"base": self.base, "steps": list(self.steps), "seen": list(self.seen)}
        body = json.dumps(plain, ensure_ascii=False, indent=1)
        write_file(self.folder / NOTES, f"{body}\n".encode())
        return self


def opened_draft(folder: Path) -> Draft:
    """Return the draft in a folder; raises AtlasError where there is none."""
    try:
        plain: Any = json.loads((folder / NOTES).read_text(encoding="utf-8"))
        steps = tuple(map(str, plain["steps"]))
        beside, content = map(str, plain["seen"])
        draft = Draft(folder, str(plain["base"]), steps, (beside, content))
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise AtlasError(said("draft.none", folder=str(folder))) from error
    if not draft.data.is_dir():
        raise AtlasError(said("draft.none", folder=str(folder)))
    return draft


def begun(folder: Path, data: Path, base: str) -> Draft:
    """Return the draft in a folder; where there is no such folder, a copy of some data.

    Raises AtlasError where the folder holds something else or cannot be written.
    """
    if folder.exists() and any(folder.iterdir()):
        return opened_draft(folder)
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryDirectory(prefix=".", dir=folder.parent) as beside:
            made = Path(beside, "draft")
            shutil.copytree(data, made / DATA, ignore=shutil.ignore_patterns(IGNORED))
            # An edition can be read only; a draft is there to be changed.
            for path in (made, *made.rglob("*")):
                path.chmod(path.stat().st_mode | OWNER_WRITES)
            Draft(made, base).saved()
            os.replace(made, folder)  # noqa: PTH105  an empty folder there is replaced
    except OSError as error:
        why = why_not(error) if error.errno else str(error)
        raise AtlasError(said("unwritten", path=str(folder), why=why)) from error
    return opened_draft(folder)
