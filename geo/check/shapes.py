"""GeoJSON files as shapes: features with valid geometry, in degrees and in flat meters."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geo.boundaries import CGCS2000, EQUAL_AREA
from geo.check.package import Resource
from geo.check.schema import cell_faults
from geo.errors import Fault
from geo.text_files import text_of

# China with room to spare. A shift of some hundred meters (GCJ-02) cannot be told from the
# geometry alone: see docs/data.md.
CHINA = (73.0, 3.0, 136.0, 54.0)
MAX_DEGREES = 180
DEGREES = ("4326", "4490", "CRS84")
AREAL = ("Polygon", "MultiPolygon")
KM2 = 1_000_000
UNREADABLE = "the coordinates cannot be read as a polygon; is every ring closed?"


@dataclass(frozen=True)
class Feature:
    """One feature; ``degrees`` and ``flat`` (equal-area meters) are None if unusable."""

    position: int
    properties: Mapping[str, Any]
    degrees: BaseGeometry | None
    flat: BaseGeometry | None

    @property
    def name(self) -> str:
        """Return what the feature is called in its file."""
        words = (self.word(key) for key in ("adcode", "zone_id", "area_id", "name_zh"))
        return " ".join(word for word in words if word) or "nameless"

    def word(self, key: str) -> str:
        """Return a property as text, blank if it is not there or null."""
        value = self.properties.get(key)
        return "" if value is None else str(value)


@dataclass(frozen=True)
class Shape:
    """One GeoJSON file as read."""

    resource: Resource
    features: tuple[Feature, ...]

    @property
    def whole(self) -> bool:
        """Return whether every feature has a usable geometry."""
        return bool(self.features) and all(f.flat is not None for f in self.features)

    def fault(self, feature: Feature, column: str, value: str, rule: str, message: str) -> Fault:
        """Return a fault of one feature, naming it: a GeoJSON file has no useful lines."""
        return _fault(self.resource, feature, column, value, rule, message)


def read_shape(folder: Path, resource: Resource) -> tuple[Shape | None, list[Fault]]:
    """Read one GeoJSON file, judge its properties by the schema and its geometry by sense."""
    text = text_of(folder, resource.path)
    if isinstance(text, Fault):
        return None, [text]
    try:
        collection = json.loads(text)
    except json.JSONDecodeError as error:
        message = f"not JSON: {error.msg} (character {error.colno})"
        return None, [Fault(resource.path, error.lineno, "", "", "not-json", message)]
    except (ValueError, RecursionError):
        return None, [Fault(resource.path, None, "", "", "not-json", "not readable as JSON")]
    entries = collection.get("features") if isinstance(collection, dict) else None
    if not isinstance(entries, list):
        message = "must be a GeoJSON FeatureCollection with a list of features"
        return None, [Fault(resource.path, None, "features", "", "not-geojson", message)]
    found = list(_collection_faults(resource, collection, len(entries)))
    features: list[Feature] = []
    for at, entry in enumerate(entries, start=1):
        body = entry if isinstance(entry, dict) else {}
        properties = body.get("properties")
        properties = properties if isinstance(properties, dict) else {}
        geometry = _geometry(body)
        if isinstance(geometry, BaseGeometry):
            features.append(Feature(at, properties, geometry, flatten(geometry)))
        else:
            features.append(Feature(at, properties, None, None))
            found.append(_fault(resource, features[-1], "geometry", "", *geometry))
    found += _property_faults(resource, features)
    return Shape(resource, tuple(features)), found


def flatten(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry in degrees as one in meters, in the equal-area projection."""
    return shapely.transform(geometry, _project)


def _project(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.column_stack(_transformer().transform(points[:, 0], points[:, 1]))


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs(CGCS2000, EQUAL_AREA, always_xy=True)


def _geometry(entry: Mapping[str, Any]) -> BaseGeometry | tuple[str, str]:
    """Return a feature's geometry in degrees, or the rule it breaks and what would be right."""
    declared = entry.get("geometry")
    kind = declared.get("type") if isinstance(declared, dict) else None
    if kind not in AREAL:
        return "geometry", f"must be a Polygon or MultiPolygon, not {kind or 'nothing'}"
    try:
        with np.errstate(over="ignore"):  # a number too large becomes infinity, which is misplaced
            geometry = shapely.from_geojson(json.dumps(declared), on_invalid="ignore")
    except shapely.errors.ShapelyError:  # a number too large for it is no invalid input to it
        return "geometry", UNREADABLE
    if shapely.is_missing(geometry) or shapely.is_empty(geometry):
        return "geometry", UNREADABLE
    misplaced = _misplaced(geometry)
    if misplaced:
        return "crs", misplaced
    if not shapely.is_valid(geometry):
        reason = shapely.is_valid_reason(geometry)
        return "geometry", f"not valid: {reason}; mend it, for example with QGIS (Fix geometries)"
    return geometry


def _misplaced(geometry: BaseGeometry) -> str:
    """Return why a geometry cannot be degrees in China, or nothing if it can."""
    west, south, east, north = geometry.bounds
    left, bottom, right, top = CHINA
    if left <= west and east <= right and bottom <= south and north <= top:
        return ""
    if left <= south and north <= right and bottom <= west and east <= top:
        return "longitude and latitude are swapped; longitude comes first"
    if max(map(abs, (west, south, east, north))) > MAX_DEGREES:
        return "the numbers are no degrees; save it in CGCS2000 or WGS 84 longitude, latitude"
    return f"it lies outside China ({west:.4g}, {south:.4g} to {east:.4g}, {north:.4g})"


def _collection_faults(
    resource: Resource, collection: Mapping[str, Any], count: int
) -> Iterator[Fault]:
    crs = json.dumps(collection.get("crs"))
    if crs != "null" and not any(word in crs for word in DEGREES):
        message = "must be CGCS2000 (EPSG:4490) or WGS 84 degrees; reproject it"
        yield Fault(resource.path, None, "crs", crs[:80], "crs", message)
    if resource.features is not None and count != resource.features:
        message = f"must have {resource.features} features, has {count}"
        yield Fault(resource.path, None, "features", str(count), "feature-count", message)


def _property_faults(resource: Resource, features: Sequence[Feature]) -> Iterator[Fault]:
    columns = resource.columns
    positions = [feature.position for feature in features]
    cells = [[_plain(feature.properties.get(name)) for name in columns] for feature in features]
    for fault in cell_faults(resource, columns, cells, positions, noun="feature"):
        if fault.row is None:
            yield fault
        else:
            feature = features[fault.row - 1]
            yield _fault(resource, feature, fault.column, fault.value, fault.rule, fault.message)


def _fault(
    resource: Resource, feature: Feature, column: str, value: str, rule: str, message: str
) -> Fault:
    words = f"feature {feature.position} ({feature.name}): {message}"
    return Fault(resource.path, None, column, value, rule, words)


def _plain(value: object) -> object:
    """Return a property as frictionless judges it: lists and objects as their text."""
    return json.dumps(value) if isinstance(value, dict | list) else value
