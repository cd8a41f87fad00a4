"""The grant: what an approval office wrote, as its holder keeps it in a JSON or TOML file."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from geo.errors import AtlasError
from geo.files.operator_files import READERS, FileProblem, written
from geo.sentences import Said, said

FIELDS = (
    "number", "holder", "authority", "issued", "expires", "layers", "max_zoom", "boundaries",
    "landmarks",
)  # fmt: skip
DEEPEST = 24
_SHA256 = re.compile(r"[0-9a-f]{64}")


class GrantError(AtlasError):
    """A file of an approval cannot be used; the message names the field and the remedy."""


@dataclass(frozen=True)
class Grant:
    """One approval: its number, whose it is, since when and until when, and what it covers.

    Both days belong to it. ``boundaries`` are SHA-256 sums by the name of a boundary file;
    ``landmarks`` those of rivers, towns and airports, none where it does not cover them.
    """

    number: str
    holder: str
    authority: str
    issued: date
    expires: date
    layers: tuple[str, ...]
    max_zoom: int
    boundaries: Mapping[str, str]
    landmarks: Mapping[str, str] = field(default_factory=dict)


def grant(path: Path, *, layers: Sequence[str], strange: Sequence[str] = ()) -> Grant:
    """Return the approval that a file holds.

    ``layers`` are those that exist; ``strange`` are texts that name numbers of others, the
    basemap's: such a number is not ours. Raises GrantError for the first field that is wrong.
    """
    fields = _fields(path)
    read = _Reader(path, fields)
    for name in fields:
        if name not in FIELDS:
            raise _wrong(path, said("grant.unknown", name=name, known=FIELDS))
    issued, expires = read.day("issued"), read.day("expires")
    if expires < issued:
        read.wrong("expires", said("grant.expires", issued=issued))
    return Grant(
        number=_number(read, strange),
        holder=read.words("holder"),
        authority=read.words("authority"),
        issued=issued,
        expires=expires,
        layers=read.layers(layers),
        max_zoom=read.zoom(),
        boundaries=read.sums("boundaries"),
        landmarks=read.sums("landmarks") if "landmarks" in fields else {},
    )


def _wrong(path: Path, message: Said) -> GrantError:
    return GrantError(said("grant", path=str(path), message=message))


def _fields(path: Path) -> Mapping[str, Any]:
    """Return the fields of a file as they are written."""
    if path.suffix.lower() not in READERS:
        raise _wrong(path, said("grant.ending"))
    try:
        found = written(path)
    except FileProblem as error:
        raise _wrong(path, error.message) from error
    if not isinstance(found, dict):
        raise _wrong(path, said("grant.fields", known=FIELDS))
    return found


def _number(read: _Reader, strange: Sequence[str]) -> str:
    number = read.words("number")
    if not any(letter.isdigit() for letter in number):
        read.wrong("number", said("grant.number"))
    if any(_bare(number) in _bare(text) for text in strange):
        read.wrong("number", said("grant.basemap"))
    return number


def _bare(text: str) -> str:
    """Return letters and digits only: brackets and blanks are written in many ways."""
    return "".join(letter for letter in text if letter.isalnum()).casefold()


class _Reader:
    """Reads the fields of one file; whatever is wrong is said with the field's name."""

    def __init__(self, path: Path, fields: Mapping[str, Any]) -> None:
        self.path, self.fields = path, fields

    def wrong(self, field: str, right: Said) -> NoReturn:
        """Raise for a field, saying what would be right."""
        if field not in self.fields:
            raise _wrong(self.path, said("grant.missing", field=field, right=right))
        value = self.fields[field]
        raise _wrong(self.path, said("grant.wrong", field=field, value=value, right=right))

    def words(self, field: str) -> str:
        """Return a text of one line that is not blank."""
        text = self.fields.get(field)
        if not isinstance(text, str) or not text.strip() or not text.isprintable():
            self.wrong(field, said("grant.words"))
        return text.strip()

    def day(self, field: str) -> date:
        """Return a day; TOML has days, JSON has texts."""
        found = self.fields.get(field)
        if type(found) is date:
            return found
        try:
            return date.fromisoformat(found)  # type: ignore[arg-type]  # a TypeError is caught
        except (TypeError, ValueError):
            self.wrong(field, said("grant.day"))

    def layers(self, known: Sequence[str]) -> tuple[str, ...]:
        """Return the layers covered, each one that exists."""
        found = self.fields.get("layers")
        if not isinstance(found, list) or not found:
            self.wrong("layers", said("grant.layers", first=known[0]))
        for one in found:
            if one not in known:
                sentence = said("grant.layer", word=one, known=tuple(known))
                raise _wrong(self.path, sentence)
        return tuple(found)

    def zoom(self) -> int:
        """Return the deepest zoom covered."""
        found = self.fields.get("max_zoom")
        if type(found) is not int or not 0 <= found <= DEEPEST:
            self.wrong("max_zoom", said("grant.zoom", deepest=DEEPEST))
        return int(found)

    def sums(self, name: str) -> Mapping[str, str]:
        """Return the SHA-256 sums of the files covered that a field lists."""
        right = said("grant.sums")
        found = self.fields.get(name)
        if not isinstance(found, dict) or not found:
            self.wrong(name, right)
        sums = {name: str(total).lower() for name, total in found.items()}
        for file, total in sums.items():
            if not _SHA256.fullmatch(total):
                sentence = said("grant.sum", name=file, total=total, right=right)
                raise _wrong(self.path, sentence)
        return sums
