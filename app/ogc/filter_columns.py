"""Which rows of a column file a filter chooses: the logic of app/ogc/filter_rows.py, by pyarrow."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import reduce
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from app.ogc.filter_tree import (
    GEOMETRY,
    NUMBER,
    TEXT,
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
from app.ogc.rectangles import Rectangle
from geo.registry.registry_pages import RowGroup

SIGNS: Mapping[str, Callable[[Any, Any], Any]] = {
    "=": pc.equal,
    "<>": pc.not_equal,
    "<": pc.less,
    ">": pc.greater,
    "<=": pc.less_equal,
    ">=": pc.greater_equal,
}
ARROW = {TEXT: pa.string(), NUMBER: pa.float64()}


class ColumnFilter:
    """Conditions that a row meets all of, for ``geo.registry.registry_pages``."""

    def __init__(self, conditions: Iterable[Condition]) -> None:
        self._conditions = tuple(part for one in conditions for part in _all_of(one))
        self.columns = tuple(dict.fromkeys(_columns(Junction("and", self._conditions))))

    def excludes(self, group: RowGroup) -> bool:
        """Return whether no row of a group can be meant: its points lie outside a rectangle."""
        placed = not {"x", "y"} & set(group.gaps)
        windows = [_window(one, placed=placed) for one in self._conditions]
        return any(one and not _reaches(one, group) for one in windows)

    def mask(self, rows: pa.Table) -> pa.Array:
        """Return which rows are meant; null is unknown."""
        return reduce(pc.and_kleene, [_mask(one, rows) for one in self._conditions])


def _all_of(asked: Condition) -> tuple[Condition, ...]:
    """Return the conditions that one joins by "and"."""
    match asked:
        case Junction("and", parts):
            return tuple(inner for part in parts for inner in _all_of(part))
        case _:
            return (asked,)


def _columns(asked: Condition) -> list[str]:
    match asked:
        case Junction(_, parts):
            return [name for part in parts for name in _columns(part)]
        case Negation(part):
            return _columns(part)
        case Blank(column):
            return [column]
        case InRectangles():
            return [GEOMETRY]
        case Always() | Comparison() | Likeness():
            sides = [getattr(asked, side, None) for side in ("left", "right")]
            return [one.name for one in sides if isinstance(one, ColumnValue)]


def _window(asked: Condition, *, placed: bool) -> tuple[Rectangle, ...]:
    """Return where a row has to lie, as far as a condition says; () for anywhere.

    Where every row is ``placed``, that a row might have no point excuses none.
    """
    match asked:
        case InRectangles(rectangles):
            return rectangles
        case Junction("or", (InRectangles(rectangles), Blank("geometry"))) if placed:
            return rectangles
        case _:
            return ()


def _reaches(rectangles: tuple[Rectangle, ...], group: RowGroup) -> bool:
    return any(
        group.meets("x", west, east) and group.meets("y", south, north)
        for west, south, east, north in rectangles
    )


def _mask(asked: Condition, rows: pa.Table) -> pa.Array:
    match asked:
        case Always(answer):
            return _same(answer, rows)
        case Junction(word, parts):
            join = pc.and_kleene if word == "and" else pc.or_kleene
            return reduce(join, [_mask(part, rows) for part in parts])
        case Negation(part):
            return pc.invert(_mask(part, rows))
        case Blank(column):
            return _array(pc.is_null(rows[column]))
        case InRectangles(rectangles):
            return reduce(pc.or_kleene, [_within(one, rows) for one in rectangles])
        case Comparison() | Likeness():
            return _array(_compared(asked, rows))


def _compared(asked: Comparison | Likeness, rows: pa.Table) -> pa.Array:
    left = _values(asked.left, rows)
    if isinstance(asked, Likeness):
        return pc.match_like(left, asked.words)
    return SIGNS[asked.sign](left, _values(asked.right, rows))


def _within(rectangle: Rectangle, rows: pa.Table) -> pa.Array:
    west, south, east, north = rectangle
    x, y = (pc.struct_field(rows[GEOMETRY], side) for side in ("x", "y"))
    sides = [
        pc.greater_equal(x, west),
        pc.less_equal(x, east),
        pc.greater_equal(y, south),
        pc.less_equal(y, north),
    ]
    return _array(reduce(pc.and_kleene, sides))


def _values(scalar: Scalar, rows: pa.Table) -> pa.Array:
    match scalar:
        case Literal(value, kind):
            return _same(value, rows, ARROW.get(kind))
        case ColumnValue(name, kind, folded):
            column = _array(pc.cast(rows[name], ARROW[kind]))
            if not folded:
                return column
            words = [None if word is None else word.casefold() for word in column.to_pylist()]
            return pa.array(words, pa.string())


def _same(value: object, rows: pa.Table, kind: pa.DataType | None = None) -> pa.Array:
    return pa.repeat(pa.scalar(value, kind), rows.num_rows)


def _array(column: Any) -> pa.Array:  # noqa: ANN401  pyarrow says no types of its own
    return column.combine_chunks() if isinstance(column, pa.ChunkedArray) else column
