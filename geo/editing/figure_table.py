"""Figures put into a draft: the table of values keeps its order, and what is replaced is said."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from geo.files.raw_table import RawRow, RawTable
from geo.model.figures import VALUES
from geo.model.patterns import SOURCE
from geo.model.sources import SOURCES
from geo.sentences import said

if TYPE_CHECKING:
    from geo.editing.draft import Draft
    from geo.editing.new_figures import Cells

CELL = ("place_id", "indicator_id", "period")
ORDER = ("indicator_id", "period", "as_of")


@dataclass
class Placed:
    """What came of figures: rows ``added``, ``replaced`` (before, after), those that stood already.

    ``withdrawn`` are figures of other sources that made room, ``beside`` those that stay beside a
    new one and say another number.
    """

    added: list[Cells] = field(default_factory=list)
    replaced: list[tuple[Cells, Cells]] = field(default_factory=list)
    same: list[Cells] = field(default_factory=list)
    withdrawn: list[Cells] = field(default_factory=list)
    beside: list[tuple[Cells, Cells]] = field(default_factory=list)


def placed(draft: Draft, figures: Iterable[Cells], *, alone: bool = False) -> Placed:
    """Put figures into a draft's table of values and return what came of them.

    ``alone`` withdraws the figures that other sources give of the same cells. Raises
    CatalogueError where the table cannot be read, AtlasError where it cannot be written.
    """
    table = RawTable(draft.data / VALUES.path)
    found = Placed()
    for cells in figures:
        _put(table, table.row(cells), found, alone=alone)
    table.write()
    return found


def source_added(draft: Draft, source: Mapping[str, str]) -> bool:
    """Return whether a source is new to a draft, which has it now.

    ``source`` has its identifier, and its other columns if it is new. Raises AtlasError for one
    that is not there and not described, or that is there and described otherwise.
    """
    table = RawTable(draft.data / SOURCES.path)
    name = source["source_id"]
    told = {column: text for column, text in source.items() if text}
    for row in table.rows:
        if row.cells["source_id"] == name:
            if any(row.cells[column] != text for column, text in told.items()):
                raise AtlasError(said("figures.source-other", source=name))
            return False
    if not re.fullmatch(SOURCE, name):
        raise AtlasError(said("figures.source-id", source=name, form=said("form.source")))
    needed = [c.name for c in SOURCES.columns if c.required and not told.get(c.name)]
    if needed:
        raise AtlasError(said("figures.source", source=name, needed=tuple(needed)))
    kind = name.partition("-")[0]
    alike = [at for at, row in enumerate(table.rows) if row.cells["source_id"].startswith(kind)]
    table.rows.insert(alike[-1] + 1 if alike else len(table.rows), table.row(told))
    table.write()
    return True


def _put(table: RawTable, new: RawRow, found: Placed, *, alone: bool) -> None:
    cell = [row for row in table.rows if all(row.cells[name] == new.cells[name] for name in CELL)]
    old = next((row for row in cell if _key(row) == _key(new)), None)
    for other in cell:
        if other is old or other.cells["as_of"] != new.cells["as_of"]:
            continue
        if alone:
            table.rows.remove(other)
            found.withdrawn.append(other.cells)
        elif not _equal(other, new):
            found.beside.append((other.cells, new.cells))
    if old is None:
        table.rows.insert(_position(table.rows, new), new)
        found.added.append(new.cells)
    elif _equal(old, new):
        found.same.append(old.cells)
    else:
        table.rows[table.rows.index(old)] = new
        found.replaced.append((old.cells, new.cells))


def _key(row: RawRow) -> tuple[str, ...]:
    return tuple(row.cells[name] for name in VALUES.key)


def _equal(one: RawRow, other: RawRow) -> bool:
    return float(one.cells["value"]) == float(other.cells["value"])


def _position(rows: list[RawRow], new: RawRow) -> int:
    """Return where a row stands: among those of its place by indicator and year, else by place."""
    place = new.cells["place_id"]
    order = [new.cells[name] for name in ORDER]
    mine = [at for at, row in enumerate(rows) if row.cells["place_id"] == place]
    if mine:
        before = [at for at in mine if [rows[at].cells[name] for name in ORDER] <= order]
        return before[-1] + 1 if before else mine[0]
    alike = [at for at, row in enumerate(rows) if _kind(row.cells["place_id"]) == _kind(place)]
    if not alike:
        return len(rows)
    return next((at for at in alike if rows[at].cells["place_id"] > place), alike[-1] + 1)


def _kind(place: str) -> str:
    """Return what the ids of a kind of places begin with; codes are one kind."""
    return "" if place.isdigit() else place.partition("-")[0]
