"""A table whose rows have coordinates: longitude and latitude, x and y, or WKT, become points."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

import shapely
from shapely.geometry.base import BaseGeometry

from geo.own_geometry.gpkg_reader import of_shapely
from geo.own_geometry.own_shapes import (
    OddFile,
    OddShape,
    OwnFeature,
    OwnShapes,
    ShapeCounter,
    point,
)
from geo.own_geometry.shape_choices import ShapeLimits
from geo.own_table.grid import Cell, OwnSheet, UnreadableFile, letters, shown
from geo.own_table.own_file import OwnFile
from geo.sentences import said

LON = re.compile(
    r"(?:东经|经度|中心经度|lon|lng|long|longitude|x|x坐标|横坐标|坐标x|point_x|wgs84?经度|.*经度)"
)
LAT = re.compile(
    r"(?:北纬|纬度|中心纬度|lat|latitude|y|y坐标|纵坐标|坐标y|point_y|wgs84?纬度|.*纬度)"
)
WKT = re.compile(r"(?:wkt|geom|geometry|the_geom|几何|图形)")
BOTH = re.compile(r"(?:经纬度|坐标|经纬度坐标|lonlat|lnglat|coordinates?|location)")
UNIT = re.compile(r"[(（\[【].*?[)）\]】]|[\s:：_°]")
WKT_START = re.compile(r"\s*(?:SRID=\d+;)?\s*(?:MULTI)?(?:POINT|LINESTRING|POLYGON)", re.IGNORECASE)
# 104°03′52.1″E, 东经104度3分52秒
SEXAGESIMAL = re.compile(
    r"(?:东经|北纬|[EN])?\s*(\d{1,3})\s*[°度]\s*(?:(\d{1,2}(?:\.\d+)?)\s*['′分])?"
    r"\s*(?:(\d{1,2}(?:\.\d+)?)\s*(?:[\"″秒]|''|′′))?\s*[EN]?"
)
PAIR = re.compile(r"\s*([-+0-9.]+)\s*[,，;；\s]\s*([-+0-9.]+)\s*")
# What a table with coordinates is called among files of geometries.
TABLE = "table"
# A header is looked for in so many rows, and believed where so many cells below it are numbers.
TOP, SAMPLE, ENOUGH = 12, 60, 0.5


@dataclass(frozen=True)
class PointColumns:
    """Where coordinates stand: the row of the header, and columns counted from 0.

    ``lat`` is None where one column has both, or WKT.
    """

    header: int
    lon: int
    lat: int | None = None
    wkt: bool = False


def has_points(file: OwnFile, sheet: str = "") -> PointColumns | None:
    """Return where the coordinates of a table stand; None for a table without any."""
    grid = _grid(file, sheet)
    return None if grid is None else columns_of(grid)


def columns_of(grid: OwnSheet) -> PointColumns | None:
    """Return where the coordinates of a sheet stand."""
    for at, row in enumerate(grid.rows[:TOP]):
        heads = [UNIT.sub("", _plain(shown(cell))) for cell in row]
        found = _found(at, heads)
        if found is not None and _believed(grid, found):
            return found
    return None


def _found(at: int, heads: Sequence[str]) -> PointColumns | None:
    lon, lat, wkt, both = (
        next((column for column, head in enumerate(heads) if head and one.fullmatch(head)), None)
        for one in (LON, LAT, WKT, BOTH)
    )
    if lon is not None and lat is not None and lon != lat:
        return PointColumns(at, lon, lat)
    if wkt is not None:
        return PointColumns(at, wkt, wkt=True)
    return PointColumns(at, both) if both is not None else None


def _believed(grid: OwnSheet, where: PointColumns) -> bool:
    rows = grid.rows[where.header + 1 : where.header + 1 + SAMPLE]
    cells = [row for row in rows if any(shown(cell).strip() for cell in row)]
    good = 0
    for row in cells:
        first = _at(row, where.lon)
        if where.wkt:
            good += bool(WKT_START.match(shown(first)))
        elif where.lat is None:
            good += bool(PAIR.fullmatch(shown(first)))
        else:
            good += number(first) is not None and number(_at(row, where.lat)) is not None
    return bool(cells) and good >= ENOUGH * len(cells)


def points_of(file: OwnFile, limits: ShapeLimits, sheet: str = "") -> OwnShapes:
    """Return the rows of a table with coordinates as features; raises UnreadableFile."""
    grid = _grid(file, sheet)
    where = None if grid is None else columns_of(grid)
    if grid is None or where is None:
        raise UnreadableFile(said("own.shapes.no-columns"))
    counter = ShapeCounter(limits)
    heads = _heads(grid, where.header)
    used = (where.lon, where.lat)
    try:
        features = tuple(
            _feature(at + 1, row, where, heads, used, counter)
            for at, row in enumerate(grid.rows[where.header + 1 :], start=where.header + 1)
            if any(shown(cell).strip() for cell in row)
        )
    except OddFile as odd:
        raise UnreadableFile(said(f"own.shapes.{odd.code}", **odd.parts)) from None
    if not features:
        raise UnreadableFile(said("own.shapes.none"))
    names = () if file.kind == "text" else tuple(one.name for one in file.grids)
    return OwnShapes(
        TABLE,
        features,
        layer=grid.name,
        layers=names,
        encoding=file.encoding,
        encoding_why=file.encoding_why,
        stated=heads[where.lon] + (f", {heads[where.lat]}" if where.lat is not None else ""),
    )


def _feature(
    number_: int,
    row: Sequence[Cell],
    where: PointColumns,
    heads: Sequence[str],
    used: Sequence[int | None],
    counter: ShapeCounter,
) -> OwnFeature:
    properties = {
        heads[column]: cell
        for column, cell in enumerate(row)
        if column not in used and column < len(heads)
    }
    counter.feature(len(properties))
    try:
        if where.wkt:
            shape, notes = _wkt(shown(_at(row, where.lon)), counter)
        else:
            counter.vertices(1)
            shape, notes = point(_pair(row, where))
    except OddShape as odd:
        return OwnFeature(number_, properties, fault=odd.code)
    return OwnFeature(number_, properties, shape, notes=notes)


def _pair(row: Sequence[Cell], where: PointColumns) -> tuple[float, float]:
    first = _at(row, where.lon)
    if where.lat is None:
        found = PAIR.fullmatch(_plain(shown(first)))
        cells: Sequence[Cell] = (found[1], found[2]) if found else (first, None)
    else:
        cells = (first, _at(row, where.lat))
    if all(not shown(cell).strip() for cell in cells):
        raise OddShape("empty")
    x, y = map(number, cells)
    if x is None or y is None:
        raise OddShape("number")
    return x, y


def _wkt(words: str, counter: ShapeCounter) -> tuple[BaseGeometry, tuple[str, ...]]:
    if not words.strip():
        raise OddShape("empty")
    try:
        return of_shapely(shapely.from_wkt(re.sub(r"^\s*SRID=\d+;", "", words)), counter)
    except (shapely.errors.GEOSException, TypeError):
        raise OddShape("wkt") from None


def number(cell: Cell) -> float | None:
    """Return a coordinate as it is written, in degrees, minutes and seconds too; else None.

    >>> number("104°30′E"), number("１０４.５"), number("—")
    (104.5, 104.5, None)
    """
    if isinstance(cell, bool) or cell is None:
        return None
    if isinstance(cell, int | float):
        return float(cell)
    text = _plain(shown(cell)).replace("''", '"')
    parts = SEXAGESIMAL.fullmatch(text.upper())
    if parts and parts[1]:
        return int(parts[1]) + float(parts[2] or 0) / 60 + float(parts[3] or 0) / 3600
    try:
        return float(text.rstrip("°度en").replace(",", ""))
    except ValueError:
        return None


def _plain(text: str) -> str:
    return unicodedata.normalize("NFKC", text).strip().lower()


def _at(row: Sequence[Cell], column: int | None) -> Cell:
    return row[column] if column is not None and column < len(row) else None


def _heads(grid: OwnSheet, header: int) -> tuple[str, ...]:
    width = max(len(row) for row in grid.rows)
    names: list[str] = []
    for column in range(width):
        head = shown(_at(grid.rows[header], column)).strip() or letters(column)
        names.append(head if head not in names else f"{head} {letters(column)}")
    return tuple(names)


def _grid(file: OwnFile, sheet: str) -> OwnSheet | None:
    asked = (grid for grid in file.grids if grid.name == sheet)
    return next(asked, next((grid for grid in file.grids if columns_of(grid)), None))
