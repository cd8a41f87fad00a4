"""CSV files as tables: rows with the line they start on, and every cell by its column."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.check.needed import MAY_BE_EMPTY, NEEDED
from geo.check.package import Resource
from geo.check.schema import LIMIT, PLAIN, cell_faults
from geo.errors import Fault
from geo.text_files import text_of

LOST = "\ufffd"


@dataclass(frozen=True)
class Row:
    """One record; ``line`` is where it starts in the file, the header being line 1."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, column: str) -> str:
        """Return a cell, blank if the table lacks the column."""
        return self.cells.get(column, "")

    def number(self, column: str) -> float | None:
        """Return a cell's number, or None if it is blank, no plain number or too large a one."""
        text = self[column]
        value = float(text) if PLAIN.fullmatch(text) else None
        return value if value is not None and abs(value) < LIMIT else None

    def items(self, column: str) -> tuple[str, ...]:
        """Return what a cell lists with semicolons."""
        return tuple(item.strip() for item in self[column].split(";") if item.strip())


@dataclass(frozen=True)
class Table:
    """One CSV file as read; columns that are missing in it are simply not there."""

    resource: Resource
    columns: tuple[str, ...]
    rows: tuple[Row, ...]

    def fault(self, row: Row, column: str, rule: str, message: str) -> Fault:
        """Return a fault of one cell."""
        return Fault(self.resource.path, row.line, column, row[column], rule, message)


def read_table(folder: Path, resource: Resource) -> tuple[Table | None, list[Fault]]:
    """Read one table and judge it by its schema; no table if the text cannot be cut in cells."""
    text = text_of(folder, resource.path)
    if isinstance(text, Fault):
        return None, [text]
    found: list[Fault] = []
    records = list(_records(resource.path, text, found))
    if not records:
        if not found:
            message = f"the file is empty; its first line must be {','.join(resource.columns)}"
            found.append(Fault(resource.path, 1, "", "", "empty-file", message))
        return None, found
    (_, header), *body = records
    found += _header_faults(resource, header)
    columns = tuple(column for column in resource.columns if column in header)
    if not columns:
        return None, found
    rows = tuple(_rows(resource, header, body, found))
    if not rows and resource.name in NEEDED and resource.name not in MAY_BE_EMPTY:
        message = "the table has no rows; the atlas needs some"
        found.append(Fault(resource.path, None, "", "", "empty-file", message))
    cells = [[row[column] for column in columns] for row in rows]
    places = [row.line for row in rows]
    found += cell_faults(resource, columns, cells, places)
    return Table(resource, columns, rows), found


def _records(file: str, text: str, found: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line it starts on; lines without any character are skipped."""
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    start = 1
    try:
        for record in reader:
            if record:
                yield start, record
            start = reader.line_num + 1
    except csv.Error as error:
        message = f"from here on the file cannot be cut into cells: {_why(str(error))}"
        found.append(Fault(file, start, "", "", "not-csv", message))


def _why(words: str) -> str:
    if "unexpected end" in words:
        return "a quotation mark is opened and never closed"
    if "expected after" in words:
        return 'a quotation mark inside a cell must be doubled ("")'
    return words


def _header_faults(resource: Resource, header: Sequence[str]) -> Iterator[Fault]:
    def fault(column: str, rule: str, message: str) -> Fault:
        return Fault(resource.path, 1, column, "", rule, message)

    for separator, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            yield fault("", "not-csv", f"cells are separated by {word}; save with commas")
            return
    for column in resource.columns:
        if column not in header:
            near = [h for h in header if h.strip().lower() == column]
            hint = f"rename {near[0]!r}" if near else "add it, with blank cells if need be"
            yield fault(column, "column-missing", f"there is no column {column}; {hint}")
    for at, column in enumerate(header):
        if column in header[:at]:
            yield fault(column, "column-repeated", "two columns have this name; keep one")
        elif not column:
            yield fault("", "column-unknown", f"column {at + 1} has no name; name or delete it")
        elif column not in resource.columns:
            message = "nobody described this column; describe it in datapackage.json or delete it"
            yield fault(column, "column-unknown", message)


def _rows(
    resource: Resource,
    header: Sequence[str],
    body: Sequence[tuple[int, Sequence[str]]],
    found: list[Fault],
) -> Iterator[Row]:
    for line, record in body:
        if not any(record):
            message = "the row has only blank cells; delete the line"
            found.append(Fault(resource.path, line, "", "", "blank-row", message))
            continue
        if len(record) != len(header):
            message = f"the row has {len(record)} cells, the header {len(header)}"
            hint = (
                "; a cell with a comma needs quotation marks" if len(record) > len(header) else ""
            )
            found.append(Fault(resource.path, line, "", "", "ragged-row", message + hint))
        row = Row(line, dict(reversed(list(zip(header, record, strict=False)))))
        found += [
            Fault(resource.path, line, column, cell, "lost-character", _LOST_WORDS)
            for column, cell in row.cells.items()
            if LOST in cell
        ]
        yield row


_LOST_WORDS = f"{LOST!r} marks characters that a conversion lost; type them again"
