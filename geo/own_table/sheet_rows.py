"""Rows of a sheet: what is title, header, table and notes, around the column of places.

The column that matches most places is the key; what stands above its first place is title, unit
and header, and a cell that is merged is all of what it covers.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from geo.own_table.grid import Cell, Marked, OwnSheet, shown
from geo.own_table.matching import Matcher
from geo.own_table.units import states
from geo.own_table.written_figures import seems_number
from geo.own_table.years import year_of

NOTES = re.compile(
    r"\s*(?:[*＊※注]|备注|说明|附注|数据来源|资料来源|来源|填报|填表|制表|审核|负责人|联系|单位负责|"
    r"note|source|remark|prepared)",
    re.IGNORECASE,
)
JOINT = "·"
# Rows that are looked at for the column of places: a longer table is like its beginning.
SAMPLE = 400
DEEPEST_HEADER = 6
# Longer words that stand alone in a row are a note.
LONG = 50


def at(row: Sequence[Cell], column: int) -> Cell:
    """Return a cell of a row, None beyond its end."""
    return row[column] if column < len(row) else None


def hits_of(grid: OwnSheet, matcher: Matcher) -> dict[int, int]:
    """Return how many places each column matches; columns that match none are left out."""
    found: dict[int, int] = {}
    for row in grid.rows[:SAMPLE]:
        for column, cell in enumerate(row):
            if is_place(cell, matcher):
                found[column] = found.get(column, 0) + 1
    return found


def is_place(cell: Cell, matcher: Matcher) -> bool:
    """Return whether a cell names a place, however many have the name."""
    if cell is None or isinstance(cell, bool):
        return False
    found = matcher.match(shown(cell))
    # A number of six digits may be a figure, but hardly the code of a place, and again.
    return bool(found.places) and found.how != "near" and found.role == "place"


def key_of(grid: OwnSheet, hits: dict[int, int], matcher: Matcher) -> int:
    """Return the column with most places; of two alike the one with more different ones."""

    def different(column: int) -> int:
        cells = (at(row, column) for row in grid.rows[:SAMPLE])
        return len({shown(cell) for cell in cells if is_place(cell, matcher)})

    return max(hits, key=lambda column: (different(column), hits[column], -column))


def first_of(grid: OwnSheet, key: int, matcher: Matcher) -> int:
    """Return the first row of the table proper: that of the first place, or what leads to it."""
    first = next(
        (at_row for at_row, row in enumerate(grid.rows) if is_place(at(row, key), matcher)), 0
    )
    while first and _is_body(grid.rows[first - 1], key):
        first -= 1
    return first


def _is_body(row: Sequence[Cell], key: int) -> bool:
    """Return whether a row above the first place belongs to the table: words, and figures."""
    if at(row, key) is None or states(" ".join(map(shown, row))):
        return False
    others = [cell for column, cell in enumerate(row) if column != key and cell is not None]
    numbers = [cell for cell in others if seems_number(cell)]
    return bool(numbers) and not all(year_of(cell)[0] for cell in numbers)


def filled(grid: OwnSheet) -> tuple[tuple[Cell, ...], ...]:
    """Return the rows with merged cells filled by what they show."""
    width = max((len(row) for row in grid.rows), default=0)
    rows = [list(row) + [None] * (width - len(row)) for row in grid.rows]
    for top, left, bottom, right in grid.merged:
        if top >= len(rows) or left >= width:
            continue
        for row in range(top, min(bottom, len(rows) - 1) + 1):
            for column in range(left, min(right, width - 1) + 1):
                rows[row][column] = rows[top][left]
    return tuple(map(tuple, rows))


def heads_of(
    grid: OwnSheet, filled: Sequence[Sequence[Cell]], first: int
) -> tuple[tuple[int, ...], tuple[str, ...]]:
    """Return the rows of the header, and the words above it and beside it."""
    header: list[int] = []
    for row in range(first - 1, max(-1, first - 1 - DEEPEST_HEADER), -1):
        cells = {shown(cell) for cell in filled[row] if cell is not None}
        own = [cell for cell in grid.rows[row] if cell is not None]
        if states(" ".join(cells)) and not _several_heads(own):
            continue
        if not cells and header:
            break
        if len(cells) > 1 or (not header and len(own) == 1 and len(filled[row]) == 1):
            header.insert(0, row)
        elif cells:
            break
    top = header[0] if header else first
    titles = tuple(
        shown(cell)
        for row in range(first)
        if row < top or row not in header
        for cell in grid.rows[row]
        if cell is not None
    )
    return tuple(header), titles


def _several_heads(own: Sequence[Cell]) -> bool:
    """Return whether a row that states a unit is a header none the less."""
    plain = [cell for cell in own if not states(shown(cell))]
    return len(plain) > 1


def body_of(grid: OwnSheet, key: int, first: int) -> tuple[tuple[int, ...], tuple[int, ...]]:
    """Return the rows of the table and those of the notes below it; blank ones are neither."""
    rows: list[int] = []
    notes: list[int] = []
    for row in range(first, len(grid.rows)):
        cells = list(cells_of(grid, [row]))
        if not cells:
            continue
        words = shown(at(grid.rows[row], key)) or shown(cells[0])
        alone = len({shown(cell) for cell in cells}) == 1
        if (
            (alone and (NOTES.match(words) or notes or len(words) > LONG))
            or (notes and not any(map(seems_number, cells)))
            or (NOTES.match(words) and not any(map(seems_number, cells[1:])))
        ):
            notes.append(row)
        else:
            rows.append(row)
    return tuple(rows), tuple(notes)


def header_of(filled: Sequence[Sequence[Cell]], rows: Iterable[int], column: int) -> str:
    """Return the words above a column, joined where there are several rows of them."""
    parts = (re.sub(r"\s+", " ", shown(at(filled[row], column))).strip() for row in rows)
    return JOINT.join(dict.fromkeys(part for part in parts if part))


def cells_of(grid: OwnSheet, rows: Iterable[int], column: int | None = None) -> Iterator[Cell]:
    """Yield the cells of some rows, or of a column of them, that have something."""
    for row in list(rows)[:SAMPLE]:
        cells = grid.rows[row] if column is None else (at(grid.rows[row], column),)
        for cell in cells:
            if isinstance(cell, Marked) or shown(cell).strip():
                yield cell
