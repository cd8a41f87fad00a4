"""What a cell was meant to be: the very value to write, where that can be known.

Spreadsheets and people write one thing in many ways (2025年, 2025.0, 45992, Dec-25, １,０６０).
Each way yields candidates; a candidate that the column takes is what would be right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from difflib import get_close_matches
from typing import Any

PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
GROUPED = re.compile(r"-?[0-9]{1,3}([, ][0-9]{3})+(\.[0-9]+)?")
SCIENTIFIC = re.compile(r"-?[0-9](\.[0-9]+)?[eE][+-]?[0-9]{1,2}")
WHOLE = re.compile(r"(-?[0-9]+)\.0*")
# A unit that is no power of ten may simply go; 万 and 亿 would change the number.
COUNTED = re.compile(r"\s*(家|个|人|件|项|所|名|户|平方公里|km²|%)$")
MINUSES = str.maketrans("−–—", "---")
INVISIBLE = re.compile(r"[\u200b-\u200f\u2060\ufeff]")

# Excel counts days from here; these are its numbers for 1990 to 2049.
EXCEL_DAY_0 = date(1899, 12, 30)
EXCEL_DAYS = range(32_874, 54_789)
TIME = re.compile(r"[T ]\d{1,2}:\d{2}(:\d{2}(\.\d+)?)?Z?$")
YEAR = r"((?:19|20)[0-9]{2})"
ENDS = re.compile(rf"{YEAR}\s*年?\s*(年?底|年?末|年终)")
YEARS = re.compile(rf"{YEAR}\s*(年|年度|年份)")
MONTHS = re.compile(rf"{YEAR}[-/.年]\s*(\d{{1,2}})月?")
DAYS = re.compile(rf"{YEAR}[-/.年]\s*(\d{{1,2}})[-/.月]\s*(\d{{1,2}})[日号]?")
DIGITS = re.compile(rf"{YEAR}(\d{{2}})(\d{{2}})")
FOREIGN = re.compile(rf"(\d{{1,2}})[-/.](\d{{1,2}})[-/.]{YEAR}")
NAMED = re.compile(r"(?:(\d{1,2})[- ])?([A-Za-z]{3})[a-z]*[- ,]+((?:19|20)?\d{2})")
MONTH_NAMES = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
SERIAL = re.compile(r"([0-9]{4,5})(\.0*)?")
INFERRED = re.compile(r"(.+?)\s*\((?:inferred|推断|推定)\)")
LAST_MONTH = 12
YEAR_LENGTH = 4
# Longer cells are prose: nobody meant a number or a code.
LONGEST = 80
TRUTH: Mapping[str, str] = {
    **dict.fromkeys(("true", "yes", "y", "1", "是", "真"), "true"),
    **dict.fromkeys(("false", "no", "n", "0", "否", "假"), "false"),
}


def right(cell: str, field: Mapping[str, Any]) -> str:
    """Return what to write instead of a cell of a described column; blank if nobody can know."""
    if len(cell) > LONGEST:
        return ""
    wanted = {"number": _numbers, "integer": _numbers, "boolean": _truths}
    candidates = wanted.get(field["type"], _texts)(plainly(cell), field)
    return next(
        (candidate for candidate in candidates if candidate != cell and fits(candidate, field)), ""
    )


def fits(text: str, field: Mapping[str, Any]) -> bool:
    """Return whether a column takes a text: its type, its words and its pattern."""
    rules, kind = field.get("constraints", {}), field["type"]
    if kind in ("number", "integer"):
        shaped = bool(PLAIN.fullmatch(text)) and (kind == "number" or "." not in text)
        low, high = rules.get("minimum", float("-inf")), rules.get("maximum", float("inf"))
        return shaped and low <= float(text) <= high
    if kind == "boolean":
        return text in ("true", "false")
    if kind == "year" and not re.fullmatch(YEAR, text):
        return False
    if kind == "date" and not re.fullmatch(rf"{YEAR}-\d\d-\d\d", text):
        return False
    pattern, words = rules.get("pattern"), rules.get("enum")
    return (pattern is None or bool(re.fullmatch(pattern, text))) and (
        words is None or text in words
    )


def plainly(cell: str) -> str:
    """Return a text with narrow digits and signs, without what nobody sees around it."""
    return INVISIBLE.sub("", unicodedata.normalize("NFKC", cell)).strip()


def _numbers(text: str, _field: Mapping[str, Any]) -> Iterator[str]:
    text = COUNTED.sub("", text.translate(MINUSES)).strip().removeprefix("+")
    yield text
    if GROUPED.fullmatch(text):
        text = text.replace(",", "").replace(" ", "")
        yield text
    if text.startswith("."):
        yield f"0{text}"
    if SCIENTIFIC.fullmatch(text):
        number = float(text)
        yield str(int(number)) if number.is_integer() else f"{number:.15g}"
    if match := WHOLE.fullmatch(text):
        yield match[1]


def _truths(text: str, _field: Mapping[str, Any]) -> Iterator[str]:
    yield TRUTH.get(text.lower(), "")


def _texts(text: str, field: Mapping[str, Any]) -> Iterator[str]:
    yield text
    yield text.lower()
    yield from _words(text.lower(), field)
    if not re.fullmatch(r"[^a-zA-Z]*", text):
        slug = re.sub(r"[ _]+", "-", text.lower())
        yield from (slug, slug.replace("-", "_"), f"https://{text}" if "." in text else "")
    whole = next((number for number in _numbers(text, field) if re.fullmatch("[0-9]+", number)), "")
    yield whole
    inferred = INFERRED.fullmatch(text)
    for day in dates(inferred[1] if inferred else text):
        yield f"{day} (inferred)" if inferred else day
        yield day[:YEAR_LENGTH]


def _words(text: str, field: Mapping[str, Any]) -> Iterator[str]:
    words = field.get("constraints", {}).get("enum", ())
    yield from get_close_matches(text, [str(word) for word in words], n=1)


def dates(text: str) -> Iterator[str]:
    """Yield the year, month or day that a text means, as 2025, 2025-12 or 2025-12-31."""
    text = TIME.sub("", text)
    if match := DAYS.fullmatch(text) or DIGITS.fullmatch(text):
        yield from _day(*map(int, match.groups()))
    elif match := MONTHS.fullmatch(text):
        yield from _month(int(match[1]), int(match[2]))
    elif match := ENDS.fullmatch(text):
        yield f"{match[1]}-12-31"
        yield match[1]
    elif match := YEARS.fullmatch(text):
        yield match[1]
    else:
        yield from _foreign(text)


def _foreign(text: str) -> Iterator[str]:
    """Yield what a spreadsheet made of a date: 12/31/2025, Dec-25, 31-Dec-25, 46022, 2025.0."""
    if match := FOREIGN.fullmatch(text):
        first, second, year = map(int, match.groups())
        # 03/04/2025 is one day here and another there: only what can be read in one way.
        if first > LAST_MONTH >= second or first == second:
            yield from _day(year, second, first)
        elif second > LAST_MONTH >= first:
            yield from _day(year, first, second)
    elif match := NAMED.fullmatch(text):
        yield from _named(match[1], match[2].lower(), match[3])
    elif match := SERIAL.fullmatch(text):
        if int(match[1]) in EXCEL_DAYS:
            yield (EXCEL_DAY_0 + timedelta(days=int(match[1]))).isoformat()
        yield match[1]


def _named(day: str | None, month: str, year: str) -> Iterator[str]:
    if month not in MONTH_NAMES:
        return
    # Dec-25 is how Excel shows 2025-12: all our figures are of this century or say theirs.
    whole = int(year) if len(year) > len("25") else 2000 + int(year)
    number = MONTH_NAMES.index(month) + 1
    yield from _day(whole, number, int(day)) if day else _month(whole, number)


def _month(year: int, month: int) -> Iterator[str]:
    if 1 <= month <= LAST_MONTH:
        yield f"{year}-{month:02}"


def _day(year: int, month: int, day: int) -> Iterator[str]:
    try:
        yield date(year, month, day).isoformat()
    except ValueError:
        return
