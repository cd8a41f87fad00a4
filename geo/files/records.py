"""CSV text cut into records, by one reader for the check and for whatever reads checked data.

The csv module's own limit of a cell is one of the process, and libraries raise it: what one
process read another refused. Here the limit is ours, and names the line and the column.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from geo.errors import Fault
from geo.files.text_files import text_at
from geo.sentences import Said, said

# A spreadsheet cuts what is longer, without a word.
LONGEST_CELL = 32_767
# Of a cell that is far too long, what a report shows.
SHOWN = 40
UNLIMITED = 2**31 - 1


Records = list[tuple[int, list[str]]]


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


def records_at(path: Path, file: str) -> Records | Fault:
    """Return the records of a file, or the fault that forbids it, which calls it ``file``."""
    text = text_at(path, file)
    if isinstance(text, Fault):
        return text
    try:
        return list(records(io.StringIO(text, newline="")))
    except Uncut as error:
        return error.fault(file)


def table_at(path: Path) -> tuple[list[str], Records] | Fault:
    """Return the header and the other records of a table of a data folder, or its fault."""
    file = named(path)
    found = records_at(path, file)
    if isinstance(found, Fault):
        return found
    if not found:
        return Fault(file, 1, "", "", "empty-file", said("empty-file"))
    (_, header), *body = found
    return header, body


def named(path: Path) -> str:
    """Return what a fault calls a table of a data folder: its path there."""
    return f"{path.parent.name}/{path.name}"


def row_faults(
    file: str, header: Sequence[str], line: int, record: Sequence[str]
) -> Iterator[Fault]:
    """Yield what is wrong with a record whatever its table: too few or many cells, or too long."""
    if len(record) != len(header):
        key = "ragged-row.more" if len(record) > len(header) else "ragged-row"
        message = said(key, cells=len(record), columns=len(header))
        yield Fault(file, line, "", "", "ragged-row", message)
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
