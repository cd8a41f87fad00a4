"""A file that waits beside a draft, with what an officer says of it, until it is put in.

It stays until it is put in or thrown away: who is asked something, or comes second, does not have
to bring it again.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from secrets import token_hex
from typing import TYPE_CHECKING, Any

from app.officer.importing import SOURCE
from geo.editing.new_figures import Wish
from geo.errors import UnknownWord
from geo.files.atomic import write_file
from geo.own_table.choices import Choices
from geo.own_table.own_file import Reading

if TYPE_CHECKING:
    from geo.editing.draft import Draft

FOLDER, FILE, NOTES = "uploads", "file", "upload.json"
NAME = re.compile(r"[0-9a-f]{8}")
NAME_BYTES = 4
LONGEST_FILE = 120
PLACE, COLUMN, SOURCE_FIELD = "place:", "column:", "source_"
# A column of figures that is not put in.
LEFT_OUT = "-"
WORDS = ("sheet", "key", "parent", "period_column", "unit", "period", "level")


@dataclass(frozen=True)
class Upload:
    """A file in ``folder``, of whom, since when; ``table`` is which one it replaces, if any.

    ``fields`` are those of the form, as they were sent last.
    """

    folder: Path
    file: str
    table: str
    who: str
    time: str
    fields: Mapping[str, str]

    @property
    def name(self) -> str:
        """Return the name that addresses have for it."""
        return self.folder.name

    @property
    def body(self) -> bytes:
        """Return its bytes."""
        return (self.folder / FILE).read_bytes()

    @property
    def choices(self) -> Choices:
        """Return how it is to be understood; what was not chosen stays a guess."""
        first = self.fields.get("first_row", "")
        said = {name: self.fields.get(name, "").strip() for name in WORDS}
        return Choices(
            sheet=said["sheet"],
            key=said["key"],
            parent=said["parent"],
            period_column=said["period_column"],
            unit=said["unit"],
            period=said["period"],
            level=said["level"],
            first_row=int(first) if first.isdecimal() else 0,
            places={words: code for words, code in self._of(PLACE).items() if code},
        )

    def reading(self, letters: str) -> Reading:
        """Return how its bytes are to be read; ``letters`` are those of the names of places."""
        fields = self.fields
        return Reading(letters, fields.get("encoding", ""), fields.get("delimiter", ""))

    @property
    def columns(self) -> Mapping[str, str]:
        """Return the indicator of each column, by what it is called; ``LEFT_OUT`` for none."""
        return {column: word for column, word in self._of(COLUMN).items() if word}

    @property
    def wish(self) -> Wish:
        """Return whose figures they are: the source, and an indicator a column."""
        described = self.fields.get("new_source", "").strip()
        columns = {name: word for name, word in self.columns.items() if word != LEFT_OUT}
        without = [name for name, word in self.columns.items() if word == LEFT_OUT]
        source_id = described or self.fields.get("source_id", "").strip()
        return Wish(source_id, "", columns, without)

    @property
    def source(self) -> Mapping[str, str]:
        """Return what describes a new source; nothing of one that is there."""
        if not self.fields.get("new_source", "").strip():
            return {}
        return {name: self.fields.get(f"{SOURCE_FIELD}{name}", "").strip() for name in SOURCE}

    def is_on(self, field: str) -> bool:
        """Return whether a box is ticked."""
        return bool(self.fields.get(field))

    def said(self, fields: Mapping[str, str]) -> Upload:
        """Return it with what was sent now, written down."""
        return replace(self, fields=fields).saved()

    def saved(self) -> Upload:
        """Return it after its notes are written; raises AtlasError where they cannot be."""
        plain = {name: value for name, value in asdict(self).items() if name != "folder"}
        body = json.dumps(plain, ensure_ascii=False, indent=1)
        write_file(self.folder / NOTES, body.encode())
        return self

    def discard(self) -> None:
        """Throw it away."""
        shutil.rmtree(self.folder, ignore_errors=True)

    def _of(self, prefix: str) -> Mapping[str, str]:
        return {
            name.removeprefix(prefix): word
            for name, word in self.fields.items()
            if name.startswith(prefix)
        }


def brought(draft: Draft, file: str, body: bytes, table: str, who: str) -> Upload:
    """Return a file that waits beside a draft from now on; raises AtlasError or OSError."""
    folder = draft.folder / FOLDER / token_hex(NAME_BYTES)
    folder.mkdir(parents=True)
    write_file(folder / FILE, body)
    # A name is text to be shown, and never a path.
    shown = "".join(c for c in file if c.isprintable())[-LONGEST_FILE:] or FILE
    now = datetime.now(UTC).isoformat(timespec="seconds")
    return Upload(folder, shown, table, who, now, {}).saved()


def waiting(draft: Draft) -> Sequence[Upload]:
    """Return the files that wait beside a draft, the oldest first."""
    found = [upload(draft, path.name) for path in (draft.folder / FOLDER).glob("*/")]
    return sorted(found, key=lambda one: one.time)


def upload(draft: Draft, name: str) -> Upload:
    """Return a file that waits; raises UnknownWord where there is none of that name."""
    folder = draft.folder / FOLDER / name
    if not NAME.fullmatch(name):
        raise UnknownWord("upload", name, ())
    try:
        plain: Any = json.loads((folder / NOTES).read_text(encoding="utf-8"))
        words = {word: str(plain[word]) for word in ("file", "table", "who", "time")}
        fields = {str(field): str(text) for field, text in plain["fields"].items()}
        return Upload(folder, fields=fields, **words)
    except (OSError, ValueError, KeyError, TypeError):
        raise UnknownWord("upload", name, ()) from None
