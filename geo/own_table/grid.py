"""Grids: sheets of cells as a file has them, before anything is understood."""

from __future__ import annotations

import math
from dataclasses import dataclass
from typing import Any, Literal, cast, get_args

from geo.errors import AtlasError

# A day (its ISO form); an error of a formula; a formula that was never computed; a number that is
# shown as a percentage (as stored: 0.082 is 8.2 %); a number whose decimals follow a comma.
MarkedKind = Literal["date", "error", "uncomputed", "percent", "decimal"]
# First row, first column, last row, last column, counted from 0.
Span = tuple[int, int, int, int]
LETTERS = 26
# Up to here a float counts every whole number.
EXACT = 1e15


@dataclass(frozen=True, slots=True)
class Marked:
    """A cell that is more than a text or a number."""

    kind: MarkedKind
    value: str | float


Cell = str | float | bool | Marked | None


@dataclass(frozen=True)
class OwnSheet:
    """A sheet: its name, its rows from the first one on, and what is merged in it."""

    name: str
    rows: tuple[tuple[Cell, ...], ...]
    merged: tuple[Span, ...] = ()


class UnreadableFile(AtlasError):
    """A file that cannot be read as tables; the message says why, and what would be right."""


def shown(cell: Cell) -> str:
    """Return a cell as its reader sees it.

    >>> shown(510700.0), shown(Marked("percent", 0.082)), shown(None)
    ('510700', '8.2%', '')
    """
    if cell is None:
        return ""
    if isinstance(cell, Marked):
        percent = cell.kind == "percent" and not isinstance(cell.value, str)
        return f"{float(cell.value) * 100:.12g}%" if percent else str(cell.value)
    if isinstance(cell, bool):
        return str(cell).upper()
    if isinstance(cell, float | int):
        if not math.isfinite(cell):
            return str(cell)
        return f"{cell:.15g}" if cell != int(cell) or abs(cell) >= EXACT else str(int(cell))
    return cell


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0.

    >>> letters(0), letters(27)
    ('A', 'AB')
    """
    name = ""
    at = column + 1
    while at:
        at, rest = divmod(at - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name


def packed(grid: OwnSheet) -> dict[str, Any]:
    """Return a grid as JSON can say it."""
    return {
        "name": grid.name,
        "merged": grid.merged,
        "rows": [
            [[cell.kind, cell.value] if isinstance(cell, Marked) else cell for cell in row]
            for row in grid.rows
        ],
    }


def unpacked(plain: Any) -> OwnSheet:  # noqa: ANN401  what JSON gave, from a process that nobody trusts
    """Return the grid that ``packed`` said; raises ValueError for anything else."""
    try:
        return OwnSheet(
            str(plain["name"]),
            tuple(tuple(map(_cell, row)) for row in plain["rows"]),
            tuple(_span(span) for span in plain["merged"]),
        )
    except (TypeError, KeyError, OverflowError) as error:
        raise ValueError("this is no sheet") from error


def _cell(plain: object) -> Cell:
    if plain is None or isinstance(plain, str | float | bool):
        return plain
    if isinstance(plain, int):
        return float(plain)
    if isinstance(plain, list):
        kind, value = plain
        if kind in get_args(MarkedKind) and isinstance(value, str | float):
            return Marked(cast("MarkedKind", kind), value)
    raise ValueError("this is no cell")


def _span(plain: Any) -> Span:  # noqa: ANN401  the same
    top, left, bottom, right = (int(one) for one in plain)
    return top, left, bottom, right
