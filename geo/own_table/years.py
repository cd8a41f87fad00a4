"""Years as people write them: in cells, in headers, in titles, and as days of a spreadsheet."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta

from geo.own_table.grid import Cell, Marked, shown

YEAR = r"(?:19|20)[0-9]{2}"
ALONE = re.compile(rf"({YEAR})(?:\.0+)?\s*(?:年|年度|年份|年底|年末|年终|FY)?", re.IGNORECASE)
# A month, a quarter or a day of a year: the figure is kept under its year.
WITHIN = re.compile(
    rf"({YEAR})\s*(?:[-/.年]\s*[0-9]{{1,2}}(?:\s*[-/.月]\s*[0-9]{{1,2}})?\s*[月日号]?|"
    rf"[年]?\s*(?:[1-4一二三四]季度|上半年|下半年|Q[1-4]|H[12])|[0-9]{{4}})(?:[T ][0-9:.]+)?"
)
LAST = re.compile(rf"[0-9]{{1,2}}[-/.][0-9]{{1,2}}[-/.]({YEAR})")
SAID = re.compile(rf"(?<![0-9])({YEAR})(?![0-9])\s*(?:年度|年底|年末|年份|年)?")
BETWEEN = re.compile(rf"(?<![0-9]){YEAR}\s*年?\s*[-–—~～至到]\s*{YEAR}(?![0-9])")
NUMERALS = str.maketrans("〇零○Ｏ一二三四五六七八九", "0000123456789")
WRITTEN = re.compile(r"[一二][〇零○Ｏ一二三四五六七八九]{3}年?(?:度|底|末)?")
# Excel counts days from here; of the numbers that may be days, these are of our time.
DAY_0, DAYS = date(1899, 12, 30), range(32_874, 54_789)


def year_of(cell: Cell) -> tuple[str, str]:
    """Return the year that a cell means, and a code of what it was besides; blanks for none.

    >>> year_of("2021年"), year_of("二〇二一年"), year_of(2021.0)
    (('2021', ''), ('2021', 'numerals'), ('2021', ''))
    >>> year_of("2021/6"), year_of(44561.0), year_of("约20")
    (('2021', 'within'), ('2021', 'serial'), ('', ''))
    """
    if isinstance(cell, Marked) and cell.kind == "date":
        return (str(cell.value)[:4], "within") if re.match(YEAR, str(cell.value)) else ("", "")
    text = unicodedata.normalize("NFKC", shown(cell)).strip()
    if found := ALONE.fullmatch(text):
        return found[1], ""
    if found := WITHIN.fullmatch(text) or LAST.fullmatch(text):
        return found[1], "within"
    if WRITTEN.fullmatch(text):
        return text[:4].translate(NUMERALS), "numerals"
    if re.fullmatch(r"[0-9]{5}(?:\.0+)?", text) and int(float(text)) in DAYS:
        return str((DAY_0 + timedelta(days=int(float(text)))).year), "serial"
    return "", ""


def years_in(text: str) -> tuple[str, ...]:
    """Return the years that a heading names, each once; none where it names a span.

    >>> years_in("2025年主要指标"), years_in("2020—2022年"), years_in("二〇二一年情况")
    (('2025',), (), ('2021',))
    """
    flat = unicodedata.normalize("NFKC", text)
    if BETWEEN.search(flat):
        return ()
    return tuple(dict.fromkeys(_years(flat)))


def without_year(text: str) -> str:
    """Return a heading without its year.

    >>> without_year("地区生产总值·2021年"), without_year("2021年GDP（亿元）")
    ('地区生产总值', 'GDP（亿元）')
    """
    flat = SAID.sub("", WRITTEN.sub("", unicodedata.normalize("NFKC", text)))
    bare = re.sub(r"\(\s*\)", "", flat).strip(" ·_-—,，、")
    return bare.replace("(", "（").replace(")", "）")


def _years(flat: str) -> Iterator[str]:
    yield from SAID.findall(flat)
    yield from (found[:4].translate(NUMERALS) for found in WRITTEN.findall(flat))
