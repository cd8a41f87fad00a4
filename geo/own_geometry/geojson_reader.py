"""GeoJSON as offices write it: features, each judged by itself; what is odd is said of that one."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from geo.own_geometry.own_shapes import (
    LONGEST_CELL,
    Made,
    OddFile,
    OddShape,
    OwnFeature,
    OwnShapes,
    ShapeCounter,
    area,
    gathered,
    line,
    point,
)
from geo.own_geometry.shape_choices import ShapeLimits
from geo.own_geometry.systems import DEGREES, System, stated
from geo.own_table.grid import Cell
from geo.own_table.table_text import decode

COLLECTION, FEATURE, MANY = "FeatureCollection", "Feature", "GeometryCollection"
# Collections within collections; more is a bomb, or a joke.
DEEPEST = 3


def read_geojson(body: bytes, limits: ShapeLimits, *, encoding: str = "") -> OwnShapes:
    """Return the features of a GeoJSON file; raises OddFile, and UnreadableFile for its text."""
    text = decode(body, encoding=encoding)
    try:
        whole: Any = json.loads(text.text)
    except RecursionError:
        raise OddFile("nested") from None
    except ValueError as error:
        at = getattr(error, "lineno", 0)
        raise OddFile("json", line=at) from None
    entries = _entries(whole)
    counter = ShapeCounter(limits)
    features = tuple(_feature(at, one, counter) for at, one in enumerate(entries, start=1))
    words = json.dumps(whole.get("crs"))[:LONGEST_CELL] if whole.get("crs") else ""
    # GeoJSON is in degrees unless it says otherwise, which the older form could.
    system = stated(words) if words else System(DEGREES)
    return OwnShapes(
        "geojson", features, system, words, encoding=text.encoding, encoding_why=text.why
    )


def _entries(whole: object) -> list[Any]:
    if not isinstance(whole, dict):
        raise OddFile("collection")
    kind = whole.get("type")
    if kind == "Topology":
        raise OddFile("topology")
    if kind == FEATURE:
        return [whole]
    if kind != COLLECTION or not isinstance(whole.get("features"), list):
        raise OddFile("collection")
    if not whole["features"]:
        raise OddFile("none")
    return list(whole["features"])


def _feature(number: int, entry: object, counter: ShapeCounter) -> OwnFeature:
    body: Mapping[str, Any] = entry if isinstance(entry, dict) else {}
    found = body.get("properties")
    properties = {
        _whole(str(name)): cell(value)
        for name, value in (found if isinstance(found, dict) else {}).items()
    }
    counter.feature(len(properties))
    try:
        shape, notes = _geometry(body.get("geometry"), counter)
    except OddShape as odd:
        return OwnFeature(number, properties, fault=odd.code)
    return OwnFeature(number, properties, shape, notes=notes)


def cell(value: object) -> Cell:
    """Return a property as a cell of a table; what is nested as the text it is."""
    if value is None or isinstance(value, bool):
        return value
    if isinstance(value, int | float):
        try:
            return float(value)
        except OverflowError:
            return str(value)[:LONGEST_CELL]
    if isinstance(value, str):
        return _whole(value)
    return _whole(json.dumps(value))


def _whole(text: str) -> str:
    """Return a text without halves of characters, which no file and no page can show."""
    return text[:LONGEST_CELL].encode("utf-8", "replace").decode()


def _geometry(found: object, counter: ShapeCounter, depth: int = 0) -> Made:
    if found is None:
        raise OddShape("empty")
    if not isinstance(found, dict):
        raise OddShape("corners")
    kind = found.get("type")
    if kind == MANY:
        parts = found.get("geometries")
        if depth >= DEEPEST or not isinstance(parts, list):
            raise OddShape("corners")
        return gathered([_geometry(one, counter, depth + 1) for one in parts])
    if kind is None and "rings" in found:
        raise OddShape("esri")
    return gathered(list(_parts(str(kind), found.get("coordinates"), counter)))


def _parts(kind: str, found: object, counter: ShapeCounter) -> Iterator[Made]:
    """Yield the parts of a geometry of a kind."""
    if not isinstance(found, list):
        raise OddShape("corners")
    if not found:
        raise OddShape("empty")
    if kind == "Point":
        counter.vertices(1)
        yield point(found)
    elif kind == "MultiPoint":
        counter.vertices(len(found))
        yield from (point(one) for one in found)
    elif kind == "LineString":
        counter.vertices(len(found))
        yield line(found)
    elif kind == "Polygon":
        counter.vertices(sum(len(one) for one in found if isinstance(one, list)))
        yield area(found)
    elif kind in ("MultiLineString", "MultiPolygon"):
        for part in found:
            yield from _parts(kind.removeprefix("Multi"), part, counter)
    else:
        raise OddShape("kind")
