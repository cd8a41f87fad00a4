"""What the atlas needs of the table of notes for readers."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model.reader_notes import ROW_KEYS, TABLE
from geo.validate.column import ColumnPromise

KEYS: Mapping[str, tuple[str, ...]] = {TABLE: ("table", "row_id", "column")}
COLUMNS: Mapping[str, tuple[ColumnPromise, ...]] = {
    TABLE: (
        ColumnPromise("table", required=True, enum=tuple(ROW_KEYS)),
        ColumnPromise("row_id", required=True),
        ColumnPromise("column", required=True),
        ColumnPromise("reader_zh"),
        ColumnPromise("reader_en"),
        ColumnPromise("source_ids", refers_to=("sources.source_id",), delimiter=";"),
    ),
}
