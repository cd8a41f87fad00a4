"""A file that somebody brings, as grids: told by its bytes, whatever its name says.

This runs in a process that may do nothing but compute; what it answers is plain JSON, so that the
process that asked need not trust it.
"""

from __future__ import annotations

import json
import re
import zipfile
from dataclasses import dataclass, field, replace
from typing import Any, Literal, get_args

from geo.own_table.choices import Decisions, decisions_of
from geo.own_table.grid import OwnSheet, UnreadableFile, packed, unpacked
from geo.own_table.limits import Limits
from geo.own_table.saved_table import saved_in
from geo.own_table.table_text import decode, grid_of
from geo.own_table.workbook_guard import entry_bytes, opened
from geo.own_table.workbook_reader import workbook_grids
from geo.sentences import Said, said

FileKind = Literal["text", "xlsx", "xls", "ods"]
KINDS: tuple[FileKind, ...] = get_args(FileKind)
ZIP, OLD_OFFICE = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ODS = b"application/vnd.oasis.opendocument.spreadsheet"
# How files begin that are no tables, and what they are.
OTHERS: tuple[tuple[bytes, str], ...] = (
    (b"SQLite format 3\0", "geometry"),
    (b"\x00\x00\x27\x0a", "geometry"),
    (b"%PDF", "pdf"),
    (b"\x1f\x8b", "packed"),
    (b"Rar!", "packed"),
    (b"7z\xbc\xaf", "packed"),
)
HEAD = 1_024
# Halves of characters, which no text of ours has, and no terminal and no file can show.
HALVES = re.compile(rb"(?<!\\)(?:\\\\)*\\u[dD][89a-fA-F]")
MARKUP = (b"<html", b"<!doctype", b"<table", b"<meta", b"<?xml", b"<kml", b"<workbook")


@dataclass(frozen=True)
class OwnFile:
    """What a file holds: its kind, its sheets, and of a text the encoding and the separator.

    ``decided`` is what was saved with it.
    """

    kind: FileKind
    grids: tuple[OwnSheet, ...]
    encoding: str = ""
    encoding_why: Said | None = None
    delimiter: str = ""
    delimiter_why: Said | None = None
    decided: Decisions = field(default_factory=Decisions)


@dataclass(frozen=True)
class Reading:
    """How a file is to be read: ``letters`` of names of places; the rest blank where guessed."""

    letters: str = ""
    encoding: str = ""
    delimiter: str = ""


def read_file(body: bytes, limits: Limits, how: Reading) -> OwnFile:
    """Return what a file holds, or the one that was saved with what was decided about it.

    Raises UnreadableFile, which says what would be right.
    """
    saved = saved_in(body, limits)
    if saved is None:
        return _read(body, limits, how)
    kept = saved.decisions
    asked = replace(
        how,
        encoding=how.encoding or kept.encoding,
        delimiter=how.delimiter or kept.delimiter,
    )
    return replace(_read(saved.body, limits, asked), decided=kept)


def _read(body: bytes, limits: Limits, how: Reading) -> OwnFile:
    if not body.strip():
        raise UnreadableFile(said("own.file.empty"))
    if len(body) > limits.size:
        raise UnreadableFile(said("own.file.size", most=limits.size))
    if body.startswith(ZIP):
        kind = _archived(opened(body, limits))
        return OwnFile(kind, workbook_grids(body, limits, archived=True))
    if body.startswith(OLD_OFFICE):
        return OwnFile("xls", workbook_grids(body, limits, archived=False))
    _refuse_others(body)
    text = decode(body, letters=how.letters, encoding=how.encoding)
    grid, mark, why = grid_of(text.text, limits, delimiter=how.delimiter)
    return OwnFile("text", (grid,), text.encoding, text.why, mark, why)


def to_json(file: OwnFile) -> bytes:
    """Return what a file holds as bytes that may cross a pipe."""
    whys = {
        name: [str(why), why.zh] if why else None
        for name, why in (("encoding", file.encoding_why), ("delimiter", file.delimiter_why))
    }
    plain = {
        "kind": file.kind,
        "grids": [packed(grid) for grid in file.grids],
        "encoding": file.encoding,
        "delimiter": file.delimiter,
        "whys": whys,
        "decided": file.decided.plain(),
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":")).encode()


def from_json(body: bytes) -> OwnFile:
    """Return what ``to_json`` said; raises ValueError for anything else."""
    if HALVES.search(body):
        raise ValueError("half a character is none")
    plain: Any = json.loads(body)
    try:
        kind = next(one for one in KINDS if one == plain["kind"])
        whys = {
            name: Said(str(why[0]), str(why[1])) if why else None
            for name, why in plain["whys"].items()
        }
        grids = tuple(map(unpacked, plain["grids"]))
        mark, name = str(plain["delimiter"]), str(plain["encoding"])
        decided = decisions_of(plain["decided"])
        return OwnFile(kind, grids, name, whys["encoding"], mark, whys["delimiter"], decided)
    except (KeyError, TypeError, IndexError, AttributeError, StopIteration) as error:
        raise ValueError("this is no file of tables") from error


def _archived(archive: zipfile.ZipFile) -> FileKind:
    names = {entry.filename.lower() for entry in archive.infolist()}
    if "mimetype" in names and entry_bytes(archive, "mimetype").strip() == ODS:
        return "ods"
    if any(name.startswith("xl/workbook.") for name in names):
        return "xlsx"
    drawn = any(name.endswith((".shp", ".kml", ".gpkg", ".geojson")) for name in names)
    raise UnreadableFile(said("own.file.geometry" if drawn else "own.file.zip"))


def _refuse_others(body: bytes) -> None:
    for start, what in OTHERS:
        if body.startswith(start):
            raise UnreadableFile(said(f"own.file.{what}"))
    first = body[:HEAD].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if first.startswith(MARKUP):
        drawn = b"<kml" in body[:HEAD].lower()
        raise UnreadableFile(said("own.file.geometry" if drawn else "own.file.html"))
    if first.startswith((b"{", b"[{")):
        raise UnreadableFile(said("own.file.geometry"))
