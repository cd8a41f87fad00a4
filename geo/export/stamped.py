"""Tables that say whether their map may be published: in words, and in every row of a place."""

from __future__ import annotations

from dataclasses import replace

from geo.export.table import Column, Table

COLUMN = Column("map_approval")
# A row with such a column is of a place, whether the file has its shape or not.
PLACES = frozenset(
    f"{one}_id" for one in ("place", "prefecture", "county", "zone", "area", "platform")
) | {"subject"}


def of_places(table: Table) -> bool:
    """Return whether the rows of a table are of places: they have shapes, or name their ids."""
    return bool(table.geometries) or any(column.name in PLACES for column in table.columns)


def stamped(table: Table, *, what: str, words: str, rows: bool = True) -> Table:
    """Return a table whose ``about`` says in words what its map has, under the name ``what``.

    The rows of a table of places say it too, since CSV has no other room and a feature may be
    cut out of its file; not if ``rows`` is false.
    """
    said = replace(table, about=((what, words), *table.about))
    return column_added(said, COLUMN.name, words) if rows and of_places(table) else said


def column_added(table: Table, name: str, words: str) -> Table:
    """Return a table with one more column, which says the same in every row."""
    rows = tuple((*row, words) for row in table.rows)
    return replace(table, columns=(*table.columns, Column(name)), rows=rows)
