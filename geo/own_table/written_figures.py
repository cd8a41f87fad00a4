"""Cells as numbers: what a person wrote, the number it is, and what was done to read it.

What is not certainly a number is none: a blank is no data, never 0, and ``<1`` or 约50 are refused
rather than rounded.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from typing import Literal

from geo.own_table.grid import Cell, Marked, shown
from geo.own_table.place_spelling import UNSEEN
from geo.own_table.units import NONE, Unit, between, unit_of

State = Literal["number", "blank", "refused"]

# Signs of "no data" in tables of statistics, and what programs write for it.
NO_DATA = re.compile(
    r"[-–—―−－─_]{1,4}|[.…]{1,6}|…+|/|\\|×|\*{1,3}|#|无|暂无|缺|空|空缺|不详|未知|未统计|无数据|暂缺|保密|"
    r"n/?a|n\.a\.|na|nan|null|none|nil|\(?blank\)?",
    re.IGNORECASE,
)
INEXACT = re.compile(
    r"[<>≤≥≈~～＜＞〈〉]|约|近|超|逾|不足|不到|左右|上下|以上|以下|以内|余|多|几|至少|至多|大于|小于|"
    r"(?<=[0-9])\s*[-–—~～至]\s*(?=[0-9])|\+$|about|over|under|approx",
    re.IGNORECASE,
)
# Marks of notes that stand behind a number; in the usual form of Unicode ① would become a 1.
NOTE_MARK = re.compile(r"(?<=[0-9%‰万亿])\s*(?:[①-⓿❶-➓]|[¹²³⁴-⁹]|\[[0-9]{1,2}\]|[*＊※†‡])+$")
NUMBER = re.compile(r"[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)")
GROUPED = re.compile(r"[+-]?[0-9]{1,3}(?:[, '][0-9]{3})+(?:\.[0-9]+)?")
GROUPED_BY_FOUR = re.compile(r"[+-]?[0-9]{1,4}(?:,[0-9]{4})+(?:\.[0-9]+)?")
SCIENTIFIC = re.compile(r"[+-]?[0-9](?:\.[0-9]+)?e[+-]?[0-9]{1,3}", re.IGNORECASE)
NEGATIVE = re.compile(r"\((?P<inside>[0-9][0-9,. ]*%?)\)")
WITH_UNIT = re.compile(r"(?P<number>[+-]?[0-9.,' ]+?)\s*(?P<unit>[^0-9.,'\s+-].*)")
DASHES = str.maketrans("–—−﹣－", "-----")
# A longer text is prose, and no pattern need look at it.
LONGEST = 60
PERCENT, PERMILLE = Unit("", "%"), Unit("", "‰")


@dataclass(frozen=True)
class ReadFigure:
    """A cell as it was read and as it is kept.

    ``notes`` are codes of what was done, ``why`` the code of a refusal. ``unit`` is what the
    number is in; ``factor`` is what the number as written was multiplied by.
    """

    raw: str
    state: State
    value: float | None = None
    unit: Unit = NONE
    factor: float = 1.0
    notes: tuple[str, ...] = ()
    why: str = ""


def figure(cell: Cell, unit: Unit | None, kept: Unit | None = None) -> ReadFigure:
    """Return the number in a cell of a column in ``unit``, kept in ``kept`` (else in the same).

    >>> figure("12.3万", None).value, figure("<1", None).why, figure("—", None).state
    (123000.0, 'inexact', 'blank')
    >>> figure("50①", None).value, figure("１,４１０", Unit("万", "元")).value
    (50.0, 1410.0)
    """
    raw = shown(cell)
    if cell is None:
        return ReadFigure(raw, "blank")
    if isinstance(cell, Marked):
        return _marked(cell, raw, unit, kept)
    if isinstance(cell, bool):
        return _refused(raw, "truth")
    if isinstance(cell, float | int):
        return _kept(raw, float(cell), unit, kept, ())
    return _text(raw, unit, kept)


def seems_number(cell: Cell) -> bool:
    """Return whether a cell stands in a column of numbers: a number, or a try at one.

    >>> seems_number("约50"), seems_number("成都市"), seems_number(None)
    (True, False, False)
    """
    if isinstance(cell, Marked):
        return cell.kind != "date"
    if isinstance(cell, str):
        return figure(cell, None).state == "number" or bool(
            len(cell) < 20 and re.search(r"[0-9０-９]", cell) and INEXACT.search(cell)  # noqa: PLR2004  longer is prose
        )
    return cell is not None and not isinstance(cell, bool)


def _marked(cell: Marked, raw: str, unit: Unit | None, kept: Unit | None) -> ReadFigure:
    if cell.kind == "percent" and not isinstance(cell.value, str):
        # What is shown as 8.2 % is stored as 0.082: as many digits as were stored are kept.
        number = float(f"{cell.value * 100:.12g}")
        if unit in (None, PERCENT):
            return _kept(raw, number, PERCENT, kept, ("percent",))
        return _refused(raw, "unit")
    if cell.kind == "decimal":
        number = float(raw.strip().replace(".", "").replace(",", "."))
        return _kept(raw, number, unit, kept, ("decimal",))
    return _refused(raw, cell.kind)


def _text(raw: str, unit: Unit | None, kept: Unit | None) -> ReadFigure:
    text, notes = UNSEEN.sub("", raw).strip(), []
    bare = NOTE_MARK.sub("", text)
    if bare != text:
        text = bare
        notes.append("note_mark")
    flat = unicodedata.normalize("NFKC", text).strip()
    if flat != text:
        notes.append("width")
    if not flat:
        return ReadFigure(raw, "blank")
    if len(flat) > LONGEST:
        return _refused(raw, "words")
    if NO_DATA.fullmatch(flat):
        return ReadFigure(raw, "blank", notes=("no_data",))
    if flat.startswith("'"):
        flat = flat[1:]
        notes.append("quoted")
    flat = flat.translate(DASHES)
    if found := NEGATIVE.fullmatch(flat):
        flat = f"-{found['inside']}"
        notes.append("brackets")
    return _plain(raw, flat, unit, kept, tuple(notes))


def _plain(
    raw: str, flat: str, unit: Unit | None, kept: Unit | None, notes: tuple[str, ...]
) -> ReadFigure:
    number, more = _number(flat)
    if number is not None:
        return _kept(raw, number, unit, kept, (*notes, "text", *more))
    if INEXACT.search(flat):
        return _refused(raw, "inexact")
    found = WITH_UNIT.fullmatch(flat)
    written = unit_of(found["unit"]) if found else None
    number, more = _number(found["number"].strip()) if found else (None, ())
    if number is None or written is None:
        return _refused(raw, "comma" if re.fullmatch(r"[+-]?[0-9][0-9,. ]*", flat) else "words")
    return _in_unit(raw, number, written, unit, kept, (*notes, *more))


def _in_unit(
    raw: str,
    number: float,
    written: Unit,
    unit: Unit | None,
    kept: Unit | None,
    notes: tuple[str, ...],
) -> ReadFigure:
    """Return a number that has a unit of its own in its cell."""
    if unit is None or not unit.base:
        # 1.2万 of nobody knows what: the number is 12,000 of it.
        own = Unit("", written.base) if written.times else written
    elif not written.base and unit.times:
        return _refused(raw, "unit_twice")
    else:
        own = unit
    given = written if written.base else Unit(written.times, own.base)
    factor = 0.1 if (given, own) == (PERMILLE, PERCENT) else between(given, own)
    if factor is None:
        return _refused(raw, "unit")
    done = _kept(raw, number, own, kept, (*notes, "own_unit"))
    if done.value is None:
        return done
    return _scaled(done, factor)


def _kept(
    raw: str, number: float, unit: Unit | None, kept: Unit | None, notes: tuple[str, ...]
) -> ReadFigure:
    if not math.isfinite(number):
        return _refused(raw, "words")
    own = unit or kept or NONE
    done = ReadFigure(raw, "number", number, own, 1.0, notes)
    if kept is None or kept == own:
        return done
    factor = between(own, kept)
    if factor is None:
        return _refused(raw, "unit")
    return _scaled(ReadFigure(raw, "number", number, kept, 1.0, (*notes, "unit")), factor)


def _scaled(one: ReadFigure, factor: float) -> ReadFigure:
    if factor == 1 or one.value is None:
        return one
    # 0.3 times 10,000 is 3,000, whatever binary fractions make of it.
    value = float(f"{one.value * factor:.15g}")
    return ReadFigure(one.raw, "number", value, one.unit, one.factor * factor, one.notes)


def _number(flat: str) -> tuple[float | None, tuple[str, ...]]:
    """Return the number that a text is, and what had to be done to it."""
    if NUMBER.fullmatch(flat):
        return float(flat), ()
    if GROUPED.fullmatch(flat) or GROUPED_BY_FOUR.fullmatch(flat):
        return float(re.sub(r"[, ']", "", flat)), ("grouped",)
    if SCIENTIFIC.fullmatch(flat):
        return float(flat), ("scientific",)
    return None, ()


def _refused(raw: str, why: str) -> ReadFigure:
    return ReadFigure(raw, "refused", why=why)
