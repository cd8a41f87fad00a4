"""Cells against their Table Schema, judged by frictionless, worded for a person."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from frictionless import Resource as Judge
from frictionless import Schema

from geo.check.package import Resource
from geo.errors import Fault

# Excel's other ways to write a number (1,234 or 1E+05), NaN and full-width digits all pass
# as numbers somewhere and come out wrong elsewhere.
PLAIN = re.compile(r"-?[0-9]+(\.[0-9]+)?")
NUMBERS = ("number", "integer")
# Beyond this a float no longer holds every whole number, and nothing in a province is that many.
LIMIT = 1e15
ALL = 10_000_000
WORDS: Mapping[str, str] = {
    "number": "a number: digits and a point, no thousands separator, no unit",
    "integer": "a whole number: digits only",
    "boolean": "true or false, in small letters",
    "date": "a date as YYYY-MM-DD",
    "year": "a year of four digits",
    "string": "text",
}


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
                yield _fault(resource, error.to_descriptor(), places, noun)
    yield from _odd_numbers(resource, columns, cells, places)


def _fault(
    resource: Resource,
    error: Mapping[str, Any],
    places: Sequence[int],
    noun: str,
) -> Fault:
    """Return one of frictionless's errors in our words."""
    fields = {field["name"]: field for field in resource.schema["fields"]}
    at = error.get("rowNumber")
    place = places[at - 2] if isinstance(at, int) else None
    column = str(error.get("fieldName", ""))
    cell = str(error.get("cell", ""))
    value = "" if cell == "None" else cell
    kind = error["type"]
    if kind == "primary-key":
        key = resource.schema["primaryKey"]
        before = re.search(r"position (\d+)", error["note"])
        where = f" of {noun} {places[int(before[1]) - 2]}" if before else ""
        message = f"the key ({', '.join(key)}) repeats that{where}; one of the two must go"
        return Fault(resource.path, place, key[0], "", "duplicate-key", message)
    if kind == "type-error":
        words = WORDS[fields[column]["type"]]
        return Fault(resource.path, place, column, value, "type", f"must be {words}")
    if kind == "unique-error":
        return Fault(resource.path, place, column, value, "unique", "this value is already taken")
    if kind == "constraint-error":
        rule, message = _broken(fields[column].get("constraints", {}), error["note"])
        return Fault(resource.path, place, column, value, rule, message)
    return Fault(resource.path, place, column, value, "type", str(error["message"]))


def _broken(constraints: Mapping[str, Any], note: str) -> tuple[str, str]:
    """Return which constraint is broken, and what would keep it."""
    named = re.search(r'"(\w+)"', note)
    rule = named[1] if named else "constraint"
    limit = constraints.get(rule)
    words = {
        "required": "must not be blank",
        "enum": f"must be one of: {', '.join(map(str, limit)) if isinstance(limit, list) else ''}",
        "pattern": f"must look like {limit}",
        "minimum": f"must be {limit} or more",
        "maximum": f"must be {limit} or less",
    }
    return rule, words.get(rule, f"must keep {rule} = {limit}")


def _odd_numbers(
    resource: Resource,
    columns: Sequence[str],
    cells: Sequence[Sequence[object]],
    places: Sequence[int],
) -> Iterator[Fault]:
    kinds = {field["name"]: field["type"] for field in resource.schema["fields"]}
    numeric = [at for at, column in enumerate(columns) if kinds[column] in NUMBERS]
    for record, place in zip(cells, places, strict=True):
        for at in numeric:
            cell = record[at]
            if isinstance(cell, str) and cell and not PLAIN.fullmatch(cell):
                message = f"must be {WORDS[kinds[columns[at]]]}"
                yield Fault(resource.path, place, columns[at], cell, "type", message)
            elif _too_large(cell):
                message = "must be less than 1,000,000,000,000,000 (15 digits before the point)"
                yield Fault(resource.path, place, columns[at], str(cell), "out-of-range", message)


def _too_large(cell: object) -> bool:
    """Return whether a plain number is too large, or no finite number at all."""
    if isinstance(cell, str):
        return bool(cell) and not abs(float(cell)) < LIMIT
    return isinstance(cell, int | float) and not abs(cell) < LIMIT
