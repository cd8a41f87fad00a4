"""What a workbook says of its cells beside their values, for XLSX.

The reader of workbooks gives a formula that was never computed and an error as blanks, and a
percentage as the number it is stored as; a blank is no data, so each has to be known.
"""

from __future__ import annotations

import re
import zipfile
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

from geo.own_table.grid import Marked
from geo.own_table.workbook_guard import entry_bytes

CELL = re.compile(rb"<(?:\w+:)?c\b([^>]*?)(?:/>|>(.*?)</(?:\w+:)?c>)", re.DOTALL)
PLACE = re.compile(rb'\br="([A-Z]{1,3})(\d{1,7})"')
STYLE = re.compile(rb'\bs="(\d+)"')
VALUE = re.compile(rb"<(?:\w+:)?v>([^<]*)</")
FORMULA = re.compile(rb"<(?:\w+:)?f[\s>/]")
FAULTY = b't="e"'
# A cell of words, of yes or no, or of a day: its style is not that of a number.
OTHER_KIND = re.compile(rb'\bt="(?!n")')
# Formats that every workbook has without saying so: 0% and 0.00%.
PERCENTS = frozenset({"9", "10"})
QUOTED = re.compile(r'"[^"]*"|\\.')
STYLES = "xl/styles.xml"
BOOK, LINKS = "xl/workbook.xml", "xl/_rels/workbook.xml.rels"


def sheet_files(archive: zipfile.ZipFile) -> Mapping[str, str]:
    """Return the file of each sheet of a workbook, by the name of the sheet."""
    try:
        links = {
            one.get("Id"): (one.get("Target") or "")
            for one in ET.fromstring(entry_bytes(archive, LINKS))  # noqa: S314  in the jail, and small
        }
        book = ET.fromstring(entry_bytes(archive, BOOK))  # noqa: S314  the same
    except (KeyError, ET.ParseError):
        return {}
    found = {}
    for one in book.iter():
        if one.tag.endswith("}sheet"):
            link = next((v for k, v in one.attrib.items() if k.endswith("}id")), "")
            target = links.get(link, "").removeprefix("/")
            found[one.get("name") or ""] = target if target.startswith("xl/") else f"xl/{target}"
    return found


def percent_styles(archive: zipfile.ZipFile) -> frozenset[int]:
    """Return the styles of cells that show a number as a percentage."""
    try:
        root = ET.fromstring(entry_bytes(archive, STYLES))  # noqa: S314  in the jail
    except (KeyError, ET.ParseError):
        return frozenset()
    formats = set(PERCENTS)
    for one in root.iter():
        if one.tag.endswith("}numFmt") and "%" in QUOTED.sub("", one.get("formatCode") or ""):
            formats.add(one.get("numFmtId") or "")
    for part in root:
        if part.tag.endswith("}cellXfs"):
            return frozenset(at for at, one in enumerate(part) if one.get("numFmtId") in formats)
    return frozenset()


def marks(text: bytes, percents: frozenset[int]) -> Mapping[tuple[int, int], Marked]:
    """Return the cells of a sheet that are more than their value, by row and column from 0."""
    if not percents and not FORMULA.search(text) and FAULTY not in text:
        return {}
    return dict(_marks(text, percents))


def _marks(text: bytes, percents: frozenset[int]) -> Iterator[tuple[tuple[int, int], Marked]]:
    for found in CELL.finditer(text):
        named, inside = found[1], found[2] or b""
        place = PLACE.search(named)
        if place is None:
            continue
        value, style = VALUE.search(inside), STYLE.search(named)
        at = (int(place[2]) - 1, _column(place[1]))
        if FAULTY in named:
            yield at, Marked("error", value[1].decode("utf-8", "replace") if value else "")
        elif value is None or not value[1]:
            if FORMULA.search(inside):
                yield at, Marked("uncomputed", "")
        elif style and int(style[1]) in percents and not OTHER_KIND.search(named):
            yield at, Marked("percent", float(value[1]))


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
