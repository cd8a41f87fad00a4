"""Which rows a filter chooses, in the logic of three values that the standard has.

What is blank is neither so nor not so: a comparison with it is unknown, and so is its opposite.
"""

from __future__ import annotations

import operator
from collections.abc import Callable, Mapping
from typing import Any

from app.ogc.filter_tree import (
    GEOMETRY,
    Always,
    Blank,
    ColumnValue,
    Comparison,
    Condition,
    InRectangles,
    Junction,
    Likeness,
    Literal,
    Negation,
    Scalar,
)
from app.ogc.rectangles import meets
from geo.export.table import Cell, Geometry

SIGNS: Mapping[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    ">": operator.gt,
    "<=": operator.le,
    ">=": operator.ge,
}


def truth(asked: Condition, row: Mapping[str, Cell], geometry: Geometry | None) -> bool | None:
    """Return whether a row is as a filter says; None where a blank leaves it open."""
    match asked:
        case Always(answer):
            return answer
        case Junction(word, parts):
            return _joined(word, [truth(part, row, geometry) for part in parts])
        case Negation(part):
            inner = truth(part, row, geometry)
            return None if inner is None else not inner
        case InRectangles(rectangles):
            return None if geometry is None else any(meets(geometry, one) for one in rectangles)
        case Blank(column):
            return (geometry if column == GEOMETRY else row[column]) is None
        case Comparison() | Likeness():
            return _compared(asked, row)


def _compared(asked: Comparison | Likeness, row: Mapping[str, Cell]) -> bool | None:
    left = _value(asked.left, row)
    if left is None:
        return None
    if isinstance(asked, Likeness):
        return asked.pattern.fullmatch(str(left)) is not None
    right = _value(asked.right, row)
    return None if right is None else SIGNS[asked.sign](left, right)


def _joined(word: str, answers: list[bool | None]) -> bool | None:
    decisive = word == "or"
    if decisive in answers:
        return decisive
    return None if None in answers else not decisive


def _value(scalar: Scalar, row: Mapping[str, Cell]) -> Cell:
    match scalar:
        case Literal(value):
            return value
        case ColumnValue(name, folded=folded):
            cell = row[name]
            return cell.casefold() if folded and isinstance(cell, str) else cell
