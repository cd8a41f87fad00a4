"""CSV text cut into records, by one reader for the check and for whatever reads checked data.

The csv module's own limit of a cell is one of the process, and libraries raise it: what one
process read another refused. Here the limit is ours, and names the line and the column.
"""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator, Sequence

from geo.errors import Fault
from geo.said import Said, said

# A spreadsheet cuts what is longer, without a word.
LONGEST_CELL = 32_767
# Of a cell that is far too long, what a report shows.
SHOWN = 40
UNLIMITED = 2**31 - 1


class Uncut(ValueError):
    """Text that cannot be cut into cells, from a line on."""

    def __init__(self, line: int, why: Said) -> None:
        """Keep where and why."""
        self.line, self.why = line, why
        super().__init__(line, why)

    def fault(self, file: str) -> Fault:
        """Return this as a fault of a file."""
        return Fault(file, self.line, "", "", "not-csv", said("not-csv", why=self.why))


def records(lines: Iterable[str]) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line it starts on; lines without any character are skipped.

    Raises Uncut where a quotation mark is not closed, or something else is no CSV.
    """
    if csv.field_size_limit() < UNLIMITED:
        csv.field_size_limit(UNLIMITED)
    reader = csv.reader(lines, strict=True)
    start = 1
    try:
        for record in reader:
            if record:
                yield start, record
            start = reader.line_num + 1
    except csv.Error as error:
        raise Uncut(start, _why(str(error))) from error


def long_cells(
    file: str, header: Sequence[str], line: int, record: Sequence[str]
) -> Iterator[Fault]:
    """Yield the cells of a record that are longer than any cell may be."""
    for at, cell in enumerate(record):
        if len(cell) > LONGEST_CELL:
            column = header[at] if at < len(header) else ""
            message = said("cell-too-long", length=len(cell), limit=LONGEST_CELL)
            yield Fault(file, line, column, cell[:SHOWN], "cell-too-long", message)


def _why(words: str) -> Said:
    """Return what is wrong, for the words of the csv module."""
    if "unexpected end" in words:
        return said("not-csv.open")
    if "expected after" in words:
        return said("not-csv.inside")
    if "new-line character" in words:
        return said("not-csv.return")
    return said("not-csv.other", why=words)
