"""The table of a shapefile (dBASE III): columns, rows, and in which encoding they are written."""

from __future__ import annotations

import codecs
import struct
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from geo.own_geometry.own_shapes import LONGEST_CELL, OddFile
from geo.own_geometry.shape_choices import ShapeLimits
from geo.own_table.grid import Cell, UnreadableFile
from geo.own_table.table_text import decode
from geo.sentences import Said, said

HEAD, FIELD, END = 32, 32, 0x0D
DELETED, TRUTH = 0x2A, b"YyTt"
# What is looked at to tell an encoding.
SAMPLE = 20_000
# How the encoding is called in a ``.cpg``; Chinese programs mean all of GB 18030 by each.
PAGES: Mapping[str, str] = {
    **dict.fromkeys(("936", "gbk", "gb2312", "cp936", "gb18030", "ansi 936"), "gb18030"),
    **dict.fromkeys(("950", "big5", "cp950", "ansi 950"), "big5hkscs"),
    **dict.fromkeys(("utf-8", "utf8", "65001"), "utf-8"),
}
# How the byte of the language says the same.
LANGUAGE: Mapping[int, str] = {0x4D: "gb18030", 0x7A: "gb18030", 0x4F: "big5hkscs"}


@dataclass(frozen=True)
class DbfColumn:
    """A column: its name in bytes, its type, where it begins and how wide it is."""

    name: bytes
    kind: bytes
    at: int
    width: int


@dataclass(frozen=True)
class Attributes:
    """The rows of a table, its encoding, and why that one."""

    rows: tuple[Mapping[str, Cell], ...]
    encoding: str
    why: Said


def attributes(
    body: bytes, limits: ShapeLimits, *, encoding: str = "", page: str = ""
) -> Attributes:
    """Return the rows of a table; ``page`` is what a ``.cpg`` says. Raises OddFile."""
    if len(body) < HEAD:
        raise OddFile("torn")
    count, start, width = struct.unpack("<IHH", body[4:12])
    columns = tuple(_columns(body[:start]))
    if not columns or not width or start < HEAD:
        raise OddFile("torn")
    if len(columns) > limits.columns:
        raise OddFile("columns", most=limits.columns)
    count = min(count, (len(body) - start) // width, limits.features)
    rows = [body[start + at * width : start + (at + 1) * width] for at in range(count)]
    sample = b"\n".join((*(one.name for one in columns), *_texts(rows, columns)))
    name, why = _encoding(sample, encoding, page, body[29])
    return Attributes(tuple(_row(row, columns, name) for row in rows), name, why)


def _columns(head: bytes) -> Iterator[DbfColumn]:
    at, place = 1, HEAD
    while place + FIELD <= len(head) and head[place] != END:
        one = head[place : place + FIELD]
        yield DbfColumn(one[:11].split(b"\0")[0], one[11:12], at, one[16])
        at += one[16]
        place += FIELD


def _texts(rows: list[bytes], columns: tuple[DbfColumn, ...]) -> Iterator[bytes]:
    size = 0
    for row in rows:
        for column in columns:
            if column.kind == b"C":
                text = row[column.at : column.at + column.width].strip(b" \0")
                size += len(text)
                yield text
        if size > SAMPLE:
            return


def _encoding(sample: bytes, asked: str, page: str, language: int) -> tuple[str, Said]:
    if asked:
        try:
            return codecs.lookup(asked).name, said("own.chosen")
        except LookupError:
            raise UnreadableFile(said("own.encoding.unknown", name=asked)) from None
    stated = PAGES.get(page.strip().lower())
    if stated:
        return stated, said("own.encoding.cpg", page=page)
    if stated := LANGUAGE.get(language):
        return stated, said("own.encoding.dbf")
    # Cells are cut at their width, which may be the middle of a character.
    try:
        sample.decode()
    except UnicodeDecodeError:
        pass
    else:
        return "utf-8", said("own.encoding.no-cpg", name="UTF-8")
    for text in (sample, b"\n".join(one for one in sample.split(b"\n") if _whole(one))):
        try:
            found = decode(text)
        except UnreadableFile:
            continue
        return found.encoding, said("own.encoding.no-cpg", name=found.encoding)
    return "gb18030", said("own.encoding.no-cpg", name="GB 18030")


def _whole(text: bytes) -> bool:
    try:
        text.decode("gb18030")
    except UnicodeDecodeError:
        return False
    return True


def _row(row: bytes, columns: tuple[DbfColumn, ...], encoding: str) -> Mapping[str, Cell]:
    return {
        (column.name.decode(encoding, "replace") or f"#{at}"): _cell(row, column, encoding)
        for at, column in enumerate(columns, start=1)
    }


def _cell(row: bytes, column: DbfColumn, encoding: str) -> Cell:
    raw = row[column.at : column.at + column.width].strip(b" \0")
    if not raw:
        return None
    if column.kind in b"NFBO+I":
        try:
            return float(raw)
        except ValueError:
            return None
    if column.kind == b"L":
        return raw in TRUTH if raw != b"?" else None
    return raw.decode(encoding, "replace").strip()[:LONGEST_CELL] or None
