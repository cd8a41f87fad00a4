"""The whole package as one file to take away: its tables as readers meet them, and what they mean.

Boundaries are of another licence and stay; so does what researchers wrote for themselves. The same
tables are the same bytes, whenever and wherever they are packed.
"""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from geo.export.table import Table
from geo.export.text import csv_text
from geo.store.references import PACKAGE

READABLE = 0o644 << 16
UNIX = 3
SCHEMA, FIELDS = "schema", "fields"
LIMITS, REQUIRED = "constraints", "required"


def package_archive(folder: Path, tables: Iterable[Table], about: Mapping[str, str]) -> bytes:
    """Return a ZIP of some tables of a data folder, described by its own datapackage.json.

    Columns that its schema does not know are left out. ``about`` says in words what holds for
    the whole, beside the package's own title, licences and sources.
    """
    package = json.loads((folder / PACKAGE).read_text("utf-8-sig"))
    # A table that a package may lack is described apart from those that it must have.
    known = (*package["resources"], *package.pop("optionalResources", ()))
    resources = {resource["name"]: resource for resource in known}
    packed = [
        (_columned(table, resources[table.name]), resources[table.name])
        for table in tables
        if table.name in resources
    ]
    package["resources"] = [_promised(table, resource) for table, resource in packed]
    described = json.dumps({**package, **about}, ensure_ascii=False, indent=2)
    files = {
        PACKAGE: f"{described}\n",
        **{resource["path"]: csv_text(table) for table, resource in packed},
    }
    body = io.BytesIO()
    with zipfile.ZipFile(body, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for path, text in files.items():
            # Of the earliest moment that a ZIP knows: the real one would make other bytes.
            entry = zipfile.ZipInfo(path)
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.create_system, entry.external_attr = UNIX, READABLE
            archive.writestr(entry, text.encode())
    return body.getvalue()


def _columned(table: Table, resource: Mapping[str, Any]) -> Table:
    """Return a table with the columns that a description names, in its order."""
    at = {name: index for index, name in enumerate(table.names)}
    kept = [at[row["name"]] for row in resource[SCHEMA][FIELDS]]
    return replace(
        table,
        columns=tuple(table.columns[index] for index in kept),
        rows=tuple(tuple(row[index] for index in kept) for row in table.rows),
    )


def _promised(table: Table, resource: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return a description that promises what holds: words that nobody edited are left out."""
    blank = {
        name
        for name, cells in zip(table.names, zip(*table.rows, strict=True), strict=False)
        if None in cells or "" in cells
    }
    fields = [_optional(row) if row["name"] in blank else row for row in resource[SCHEMA][FIELDS]]
    return {**resource, SCHEMA: {**resource[SCHEMA], FIELDS: fields}}


def _optional(field: Mapping[str, Any]) -> Mapping[str, Any]:
    """Return the description of a column whose cells may be blank."""
    limits = {name: one for name, one in field.get(LIMITS, {}).items() if name != REQUIRED}
    kept = {name: part for name, part in field.items() if name != LIMITS}
    return {**kept, LIMITS: limits} if limits else kept
