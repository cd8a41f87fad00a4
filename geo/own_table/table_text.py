"""Tables as text: which encoding, which separator, and the rows that follow."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from geo.own_table.grid import Cell, Marked, OwnSheet, UnreadableFile
from geo.own_table.limits import Limits
from geo.sentences import Said, said

MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# GB 18030 takes nearly every pair of bytes, so the two are told apart by what they would say.
CHINESE_ENCODINGS = ("gb18030", "big5hkscs")
# Characters of headers, simplified and traditional; those of places come from the caller.
USUAL = frozenset(
    "市县区州省年月地名称单位合计总数量元万亿人企业指标产值" + "縣區單數總計稱億萬業標產"
)
DELIMITERS = (",", "\t", ";", "，", "；", "|")
SEMICOLON = ";"
DECIMAL = re.compile(r"[+-]?(?:[0-9]+|[0-9]{1,3}(?:\.[0-9]{3})+),[0-9]+")
SAMPLE_LINES, SAMPLE_BYTES = 60, 4_000
# Of two bytes of Latin or of digits in UTF-16 one is zero; in a text none is.
ZEROS = 0.2
LONGEST_CELL = 1_000_000


@dataclass(frozen=True)
class Decoded:
    """A text, the encoding it was read in, and why that one."""

    text: str
    encoding: str
    why: Said


def decode(body: bytes, *, letters: str = "", encoding: str = "") -> Decoded:
    """Return bytes as text: as asked, else by mark, as UTF-8, as UTF-16, as GB 18030 or Big5.

    ``letters`` are those of the names of places. Raises UnreadableFile.
    """
    if encoding:
        return Decoded(_as_asked(body, encoding), encoding, said("own.chosen"))
    for mark, name in MARKS:
        if body.startswith(mark):
            return Decoded(_strict(body, name), name, said("own.encoding.mark"))
    if wide := _utf16(body):
        return Decoded(_strict(body, wide), wide, said("own.encoding.zeros"))
    try:
        return Decoded(body.decode(), "utf-8", said("own.encoding.utf8"))
    except UnicodeDecodeError:
        return _chinese(body, USUAL | set(letters))


def grid_of(text: str, limits: Limits, *, delimiter: str = "") -> tuple[OwnSheet, str, Said]:
    """Return the rows of a text, the separator of its cells, and why that one."""
    asked, body = _asked(text)
    mark, why = (delimiter, said("own.chosen")) if delimiter else (asked, said("own.delimiter.sep"))
    if not mark:
        mark, why = _usual(body), said("own.delimiter.usual")
    csv.field_size_limit(LONGEST_CELL)
    rows: list[tuple[Cell, ...]] = [()] if asked else []
    cells = 0
    try:
        for row in csv.reader(io.StringIO(body, newline=""), delimiter=mark):
            rows.append(tuple(_cell(cell, mark) for cell in row))
            cells += len(row)
            if cells > limits.cells:
                raise UnreadableFile(said("own.file.cells", most=limits.cells))
            if len(rows) > limits.rows:
                raise UnreadableFile(said("own.file.rows", most=limits.rows))
            if len(row) > limits.columns:
                raise UnreadableFile(said("own.file.columns", row=len(rows), most=limits.columns))
    except csv.Error as error:
        raise UnreadableFile(said("own.file.csv", row=len(rows) + 1, why=str(error))) from None
    return OwnSheet("", tuple(rows)), mark, why


def _cell(text: str, mark: str) -> Cell:
    # Where cells are parted by semicolons, a comma stands before decimals.
    if mark == SEMICOLON and DECIMAL.fullmatch(text.strip()):
        return Marked("decimal", text)
    return text or None


def _as_asked(body: bytes, encoding: str) -> str:
    try:
        return _strict(body, codecs.lookup(encoding).name)
    except LookupError:
        raise UnreadableFile(said("own.encoding.unknown", name=encoding)) from None


def _strict(body: bytes, encoding: str) -> str:
    try:
        return body.decode(encoding).removeprefix("\ufeff")
    except (UnicodeDecodeError, UnicodeError) as error:
        at = getattr(error, "start", 0)
        raise UnreadableFile(
            said("own.encoding.wrong", name=encoding, line=body[:at].count(b"\n") + 1)
        ) from None


def _utf16(body: bytes) -> str:
    """Return which UTF-16 bytes without a mark are, blank for none."""
    start = body[:SAMPLE_BYTES]
    first, second = (start[at::2].count(0) / max(1, len(start) / 2) for at in (0, 1))
    if max(first, second) < ZEROS:
        return ""
    return "utf-16-be" if first > second else "utf-16-le"


def _chinese(body: bytes, known: Iterable[str]) -> Decoded:
    found: dict[str, tuple[int, str]] = {}
    letters = frozenset(known)
    for name in CHINESE_ENCODINGS:
        try:
            text = body.decode(name)
        except UnicodeDecodeError:
            continue
        found[name] = (sum(map(letters.__contains__, text[:SAMPLE_BYTES])), text)
    if not found:
        raise UnreadableFile(said("own.encoding.none"))
    best = max(found, key=lambda name: found[name][0])
    why = said("own.encoding.letters", count=found[best][0])
    return Decoded(found[best][1], best, why)


def _asked(text: str) -> tuple[str, str]:
    """Return the separator that the first line states, as Excel writes it, and the rest."""
    first, _, rest = text.partition("\n")
    line = first.strip().strip('"')
    stated = re.fullmatch("sep=(.)", line, re.IGNORECASE)
    return (stated[1], rest) if stated else ("", text)


def _usual(text: str) -> str:
    """Return the separator by which most lines have the same number of cells, and many."""
    lines = [line for line in text.splitlines()[:SAMPLE_LINES] if line.strip()]
    scores = {mark: score for mark in DELIMITERS if (score := _score(lines, mark))}
    return max(scores, key=lambda mark: scores[mark]) if scores else DELIMITERS[0]


def _score(lines: list[str], mark: str) -> float:
    """Return how many lines have the usual number of cells, which must be more than one."""
    try:
        widths = Counter(_widths(lines, mark))
    except csv.Error:
        return 0
    several = {width: count for width, count in widths.items() if width > 1}
    return max(several.values(), default=0) / max(1, len(lines))


def _widths(lines: list[str], mark: str) -> Iterator[int]:
    return (len(row) for row in csv.reader(lines, delimiter=mark))
