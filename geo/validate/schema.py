"""Cells against their Table Schema, judged by frictionless, worded for a person."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping, Sequence
from decimal import InvalidOperation

from geo.errors import Fault
from geo.sentences import said
from geo.validate.forms import broken, misformed, mistyped
from geo.validate.package_rules import Resource
from geo.validate.remedies import PLAIN

NUMBERS = ("number", "integer")
# Beyond this a float no longer holds every whole number, and nothing in a province is that many.
LIMIT = 1e15
# Reads a cell; returns its value, and the rules that it breaks.
Reader = Callable[[object], tuple[object, Mapping[str, str] | None]]


def cell_faults(
    resource: Resource,
    columns: Sequence[str],
    cells: Sequence[Sequence[object]],
    places: Sequence[int],
    *,
    noun: str = "line",
) -> Iterator[Fault]:
    """Yield what the schema forbids; ``places`` are the rows' lines (or features) in the file.

    Cells are text (CSV) or whatever JSON holds (feature properties). Only the columns that
    are there are judged: a missing column is one fault of the header, not one of every row.
    """
    judges = {name: field for name, field in resource.judges.items() if name in columns}
    # Its readers alone: a resource of the library copies and validates every field many times.
    readers = [judges[column].create_cell_reader() for column in columns]
    own = resource.schema["primaryKey"]
    # Part of a key is no key.
    key = [columns.index(column) for column in own if column in columns]
    key = key if len(key) == len(own) else []
    # A blank key is a blank cell that is required, and told as that.
    required = any(judges[columns[at]].required for at in key)
    unique = [at for at, column in enumerate(columns) if judges[column].constraints.get("unique")]
    seen: dict[Hashable, int] = {}
    taken: set[tuple[int, Hashable]] = set()
    for record, place in zip(cells, places, strict=True):
        read = [_judged(reader, cell) for reader, cell in zip(readers, record, strict=True)]
        values = [value for value, _ in read]
        if all(value is None and "type" not in (notes or {}) for value, notes in read):
            yield _blank(resource, columns, place)
        else:
            for at, (_, notes) in enumerate(read):
                for rule in notes or {}:
                    yield _fault(resource, (columns, cells), (at, place), record[at], rule)
        for at in unique:
            if values[at] is not None:
                if (at, values[at]) in taken:
                    yield _fault(resource, (columns, cells), (at, place), values[at], "unique")
                taken.add((at, values[at]))
        if key:
            words = tuple(values[at] for at in key)
            blank = set(words) == {None}
            if (words in seen and not blank) or (blank and not required):
                yield _twice(resource, place, None if blank else seen[words], noun)
            seen[words] = place
    yield from _odd_numbers(resource, columns, cells, places)


def _judged(reader: Reader, cell: object) -> tuple[object, Mapping[str, str] | None]:
    """Return a cell's value and the rules that it breaks."""
    try:
        return reader(cell)
    except InvalidOperation:
        # Decimal reads sNaN, and will not compare it with anything.
        return None, {"type": str(cell)}


def _fault(
    resource: Resource,
    judged: tuple[Sequence[str], Sequence[Sequence[object]]],
    where: tuple[int, int],
    cell: object,
    rule: str,
) -> Fault:
    """Return what is wrong with one cell, ``where`` its column and place are, in our words."""
    (columns, cells), (at, place) = judged, where
    field = next(one for one in resource.schema["fields"] if one["name"] == columns[at])
    value = "" if cell is None else str(cell)
    if rule == "type":
        message = mistyped(value, field)
    elif rule == "pattern":
        message = misformed(value, field, [row[at] for row in cells], resource.codes)
    else:
        message = broken(rule, value, field)
    return Fault(resource.path, place, columns[at], value, rule, message)


def _blank(resource: Resource, columns: Sequence[str], place: int) -> Fault:
    fields = resource.schema["fields"]
    needed = [field["name"] for field in fields if field.get("constraints", {}).get("required")]
    message = said("blank-row.record", columns=tuple(needed) or tuple(columns))
    return Fault(resource.path, place, "", "", "blank-row", message)


def _twice(resource: Resource, place: int, before: int | None, noun: str) -> Fault:
    key = tuple(resource.schema["primaryKey"])
    if before is None:
        message = said("duplicate-key.somewhere", key=key)
    else:
        message = said(f"duplicate-key.{noun}", key=key, place=before)
    return Fault(resource.path, place, key[0], "", "duplicate-key", message)


def _odd_numbers(
    resource: Resource,
    columns: Sequence[str],
    cells: Sequence[Sequence[object]],
    places: Sequence[int],
) -> Iterator[Fault]:
    fields = {field["name"]: field for field in resource.schema["fields"]}
    numeric = [at for at, column in enumerate(columns) if fields[column]["type"] in NUMBERS]
    for record, place in zip(cells, places, strict=True):
        for at in numeric:
            cell = record[at]
            if isinstance(cell, str) and cell and not PLAIN.fullmatch(cell):
                message = mistyped(cell, fields[columns[at]])
                yield Fault(resource.path, place, columns[at], cell, "type", message)
            elif _too_large(cell):
                message = said("range.large")
                yield Fault(resource.path, place, columns[at], str(cell), "out-of-range", message)


def _too_large(cell: object) -> bool:
    """Return whether a plain number is too large, or no finite number at all."""
    if isinstance(cell, str):
        return bool(cell) and not abs(float(cell)) < LIMIT
    return isinstance(cell, int | float) and not abs(cell) < LIMIT
