"""Every table and boundary file that the atlas knows of a data package."""

from __future__ import annotations

from collections.abc import Mapping

from geo.model.boundary_files import BOUNDARY_FILES
from geo.model.landmarks import LANDMARK_FILES
from geo.model.reader_notes import READER_NOTES
from geo.model.table_schema import TableSchema
from geo.model.zones import ZONE_TOWNS
from geo.store.catalogue import HELD

TABLES: Mapping[str, TableSchema] = {
    table.name: table
    for table in (
        *(table for tables in HELD.values() for table in tables),
        READER_NOTES,
        ZONE_TOWNS,
        *BOUNDARY_FILES,
        *LANDMARK_FILES,
    )
}
# Those that the atlas reads: it asks of their descriptions what it declares here.
READ: Mapping[str, TableSchema] = {
    name: table for name, table in TABLES.items() if table.presence != "unread"
}
# Those that a package must have, and those that must have rows.
NEEDED: Mapping[str, TableSchema] = {
    name: table for name, table in READ.items() if table.presence != "optional"
}
FILLED = frozenset(name for name, table in NEEDED.items() if table.presence == "filled")
