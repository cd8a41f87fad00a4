"""Shapefiles in a ZIP archive: outlines, points and lines, and the table beside them.

The format is that of ESRI's paper of July 1998; the table is dBASE III. Plain numpy: a record that
is broken costs that record, not the file.
"""

from __future__ import annotations

import struct
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath

import numpy as np
import shapely

from geo.own_geometry.dbf_reader import Attributes, attributes
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
    plane,
    point,
)
from geo.own_geometry.shape_choices import ShapeLimits
from geo.own_geometry.systems import Coordinates, stated
from geo.own_table.grid import Cell
from geo.own_table.workbook_guard import entry_bytes

MAGIC, HEADER, RECORD = b"\x00\x00\x27\x0a", 100, 8
# Types by what they are; 10 more have heights, 20 more measures.
NULL, POINT, LINE, AREA, POINTS, PATCH = 0, 1, 3, 5, 8, 31
TENS, HEIGHT_FROM = 10, 10
LONGEST_PRJ = 10_000


def layers_of(archive: zipfile.ZipFile) -> dict[str, dict[str, zipfile.ZipInfo]]:
    """Return the files of each layer of an archive by their endings; a layer has a ``.shp``."""
    found: dict[str, dict[str, zipfile.ZipInfo]] = {}
    for entry in archive.infolist():
        path = PurePosixPath(named(entry))
        if entry.is_dir() or path.name.startswith("._"):
            continue
        ending = path.suffix.lower().removeprefix(".")
        stem = str(path)[: -len(path.suffix)] if path.suffix else str(path)
        found.setdefault(stem, {}).setdefault(ending, entry)
    return {stem: files for stem, files in found.items() if "shp" in files}


def named(entry: zipfile.ZipInfo) -> str:
    """Return the name of a file in an archive: Chinese programs write it in GB 18030 unmarked."""
    utf8 = 1 << 11
    if entry.flag_bits & utf8:
        return entry.filename
    try:
        return entry.filename.encode("cp437").decode("gb18030")
    except UnicodeError:
        return entry.filename


def read_shapefile(
    archive: zipfile.ZipFile, limits: ShapeLimits, *, layer: str = "", encoding: str = ""
) -> OwnShapes:
    """Return one layer of an archive, the first one unless another is asked; raises OddFile."""
    layers = layers_of(archive)
    if not layers:
        raise OddFile("shp")
    chosen = layer if layer in layers else next(iter(layers))
    files = layers[chosen]
    prj = _read(archive, files.get("prj"))[:LONGEST_PRJ].decode("utf-8", "replace").strip()
    page = _read(archive, files.get("cpg"))[:LONGEST_PRJ].decode("ascii", "replace").strip()
    counter = ShapeCounter(limits)
    table = None
    if "dbf" in files:
        table = attributes(_read(archive, files["dbf"]), limits, encoding=encoding, page=page)
    features = tuple(_features(_read(archive, files["shp"]), table, counter))
    if not features:
        raise OddFile("none")
    return OwnShapes(
        "shapefile",
        features,
        stated(prj) if prj else None,
        prj,
        chosen,
        tuple(layers),
        table.encoding if table else "",
        table.why if table else None,
    )


def _read(archive: zipfile.ZipFile, entry: zipfile.ZipInfo | None) -> bytes:
    if entry is None:
        return b""
    return entry_bytes(archive, entry)


def _features(body: bytes, table: Attributes | None, counter: ShapeCounter) -> Iterator[OwnFeature]:
    if body[:4] != MAGIC or len(body) < HEADER:
        raise OddFile("torn")
    at, number = HEADER, 0
    rows: Iterator[Mapping[str, Cell]] = iter(table.rows if table else ())
    while at + RECORD <= len(body):
        (words,) = struct.unpack(">i", body[at + 4 : at + 8])
        content = body[at + RECORD : at + RECORD + 2 * words]
        number += 1
        properties = dict(next(rows, {}))
        counter.feature(len(properties))
        if words < 0 or len(content) < 2 * words:
            yield OwnFeature(number, properties, fault="torn")
            return
        try:
            shape, notes = _shape(content, counter)
            yield OwnFeature(number, properties, shape, notes=notes)
        except OddShape as odd:
            yield OwnFeature(number, properties, fault=odd.code)
        except (struct.error, ValueError, IndexError):
            yield OwnFeature(number, properties, fault="torn")
        at += RECORD + 2 * words


def _shape(content: bytes, counter: ShapeCounter) -> Made:
    (kind,) = struct.unpack("<i", content[:4])
    if kind == NULL:
        raise OddShape("empty")
    if kind == PATCH:
        raise OddShape("kind")
    base, deep = kind % TENS, kind > HEIGHT_FROM
    if base == POINT:
        counter.vertices(1)
        shape, _ = point(np.frombuffer(content, "<f8", 2, 4))
        return shape, ("heights",) if deep else ()
    if base == POINTS:
        raise OddShape("points")
    if base not in (LINE, AREA):
        raise OddShape("kind")
    parts, corners = struct.unpack("<ii", content[36:44])
    if not 0 < parts <= corners:
        raise OddShape("empty" if not parts or not corners else "torn")
    counter.vertices(corners)
    starts = np.frombuffer(content, "<i4", parts, 44)
    flat, _ = plane(np.frombuffer(content, "<f8", 2 * corners, 44 + 4 * parts).reshape(-1, 2))
    ends = [*starts[1:], corners]
    if any(end <= start for start, end in zip(starts, ends, strict=True)):
        raise OddShape("torn")
    pieces = [flat[start:end] for start, end in zip(starts, ends, strict=True)]
    made = gathered([line(one) for one in pieces] if base == LINE else _polygons(pieces))
    return made[0], (*made[1], *(("heights",) if deep else ()))


def _polygons(rings: list[Coordinates]) -> list[Made]:
    """Return polygons with their holes: outer rings run clockwise, holes the other way."""
    areas = [area([ring]) for ring in rings]
    if len(areas) == 1:
        return areas
    outer = [at for at, ring in enumerate(rings) if _clockwise(ring)]
    if not outer:
        # Whoever wrote all of them the other way round meant no holes.
        return areas
    holes: dict[int, list[Coordinates]] = {at: [] for at in outer}
    lonely: list[Made] = []
    for at, ring in enumerate(rings):
        if at in holes:
            continue
        inside = shapely.points(ring[0])
        around = [one for one in outer if shapely.covers(areas[one][0], inside)]
        if around:
            smallest = min(around, key=lambda one: float(shapely.area(areas[one][0])))
            holes[smallest].append(ring)
        else:
            lonely.append(areas[at])
    return [*(area([rings[at], *inner]) for at, inner in holes.items()), *lonely]


def _clockwise(ring: Coordinates) -> bool:
    x, y = ring[:, 0], ring[:, 1]
    return float(np.sum((np.roll(x, -1) - x) * (np.roll(y, -1) + y))) > 0
