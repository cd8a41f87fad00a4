"""A row is read as its fields declare, and says which cell it cannot read."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Annotated, Literal

import pytest

from geo.errors import CatalogueError
from geo.model.cells import point
from geo.model.divisions import named
from geo.model.table_schema import ColumnSchema, SeveralCells, UnreadableCell, row_table
from geo.sentences import Said
from geo.store.catalogue import HELD
from geo.store.package import load
from geo.store.package_tables import TABLES
from tests.geo.damage import set_cell


@dataclass(frozen=True)
class Well:
    """A row with a cell of every kind."""

    well_id: Annotated[str, ColumnSchema("Well", "Identifier.", name="id", required=True)]
    depth: Annotated[float | None, ColumnSchema("Depth", "How deep.", unit="m", minimum=0)]
    rings: Annotated[int, ColumnSchema("Rings", "How many.")]
    dry: Annotated[bool, ColumnSchema("Dry", "Whether it is.")]
    kind: Annotated[Literal["dug", "drilled"], ColumnSchema("Kind", "How it was made.")]
    owners: Annotated[tuple[str, ...], ColumnSchema("Owners", "Whose.", refers_to=("people.id",))]
    at: Annotated[
        tuple[float, float] | None,
        SeveralCells(
            point,
            (
                ColumnSchema("Longitude", "Where.", name="lon", type="number"),
                ColumnSchema("Latitude", "Where.", name="lat", type="number"),
            ),
        ),
    ]
    note: Annotated[str, ColumnSchema("Note", "What else.")] = ""
    level: str = "well"


WELLS = row_table(Well, "wells", ("id",), tuple)
CELLS = {
    "id": "w1",
    "depth": "2.5",
    "rings": "3",
    "dry": "true",
    "kind": "dug",
    "owners": "a; b;",
    "lon": "104.5",
    "lat": "30.5",
    "note": "",
}


def test_a_row_has_the_types_of_its_fields() -> None:
    assert WELLS.read(CELLS) == Well(
        *("w1", 2.5, 3), dry=True, kind="dug", owners=("a", "b"), at=(104.5, 30.5)
    )


def test_blank_is_never_zero() -> None:
    well = WELLS.read({**CELLS, "depth": " ", "lat": "", "dry": "", "owners": ""})
    assert (well.depth, well.at, well.dry, well.owners) == (None, None, False, ())


def test_words_in_two_languages_stay_so() -> None:
    note = WELLS.read({**CELLS, "note": Said("cold", "冷")}).note
    assert isinstance(note, Said)
    assert note.in_lang("zh") == "冷"


def test_columns_stand_in_the_order_of_the_fields_with_their_types() -> None:
    assert [(column.name, column.type) for column in WELLS.columns] == [
        *(("id", "string"), ("depth", "number"), ("rings", "integer"), ("dry", "boolean")),
        *(("kind", "string"), ("owners", "string"), ("lon", "number"), ("lat", "number")),
        ("note", "string"),
    ]
    kinds = {column.name: (column.enum, column.delimiter) for column in WELLS.columns}
    assert kinds["kind"] == (("dug", "drilled"), "")
    assert kinds["owners"] == ((), ";")


@pytest.mark.parametrize(
    ("column", "cell"), [("depth", "deep"), ("rings", "2.5"), ("kind", "found")]
)
def test_an_unreadable_cell_is_named(column: str, cell: str) -> None:
    with pytest.raises(UnreadableCell) as raised:
        WELLS.read({**CELLS, column: cell})
    assert (raised.value.column, raised.value.cell) == (column, cell)


def test_of_several_cells_the_words_quote_the_unreadable_one() -> None:
    with pytest.raises(UnreadableCell, match="north") as raised:
        WELLS.read({**CELLS, "lat": "north"})
    assert raised.value.column == ""


def test_a_type_that_no_cell_has_is_refused_where_it_is_declared() -> None:
    @dataclass(frozen=True)
    class Odd:
        parts: Annotated[dict[str, str], ColumnSchema("Parts", "What it has.")]

    with pytest.raises(TypeError, match="parts: no cell is read as"):
        row_table(Odd, "odd", ("parts",), tuple)


def test_a_row_that_cannot_be_read_says_its_file_line_and_cell(folder: Path) -> None:
    set_cell(folder, "values", 3, "value", "4,000")
    with pytest.raises(CatalogueError) as raised:
        load(folder, places=named(folder))
    (fault,) = raised.value.faults
    assert (fault.file, fault.row, fault.column, fault.value) == (
        *("statistics/values.csv", 3),
        *("value", "4,000"),
    )


def test_every_table_that_is_held_has_a_key_of_its_own_columns() -> None:
    assert len(HELD) > 20
    for table in TABLES.values():
        assert set(table.key) <= {column.name for column in table.columns}, table.name
