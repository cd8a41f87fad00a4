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
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Literal, get_args

from geo.errors import AtlasError
from geo.files.atomic import why_not, write_file
from geo.files.content_hash import IGNORED, hash_of
from geo.sentences import said
from geo.store.editions import NAME_LENGTH

DATA, NOTES = "data", "draft.json"
OWNER_WRITES = 0o200
# A file became figures, a file took the place of a table, an indicator was added, a registry came
# or went; the draft was made anew from another edition, or became one.
PutKind = Literal["figures", "table", "indicator", "registry", "registry-removed"]
StepKind = PutKind | Literal["renewed", "published"]
STEP_KINDS: tuple[StepKind, ...] = (*get_args(PutKind), "renewed", "published")


@dataclass(frozen=True)
class DraftStep:
    """One thing that was done in a draft: with which ``file``, of what, by whom and when.

    ``about`` is a source, a table, an indicator or an edition, ``count`` how many figures.
    """

    kind: StepKind
    about: str
    file: str = ""
    count: int = 0
    who: str = ""
    time: str = ""


@dataclass(frozen=True)
class Draft:
    """A draft in ``folder``: made from the edition ``base``; ``steps`` say what was done since.

    ``seen`` is the edition beside which, and the content with which, its changes were last listed;
    ``title`` is what people call it.
    """

    folder: Path
    base: str
    steps: Sequence[DraftStep] = ()
    seen: tuple[str, str] = ("", "")
    title: str = ""

    @property
    def data(self) -> Path:
        """Return where its data package lies."""
        return self.folder / DATA

    def name(self) -> str:
        """Return the name that its content has as an edition."""
        return hash_of(self.data)[:NAME_LENGTH]

    @property
    def revision(self) -> int:
        """Return the number of its last change: whoever saw another one saw another draft."""
        return len(self.steps)

    @property
    def by(self) -> str:
        """Return who put something into it last, blank where nobody is known."""
        put = [step.who for step in self.steps if step.kind in get_args(PutKind)]
        return put[-1] if put else ""

    def noted(self, step: DraftStep) -> Draft:
        """Return it with one more step of now, written down."""
        timed = replace(step, time=datetime.now(UTC).isoformat(timespec="seconds"))
        return replace(self, steps=(*self.steps, timed)).saved()

    def looked_at(self, beside: str) -> Draft:
        """Return it as one whose changes were listed beside an edition, written down."""
        return replace(self, seen=(beside, self.name())).saved()

    def renewed(self, base: str, kind: StepKind = "renewed", who: str = "") -> Draft:
        """Return it as made from another edition, written down."""
        return replace(self, base=base).noted(DraftStep(kind, base, who=who))

    def saved(self) -> Draft:
        """Return it after its notes are written; raises AtlasError where they cannot be."""
        plain = {
            "title": self.title,
            "base": self.base,
            "steps": [asdict(step) for step in self.steps],
            "seen": list(self.seen),
        }
        body = json.dumps(plain, ensure_ascii=False, indent=1)
        write_file(self.folder / NOTES, f"{body}\n".encode())
        return self


def opened_draft(folder: Path) -> Draft:
    """Return the draft in a folder; raises AtlasError where there is none."""
    try:
        plain: Any = json.loads((folder / NOTES).read_text(encoding="utf-8"))
        steps = tuple(map(_step, plain["steps"]))
        beside, content = map(str, plain["seen"])
        title = str(plain["title"])
        draft = Draft(folder, str(plain["base"]), steps, (beside, content), title)
    except (OSError, ValueError, KeyError, TypeError, StopIteration) as error:
        raise AtlasError(said("draft.none", folder=str(folder))) from error
    if not draft.data.is_dir():
        raise AtlasError(said("draft.none", folder=str(folder)))
    return draft


def begun(folder: Path, data: Path, base: str, title: str = "") -> Draft:
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
            Draft(made, base, title=title).saved()
            os.replace(made, folder)  # noqa: PTH105  an empty folder there is replaced
    except OSError as error:
        why = why_not(error) if error.errno else str(error)
        raise AtlasError(said("unwritten", path=str(folder), why=why)) from error
    return opened_draft(folder)


def _step(plain: Any) -> DraftStep:  # noqa: ANN401  what a file of JSON holds
    words = {name: str(plain[name]) for name in ("about", "file", "who", "time")}
    kind = next(one for one in STEP_KINDS if one == plain["kind"])
    return DraftStep(kind, count=int(plain["count"]), **words)
