"""Tables, each declared once: how its rows are read, checked, described and written about.

A row is a frozen dataclass; what its fields are read from stands beside their types, as
``Annotated[type, ColumnSchema(...)]``. From that follow the reader of a row, what the check asks of
a data package, its Table Schema (``python -m tools.datapackage``) and docs/data-tables.md.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import KW_ONLY, Field, dataclass, fields, replace
from types import NoneType
from typing import Annotated, Any, Generic, Literal, TypeVar, get_args, get_origin, get_type_hints

from geo.model.cells import SEMICOLON, Row, listed

CellType = Literal["string", "number", "integer", "boolean"]
# How a package must have a file: with rows, with rows or none, as it likes; ``unread`` files are
# checked where they are described, and nothing else looks at them.
Presence = Literal["filled", "present", "optional", "unread"]
Convert = Callable[..., object]
T = TypeVar("T")
H = TypeVar("H")

CELL_TYPES: Mapping[object, CellType] = {int: "integer", float: "number", bool: "boolean"}


@dataclass(frozen=True)
class ColumnSchema:
    """A column: what it is called, means and takes; the words are those of Table Schema.

    A blank ``name`` is that of the field of the row, whose own type says the ``type`` unless there
    is a ``convert``: that reads a cell that no type explains. ``refers_to`` lists ``table.column``
    whose cells it names, several at a time where there is a ``delimiter``. What is not ``needed``
    may be left out of a data package.
    """

    title: str
    description: str
    _: KW_ONLY
    name: str = ""
    type: CellType = "string"
    required: bool = False
    unique: bool = False
    pattern: str = ""
    enum: tuple[str, ...] = ()
    minimum: int | None = None
    maximum: int | None = None
    unit: str = ""
    refers_to: tuple[str, ...] = ()
    delimiter: str = ""
    convert: Convert | None = None
    needed: bool = True


@dataclass(frozen=True)
class SeveralCells:
    """Of a field that is read from several columns, or from that of another field (its name)."""

    convert: Convert
    columns: tuple[ColumnSchema | str, ...]


@dataclass(frozen=True, eq=False)
class TableSchema:
    """A file of the data package: its path there, its columns, and the key of its rows."""

    name: str
    path: str
    key: tuple[str, ...]
    columns: tuple[ColumnSchema, ...]
    presence: Presence = "filled"


@dataclass(frozen=True, eq=False)
class RowTable(TableSchema, Generic[T, H]):
    """A CSV file whose rows are read; ``held`` is what the catalogue holds of them.

    ``plain`` are the fields of a row that are a cell as it stands, and its column; ``converted``
    the others, how each is made, and of which columns.
    """

    _: KW_ONLY
    row: type[T]
    held: Callable[[Iterable[T]], H]
    plain: tuple[tuple[str, str], ...]
    converted: tuple[tuple[str, Convert, tuple[str, ...]], ...]

    def read(self, cells: Row) -> T:
        """Return a row, of its cells by column.

        Raises UnreadableCell for a cell that its column cannot take, KeyError for a column that
        is not there.
        """
        made: dict[str, Any] = {name: cells[column] for name, column in self.plain}
        for name, convert, columns in self.converted:
            texts = [cells[column] for column in columns]
            try:
                made[name] = convert(*texts)
            except ValueError as error:
                # Of several cells nobody knows which it is: the words quote it.
                where = (columns[0], texts[0]) if len(columns) == 1 else ("", "")
                raise UnreadableCell(*where, str(error)) from error
        return self.row(**made)


class UnreadableCell(ValueError):
    """A cell that its column cannot take."""

    def __init__(self, column: str, cell: str, why: str) -> None:
        """Keep where and what; the words say why."""
        self.column, self.cell = column, cell
        super().__init__(why)


def row_table(
    row: type[T],
    name: str,
    key: tuple[str, ...],
    held: Callable[[Iterable[T]], H],
    presence: Presence = "filled",
) -> RowTable[T, H]:
    """Return the table ``statistics/<name>.csv`` of rows of a class.

    Raises TypeError for a field of a type that no cell is read as.
    """
    reads = tuple(_reads(row))
    return RowTable(
        name=name,
        path=f"statistics/{name}.csv",
        key=key,
        columns=tuple(_columns(row)),
        presence=presence,
        row=row,
        held=held,
        plain=tuple((field, columns[0]) for field, convert, columns in reads if convert is None),
        converted=tuple((field, convert, columns) for field, convert, columns in reads if convert),
    )


def by(name: str) -> Callable[[Iterable[T]], Mapping[str, T]]:
    """Return what holds rows by one of their fields."""
    return lambda rows: {getattr(row, name): row for row in rows}


def _columns(row: type) -> Iterator[ColumnSchema]:
    """Yield the columns that the fields of a class declare, their names and types filled in."""
    for field, kind, read in _declared(row):
        if isinstance(read, ColumnSchema):
            yield _named(read, field.name, kind)
        else:
            yield from (column for column in read.columns if isinstance(column, ColumnSchema))


def _named(column: ColumnSchema, name: str, kind: object) -> ColumnSchema:
    plain = column.convert is None
    lists = plain and get_origin(kind) is tuple
    return replace(
        column,
        name=column.name or name,
        type=CELL_TYPES.get(_solid(kind), column.type) if plain else column.type,
        enum=column.enum or (get_args(kind) if get_origin(kind) is Literal else ()),
        delimiter=column.delimiter or (SEMICOLON if lists else ""),
    )


def _reads(row: type) -> Iterator[tuple[str, Convert | None, tuple[str, ...]]]:
    """Yield each field, how it is made (None is the cell as it stands), and of which columns."""
    for field, kind, read in _declared(row):
        if isinstance(read, SeveralCells):
            names = (column if isinstance(column, str) else column.name for column in read.columns)
            yield field.name, read.convert, tuple(names)
        else:
            convert = read.convert or _conversion(kind, field.name)
            yield field.name, convert, (read.name or field.name,)


def _declared(row: type) -> Iterator[tuple[Field[Any], object, ColumnSchema | SeveralCells]]:
    """Yield each field that is read from cells, its type, and what it is read from."""
    hints = get_type_hints(row, include_extras=True)
    for field in fields(row):
        hint = hints[field.name]
        if get_origin(hint) is Annotated:
            kind, read = get_args(hint)
            yield field, kind, read


def _conversion(kind: object, name: str) -> Convert | None:
    """Return how a cell becomes a value of a type; None where it stays as it is."""
    if kind is str:
        return None
    if kind is bool:
        return _is_true
    if get_origin(kind) is tuple:
        return listed
    if get_origin(kind) is Literal:
        return _one_of(get_args(kind))
    solid = _solid(kind)
    if solid not in (int, float):
        raise TypeError(f"{name}: no cell is read as {kind}: give its column a convert")
    read: Convert = solid
    return read if solid is kind else _unless_blank(read)


def _solid(kind: object) -> Any:  # noqa: ANN401  a type: what it makes differs
    """Return a type without its None."""
    (solid, *others) = (one for one in get_args(kind) or (kind,) if one is not NoneType)
    return kind if others else solid


def _is_true(text: str) -> bool:
    return text == "true"


def _one_of(words: tuple[str, ...]) -> Convert:
    known = {word: word for word in words}

    def read(text: str) -> str:
        if text not in known:
            raise ValueError(f"{text!r} is not one of {', '.join(words)}")
        return known[text]

    return read


def _unless_blank(read: Convert) -> Convert:
    return lambda text: read(text) if text.strip() else None
