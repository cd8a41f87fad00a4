"""A whole table or boundary file of a draft, replaced by another that is sound beside the rest."""

from __future__ import annotations

import csv
import io
import shutil
import tempfile
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from geo.editing.draft import DATA, Draft
from geo.errors import AtlasError, CatalogueError, Fault
from geo.files.atomic import write_file
from geo.own_table.grid import Cell, OwnSheet, shown
from geo.sentences import said
from geo.store.package_tables import READ

if TYPE_CHECKING:
    from geo.model.table_schema import TableSchema

Check = Callable[[Path], Sequence[Fault]]


def known_table(name: str) -> TableSchema:
    """Return a table or boundary file by its name; raises AtlasError with those there are."""
    if name not in READ:
        raise AtlasError(said("table.unknown", name=name, known=tuple(READ)))
    return READ[name]


@dataclass(frozen=True)
class TableText:
    """A table as CSV; ``rows`` says in which row of the file each of its lines stood."""

    body: bytes
    rows: tuple[int, ...]


def table_text(name: str, grids: Iterable[OwnSheet]) -> TableText:
    """Return the table that a file holds, by the names of its columns.

    The row that has the names of all columns may stand anywhere; what is below it is the table.
    Raises AtlasError where no sheet has such a row.
    """
    table = known_table(name)
    if not table.path.endswith(".csv"):
        raise AtlasError(said("table.kind", table=name))
    columns = [column.name for column in table.columns]
    needed = {column.name for column in table.columns if column.needed}
    for grid in grids:
        for at, row in enumerate(grid.rows):
            heads = [shown(cell).strip() for cell in row]
            if needed <= set(heads):
                place = {name: heads.index(name) for name in columns if name in heads}
                return _written(place, grid.rows[at + 1 :], at + 1)
    raise AtlasError(said("table.columns", table=name, needed=tuple(sorted(needed))))


def table_replaced(draft: Draft, name: str, body: bytes, check: Check) -> None:
    """Replace a file of a draft, if the whole package is as sound with it as before.

    Raises CatalogueError with every fault that is new; then the draft is as it was.
    """
    path = known_table(name).path
    before = set(check(draft.data))
    with tempfile.TemporaryDirectory(prefix=".", dir=draft.folder) as beside:
        tried = Path(beside, DATA)
        shutil.copytree(draft.data, tried)
        (tried / path).parent.mkdir(exist_ok=True)
        (tried / path).write_bytes(body)
        faults = [fault for fault in check(tried) if fault not in before]
    if faults:
        raise CatalogueError(faults)
    (draft.data / path).parent.mkdir(exist_ok=True)
    write_file(draft.data / path, body)


def _written(place: dict[str, int], rows: Iterable[Sequence[Cell]], head: int) -> TableText:
    out, numbers = io.StringIO(), [head]
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(place)
    for number, row in enumerate(rows, start=head + 1):
        cells = [_cell(row[at]) if at < len(row) else "" for at in place.values()]
        if any(cells):
            writer.writerow(cells)
            numbers.append(number)
    return TableText(out.getvalue().encode(), tuple(numbers))


def _cell(cell: Cell) -> str:
    """Return a cell as tables write it: truths are lower case."""
    return str(cell).lower() if isinstance(cell, bool) else shown(cell).strip()
