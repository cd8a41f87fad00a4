"""A registry in a data folder: all of it there, and each part says what the others say.

Rows are read a group at a time: memory is that of a group, whatever their number.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from geo.errors import AtlasError, CatalogueError, Fault
from geo.model import divisions
from geo.model.registry_tables import (
    PREFIX,
    REGISTRY_DERIVED,
    REGISTRY_INDICATORS,
    REGISTRY_VALUES,
)
from geo.registry.registry_boundaries import other_boundaries
from geo.registry.registry_counts import kinds_in_cube, kinds_in_rows
from geo.registry.registry_figures import registry_tables
from geo.registry.registry_file import SCHEMA
from geo.registry.registry_package import ABOUT, CUBE, FOLDER, REGISTRY, RegistryPackage
from geo.sentences import Said, in_each, said
from geo.store import package
from geo.validate.tables import CheckedTable

FIGURES = tuple(table.path for table in (REGISTRY_INDICATORS, REGISTRY_DERIVED, REGISTRY_VALUES))
FILES = (*(f"{FOLDER}/{name}" for name in (REGISTRY, CUBE, ABOUT)), *FIGURES)
# What is told of an import, and what each is.
TOLD: Mapping[str, type] = {
    **dict.fromkeys(("source", "extracted"), str),
    **dict.fromkeys(("rows", "taken", "refused", "synthetic"), int),
    **dict.fromkeys(("zones", "fields"), list),
    "boundaries": dict,
}
DAMAGED = (OSError, ValueError, KeyError, TypeError, pa.ArrowException)


def faults(folder: Path, tables: Mapping[str, CheckedTable], *, sound: bool) -> Iterator[Fault]:
    """Yield what is wrong with the registry of a data folder; nothing where it has none.

    ``sound`` says that nothing else is wrong: only then can its figures be made again and compared.
    """
    room = folder / FOLDER
    if not room.is_dir() or not any(room.iterdir()):
        return
    there = {f"{FOLDER}/{path.name}" for path in room.iterdir() if not path.name.startswith(".")}
    for file in sorted(there.difference(FILES)):
        yield _fault(file, said("registry.fault.stray"), "file-undescribed")
    missing = [file for file in FILES if file not in there]
    for file in missing:
        yield _fault(file, said("registry.fault.missing"))
    about = None if f"{FOLDER}/{ABOUT}" in missing else _about(room)
    if isinstance(about, Fault):
        yield about
    if missing or about is None or isinstance(about, Fault):
        return
    found = [*_told(about, folder, tables), *_counted(RegistryPackage(room, about))]
    yield from found
    yield from _named(tables)
    if sound and not found:
        yield from _figures(folder, RegistryPackage(room, about))


def _fault(file: str, message: Said, rule: str = "registry") -> Fault:
    return Fault(file, None, "", "", rule, message)


def _about(room: Path) -> Mapping[str, Any] | Fault:
    file = f"{FOLDER}/{ABOUT}"
    try:
        about = json.loads((room / ABOUT).read_bytes())
    except (OSError, ValueError, RecursionError):
        return _fault(file, said("registry.fault.damaged"))
    wrong = [
        name
        for name, kind in TOLD.items()
        if not isinstance(about, dict)
        or not isinstance(about.get(name), kind)
        or isinstance(about[name], bool)
    ]
    if wrong:
        return Fault(file, None, wrong[0], "", "registry", said("registry.fault.damaged"))
    told: Mapping[str, Any] = about
    return told


def _told(
    about: Mapping[str, Any], folder: Path, tables: Mapping[str, CheckedTable]
) -> Iterator[Fault]:
    """Yield where what is told of the import cannot be true in this package."""
    file = f"{FOLDER}/{ABOUT}"

    def fault(column: str, message: Said) -> Fault:
        return Fault(file, None, column, str(about[column]), "registry", message)

    if about["rows"] != about["taken"] + about["refused"]:
        yield fault("rows", said("registry.fault.rows", taken=about["taken"]))
    try:
        date.fromisoformat(about["extracted"])
    except ValueError:
        yield fault("extracted", said("registry.date", word=about["extracted"]))
    if "sources" in tables:
        known = {row["source_id"] for row in tables["sources"].rows}
        if about["source"] not in known:
            yield fault("source", said("registry.fault.source", source=about["source"]))
    if others := other_boundaries(about["boundaries"], folder):
        yield _fault(file, said("registry.boundaries", files=others))


def _counted(registry: RegistryPackage) -> Iterator[Fault]:
    """Yield where rows, counts and what is told of them differ."""
    rows, cube = f"{FOLDER}/{REGISTRY}", f"{FOLDER}/{CUBE}"
    taken = registry.about["taken"]
    try:
        if not pq.read_schema(registry.rows_path).equals(SCHEMA):
            yield _fault(rows, said("registry.fault.damaged"))
            return
        kinds = kinds_in_rows(registry.rows_path)
    except DAMAGED:
        yield _fault(rows, said("registry.fault.damaged"))
        return
    try:
        counted = kinds_in_cube(registry.cube_path)
    except DAMAGED:
        yield _fault(cube, said("registry.fault.damaged"))
        return
    if kinds.total() != taken:
        message = said("registry.fault.taken", there=f"{kinds.total():,}", told=f"{taken:,}")
        yield _fault(rows, message)
    if counted != kinds:
        yield _fault(cube, said("registry.fault.cube"))


def _named(tables: Mapping[str, CheckedTable]) -> Iterator[Fault]:
    for name in ("indicators", "derived"):
        for row in tables[name].rows if name in tables else ():
            if row["indicator_id"].startswith(PREFIX):
                message = said("registry.fault.name", prefix=PREFIX)
                yield tables[name].fault(row, "indicator_id", "registry", message)


def _figures(folder: Path, registry: RegistryPackage) -> Iterator[Fault]:
    """Yield tables of figures that are not what the counts give."""
    try:
        known = package.load(folder, places=divisions.named(folder), registry=False)
        made = registry_tables(registry, known)
    except CatalogueError:
        return
    except AtlasError as error:
        yield _fault(f"{FOLDER}/{CUBE}", in_each(error.in_lang))
        return
    for file, body in made.items():
        if (folder / file).read_bytes() != body:
            yield _fault(file, said("registry.fault.figures"))
