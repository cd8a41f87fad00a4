"""CSV files as tables: rows with the line they start on, and every cell by its column."""

from __future__ import annotations

import io
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from geo.errors import Fault
from geo.files.records import Uncut, records, row_faults
from geo.files.text_files import text_of
from geo.sentences import Said, said
from geo.store.package_tables import FILLED
from geo.validate.package_rules import Resource
from geo.validate.remedies import PLAIN
from geo.validate.schema import LIMIT, cell_faults

LOST = "\ufffd"


@dataclass(frozen=True)
class CheckedRow:
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
class CheckedTable:
    """One CSV file as read; columns that are missing in it are simply not there."""

    resource: Resource
    columns: tuple[str, ...]
    rows: tuple[CheckedRow, ...]

    def fault(self, row: CheckedRow, column: str, rule: str, message: Said) -> Fault:
        """Return a fault of one cell."""
        return Fault(self.resource.path, row.line, column, row[column], rule, message)


def read_table(folder: Path, resource: Resource) -> tuple[CheckedTable | None, list[Fault]]:
    """Read one table and judge it by its schema; no table if the text cannot be cut in cells."""
    text = text_of(folder, resource.path)
    if isinstance(text, Fault):
        return None, [text]
    faults: list[Fault] = []
    records = list(_records(resource.path, text, faults))
    if not records:
        if not faults:
            message = said("empty-file.header", columns=",".join(resource.columns))
            faults.append(Fault(resource.path, 1, "", "", "empty-file", message))
        return None, faults
    (_, header), *body = records
    faults += _header_faults(resource, header)
    columns = tuple(column for column in resource.columns if column in header)
    if not columns:
        return None, faults
    rows = tuple(_rows(resource, header, body, faults))
    if not rows and resource.name in FILLED:
        message = said("empty-file.rows")
        faults.append(Fault(resource.path, None, "", "", "empty-file", message))
    cells = [[row[column] for column in columns] for row in rows]
    places = [row.line for row in rows]
    faults += cell_faults(resource, columns, cells, places)
    return CheckedTable(resource, columns, rows), faults


def _records(file: str, text: str, faults: list[Fault]) -> Iterator[tuple[int, list[str]]]:
    """Yield each record with the line it starts on, as far as the text can be cut into them."""
    try:
        yield from records(io.StringIO(text, newline=""))
    except Uncut as error:
        faults.append(error.fault(file))


def _header_faults(resource: Resource, header: Sequence[str]) -> Iterator[Fault]:
    def fault(column: str, rule: str, message: Said) -> Fault:
        return Fault(resource.path, 1, column, "", rule, message)

    for separator, word in ((";", "semicolons"), ("\t", "tabs")):
        if len(header) == 1 and separator in header[0]:
            message = said("not-csv.separator", word=said(f"separator.{word}"))
            yield fault("", "not-csv", message)
            return
    for column in resource.columns:
        if column not in header:
            near = [h for h in header if h.strip().lower() == column]
            rename, add = "column-missing.rename", "column-missing.add"
            hint = said(rename, near=near[0]) if near else said(add)
            message = said("column-missing", column=column, hint=hint)
            yield fault(column, "column-missing", message)
    for at, column in enumerate(header):
        if column in header[:at]:
            yield fault(column, "column-repeated", said("column-repeated"))
        elif not column:
            yield fault("", "column-unknown", said("column-unknown.nameless", number=at + 1))
        elif column not in resource.columns:
            yield fault(column, "column-unknown", said("column-unknown"))


def _rows(
    resource: Resource,
    header: Sequence[str],
    body: Sequence[tuple[int, Sequence[str]]],
    faults: list[Fault],
) -> Iterator[CheckedRow]:
    for line, record in body:
        if not any(record):
            faults.append(Fault(resource.path, line, "", "", "blank-row", said("blank-row")))
            continue
        faults += row_faults(resource.path, header, line, record)
        row = CheckedRow(line, dict(reversed(list(zip(header, record, strict=False)))))
        faults += [
            Fault(resource.path, line, column, cell, "lost-character", _LOST_WORDS)
            for column, cell in row.cells.items()
            if LOST in cell
        ]
        yield row


_LOST_WORDS = said("lost-character", mark=LOST)
