"""Text that was read in a wrong encoding and saved again: it goes out as the source's own words.

Nobody can be sure from the text alone, so these are remarks. What is looked for: question marks
where each letter was lost, UTF-8 read as Western European, UTF-8 read as GBK, and the marks that
are known as signs of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from geo.errors import Fault
from geo.sentences import said
from geo.validate.boundary_rules import Shape
from geo.validate.tables import CheckedTable

LOST = re.compile(r"[?？]{3,}")
# A byte that begins a letter in UTF-8 and one that goes on, both shown as Western letters.
WESTERN = re.compile(r"[\u00c2-\u00f4][\u0080-\u00bf\u2013-\u203a\u20ac\u0152-\u0178\u02c6\u02dc]")
# The last: GBK shown as Western letters, which no language strings together so.
SURE = re.compile(
    r"ï»¿|â€|Ã[\u0080-\u00bf]|Â[\u00a0-\u00bf]|锟斤|锟.+锟|烫烫烫|屯屯屯|锘[匡豢]|[\u00a1-\u00ff]{4,}"
)
HAN = re.compile(r"[\u4e00-\u9fff]")
# GBK shows UTF-8 as letters that are rare: what they are made of begins so.
RUNS = re.compile(r"[^\x00-\x7f]{3,}")
LEADS, FOLLOWS = range(0xE3, 0xEA), range(0x80, 0xC0)


def warnings(tables: Mapping[str, CheckedTable], shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    """Yield cells and properties whose text seems to have been lost in a conversion."""
    for table in tables.values():
        for row in table.rows:
            for column in table.columns:
                if meant := garbled(row[column]):
                    yield table.fault(row, column, "garbled", said("garbled", sign=meant))
    for shape in shapes.values():
        for feature in shape.features:
            for column in shape.resource.columns:
                word = feature.word(column)
                if meant := garbled(word):
                    yield shape.fault(feature, column, word, "garbled", said("garbled", sign=meant))


def garbled(text: str) -> str:
    """Return the part of a text that seems garbled; blank if none does."""
    if text.isascii():
        match = LOST.search(text)
        return match[0] if match else ""
    for sign in (SURE, LOST):
        if match := sign.search(text):
            return match[0]
    western = WESTERN.findall(text)
    if len(western) > 1:
        return "".join(western[:2])
    return next((run for run in RUNS.findall(text) if _is_utf8(run)), "")


def _is_utf8(run: str) -> bool:
    """Return whether Chinese letters are, as GBK writes them, the UTF-8 of other letters."""
    raw = run.encode("gb18030", "ignore")
    if raw[0] not in LEADS or raw[1] not in FOLLOWS:
        return False
    # Bytes that GBK has no letter for are gone; most of the rest still makes letters.
    return len(HAN.findall(raw.decode(errors="ignore"))) * 3 > len(raw) / 2
