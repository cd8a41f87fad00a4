"""Which columns of a data folder name rows of which other tables, as its description says.

Plain Python over datapackage.json; geo.validate judges that file more strictly.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

PACKAGE = "datapackage.json"
SCHEMAS = ("schema", "featureSchema")
SOURCES = "sources"


@dataclass(frozen=True)
class Reference:
    """A column whose cells name rows of other resources (``resource.column``)."""

    column: str
    targets: tuple[str, ...]
    delimiter: str
    required: bool

    @property
    def cites(self) -> bool:
        """Return whether the column says what a row rests on."""
        return any(target.partition(".")[0] == SOURCES for target in self.targets)

    def items(self, cell: str) -> list[str]:
        """Return what a cell names."""
        found = cell.split(self.delimiter) if self.delimiter else [cell]
        return [item.strip() for item in found if item.strip()]


@dataclass(frozen=True)
class Described:
    """One described file: its key, and its references; ``path`` lies in the data folder."""

    name: str
    path: str
    key: tuple[str, ...]
    references: tuple[Reference, ...]


def described(data: Path) -> tuple[Described, ...]:
    """Return every described file of a data folder."""
    package = json.loads((data / PACKAGE).read_text("utf-8-sig"))
    resources = [*package["resources"], *package.get("optionalResources", ())]
    return tuple(_described(resource) for resource in resources)


def _described(resource: Mapping[str, Any]) -> Described:
    schema: Mapping[str, Any] = next(
        (resource[schema] for schema in SCHEMAS if schema in resource), {"fields": []}
    )
    key = schema.get("primaryKey") or []
    return Described(
        name=resource["name"],
        path=resource["path"],
        key=(key,) if isinstance(key, str) else tuple(key),
        references=tuple(_references(schema)),
    )


def _references(schema: Mapping[str, Any]) -> Iterator[Reference]:
    fields = {field["name"]: field for field in schema["fields"]}
    needed = {n for n, f in fields.items() if (f.get("constraints") or {}).get("required")}
    for name, field in fields.items():
        if field.get("refersTo"):
            targets = tuple(field["refersTo"])
            yield Reference(name, targets, field.get("delimiter") or "", name in needed)
    for link in schema.get("foreignKeys") or ():
        name, to = link["fields"], link["reference"]
        yield Reference(name, (f"{to['resource']}.{to['fields']}",), "", name in needed)
