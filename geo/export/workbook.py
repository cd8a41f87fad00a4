"""Tables as an Excel workbook: the rows, the sources, and what holds for the whole.

Text stays text: every text cell is stored as a string, never as a formula, and one that looks
like a formula carries Excel's own quote prefix, so editing it does not run it either.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from geo.export.table import Cell, Table, source_table
from geo.export.text import guarded, plain

if TYPE_CHECKING:
    from openpyxl.worksheet.worksheet import Worksheet

# XML 1.0 has no place for these; Excel refuses a file that holds one.
_FORBIDDEN = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
_STAMP = re.compile(rb"(<dcterms:(?:created|modified)[^>]*>)[^<]*")
_NO_TIME = rb"\g<1>2000-01-01T00:00:00Z"
_ZIP_EPOCH = (1980, 1, 1, 0, 0, 0)
_WIDEST, _NARROWEST = 60, 8
_SAMPLE = 200


def xlsx(table: Table) -> bytes:
    """Return a table as an XLSX workbook; the same table gives the same bytes."""
    about = (("title", table.title), *table.about)
    return _sheets(
        (table.name, table.names, table.rows),
        ("sources", *source_table(table.sources)),
        ("about", ("what", "words"), about),
    )


def book(tables: Iterable[Table]) -> bytes:
    """Return tables without sources as one workbook, a sheet each; the same give the same bytes."""
    return _sheets(*((table.name, table.names, table.rows) for table in tables))


def _sheets(*sheets: tuple[str, Sequence[str], Iterable[Sequence[Cell]]]) -> bytes:
    from openpyxl import Workbook  # noqa: PLC0415  slow to import, and few ask for a workbook

    from geo.export.memory_writer import written  # noqa: PLC0415  the same

    workbook = Workbook()
    first = workbook.active
    for name, header, rows in sheets:
        sheet = first or workbook.create_sheet()
        first, sheet.title = None, name[:31]
        _fill(sheet, header, rows)
    return timeless(written(workbook))


def _fill(sheet: Worksheet, header: Sequence[str], rows: Iterable[Sequence[Cell]]) -> None:
    from openpyxl.styles import Font  # noqa: PLC0415  the same
    from openpyxl.utils import get_column_letter  # noqa: PLC0415  the same

    widths = [_width(name) for name in header]
    for at, name in enumerate(header, start=1):
        put_cell(sheet, 1, at, name)
        sheet.cell(1, at).font = Font(bold=True)
    for number, row in enumerate(rows, start=2):
        for at, cell in enumerate(row, start=1):
            if cell is not None and cell != "":
                put_cell(sheet, number, at, cell)
                if number <= _SAMPLE:
                    widths[at - 1] = max(widths[at - 1], _width(str(cell)))
    for at, width in enumerate(widths, start=1):
        fit = min(max(width + 2, _NARROWEST), _WIDEST)
        sheet.column_dimensions[get_column_letter(at)].width = fit
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = sheet.dimensions


def put_cell(sheet: Worksheet, row: int, at: int, cell: Cell) -> None:
    """Write a cell, counted from 1: a number as one, a text as nothing but a text."""
    if not isinstance(cell, str):
        sheet.cell(row, at, plain(cell) if isinstance(cell, float) else cell)
        return
    text = _FORBIDDEN.sub("\ufffd", cell)
    put = sheet.cell(row, at, text)
    # openpyxl takes a leading "=" for a formula and "#N/A" for an error; these are words.
    put.data_type = "s"
    if guarded(text) != text:
        put.quotePrefix = True


def _width(text: str) -> int:
    """Return how many columns of a fixed-width font a text takes: Chinese takes two each."""
    line = text.partition("\n")[0]
    return len(line) + sum(ord(letter) > 0x2E80 for letter in line)  # noqa: PLR2004  CJK begins


def timeless(raw: io.BytesIO) -> bytes:
    """Return the workbook with every time stamp replaced by a fixed one."""
    out = io.BytesIO()
    with zipfile.ZipFile(raw) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            body = old.read(name)
            if name == "docProps/core.xml":
                body = _STAMP.sub(_NO_TIME, body)
            entry = zipfile.ZipInfo(name, _ZIP_EPOCH)
            entry.compress_type = zipfile.ZIP_DEFLATED
            new.writestr(entry, body)
    return out.getvalue()
