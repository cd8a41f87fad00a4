"""Tables described as CSV on the Web: what each column is, and how tables hang together.

The W3C's model for tabular data (2015): a group of tables, each of which is a CSV file beside the
description. The words and the rules are those of the data package; a column that only readers'
files have says its name.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from geo.export.table import Table
from geo.languages import ENGLISH

CONTEXT = ["http://www.w3.org/ns/csvw", {"@language": ENGLISH}]
# Where a program looks for the description of the CSV files of a folder.
FILE, MEDIA_TYPE = "csv-metadata.json", "application/csvm+json"
Described = dict[str, Any]
# What the rules of a data package are called; patterns and lists of words are formats.
BOUNDS = ("minimum", "maximum")


def tables_described(package: Mapping[str, Any], tables: Iterable[Table], rights: str) -> Described:
    """Return the description of the CSV files of some tables of a data package.

    ``package`` is its datapackage.json, ``rights`` what holds for the whole in words.
    """
    resources = {
        one["name"]: one for one in (*package["resources"], *package.get("optionalResources", ()))
    }
    there = {table.name: table for table in tables if table.name in resources}
    return {
        "@context": CONTEXT,
        "dc:title": package["title"],
        **({"dc:description": package["description"]} if package.get("description") else {}),
        "dc:rights": rights,
        "tables": [_table(table, resources[name], there) for name, table in there.items()],
    }


def _table(table: Table, resource: Mapping[str, Any], there: Mapping[str, Table]) -> Described:
    schema = resource["schema"]
    fields = {field["name"]: field for field in schema["fields"]}
    # A cell that is a list is no part of a key: not every program can compare it.
    lists = {name for name, field in fields.items() if field.get("delimiter")}
    key = [name for name in _listed(schema.get("primaryKey", ())) if name in table.names]
    whole = len(key) == len(_listed(schema.get("primaryKey", ()))) and not lists & set(key)
    columns = [
        _column(name, kind.type, fields.get(name, {}), blank=_blank(table, at))
        for at, (name, kind) in enumerate(zip(table.names, table.columns, strict=True))
    ]
    return {
        "url": f"{table.name}.csv",
        "dc:title": resource["title"],
        "dc:description": resource["description"],
        "tableSchema": {
            "columns": columns,
            **({"primaryKey": key} if key and whole else {}),
            "foreignKeys": [
                {
                    "columnReference": _listed(one["fields"]),
                    "reference": {
                        "resource": f"{one['reference']['resource'] or table.name}.csv",
                        "columnReference": _listed(one["reference"]["fields"]),
                    },
                }
                for one in schema.get("foreignKeys", ())
                if _leads(one, table, there)
            ],
        },
    }


def _leads(key: Mapping[str, Any], table: Table, there: Mapping[str, Table]) -> bool:
    """Return whether both ends of a reference are columns of the files."""
    other = there.get(key["reference"]["resource"] or table.name)
    return (
        other is not None
        and set(_listed(key["fields"])) <= set(table.names)
        and set(_listed(key["reference"]["fields"])) <= set(other.names)
    )


def _column(name: str, kind: str, field: Mapping[str, Any], *, blank: bool) -> Described:
    rules = field.get("constraints", {})
    told = {"dc:title": field.get("title"), "dc:description": field.get("description")}
    return {
        "name": name,
        "titles": name,
        **{key: words for key, words in told.items() if words},
        "datatype": _datatype(kind, rules),
        **({"required": True} if rules.get("required") and not blank else {}),
        **({"separator": field["delimiter"]} if field.get("delimiter") else {}),
    }


def _datatype(kind: str, rules: Mapping[str, Any]) -> Described:
    bounds = {name: rules[name] for name in BOUNDS if name in rules}
    match kind:
        case "text":
            words = "|".join(map(_literal, rules.get("enum", ())))
            pattern = rules.get("pattern") or words
            return {"base": "string", **({"format": pattern} if pattern else {})}
        case _:
            return {"base": kind, **bounds}


def _literal(word: str) -> str:
    """Return a word as a regular expression that means only this word."""
    return "".join(sign if sign.isalnum() or sign in "_ " else f"\\{sign}" for sign in word)


def _blank(table: Table, at: int) -> bool:
    return any(row[at] in (None, "") for row in table.rows)


def _listed(names: str | Iterable[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)
