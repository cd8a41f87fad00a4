"""A CSV table whose rows stay as they were written: what is not touched keeps its bytes."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from geo.errors import CatalogueError, Fault
from geo.files.atomic import write_file
from geo.files.records import named, row_faults
from geo.files.text_files import text_at
from geo.sentences import said

MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True)
class RawRow:
    """A row: its text with the end of its line, and its cells by column."""

    text: str
    cells: Mapping[str, str]


class RawTable:
    """A table of a data folder, its rows in their order; ``rows`` may be changed and written."""

    def __init__(self, path: Path) -> None:
        """Read a table; raises CatalogueError where it is none."""
        text = text_at(path, named(path))
        if isinstance(text, Fault):
            raise CatalogueError([text])
        self.path = path
        self._marked = path.read_bytes().startswith(MARK)
        parts = list(_records(text))
        if not parts:
            fault = Fault(named(path), 1, "", "", "empty-file", said("empty-file"))
            raise CatalogueError([fault])
        self._end = "\r\n" if parts[0].endswith("\r\n") else "\n"
        self._head = self._ended(parts[0])
        self.columns = tuple(_cells(parts[0]))
        self.rows = [self._row(line, part) for line, part in enumerate(parts[1:], start=2)]

    def row(self, cells: Mapping[str, str]) -> RawRow:
        """Return a row of cells, written as the table is; a column that is not given is blank."""
        out = io.StringIO()
        whole = {column: cells.get(column, "") for column in self.columns}
        csv.writer(out, lineterminator=self._end).writerow(whole.values())
        return RawRow(out.getvalue(), whole)

    @property
    def body(self) -> bytes:
        """Return the bytes of the table as it is now."""
        text = self._head + "".join(row.text for row in self.rows)
        return (MARK if self._marked else b"") + text.encode()

    def write(self) -> None:
        """Write the table whole or not at all; raises AtlasError where it cannot be."""
        write_file(self.path, self.body)

    def _row(self, line: int, text: str) -> RawRow:
        cells = _cells(text)
        if faults := list(row_faults(named(self.path), self.columns, line, cells)):
            raise CatalogueError(faults)
        return RawRow(self._ended(text), dict(zip(self.columns, cells, strict=True)))

    def _ended(self, text: str) -> str:
        return text if text.endswith("\n") else text + self._end


def _records(text: str) -> Iterator[str]:
    """Yield each record with the end of its line; one is done where its quotation marks pair."""
    part = ""
    for line in io.StringIO(text, newline=""):
        part += line
        if part.count('"') % 2 == 0:
            if part.strip("\r\n"):
                yield part
            part = ""
    if part.strip():
        yield part


def _cells(text: str) -> list[str]:
    return next(csv.reader(io.StringIO(text, newline="")), [])
