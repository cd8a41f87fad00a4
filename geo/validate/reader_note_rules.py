"""Notes for readers: they are about cells that exist, in both languages or in none."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geo.errors import Fault
from geo.model.reader_notes import (
    RESEARCH,
    ROW_KEYS,
    SEPARATOR,
    TABLE,
    UNEDITED,
    row_id,
)
from geo.sentences import said
from geo.validate.tables import CheckedRow, CheckedTable


def faults(tables: Mapping[str, CheckedTable]) -> Iterator[Fault]:
    """Yield notes about no column of ours, and notes in one language only."""
    if TABLE not in tables:
        return
    notes = tables[TABLE]
    for note in notes.rows:
        name = note["table"]
        if name in tables and note["column"] not in tables[name].columns:
            message = said("note-column", table=name)
            yield notes.fault(note, "column", "note-column", message)
        for blank, told in (("reader_zh", "reader_en"), ("reader_en", "reader_zh")):
            if note[told] and not note[blank]:
                yield notes.fault(note, blank, "note-language", said("note-language"))


def warnings(tables: Mapping[str, CheckedTable]) -> Iterator[Fault]:
    """Yield notes about rows that are gone, and researchers' notes that nobody edited."""
    if TABLE not in tables:
        return
    rows = {name: _rows(name, tables) for name in ROW_KEYS}
    for note in tables[TABLE].rows:
        name = note["table"]
        if name in tables and note["row_id"] not in rows[name]:
            message = said("note-row", table=name, key=SEPARATOR.join(ROW_KEYS[name]))
            yield tables[TABLE].fault(note, "row_id", "note-row", message)
    edited = {(row["table"], row["row_id"], row["column"]) for row in tables[TABLE].rows}
    for name, columns in RESEARCH.items():
        if name in UNEDITED:
            continue
        for key, row in rows[name].items():
            for column in columns:
                if row[column] and (name, key, column) not in edited:
                    message = said("not-for-readers")
                    yield tables[name].fault(row, column, "not-for-readers", message)


def _rows(name: str, tables: Mapping[str, CheckedTable]) -> Mapping[str, CheckedRow]:
    """Return the rows of a table by the name that notes have for them."""
    return {row_id(name, row.cells): row for row in tables[name].rows} if name in tables else {}
