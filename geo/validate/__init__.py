"""The rules a data folder must keep; every fault is reported, all at once.

Imports frictionless, shapely and pyproj, so only the command line uses this package.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

from geo.errors import Fault
from geo.model.profile import Profile
from geo.registry.registry_package import FOLDER as REGISTRY
from geo.store.profile_file import read_profile
from geo.validate import (
    area_rules,
    boundary_coverage,
    boundary_rules,
    characters,
    dates,
    figure_rules,
    garbled,
    indicator_rules,
    landmark_rules,
    link_rules,
    plan_field_rules,
    point_rules,
    profile_rules,
    reader_note_rules,
    supplied_boundaries,
    zone_event_rules,
)
from geo.validate.boundary_rules import Names, Shape, names_of, read_shape
from geo.validate.package_rules import Package, package_of
from geo.validate.tables import CheckedTable, read_table


@dataclass(frozen=True)
class Report:
    """What a check found: ``faults`` must be mended, ``warnings`` should be looked at."""

    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    tables: int
    rows: int
    places: int


@dataclass(frozen=True)
class Contents:
    """Everything of a data folder that could be read, by the name of its resource.

    Nothing but the package is read where there is no ``profile``: it says which codes are right.
    """

    profile: Profile | None
    package: Package
    tables: Mapping[str, CheckedTable]
    shapes: Mapping[str, Shape]


def check(folder: Path, *, lacking: characters.Lacking | None = None) -> tuple[Fault, ...]:
    """Return everything that is wrong in a data folder, in the order of its files."""
    return inspect(folder, lacking=lacking).faults


def inspect(
    folder: Path, *, lacking: characters.Lacking | None = None, today: date | None = None
) -> Report:
    """Check a data folder and return its faults, its warnings and its size.

    ``lacking`` says which characters of a text cannot be drawn; left out, all can. ``today`` is
    the day it is, the clock's if none is given.
    """
    contents, faults = _read(folder)
    faults += _rules(contents)
    faults += _of_registry(folder, contents, sound=not faults)
    if lacking is not None and contents.profile is not None:
        faults += characters.of_profile(contents.profile, lacking)
        faults += characters.faults(contents.tables, contents.shapes, lacking)
    warnings = [*link_rules.mentions(contents.tables), *_remarks(contents, today or _today())]
    apart = (*supplied_boundaries.SUPPLIED, *landmark_rules.NAMES)
    shapes = [s for s in contents.shapes.values() if s.resource.name not in apart]
    named = (
        contents.tables.get(table) for table in dict.fromkeys(supplied_boundaries.SUPPLIED.values())
    )
    rows = sum(len(table.rows) for table in named if table is not None)
    return Report(
        faults=_ordered(faults),
        warnings=_ordered(warnings),
        tables=len(contents.tables),
        rows=sum(len(table.rows) for table in contents.tables.values()),
        places=sum(len(shape.features) for shape in shapes) + rows,
    )


def _of_registry(folder: Path, contents: Contents, *, sound: bool) -> Iterable[Fault]:
    if not (folder / REGISTRY).is_dir():
        return ()
    from geo.validate import registry_rules  # noqa: PLC0415  pandas: most data have no registry

    return registry_rules.faults(folder, contents.tables, sound=sound)


def _read(folder: Path) -> tuple[Contents, list[Fault]]:
    profile, found = read_profile(folder)
    package, wrong = package_of(folder, profile)
    found += wrong
    if profile is None:
        return Contents(None, Package(()), {}, {}), found
    tables: dict[str, CheckedTable] = {}
    shapes: dict[str, Shape] = {}
    for resource in package.resources:
        if resource.format == "csv":
            table, faults = read_table(folder, resource)
            if table is not None:
                tables[resource.name] = table
            found += faults
    names = _names(tables)
    for resource in package.resources:
        if resource.format != "csv":
            shape, faults = read_shape(folder, resource, names)
            if shape is not None:
                shapes[resource.name] = shape
            found += faults
    return Contents(profile, package, tables, shapes), found


def _names(tables: Mapping[str, CheckedTable]) -> Names:
    """Return what the rows of each table are called, by its key: to say what was meant."""
    keys = {name: table.resource.schema["primaryKey"] for name, table in tables.items()}
    return {
        f"{name}.{key[0]}": names_of([row.cells for row in tables[name].rows], key[0])
        for name, key in keys.items()
        if len(key) == 1
    }


def _rules(contents: Contents) -> list[Fault]:
    """Return the faults that show only when several tables are looked at together."""
    tables, shapes, profile = contents.tables, contents.shapes, contents.profile
    if profile is None:
        return []
    return [
        *profile_rules.faults(profile, tables, shapes),
        *link_rules.faults(tables, shapes),
        *indicator_rules.faults(tables),
        *figure_rules.faults(tables, profile.adcode),
        *boundary_coverage.faults(shapes),
        *point_rules.faults(tables, shapes),
        *supplied_boundaries.faults(tables, shapes),
        *landmark_rules.faults(shapes),
        *zone_event_rules.faults(tables, shapes),
        *plan_field_rules.faults(tables),
        *area_rules.faults(tables, shapes),
        *reader_note_rules.faults(tables),
    ]


def _today() -> date:
    return datetime.now().astimezone().date()


def _remarks(contents: Contents, today: date) -> Iterator[Fault]:
    yield from figure_rules.warnings(contents.tables)
    yield from boundary_rules.warnings(contents.shapes)
    yield from dates.warnings(contents.tables, today)
    yield from garbled.warnings(contents.tables, contents.shapes)
    yield from supplied_boundaries.warnings(contents.tables, contents.shapes)
    yield from reader_note_rules.warnings(contents.tables)
    if contents.profile is not None:
        yield from profile_rules.warnings(contents.profile, contents.tables)


def _ordered(faults: list[Fault]) -> tuple[Fault, ...]:
    """Return each fault once, by file and line; within a line as they were found."""
    return tuple(sorted(dict.fromkeys(faults), key=lambda f: (f.file, f.row or 0)))
