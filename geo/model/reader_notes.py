"""Notes for readers: cells of the tables as a reader should meet them, in two languages.

The tables keep the words of those who gathered them: doubts, ids, arithmetic, half in English.
``reader_notes.csv`` holds the edited words beside them. A cell that has some is read as those; a
column that only researchers write (RESEARCH) is read as nothing where it has none, so that what
nobody edited reaches no page, picture or file.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from geo.model.cells import Row
from geo.model.table_schema import ColumnSchema, row_table
from geo.sentences import Said

TABLE = "reader_notes"
# The columns that name a row of each table a note may be about, joined by SEPARATOR.
ROW_KEYS: Mapping[str, tuple[str, ...]] = {
    "platform_totals": ("as_of", "scope", "indicator"),
    "platforms": ("platform_id",),
    "science_city_areas": ("area_id",),
    "sources": ("source_id",),
    "targets": ("target_id",),
    "values": ("place_id", "indicator_id", "period", "as_of", "source_id"),
    "zone_requirements": ("requirement_id",),
    "zone_steps": ("zone_id", "step", "date"),
    "zone_towns": ("zone_id", "town_name"),
    "zones": ("zone_id",),
}
SEPARATOR = "|"
# What these columns say is for researchers: it is never shown.
RESEARCH: Mapping[str, tuple[str, ...]] = {
    "platforms": ("location_method", "note"),
    "science_city_areas": ("location_method",),
    "sources": ("note",),
    "values": ("note",),
    "zone_steps": ("note",),
    "zone_towns": ("basis",),
    "zones": ("area_note", "location_method", "note"),
}
# What is about a document or a method alone: nobody misses an edited note of it.
UNEDITED = ("sources", "zone_towns")


@dataclass(frozen=True)
class ReaderNote:
    """The edited words of one cell; blank in both languages means that nothing is shown."""

    table: Annotated[
        str, ColumnSchema("Table", "The table of the cell.", required=True, enum=tuple(ROW_KEYS))
    ]
    row_id: Annotated[
        str,
        ColumnSchema(
            "Row", 'The key of the row; of several columns, joined by "|".', required=True
        ),
    ]
    column: Annotated[str, ColumnSchema("Column", "The column of the cell.", required=True)]
    zh: Annotated[
        str,
        ColumnSchema(
            "Words, Chinese",
            "What a reader meets. Both languages blank: nothing is shown.",
            name="reader_zh",
        ),
    ]
    en: Annotated[str, ColumnSchema("Words, English", "The same in English.", name="reader_en")]
    source_ids: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Sources",
            "The sources that the words rest on, separated by semicolons.",
            refers_to=("sources.source_id",),
        ),
    ] = ()


class ReaderNotes:
    """All notes, by the row that they are about."""

    def __init__(self, notes: Iterable[ReaderNote] = ()) -> None:
        """Keep the notes by table and row."""
        self._by_row: dict[tuple[str, str], list[ReaderNote]] = {}
        for note in notes:
            self._by_row.setdefault((note.table, note.row_id), []).append(note)

    def read(self, table: str, row: Row) -> Row:
        """Return a row of a table as a reader meets it.

        A cell in one language gets its words in that language, and so does its twin column in
        the other; a cell without a language becomes a sentence in both (geo.sentences.Said). A
        blank cell stays blank: what was withheld does not come back in other words.
        """
        if table not in ROW_KEYS:
            return row
        cells = {**row, **dict.fromkeys(RESEARCH.get(table, ()), "")}
        for note in self._by_row.get((table, row_id(table, row)), ()):
            if row.get(note.column):
                cells |= _cells(note, row)
        return cells


def row_id(table: str, row: Row) -> str:
    """Return the name that notes have for a row of a table."""
    return SEPARATOR.join(row.get(column) or "" for column in ROW_KEYS[table])


def _cells(note: ReaderNote, row: Row) -> Mapping[str, str]:
    column = note.column
    if column.endswith("_zh"):
        return {column: note.zh}
    if column.endswith("_en"):
        return {column: note.en}
    if f"{column}_en" in row:
        return {column: note.zh, f"{column}_en": note.en}
    if f"{column}_zh" in row:
        return {column: note.en, f"{column}_zh": note.zh}
    return {column: Said(note.en, note.zh) if note.zh or note.en else ""}


READER_NOTES = row_table(ReaderNote, TABLE, ("table", "row_id", "column"), ReaderNotes, "present")
