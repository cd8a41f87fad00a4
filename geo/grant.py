"""The grant: what an approval office wrote, as its holder keeps it in a JSON or TOML file."""

from __future__ import annotations

import json
import re
import tomllib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any, NoReturn

from geo.errors import AtlasError

FIELDS = (
    "number", "holder", "authority", "issued", "expires", "layers", "max_zoom", "boundaries",
)  # fmt: skip
DEEPEST = 24
_SHA256 = re.compile(r"[0-9a-f]{64}")


class GrantError(AtlasError):
    """A file of an approval cannot be used; the message names the field and the remedy."""


@dataclass(frozen=True)
class Grant:
    """One approval: its number, whose it is, since when and until when, and what it covers.

    Both days belong to it. ``boundaries`` are SHA-256 sums by the name of a boundary file.
    """

    number: str
    holder: str
    authority: str
    issued: date
    expires: date
    layers: tuple[str, ...]
    max_zoom: int
    boundaries: Mapping[str, str]


def grant(path: Path, *, layers: Sequence[str], strange: Sequence[str] = ()) -> Grant:
    """Return the approval that a file holds.

    ``layers`` are those that exist; ``strange`` are texts that name numbers of others, the
    basemap's: such a number is not ours. Raises GrantError for the first field that is wrong.
    """
    fields = _fields(path)
    read = _Reader(path, fields)
    for name in fields:
        if name not in FIELDS:
            raise GrantError(f"{path}: unknown field {name!r}; the fields are {', '.join(FIELDS)}")
    issued, expires = read.day("issued"), read.day("expires")
    if expires < issued:
        read.wrong("expires", f"a day that is not before {issued}, when it was issued")
    return Grant(
        number=_number(read, strange),
        holder=read.words("holder"),
        authority=read.words("authority"),
        issued=issued,
        expires=expires,
        layers=read.layers(layers),
        max_zoom=read.zoom(),
        boundaries=read.sums(),
    )


def _fields(path: Path) -> Mapping[str, Any]:
    """Return the fields of a file as they are written."""
    readers: Mapping[str, Callable[[str], Any]] = {".json": json.loads, ".toml": tomllib.loads}
    if path.suffix not in readers:
        raise GrantError(f"{path}: name a file that ends in .json or .toml")
    try:
        found = readers[path.suffix](path.read_text("utf-8-sig"))
    except OSError as error:
        raise GrantError(f"{path} cannot be read: {error.strerror}") from error
    except ValueError as error:
        raise GrantError(f"{path} is not {path.suffix[1:].upper()}: {error}") from error
    if not isinstance(found, dict):
        raise GrantError(f"{path}: the file must hold the fields {', '.join(FIELDS)}")
    return found


def _number(read: _Reader, strange: Sequence[str]) -> str:
    number = read.words("number")
    if not any(letter.isdigit() for letter in number):
        read.wrong("number", "the number as the office wrote it: it has digits")
    if any(_bare(number) in _bare(text) for text in strange):
        read.wrong("number", "the number given to this map; this one is the basemap's")
    return number


def _bare(text: str) -> str:
    """Return letters and digits only: brackets and blanks are written in many ways."""
    return "".join(letter for letter in text if letter.isalnum()).casefold()


class _Reader:
    """Reads the fields of one file; whatever is wrong is said with the field's name."""

    def __init__(self, path: Path, fields: Mapping[str, Any]) -> None:
        self.path, self.fields = path, fields

    def wrong(self, field: str, right: str) -> NoReturn:
        """Raise for a field, saying what would be right."""
        if field not in self.fields:
            raise GrantError(f"{self.path}: the field {field!r} is missing; write {right}")
        raise GrantError(f"{self.path}: {field} = {self.fields[field]!r} is not {right}")

    def words(self, field: str) -> str:
        """Return a text of one line that is not blank."""
        text = self.fields.get(field)
        if not isinstance(text, str) or not text.strip() or not text.isprintable():
            self.wrong(field, "a text of one line")
        return text.strip()

    def day(self, field: str) -> date:
        """Return a day; TOML has days, JSON has texts."""
        found = self.fields.get(field)
        if type(found) is date:
            return found
        try:
            return date.fromisoformat(found)  # type: ignore[arg-type]  # a TypeError is caught
        except (TypeError, ValueError):
            self.wrong(field, "a day as YYYY-MM-DD")

    def layers(self, known: Sequence[str]) -> tuple[str, ...]:
        """Return the layers covered, each one that exists."""
        found = self.fields.get("layers")
        if not isinstance(found, list) or not found:
            self.wrong("layers", f"a list of layers, such as [{known[0]!r}]")
        for one in found:
            if one not in known:
                raise GrantError(
                    f"{self.path}: layers names {one!r}; the layers are {', '.join(known)}"
                )
        return tuple(found)

    def zoom(self) -> int:
        """Return the deepest zoom covered."""
        found = self.fields.get("max_zoom")
        if type(found) is not int or not 0 <= found <= DEEPEST:
            self.wrong("max_zoom", f"a whole number from 0 to {DEEPEST}")
        return int(found)

    def sums(self) -> Mapping[str, str]:
        """Return the SHA-256 sums of the boundary files covered."""
        right = 'a table of SHA-256 sums by file, such as "province.geojson" = 64 signs 0-9 a-f'
        found = self.fields.get("boundaries")
        if not isinstance(found, dict) or not found:
            self.wrong("boundaries", right)
        sums = {name: str(total).lower() for name, total in found.items()}
        for name, total in sums.items():
            if not _SHA256.fullmatch(total):
                raise GrantError(f"{self.path}: boundaries {name!r} = {total!r} is not {right}")
        return sums
