"""Boundary files, read once and by one reader: what the check takes, the build draws.

A GeoJSON file becomes features: properties, and polygons in degrees as plain numbers. Whatever is
odd about it is a fault here, with what would be right, whoever reads. Plain Python, because the
web worker reads boundaries too; what needs geometry is in geo.files.shape_areas.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from geo.errors import CatalogueError, Fault
from geo.files.precision import coarse_polygons
from geo.files.shape_json import Members, is_esri, not_json, parsed, repeated
from geo.files.shape_rings import (
    LINEAR,
    POINTED,
    Lines,
    Polygons,
    ShapeProblem,
    lines_of,
    polygons_of,
)
from geo.files.text_files import text_at, text_of
from geo.levels import BOUNDED, level_facts
from geo.sentences import said

# The file of a level, and what names a place in it.
FILES: Mapping[str, tuple[str, str]] = {
    level: (level_facts(level).file, level_facts(level).key) for level in BOUNDED
}
# What is no boundary of any level, and is drawn apart if at all (see geo.model.streets).
APART: Mapping[str, tuple[str, str]] = {"street": ("streets.geojson", "area_id")}
# Levels that need not be there, and whose shapes may be withheld; the others are always there.
SUPPLIED = (*(level for level in BOUNDED if level_facts(level).supplied), *APART)
FOLDER = "shapes"
# What one finds one's way by (see geo.model.landmarks), and the geometries of each file.
LANDMARKS: Mapping[str, tuple[str, ...]] = {
    "landmarks/lgpl/rivers.geojson": LINEAR,
    "landmarks/towns.geojson": POINTED,
    "landmarks/airports.geojson": POINTED,
}
# What a property may be called instead: so our own exports call it.
ALIASES: Mapping[str, str] = {
    **{key: "place_id" for _, key in FILES.values()},
    "prefecture_adcode": "prefecture_id",
    "source_id": "boundary_source_id",
}
DEGREES = re.compile(r"(?<!\d)(4326|4490|CRS84)(?!\d)")
NAMING = ("adcode", "zone_id", "area_id", "iata", "name_zh")
COLLECTION = "FeatureCollection"
BLANKS = " \t\r\n"
# What else a file may be: other texts by how they begin, other JSON by its type.
TEXTS: Mapping[str, str] = {"<": "shape.xml", "\x1e": "shape.sequence"}
OTHER: Mapping[str, str] = {"Topology": "shape.topology", "Feature": "shape.single"}


@dataclass(frozen=True)
class Feature:
    """One feature; ``polygons`` is empty where its geometry cannot be used.

    ``drawn`` are the polygons as they may be published (see geo.files.precision). Landmarks have
    ``lines`` in their place.
    """

    position: int
    properties: Mapping[str, Any]
    kind: str = ""
    polygons: Polygons = ()
    drawn: Polygons = ()
    lines: Lines = ()

    @property
    def name(self) -> str:
        """Return what the feature is called in its file; blank if it has no name there."""
        own = (self.properties.get(key) for key in NAMING)
        return " ".join(str(word) for word in own if word) or self.word(NAMING[0])

    def get(self, key: str) -> Any:  # noqa: ANN401  JSON
        """Return a property, by its own name or as our exports call it; None if it is not there."""
        own = self.properties.get(key)
        return own if own not in (None, "") else self.properties.get(ALIASES.get(key, key))

    def word(self, key: str) -> str:
        """Return a property as text, blank if it is not there or null."""
        value = self.get(key)
        return "" if value is None else str(value)


@dataclass(frozen=True)
class ShapeFile:
    """One file as read, with everything that is wrong in it."""

    file: str
    features: tuple[Feature, ...]
    faults: tuple[Fault, ...]
    readable: bool = True

    def sound(self) -> tuple[Feature, ...]:
        """Return the features; raises CatalogueError if anything is wrong in the file."""
        if self.faults:
            raise CatalogueError(self.faults)
        return self.features


def read_level(folder: Path, level: str) -> ShapeFile:
    """Read the boundaries of a level; those of a user are none where there is no file."""
    file = f"{FOLDER}/{ {**FILES, **APART}[level][0] }"
    if level in SUPPLIED and not (folder / file).exists():
        return ShapeFile(file, (), ())
    return read_shapes(folder, file)


def read_shapes(folder: Path, file: str) -> ShapeFile:
    """Read a boundary file of a data folder; ``file`` is its path there."""
    return _read(file, text_of(folder, file))


def read_shapes_at(path: Path) -> ShapeFile:
    """Read a file of areas that lies anywhere and is not drawn."""
    return _read(path.name, text_at(path, path.name), drawn=False)


def feature_fault(
    file: str, feature: Feature, column: str, value: str, rule: str, message: str
) -> Fault:
    """Return a fault of one feature, naming it: a GeoJSON file has no useful lines."""
    name = feature.name or said("shape.nameless")
    words = said("shape.feature", position=feature.position, name=name, message=message)
    return Fault(file, None, column, value, rule, words)


def _read(file: str, text: str | Fault, *, drawn: bool = True) -> ShapeFile:
    if isinstance(text, Fault):
        return ShapeFile(file, (), (text,), readable=False)
    whole = _collection(file, text)
    if isinstance(whole, Fault):
        return ShapeFile(file, (), (whole,), readable=False)
    found = list(_collection_faults(file, whole))
    features = []
    for position, entry in enumerate(whole["features"], start=1):
        feature, faults = _feature(file, position, entry, drawn=drawn)
        features.append(feature)
        found += faults
    return ShapeFile(file, tuple(features), tuple(found))


def _collection(file: str, text: str) -> Members | Fault:
    """Return the collection of a file, or why it is none."""
    start = text.lstrip(BLANKS)[:1]
    if start in TEXTS:
        return Fault(file, None, "", "", "not-geojson", said(TEXTS[start]))
    try:
        whole = parsed(text)
    except json.JSONDecodeError as error:
        if error.msg == "Extra data" and text[: error.pos].strip().endswith("}"):
            return Fault(file, error.lineno, "", "", "not-geojson", said("shape.sequence"))
        return not_json(file, error)
    except (ValueError, RecursionError) as error:
        return not_json(file, error)
    return _checked(file, whole)


def _checked(file: str, whole: object) -> Members | Fault:
    """Return what a JSON file holds if it is a collection, or what else it is."""
    if not isinstance(whole, Members):
        return Fault(file, None, "features", "", "not-geojson", said("shape.no-collection"))
    if whole.twice:
        message = said("shape.twice", member=whole.twice)
        return Fault(file, None, whole.twice[0], "", "member-twice", message)
    kind = whole.get("type", COLLECTION)
    other = "shape.esri" if is_esri(whole) else OTHER.get(str(kind))
    if other:
        return Fault(file, None, "", "", "not-geojson", said(other))
    if kind != COLLECTION or not isinstance(whole.get("features"), list):
        return Fault(file, None, "features", "", "not-geojson", said("shape.no-collection"))
    return whole


def _collection_faults(file: str, members: Members) -> Iterator[Fault]:
    """Yield what is wrong beside the features."""
    beside = {name: below for name, below in members.items() if name != "features"}
    for member in repeated(beside):
        yield Fault(file, None, member, "", "member-twice", said("shape.twice", member=member))
    crs = json.dumps(members.get("crs"))
    if crs != "null" and not DEGREES.search(crs):
        yield Fault(file, None, "crs", crs[:80], "crs", said("shape.crs"))
    if not members["features"]:
        yield Fault(file, None, "features", "", "empty-file", said("shape.no-features"))


def _feature(
    file: str, position: int, entry: object, *, drawn: bool
) -> tuple[Feature, list[Fault]]:
    body: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
    properties = body.get("properties")
    bare = Feature(position, properties if isinstance(properties, dict) else {})
    twice = tuple(dict.fromkeys(repeated(body)))
    if twice:
        message = said("shape.twice", member=twice)
        return bare, [feature_fault(file, bare, twice[0], "", "member-twice", message)]
    kinds = LANDMARKS.get(file)
    try:
        if kinds:
            lines = lines_of(body.get("geometry"), kinds)
            return replace(bare, kind=body["geometry"]["type"], lines=lines), []
        polygons = polygons_of(body.get("geometry"))
    except ShapeProblem as problem:
        return bare, [feature_fault(file, bare, "geometry", "", problem.rule, problem.message)]
    seen = coarse_polygons(polygons)
    if drawn and not seen:
        message = said("shape.too-small")
        return bare, [feature_fault(file, bare, "geometry", "", "geometry", message)]
    return replace(bare, kind=body["geometry"]["type"], polygons=polygons, drawn=seen), []
