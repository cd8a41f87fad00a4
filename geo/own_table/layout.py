"""What is where in a sheet: the columns of places, of years and of figures, with their units."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from geo.errors import AtlasError
from geo.own_table.choices import Choices
from geo.own_table.grid import Cell, OwnSheet, letters, shown
from geo.own_table.matching import Matcher
from geo.own_table.sheet_rows import (
    JOINT,
    SAMPLE,
    at,
    body_of,
    cells_of,
    filled,
    first_of,
    header_of,
    heads_of,
    hits_of,
    is_place,
    key_of,
)
from geo.own_table.units import Unit, in_header, stated, unit_of
from geo.own_table.written_figures import seems_number
from geo.own_table.years import without_year, year_of, years_in
from geo.sentences import said

PERIODS = re.compile(
    r"\s*(?:年|年份|年度|时间|日期|时期|期间|统计年度|报告期|year|period|date)\s*", re.IGNORECASE
)
NUMBERS = re.compile(
    r"\s*(?:序号|编号|序|号|no\.?|#|id|index|排名|位次|名次|rank)\s*", re.IGNORECASE
)
POINTS = re.compile(
    r"\s*(?:经度|纬度|lon|lng|lat|longitude|latitude|x|y|东经|北纬)\s*", re.IGNORECASE
)
SERIES = re.compile(r"\s*(?:指标|指标名称|项目|统计指标|indicator|measure)\s*", re.IGNORECASE)
UNITS = re.compile(r"\s*(?:单位|计量单位|unit)\s*", re.IGNORECASE)
REMARKS = re.compile(r"\s*(?:备注|说明|remarks?|notes?)\s*", re.IGNORECASE)
# Of the cells of a column that have something, the part that are numbers.
MOSTLY = 0.5
# Fewer cells that look like years may be figures.
FEWEST = 3


class Undecided(AtlasError):
    """A table of which too little could be understood; the message says what to state."""


@dataclass(frozen=True)
class FigureColumn:
    """A column of figures: its name without unit and year, both as found."""

    column: int
    name: str
    unit: Unit | None
    period: str = ""

    @property
    def letter(self) -> str:
        """Return what a spreadsheet calls the column."""
        return letters(self.column)


@dataclass(frozen=True)
class Layout:
    """What is where in a sheet; rows and columns are counted from 0.

    ``series_column`` says in each row what its figures are of, ``unit_column`` their unit.
    ``titles`` are the words above the header, ``notes`` the rows below the table, ``beside`` other
    columns that match places too, of which a code is surer than the key.
    """

    grid: OwnSheet
    key: int
    first: int
    rows: tuple[int, ...]
    headers: tuple[str, ...]
    header_rows: tuple[int, ...]
    measures: tuple[FigureColumn, ...]
    titles: tuple[str, ...] = ()
    notes: tuple[int, ...] = ()
    unit: Unit | None = None
    period: str = ""
    period_from: str = ""
    period_column: int | None = None
    parent: int | None = None
    series_column: int | None = None
    unit_column: int | None = None
    beside: tuple[int, ...] = ()
    matched: int = 0
    left_out: tuple[int, ...] = field(default=())

    def cell(self, row: int, column: int) -> Cell:
        """Return a cell, None beyond the end of its row."""
        return at(self.grid.rows[row], column)


def best_grid(grids: Iterable[OwnSheet], matcher: Matcher, choices: Choices) -> OwnSheet:
    """Return the sheet that was chosen, else the one with most places.

    Raises Undecided for a name that no sheet has.
    """
    several = tuple(grids)
    if choices.sheet:
        for grid in several:
            if grid.name == choices.sheet:
                return grid
        names = tuple(grid.name for grid in several)
        raise Undecided(said("own.layout.no-sheet", name=choices.sheet, known=names))
    return max(several, key=lambda grid: max(hits_of(grid, matcher).values(), default=0))


def layout_of(grid: OwnSheet, matcher: Matcher, choices: Choices) -> Layout:
    """Return what is where in a sheet; raises Undecided where no column names places."""
    hits = hits_of(grid, matcher)
    headers_above = filled(grid)
    key = _named_column(choices.key, grid, headers_above)
    if key is None:
        if not hits:
            raise Undecided(said("own.layout.no-key"))
        if max(hits.values()) == 1 < _widest(grid, matcher):
            raise Undecided(said("own.layout.across"))
        key = key_of(grid, hits, matcher)
    if choices.first_row > len(grid.rows):
        raise Undecided(said("own.choice.first-row", row=choices.first_row, last=len(grid.rows)))
    first = choices.first_row - 1 if choices.first_row else first_of(grid, key, matcher)
    header_rows, titles = heads_of(grid, headers_above, first)
    first = max(first, header_rows[-1] + 1) if header_rows and not choices.first_row else first
    rows, notes = body_of(grid, key, first)
    width = max((len(row) for row in grid.rows), default=0)
    heads = tuple(header_of(headers_above, header_rows, column) for column in range(width))
    period_column = _named_column(choices.period_column, grid, headers_above, heads)
    if period_column is None:
        period_column = _period_column(grid, rows, heads, key)
    parent = _named_column(choices.parent, grid, headers_above, heads)
    beside = tuple(c for c in hits if c != key and hits[c] >= max(2, hits.get(key, 0) / 4))
    if parent is None:
        parent = _parent(grid, rows, key, beside, matcher)
    used = {key, parent, period_column, *beside}
    free = [one for one in range(width) if one not in used]
    series = _words_column(grid, rows, {one: heads[one] for one in free}, SERIES)
    its_unit = _words_column(grid, rows, {one: heads[one] for one in free}, UNITS)
    used |= {series, its_unit}
    units_row = _units_row(grid, header_rows)
    wanted = tuple(_named_column(one, grid, headers_above, heads) for one in choices.columns)
    columns = [one for one in wanted if one is not None] or [
        one for one in range(width) if one not in used and _figures(grid, rows, heads, one)
    ]
    unit = next(filter(None, map(stated, titles)), None)
    measures = tuple(_measure(heads, units_row, grid, one, unit) for one in columns)
    period, period_from = _period(titles, grid.name, measures)
    return Layout(
        grid=grid,
        key=key,
        first=first,
        rows=rows,
        headers=heads,
        header_rows=header_rows,
        measures=measures,
        titles=titles,
        notes=notes,
        unit=unit,
        period=period,
        period_from=period_from,
        period_column=period_column,
        parent=parent,
        series_column=series,
        unit_column=its_unit,
        beside=tuple(one for one in beside if one != parent),
        matched=hits.get(key, 0),
        left_out=tuple(
            one for one in range(width) if one not in used and one not in columns and heads[one]
        ),
    )


def _widest(grid: OwnSheet, matcher: Matcher) -> int:
    """Return how many places the row with most of them has."""
    return max(sum(is_place(cell, matcher) for cell in row) for row in grid.rows[:SAMPLE])


def _named_column(
    name: str,
    grid: OwnSheet,
    filled: Sequence[Sequence[Cell]],
    headers: Sequence[str] = (),
) -> int | None:
    """Return the column that a person named by its letter or its header."""
    if not name:
        return None
    width = max((len(row) for row in grid.rows), default=0)
    wanted = name.strip()
    by_letter = next((c for c in range(width) if letters(c) == wanted.upper()), None)
    if by_letter is not None:
        return by_letter
    for column in range(width):
        heads = {shown(at(row, column)).strip() for row in filled[:SAMPLE]}
        if wanted in heads or (column < len(headers) and headers[column] == wanted):
            return column
    raise Undecided(said("own.layout.no-column", name=name, last=letters(max(0, width - 1))))


def _period_column(
    grid: OwnSheet, rows: Sequence[int], heads: Sequence[str], key: int
) -> int | None:
    for column, head in enumerate(heads):
        if column == key:
            continue
        cells = list(cells_of(grid, rows, column))
        dated = [year for cell in cells if (year := year_of(cell))[0]]
        named = bool(PERIODS.fullmatch(head))
        # Days of a spreadsheet are plain numbers: only a header tells them from figures.
        days = any(what == "serial" for _, what in dated)
        every = FEWEST <= len(dated) == len(cells) and not days and not year_of(head)[0]
        if dated and (named or every):
            return column
    return None


def _parent(
    grid: OwnSheet, rows: Sequence[int], key: int, beside: Iterable[int], matcher: Matcher
) -> int | None:
    """Return the column whose places are parents of those of the key."""
    for column in beside:
        words = filled_down(grid, rows[:SAMPLE], column)
        inside = sum(
            any(one.parent == above.place_id for one in mine.places for above in its.places)
            for row in rows[:SAMPLE]
            for its in (matcher.match(words[row]),)
            for mine in (matcher.match(shown(at(grid.rows[row], key))),)
        )
        if inside >= max(1, len(words) * MOSTLY):
            return column
    return None


def _words_column(
    grid: OwnSheet, rows: Sequence[int], heads: Mapping[int, str], called: re.Pattern[str]
) -> int | None:
    """Return the column of words, of some, whose header is one that is called so."""
    for column, head in heads.items():
        cells = list(cells_of(grid, rows, column)) if called.fullmatch(head) else []
        if cells and not any(map(seems_number, cells)):
            return column
    return None


def filled_down(grid: OwnSheet, rows: Iterable[int], column: int) -> Mapping[int, str]:
    """Return the words of a column by row; a blank cell has those of the row above."""
    found: dict[int, str] = {}
    last = ""
    for row in rows:
        last = shown(at(grid.rows[row], column)) or last
        found[row] = last
    return found


def _units_row(grid: OwnSheet, header_rows: Iterable[int]) -> int | None:
    """Return the row of the header that says a unit in most of its cells."""
    for row in header_rows:
        cells = [shown(cell).strip("（）() ") for cell in grid.rows[row] if cell is not None]
        units = sum(unit_of(cell) is not None for cell in cells)
        if units and units >= len(cells) - 1:
            return row
    return None


def _figures(grid: OwnSheet, rows: Sequence[int], heads: Sequence[str], column: int) -> bool:
    """Return whether a column has figures: mostly numbers, and neither numbering nor remarks."""
    head = heads[column]
    if NUMBERS.fullmatch(head) or REMARKS.fullmatch(head) or POINTS.fullmatch(head):
        return False
    cells = list(cells_of(grid, rows, column))
    numbers = [cell for cell in cells if seems_number(cell)]
    if not head and [shown(cell) for cell in numbers] == [str(n + 1) for n in range(len(numbers))]:
        return False
    dashes = sum(len(shown(cell)) < 4 for cell in cells) - len(numbers)  # noqa: PLR2004  —, …, n/a
    return bool(numbers) and len(numbers) >= (len(cells) - max(0, dashes)) * MOSTLY


def _measure(
    heads: Sequence[str], units_row: int | None, grid: OwnSheet, column: int, whole: Unit | None
) -> FigureColumn:
    name, unit = in_header(heads[column])
    if unit is None and units_row is not None:
        own = shown(at(grid.rows[units_row], column)).strip("（）() ")
        unit = unit_of(own)
        name = JOINT.join(part for part in name.split(JOINT) if part.strip("（）() ") != own)
    year = years_in(name)
    period = year[0] if len(year) == 1 else year_of(name)[0]
    return FigureColumn(
        column, (without_year(name) if period else name).strip(JOINT), unit or whole, period
    )


def _period(titles: Iterable[str], sheet: str, measures: Sequence[FigureColumn]) -> tuple[str, str]:
    """Return the year of the whole table, and where it is said."""
    if measures and all(one.period for one in measures):
        return "", "headers"
    found = dict.fromkeys(year for title in titles for year in years_in(title))
    if len(found) == 1:
        return next(iter(found)), "title"
    named = years_in(sheet)
    return (named[0], "sheet") if not found and len(named) == 1 else ("", "")
