"""Cells against their Table Schema, judged by frictionless, worded for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frictionless import Resource as Judge
from frictionless import Schema

from geo.errors import Fault
from geo.sentences import said
from geo.validate.forms import broken, misformed, mistyped
from geo.validate.package_rules import Resource
from geo.validate.remedies import PLAIN

NUMBERS = ("number", "integer")
# Beyond this a float no longer holds every whole number, and nothing in a province is that many.
LIMIT = 1e15
ALL = 10_000_000


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
    fields = {field["name"]: field for field in resource.schema["fields"]}
    if not cells:
        return
    key = [column for column in resource.schema["primaryKey"] if column in columns]
    schema = {
        "fields": [fields[column] for column in columns],
        "missingValues": [""],
        # Part of a key is no key.
        "primaryKey": key if len(key) == len(resource.schema["primaryKey"]) else [],
    }
    # A blank key is a blank cell that is required, and told as that.
    required = any(fields[column].get("constraints", {}).get("required") for column in key)
    judge = Judge(data=[list(columns), *map(list, cells)], schema=Schema.from_descriptor(schema))
    for task in judge.validate(limit_errors=ALL).tasks:
        for error in task.errors:
            if not (error.type == "primary-key" and "position" not in error.note and required):
                yield _fault(resource, error.to_descriptor(), (columns, cells, places), noun)
    yield from _odd_numbers(resource, columns, cells, places)


def _fault(
    resource: Resource,
    error: Mapping[str, Any],
    judged: tuple[Sequence[str], Sequence[Sequence[object]], Sequence[int]],
    noun: str,
) -> Fault:
    """Return one of frictionless's errors in our words."""
    columns, cells, places = judged
    fields = {field["name"]: field for field in resource.schema["fields"]}
    at = error.get("rowNumber")
    place = places[at - 2] if isinstance(at, int) else None
    column = str(error.get("fieldName", ""))
    cell = str(error.get("cell", ""))
    value = "" if cell == "None" else cell
    kind = error["type"]
    if kind == "primary-key":
        key = tuple(resource.schema["primaryKey"])
        before = re.search(r"position (\d+)", error["note"])
        message = said("duplicate-key.somewhere", key=key)
        if before:
            other = places[int(before[1]) - 2]
            message = said(f"duplicate-key.{noun}", key=key, place=other)
        return Fault(resource.path, place, key[0], "", "duplicate-key", message)
    if kind == "blank-row":
        needed = [f["name"] for f in fields.values() if f.get("constraints", {}).get("required")]
        message = said("blank-row.record", columns=tuple(needed) or tuple(columns))
        return Fault(resource.path, place, "", "", "blank-row", message)
    if column not in fields:
        return Fault(resource.path, place, column, value, "type", said("unfit.row"))
    field = fields[column]
    if kind == "type-error":
        return Fault(resource.path, place, column, value, "type", mistyped(value, field))
    named = re.search(r'"(\w+)"', error["note"])
    rule = "unique" if kind == "unique-error" else named[1] if named else "type"
    if rule == "pattern":
        others = [row[columns.index(column)] for row in cells]
        message = misformed(value, field, others, resource.codes)
    else:
        message = broken(rule, value, field)
    return Fault(resource.path, place, column, value, rule, message)


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
