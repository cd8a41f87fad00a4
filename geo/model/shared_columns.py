"""Columns that several tables have: whose a row is, and the words it was read from."""

from __future__ import annotations

from typing import Annotated

from geo.model.table_schema import ColumnSchema

SourceId = Annotated[
    str,
    ColumnSchema(
        "Source",
        "The document it was read from.",
        required=True,
        refers_to=("sources.source_id",),
    ),
]
SourceIds = Annotated[
    tuple[str, ...],
    ColumnSchema(
        "Sources",
        "Documents, separated by semicolons.",
        name="source_id",
        required=True,
        refers_to=("sources.source_id",),
    ),
]
Clause = Annotated[str, ColumnSchema("Clause", "Clause of the plan; blank for other sources.")]
Quote = Annotated[str, ColumnSchema("Quote", "The words it was read from.", required=True)]
