"""The data package: which files there are, and what each column promises."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from math import isfinite
from pathlib import Path
from typing import Any

from frictionless import Field, FrictionlessException, Schema

from geo.errors import Fault
from geo.files.shape_json import not_json, parsed, repeated
from geo.files.text_files import astray, text_of
from geo.model.profile import Profile
from geo.sentences import Said, said
from geo.store.package_tables import NEEDED, READ
from geo.validate.code_patterns import code_words
from geo.validate.promises import Link, is_slow, lacks
from geo.validate.stray_files import undescribed

FILE = "datapackage.json"
TYPES = ("string", "number", "integer", "boolean", "date", "year")
NUMERIC = ("number", "integer", "year")
BOUNDS = ("minimum", "maximum")
SCHEMAS: Mapping[str, str] = {"csv": "schema", "geojson": "featureSchema"}
PATHS: Mapping[str, str] = {name: table.path for name, table in READ.items()}
NAMES: Mapping[str, str] = {path: name for name, path in PATHS.items()}
CONSTRAINTS: Mapping[str, type | tuple[type, ...]] = {
    "required": bool,
    "unique": bool,
    "enum": list,
    "pattern": str,
    "minimum": (int, float),
    "maximum": (int, float),
    "minLength": int,
    "maxLength": int,
}


@dataclass(frozen=True)
class Resource:
    """One described file; ``schema`` is a Table Schema of its columns or its properties.

    ``judges`` are its fields, by their names, as the library reads them; ``codes`` are words for
    the patterns of the province's codes.
    """

    name: str
    path: str
    format: str
    optional: bool
    features: int | None
    schema: Mapping[str, Any]
    judges: Mapping[str, Field]
    links: tuple[Link, ...]
    codes: Mapping[str, Said]

    @property
    def key(self) -> str:
        """Return where the descriptor holds the schema."""
        return SCHEMAS[self.format]

    @property
    def columns(self) -> tuple[str, ...]:
        """Return the names of the described columns, in order."""
        return tuple(str(field["name"]) for field in self.schema["fields"])


@dataclass(frozen=True)
class Package:
    """The described files of a data folder that can be trusted to be read."""

    resources: tuple[Resource, ...]


class _ShapeError(Exception):
    """The descriptor is not what it should be; ``column`` says where."""

    def __init__(self, column: str, message: str, rule: str = "package") -> None:
        super().__init__(message)
        self.column, self.message, self.rule = column, message, rule


def package_of(folder: Path, profile: Profile | None) -> tuple[Package, list[Fault]]:
    """Read datapackage.json; what is wrong with one resource does not hide the others.

    ``profile`` is that of the folder, None where it cannot be read.
    """
    text = text_of(folder, FILE)
    if isinstance(text, Fault):
        return Package(()), [text]
    try:
        descriptor = parsed(text)
    except (ValueError, RecursionError) as error:
        return Package(()), [not_json(FILE, error)]
    faults = [
        Fault(FILE, None, member, "", "member-twice", said("shape.twice", member=member))
        for member in dict.fromkeys(repeated(descriptor))
    ]
    resources: dict[str, Resource] = {}
    for where, entry, optional in _entries(descriptor, faults):
        try:
            resource = _resource(folder, entry, optional=optional)
        except _ShapeError as error:
            faults.append(
                Fault(FILE, None, f"{where}.{error.column}", "", error.rule, error.message)
            )
        else:
            if resource.name in resources:
                message = said("package.twice", name=resource.name)
                faults.append(Fault(FILE, None, f"{where}.name", "", "package", message))
            resources[resource.name] = resource
            for column, message in lacks(resource.name, resource.schema, resource.links, profile):
                at = f"{where}.{resource.key}.{column}"
                faults.append(Fault(FILE, None, at, "", "package", message))
    faults += _gaps(folder, resources)
    codes = code_words(profile) if profile is not None else {}
    wanted = (
        replace(r, codes=codes)
        for r in resources.values()
        if not r.optional or (folder / r.path).exists()
    )
    return Package(tuple(wanted)), faults


def _entries(
    descriptor: object, faults: list[Fault]
) -> Iterator[tuple[str, Mapping[str, Any], bool]]:
    if not isinstance(descriptor, dict):
        faults.append(Fault(FILE, 1, "", "", "package", said("package.object")))
        return
    for key, optional in (("resources", False), ("optionalResources", True)):
        entries = descriptor.get(key, [])
        if not isinstance(entries, list) or not (entries or optional):
            faults.append(Fault(FILE, None, key, "", "package", said("package.resources")))
            continue
        for at, entry in enumerate(entries):
            if isinstance(entry, dict):
                yield f"{key}[{at}]", entry, optional
            else:
                where = f"{key}[{at}]"
                faults.append(Fault(FILE, None, where, "", "package", said("package.entry")))


def _resource(folder: Path, entry: Mapping[str, Any], *, optional: bool) -> Resource:
    name, path, kind = (_text(entry, key) for key in ("name", "path", "format"))
    outside = astray(folder, path)
    if outside:
        raise _ShapeError("path", outside, "path-outside")
    if kind not in SCHEMAS:
        raise _ShapeError("format", said("package.format", kind=kind, known=tuple(SCHEMAS)))
    if PATHS.get(name, path) != path:
        raise _ShapeError("path", said("package.path", name=name, right=PATHS[name], path=path))
    if NAMES.get(path, name) != name:
        raise _ShapeError("name", said("package.name", path=path, right=NAMES[path]))
    if not path.endswith(f".{kind}"):
        raise _ShapeError("format", said("package.ending", path=path, kind=kind))
    features = entry.get("features")
    if features is not None and (not isinstance(features, int) or isinstance(features, bool)):
        raise _ShapeError("features", said("package.features"))
    key = SCHEMAS[kind]
    declared = _object(entry, key)
    schema, judges = _schema(key, declared)
    columns = tuple(str(field["name"]) for field in schema["fields"])
    links = tuple(_links(key, declared, columns))
    left_out = optional and name not in NEEDED
    return Resource(name, path, kind, left_out, features, schema, judges, links, {})


def _schema(
    where: str, declared: Mapping[str, Any]
) -> tuple[Mapping[str, Any], Mapping[str, Field]]:
    """Return the parts of a Table Schema that we judge by, and its fields as the library has them.

    Raises _ShapeError if one is malformed.
    """
    fields = declared.get("fields")
    if not isinstance(fields, list) or not fields:
        raise _ShapeError(f"{where}.fields", said("package.fields"))
    clean = [_field(f"{where}.fields[{at}]", field) for at, field in enumerate(fields)]
    names = [field["name"] for field in clean]
    if len(set(names)) < len(names):
        raise _ShapeError(f"{where}.fields", said("package.fields.twice"))
    key = declared.get("primaryKey", [])
    key = [key] if isinstance(key, str) else key
    if not isinstance(key, list) or not all(column in names for column in key):
        raise _ShapeError(f"{where}.primaryKey", said("package.key"))
    schema: dict[str, Any] = {"fields": clean, "missingValues": [""], "primaryKey": key}
    try:
        judged = Schema.from_descriptor(schema)
    except FrictionlessException as error:
        raise _ShapeError(where, said("package.schema", why=error.error.note)) from error
    return schema, {field.name: field for field in judged.fields}


def _field(where: str, field: object) -> dict[str, Any]:
    if not isinstance(field, dict):
        raise _ShapeError(where, said("package.entry"))
    kind = field.get("type", "string")
    if kind not in TYPES:
        raise _ShapeError(f"{where}.type", said("package.format", kind=kind, known=TYPES))
    constraints = field.get("constraints", {})
    if not isinstance(constraints, dict):
        raise _ShapeError(f"{where}.constraints", said("package.entry"))
    for rule, value in constraints.items():
        _constraint(f"{where}.constraints.{rule}", rule, value, kind)
    clean: dict[str, Any] = {"name": _text(field, "name", where), "type": kind}
    if constraints:
        clean["constraints"] = constraints
    if kind == "boolean":
        # Excel writes TRUE; the atlas would read that as false, so it must not pass.
        clean |= {"trueValues": ["true"], "falseValues": ["false"]}
    return clean


def _constraint(where: str, rule: str, value: object, kind: str) -> None:
    expected = CONSTRAINTS.get(rule)
    if expected is None:
        raise _ShapeError(where, said("package.constraint", known=tuple(CONSTRAINTS)))
    mixed = isinstance(value, bool) and expected is not bool
    if not isinstance(value, expected) or mixed or value == []:
        raise _ShapeError(where, said("package.constraint.type"))
    if isinstance(value, list) and not all(isinstance(item, str) for item in value):
        raise _ShapeError(where, said("package.constraint.words"))
    if rule not in ("required", "unique") and (rule in BOUNDS) != (kind in NUMERIC):
        raise _ShapeError(where, said("package.constraint.meaningless", kind=kind))
    if isinstance(value, float) and (kind != "number" or not isfinite(value)):
        raise _ShapeError(where, said("package.constraint.number", kind=kind))
    if rule == "pattern":
        try:
            re.compile(str(value))
        except (re.error, OverflowError, RecursionError) as error:
            raise _ShapeError(where, said("package.pattern", why=str(error))) from error
        if is_slow(str(value)):
            raise _ShapeError(where, said("package.pattern.slow"))


def _links(where: str, declared: Mapping[str, Any], columns: tuple[str, ...]) -> Iterator[Link]:
    for field in declared["fields"]:
        targets = field.get("refersTo", [])
        if not isinstance(targets, list) or not all(isinstance(t, str) for t in targets):
            raise _ShapeError(f"{where}.fields", said("package.refers"))
        if targets:
            yield Link(field["name"], tuple(targets), str(field.get("delimiter", "")))
    keys = declared.get("foreignKeys", [])
    for at, key in enumerate(keys if isinstance(keys, list) else [None]):
        here = f"{where}.foreignKeys[{at}]"
        reference = key.get("reference") if isinstance(key, dict) else None
        if not isinstance(key, dict) or not isinstance(reference, dict):
            raise _ShapeError(here, said("package.foreign"))
        column, resource, target = (
            key.get("fields"),
            reference.get("resource"),
            reference.get("fields"),
        )
        if column not in columns or not isinstance(resource, str) or not isinstance(target, str):
            raise _ShapeError(here, said("package.foreign.columns"))
        yield Link(str(column), (f"{resource}.{target}",), "")


def _gaps(folder: Path, resources: Mapping[str, Resource]) -> Iterator[Fault]:
    """Yield what the atlas needs and the package lacks, and tables that nobody described."""
    for name in NEEDED:
        if name not in resources:
            message = said("package.needed", name=name, path=PATHS[name])
            yield Fault(FILE, None, "resources", name, "package", message)
    yield from undescribed(folder, {resource.path for resource in resources.values()})


def _text(entry: Mapping[str, Any], key: str, where: str = "") -> str:
    value = entry.get(key)
    if not isinstance(value, str) or not value:
        raise _ShapeError(f"{where}.{key}".lstrip("."), said("package.word"))
    return value


def _object(entry: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    value = entry.get(key)
    if not isinstance(value, dict):
        raise _ShapeError(key, said("package.entry"))
    return value
