"""GeoPackages: the file is a database, opened in memory, and asked nothing but its tables.

SQLite reads bytes that are in memory already (``deserialize``); what a database says of itself
(views, triggers, functions) is not trusted, and every call but reading is forbidden.
"""

from __future__ import annotations

import sqlite3
import struct
from collections.abc import Iterator

import shapely
from shapely.geometry.base import BaseGeometry

from geo.own_geometry.geojson_reader import cell
from geo.own_geometry.own_shapes import (
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
from geo.own_geometry.systems import System, by_code, stated

MAGIC, HEAD = b"GP", 8
# Bits of the flags of a geometry: how long its envelope is, that it is empty, of which kind it is.
ENVELOPES = {0: 0, 1: 32, 2: 48, 3: 48, 4: 64}
EMPTY, EXTENDED, LITTLE = 0x10, 0x20, 0x01
READING = frozenset((sqlite3.SQLITE_SELECT, sqlite3.SQLITE_READ, sqlite3.SQLITE_RECURSIVE))
PLAIN_FUNCTIONS = frozenset(("length", "typeof", "coalesce", "lower"))
LONGEST = 50_000_000
# So many steps of the database at most: a table may claim to be endless.
STEPS, TICKS = 1_000, 200_000


def read_gpkg(body: bytes, limits: ShapeLimits, *, layer: str = "") -> OwnShapes:
    """Return one layer of a GeoPackage, the first one unless another is asked; raises OddFile."""
    base = sqlite3.connect(":memory:")
    try:
        return _read(base, body, limits, layer)
    except (sqlite3.Error, OverflowError, ValueError):
        raise OddFile("database") from None
    finally:
        base.close()


def _read(base: sqlite3.Connection, body: bytes, limits: ShapeLimits, layer: str) -> OwnShapes:
    base.deserialize(body)
    base.execute("PRAGMA trusted_schema = OFF")
    base.execute("PRAGMA temp_store = MEMORY")
    base.execute("PRAGMA cell_size_check = ON")
    base.text_factory = lambda raw: raw.decode("utf-8", "replace")
    base.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, LONGEST)
    base.set_authorizer(_allowed)
    ticks = iter(range(TICKS))
    base.set_progress_handler(lambda: next(ticks, None) is None, STEPS)
    tables = {
        str(name): (str(column), srs)
        for name, column, srs in base.execute(
            "SELECT table_name, column_name, srs_id FROM gpkg_geometry_columns LIMIT 200"
        )
    }
    if not tables:
        raise OddFile("none")
    chosen = layer if layer in tables else next(iter(tables))
    column, srs = tables[chosen]
    system, words = _system(base, srs)
    features = tuple(_features(base, chosen, column, ShapeCounter(limits)))
    if not features:
        raise OddFile("none")
    return OwnShapes("gpkg", features, system, words, chosen, tuple(tables))


def _allowed(action: int, _first: str | None, second: str | None, *_: object) -> int:
    if action in READING:
        return sqlite3.SQLITE_OK
    if action == sqlite3.SQLITE_FUNCTION and second in PLAIN_FUNCTIONS:
        return sqlite3.SQLITE_OK
    return sqlite3.SQLITE_DENY


def _system(base: sqlite3.Connection, srs: object) -> tuple[System | None, str]:
    row = base.execute(
        "SELECT organization, organization_coordsys_id, definition FROM gpkg_spatial_ref_sys"
        " WHERE srs_id = ?",
        (srs,),
    ).fetchone()
    if row is None:
        return None, ""
    organization, code, definition = row
    words = f"{organization}:{code}"
    if str(organization).upper() == "EPSG" and isinstance(code, int):
        known = by_code(code)
        if known is not None:
            return known, words
    return stated(str(definition or "")), words


def _quoted(name: str) -> str:
    return '"' + name.replace('"', '""') + '"'


def _features(
    base: sqlite3.Connection, table: str, column: str, counter: ShapeCounter
) -> Iterator[OwnFeature]:
    rows = base.execute(f"SELECT * FROM {_quoted(table)}")  # noqa: S608  a quoted name, and no call but reading
    names = [one[0] for one in rows.description]
    if column not in names:
        raise OddFile("database")
    for number, row in enumerate(rows, start=1):
        found = dict(zip(names, row, strict=True))
        raw = found.pop(column)
        properties = {
            name: cell(None if isinstance(value, bytes) else value) for name, value in found.items()
        }
        counter.feature(len(properties))
        try:
            shape, notes = _shape(raw, counter)
        except OddShape as odd:
            yield OwnFeature(number, properties, fault=odd.code)
        else:
            yield OwnFeature(number, properties, shape, notes=notes)


def _shape(raw: object, counter: ShapeCounter) -> Made:
    if raw is None:
        raise OddShape("empty")
    if not isinstance(raw, bytes) or raw[:2] != MAGIC or len(raw) < HEAD:
        raise OddShape("torn")
    flags = raw[3]
    if flags & EXTENDED:
        raise OddShape("kind")
    if flags & EMPTY:
        raise OddShape("empty")
    envelope = ENVELOPES.get((flags >> 1) & 0x07)
    if envelope is None:
        raise OddShape("torn")
    return of_wkb(raw[HEAD + envelope :], counter)


def of_wkb(raw: bytes, counter: ShapeCounter) -> Made:
    """Return a geometry of well-known binary; raises OddShape."""
    try:
        found = shapely.from_wkb(raw)
    except (shapely.errors.GEOSException, struct.error, TypeError):
        raise OddShape("torn") from None
    return of_shapely(found, counter)


def of_shapely(found: BaseGeometry | None, counter: ShapeCounter) -> Made:
    """Return a geometry that a library read as one that was judged; raises OddShape."""
    if found is None or shapely.is_empty(found):
        raise OddShape("empty")
    counter.vertices(int(shapely.get_num_coordinates(found)))
    deep = bool(shapely.has_z(found)) or bool(shapely.has_m(found))
    parts = [_judged(one) for one in _flat(found)]
    shape, notes = gathered(parts)
    return shape, tuple(dict.fromkeys((*notes, *(("heights",) if deep else ()))))


def _flat(found: BaseGeometry) -> Iterator[BaseGeometry]:
    many = [one for one in shapely.get_parts(found) if not shapely.is_empty(one)]
    for one in many:
        if one.geom_type.startswith(("Multi", "GeometryCollection")):
            yield from _flat(one)
        else:
            yield one


def _judged(one: BaseGeometry) -> Made:
    if one.geom_type == "Point":
        return point(shapely.get_coordinates(one)[0])
    if one.geom_type == "LineString":
        return line(shapely.get_coordinates(one))
    if one.geom_type == "Polygon":
        return area([shapely.get_coordinates(ring) for ring in shapely.get_rings(one)])
    raise OddShape("kind")
