"""What the atlas needs of the table of notes for readers."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model.reader_notes import ROW_KEYS, TABLE
from geo.validate.column import Column

KEYS: Mapping[str, tuple[str, ...]] = {TABLE: ("table", "row_id", "column")}
COLUMNS: Mapping[str, tuple[Column, ...]] = {
    TABLE: (
        Column("table", required=True, enum=tuple(ROW_KEYS)),
        Column("row_id", required=True),
        Column("column", required=True),
        Column("reader_zh"),
        Column("reader_en"),
        Column("source_ids", refers_to=("sources.source_id",), delimiter=";"),
    ),
}
