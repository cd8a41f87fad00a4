"""Tables of a Word document: heads that repeat, rows that stay whole, thin lines, said for ears."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml.ns import qn
from docx.shared import Mm

from layers.office.package import written
from layers.office.word_styles import CELL
from layers.office.word_xml import colored, element, made

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import Table, _Cell
    from docx.text.paragraph import Paragraph

EDGES = ("top", "bottom", "insideH")
# What the two sides of a cell take of its width.
INSET_MM = 4.0
# What the schema wants behind the lines of a table.
AFTER_BORDERS = frozenset(
    map(qn, ("w:shd", "w:tblLayout", "w:tblCellMar", "w:tblLook", "w:tblCaption"))
)


def table(document: Document, rows: int, widths: Sequence[float], *, about: str) -> Table:
    """Return a table of so many rows and columns of ``widths`` (mm); ``about`` says what it is."""
    new: Table = document.add_table(rows, len(widths), style="Normal Table")
    new.alignment, new.autofit = WD_TABLE_ALIGNMENT.CENTER, False
    element(new).tblPr.append(made("w:tblCaption", val=written(about)))
    for at, wide in enumerate(widths):
        new.columns[at].width = Mm(wide)
        for cell in new.columns[at].cells:
            cell.width = Mm(wide)
            cell.paragraphs[0].style = CELL
    for row in new.rows:
        element(row).get_or_add_trPr().append(made("w:cantSplit"))
    return new


def lined(table: Table, color: str) -> None:
    """Draw thin lines between the rows of a table, and above and below it."""
    borders, line = made("w:tblBorders"), {"val": "single", "sz": "4", "space": "0"}
    for edge in EDGES:
        borders.append(made(f"w:{edge}", **line, color=colored(color)))
    behind = next(one for one in element(table).tblPr if one.tag in AFTER_BORDERS)
    behind.addprevious(borders)


def headed(table: Table) -> None:
    """Repeat the first row on every page."""
    element(table.rows[0]).get_or_add_trPr().append(made("w:tblHeader"))


def shaded(cell: _Cell, color: str) -> None:
    """Fill a cell with a color."""
    shade = made("w:shd", val="clear", color="auto", fill=colored(color))
    element(cell).get_or_add_tcPr().append(shade)


def right(cell: _Cell) -> Paragraph:
    """Return the paragraph of a cell, its words at the right."""
    words: Paragraph = cell.paragraphs[0]
    words.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    return words
