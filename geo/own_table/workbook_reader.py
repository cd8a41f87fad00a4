"""Workbooks as grids: XLSX, XLS and ODS, by calamine, after the guard has looked at them."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator, Mapping
from datetime import date, datetime, time, timedelta
from typing import Any

from geo.own_table.grid import Cell, Marked, OwnSheet, UnreadableFile
from geo.own_table.limits import Limits
from geo.own_table.workbook_guard import entry_bytes, guard_cells, opened
from geo.own_table.workbook_marks import marks, percent_styles, sheet_files
from geo.sentences import said


def workbook_grids(body: bytes, limits: Limits, *, archived: bool) -> tuple[OwnSheet, ...]:
    """Return the sheets of a workbook; ``archived`` is whether it is a ZIP file.

    Raises UnreadableFile for one that is too large, locked or broken.
    """
    import python_calamine as calamine  # noqa: PLC0415  only the process that reads has it

    known = _marked(opened(body, limits), limits) if archived else {}
    try:
        book = calamine.CalamineWorkbook.from_filelike(io.BytesIO(body))
        if len(book.sheet_names) > limits.sheets:
            raise UnreadableFile(
                said("own.file.sheets", count=len(book.sheet_names), most=limits.sheets)
            )
        return tuple(_grids(book, known, limits))
    except calamine.PasswordError:
        raise UnreadableFile(said("own.file.locked")) from None
    except (calamine.CalamineError, OSError, ValueError) as error:
        if isinstance(error, UnreadableFile):
            raise
        raise UnreadableFile(said("own.file.unopened", why=str(error)[:200])) from None


Places = Mapping[tuple[int, int], Marked]


def _marked(archive: zipfile.ZipFile, limits: Limits) -> Mapping[str, Places]:
    """Return the marked cells of each sheet of an XLSX workbook; nothing for other kinds."""
    percents = percent_styles(archive)
    found: dict[str, Places] = {}
    for name, file in sheet_files(archive).items():
        try:
            text = entry_bytes(archive, file)
        except (KeyError, zipfile.BadZipFile, OSError):
            continue
        guard_cells(text, limits)
        found[name] = marks(text, percents)
    return found


def _grids(book: Any, known: Mapping[str, Places], limits: Limits) -> Iterator[OwnSheet]:  # noqa: ANN401  calamine's book
    for name in book.sheet_names:
        try:
            sheet = book.get_sheet_by_name(name)
        except (ValueError, OSError):
            # A sheet of charts has no cells.
            continue
        if sheet.end is not None and (
            sheet.end[0] >= limits.rows or sheet.end[1] >= limits.columns
        ):
            raise UnreadableFile(
                said("own.file.wide", sheet=name, rows=limits.rows, columns=limits.columns)
            )
        if sheet.end is not None and (sheet.end[0] + 1) * (sheet.end[1] + 1) > limits.cells:
            raise UnreadableFile(said("own.file.cells", most=limits.cells))
        here = known.get(name, {})
        rows = [[_cell(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
        for (row, column), mark in here.items():
            if row < len(rows) and column < len(rows[row]):
                rows[row][column] = mark
        spans = tuple(
            (top, left, bottom, right)
            for (top, left), (bottom, right) in (sheet.merged_cell_ranges or ())
        )
        yield OwnSheet(name, tuple(map(tuple, rows)), spans)


def _cell(value: object) -> Cell:
    if isinstance(value, datetime):
        return Marked("date", value.date().isoformat())
    if isinstance(value, date | time):
        return Marked("date", value.isoformat())
    if isinstance(value, timedelta):
        return Marked("date", str(value))
    if isinstance(value, str):
        return value or None
    return value if isinstance(value, float | int | bool) else None
