"""Workbooks written in memory: openpyxl would write each sheet into a file of its own first.

What a reader brings must not touch the disk, and the process that reads it cannot.
"""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl.drawing.spreadsheet_drawing import SpreadsheetDrawing
from openpyxl.worksheet._writer import WorksheetWriter
from openpyxl.writer.excel import ExcelWriter

if TYPE_CHECKING:
    from openpyxl import Workbook


class MemoryWriter(ExcelWriter):
    """Writes the sheets of a workbook without drawings."""

    def write_worksheet(self, ws: Any) -> None:  # noqa: ANN401  the stubs lack what is used
        """Write a sheet into the archive, as openpyxl does into a file beside it."""
        mine: Any = self
        ws._drawing = SpreadsheetDrawing()  # noqa: SLF001  as openpyxl's own
        out = io.BytesIO()
        writer: Any = WorksheetWriter(ws, out)
        writer.write()
        ws._rels = writer._rels  # noqa: SLF001  as openpyxl's own
        mine._archive.writestr(ws.path[1:], out.getvalue())  # noqa: SLF001  as openpyxl's own
        self.manifest.append(ws)


def written(workbook: Workbook) -> io.BytesIO:
    """Return a workbook as the bytes of its file."""
    raw = io.BytesIO()
    with ZipFile(raw, "w", ZIP_DEFLATED) as archive:
        MemoryWriter(workbook, archive).save()
    return raw
