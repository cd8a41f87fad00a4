"""Write what follows from the declared tables (python -m tools.datapackage).

data/datapackage.json gets the Table Schema of every table and boundary file; what else it says of
the package and its resources stays as it is. docs/data-tables.md says the same for people. Toyland
gets its share of both (tools.toyland).
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping
from inspect import getdoc
from typing import Any

from geo.model.table_schema import ColumnSchema, RowTable, TableSchema
from geo.store.package_tables import TABLES
from geo.store.profile_file import profile
from geo.validate.code_patterns import code_patterns
from tools import toyland
from tools.serving import PROJECT

DATA = PROJECT / "data"
DESCRIPTOR = DATA / "datapackage.json"
PAGE = PROJECT / "docs" / "data-tables.md"
# Of each format: where a resource holds its schema, its profile, and its media type.
FORMATS: Mapping[str, tuple[str, str, str]] = {
    "csv": ("schema", "tabular-data-resource", "text/csv"),
    "geojson": ("featureSchema", "data-resource", "application/geo+json"),
}
# What codes of the province look like, as its profile has them.
CODES = code_patterns(profile(DATA))
# A bar within a cell of a table of Markdown.
BAR = r"\|"
HEAD = """# Tables of the data package

Every file of [data](../data/README.md), and what each of its columns takes.
`python -m tools.datapackage` writes this page, and the schemas in
[data/datapackage.json](../data/datapackage.json), from the declarations in `geo/model`: change
those, not this page. How to add figures: [data.md](data.md).
"""


def descriptor(tables: Iterable[TableSchema] = tuple(TABLES.values())) -> str:
    """Return the text of datapackage.json with the schemas that are declared."""
    package: dict[str, Any] = json.loads(DESCRIPTOR.read_text(encoding="utf-8"))
    known = {resource["name"]: resource for resource in _resources(package)}
    for table in tables:
        resource = known.get(table.name)
        if resource is None:
            resource = _new(table)
            place = "optionalResources" if resource.get("optional") else "resources"
            package[place].append(resource)
        resource[FORMATS[_format(table)][0]] = _schema(table)
    return f"{json.dumps(package, ensure_ascii=False, indent=2)}\n"


def page() -> str:
    """Return the text of docs/data-tables.md."""
    package: dict[str, Any] = json.loads(descriptor())
    resources = [r for r in _resources(package) if r["name"] in TABLES]
    overview = [f"| `{r['path']}` | {r['description']} |" for r in resources]
    lines = [HEAD, "| file | what it is |", "| --- | --- |", *overview]
    for resource in resources:
        lines += ["", *_section(resource, TABLES[resource["name"]])]
    return "\n".join((*lines, ""))


def _resources(package: Mapping[str, Any]) -> list[dict[str, Any]]:
    return [*package["resources"], *package["optionalResources"]]


def _format(table: TableSchema) -> str:
    return table.path.rpartition(".")[2]


def _new(table: TableSchema) -> dict[str, Any]:
    """Return what a package says of a table that it did not have, but for the schema."""
    about = getdoc(table.row) if isinstance(table, RowTable) else None
    title = table.name.replace("_", " ").capitalize()
    _, profile, mediatype = FORMATS[_format(table)]
    return {
        "name": table.name,
        "path": table.path,
        "profile": profile,
        "title": title,
        "description": (about or title).splitlines()[0],
        "format": _format(table),
        "mediatype": mediatype,
        "encoding": "utf-8",
        **({"optional": True} if table.presence == "optional" else {}),
    }


def _schema(table: TableSchema) -> dict[str, Any]:
    """Return a Table Schema; Table Schema has foreign keys only where one cell names one row."""
    foreign = [column for column in table.columns if _is_foreign_key(table, column)]
    schema: dict[str, Any] = {
        "fields": [_field(table, column) for column in table.columns],
        "missingValues": [""],
        "primaryKey": table.key[0] if len(table.key) == 1 else list(table.key),
    }
    if foreign:
        schema["foreignKeys"] = [_foreign_key(column) for column in foreign]
    return schema


def _field(table: TableSchema, column: ColumnSchema) -> dict[str, Any]:
    words = {
        "required": column.required,
        "unique": column.unique,
        "pattern": CODES.get(column.pattern, column.pattern),
        "enum": list(column.enum),
    }
    bounds = {"minimum": column.minimum, "maximum": column.maximum}
    constraints = {
        **{rule: value for rule, value in words.items() if value},
        **{rule: value for rule, value in bounds.items() if value is not None},
    }
    field: dict[str, Any] = {
        "name": column.name,
        "title": column.title,
        "description": column.description,
        "type": column.type,
    }
    if column.unit:
        field["unit"] = column.unit
    if column.type == "boolean":
        field |= {"trueValues": ["true"], "falseValues": ["false"]}
    if constraints:
        field["constraints"] = constraints
    if column.refers_to and not _is_foreign_key(table, column):
        field["refersTo"] = list(column.refers_to)
        if column.delimiter:
            field["delimiter"] = column.delimiter
    return field


def _is_foreign_key(table: TableSchema, column: ColumnSchema) -> bool:
    if _format(table) != "csv" or len(column.refers_to) != 1 or column.delimiter:
        return False
    return _format(TABLES[column.refers_to[0].partition(".")[0]]) == "csv"


def _foreign_key(column: ColumnSchema) -> dict[str, Any]:
    resource, _, field = column.refers_to[0].partition(".")
    return {"fields": column.name, "reference": {"resource": resource, "fields": field}}


def _section(resource: Mapping[str, Any], table: TableSchema) -> Iterator[str]:
    yield from (f"## {table.name}", "", f"`{table.path}`: {resource['description']}", "")
    key = ", ".join(f"`{name}`" for name in table.key)
    yield from (f"Key: {key}.", "", "| column | type | meaning | constraint |")
    yield "| --- | --- | --- | --- |"
    for column in table.columns:
        unit = f" In {column.unit}." if column.unit else ""
        meaning = f"{column.title}: {column.description}{unit}"
        cells = (f"`{column.name}`", column.type, meaning, _constraint(column))
        yield f"| {' | '.join(cell.replace('|', BAR) for cell in cells)} |"


def _constraint(column: ColumnSchema) -> str:
    """Return what a column takes, in words."""
    words = ["required"] if column.required else []
    words += ["unique"] if column.unique else []
    words += [f"one of {', '.join(f'`{word}`' for word in column.enum)}"] if column.enum else []
    words += [f"pattern `{CODES.get(column.pattern, column.pattern)}`"] if column.pattern else []
    words += [f"from {column.minimum}"] if column.minimum is not None else []
    words += [f"to {column.maximum}"] if column.maximum is not None else []
    if column.delimiter:
        words.append(f"a list separated by `{column.delimiter}`")
    if column.refers_to:
        words.append(f"names {' or '.join(f'`{target}`' for target in column.refers_to)}")
    if not column.needed:
        words.append("a package may leave it out")
    return "; ".join(words)


def main() -> None:
    """Write the files."""
    for path, text in ((DESCRIPTOR, descriptor()), (PAGE, page())):
        path.write_text(text, encoding="utf-8")
        print(f"wrote {path.relative_to(PROJECT).as_posix()}")
    toyland.main()


if __name__ == "__main__":
    main()
