"""Boundary files under check: properties by the schema, geometry in degrees and in flat meters.

What the reader itself says of a file is in geo.files.shape_files; here is what only a check asks
for.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from shapely.geometry.base import BaseGeometry

from geo.errors import Fault
from geo.files import shape_files
from geo.files.precision import parts_of
from geo.files.shape_areas import areas_of, flatten
from geo.files.shape_files import feature_fault, read_shapes
from geo.sentences import Said, said
from geo.validate.package_rules import Resource
from geo.validate.schema import cell_faults

KM2 = 1_000_000
# So many of the words that would do are listed.
LISTED = 6
# What places are called, by the column that names them: by the words they go by.
Names = Mapping[str, Mapping[str, str]]


@dataclass(frozen=True)
class CheckedFeature(shape_files.Feature):
    """One feature; ``degrees`` and ``flat`` (equal-area meters) are None if unusable."""

    degrees: BaseGeometry | None = None
    flat: BaseGeometry | None = None


@dataclass(frozen=True)
class Shape:
    """One GeoJSON file as read."""

    resource: Resource
    features: tuple[CheckedFeature, ...]

    @property
    def whole(self) -> bool:
        """Return whether every feature has a usable geometry."""
        return bool(self.features) and all(f.flat is not None for f in self.features)

    def fault(
        self, feature: CheckedFeature, column: str, value: str, rule: str, message: str
    ) -> Fault:
        """Return a fault of one feature, naming it: a GeoJSON file has no useful lines."""
        return feature_fault(self.resource.path, feature, column, value, rule, message)


def read_shape(folder: Path, resource: Resource, names: Names) -> tuple[Shape | None, list[Fault]]:
    """Read one GeoJSON file, judge its properties by the schema and its geometry by sense.

    ``names`` are the names of what its properties may refer to, by ``resource.column``.
    """
    read = read_shapes(folder, resource.path)
    faults = list(read.faults)
    if not read.readable:
        return None, faults
    if resource.features is not None and len(read.features) != resource.features:
        count = len(read.features)
        message = said("shape.count", wanted=resource.features, count=count)
        faults.append(Fault(resource.path, None, "features", str(count), "feature-count", message))
    features: list[CheckedFeature] = []
    for feature, area in areas_of(read):
        whole = area if isinstance(area, BaseGeometry) else None
        flat = None if whole is None else flatten(whole)
        features.append(CheckedFeature(**vars(feature), degrees=whole, flat=flat))
        if isinstance(area, Fault):
            faults.append(area)
    shape = Shape(resource, tuple(features))
    return shape, faults + list(_property_faults(shape, names))


def warnings(shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    """Yield features of which parts are too small to be drawn."""
    for shape in shapes.values():
        for feature in shape.features:
            whole, drawn = parts_of(feature.polygons), parts_of(feature.drawn)
            if drawn < whole:
                message = said("shape.small-parts", count=whole - drawn, whole=whole)
                yield shape.fault(feature, "geometry", "", "small-parts", message)


def _property_faults(shape: Shape, names: Names) -> Iterator[Fault]:
    resource = shape.resource
    columns = resource.columns
    lacking = {
        (feature.position, column): _lacking(resource, feature, column, names)
        for feature in shape.features
        for column in columns
        if _required(resource, column) and not feature.word(column)
    }
    for (position, column), message in lacking.items():
        yield shape.fault(shape.features[position - 1], column, "", "required", message)
    features = [f for f in shape.features if any(f.word(column) for column in columns)]
    cells = [[_plain(feature.get(name)) for name in columns] for feature in features]
    positions = [feature.position for feature in features]
    for fault in cell_faults(resource, columns, cells, positions, noun="feature"):
        if fault.row is None:
            yield fault
        elif (fault.row, fault.column) not in lacking:
            feature = shape.features[fault.row - 1]
            yield shape.fault(feature, fault.column, fault.value, fault.rule, fault.message)


def _required(resource: Resource, column: str) -> bool:
    fields = {field["name"]: field for field in resource.schema["fields"]}
    return bool(fields[column].get("constraints", {}).get("required"))


def _lacking(resource: Resource, feature: CheckedFeature, column: str, names: Names) -> Said:
    """Return what to write as a property that is not there, or blank."""
    near = [name for name in feature.properties if _alike(name, column) and name != column]
    if near:
        return said("shape.rename", column=column, near=near[0])
    targets = [t for link in resource.links if link.column == column for t in link.targets]
    known = {word: name for target in targets for word, name in names.get(target, {}).items()}
    called = [word for word in map(str, feature.properties.values()) if word in known]
    if called:
        return said("shape.named", column=column, word=called[0], value=known[called[0]])
    some = tuple(dict.fromkeys(known.values()))
    if not some:
        return said("shape.missing", column=column)
    table = targets[0].partition(".")[0]
    key = "shape.missing-of" if len(some) <= LISTED else "shape.missing-of-many"
    return said(key, column=column, some=some[:LISTED], table=table)


def _alike(name: str, column: str) -> bool:
    """Return whether a property has the name of a column, but for case, signs and length."""
    # A shapefile keeps ten characters of a name.
    bare = "".join(c for c in name.casefold() if c.isalnum())
    wanted = column.replace("_", "")
    shortest = 8
    return bare == wanted or (len(bare) >= shortest and wanted.startswith(bare))


def _plain(value: object) -> object:
    """Return a property as frictionless judges it: lists and objects as their text."""
    return json.dumps(value) if isinstance(value, dict | list) else value


def names_of(rows: Sequence[Mapping[str, str]], key: str) -> Mapping[str, str]:
    """Return the names that the rows of a table go by, each with its key."""
    return {
        row[column]: row[key]
        for column in ("name_en", "short_name_zh", "short_zh", "name_zh", key)
        for row in rows
        if row.get(column) and row.get(key)
    }
