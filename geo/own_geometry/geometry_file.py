"""A file of geometries, told by its bytes whatever its name says, and read.

GeoJSON, zipped shapefiles, GeoPackages, KML and KMZ, the first two also inside a ZIP archive. No
reader follows a reference, opens a path or loads a driver: what is not in the bytes is not there.
"""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from typing import Literal

from geo.own_geometry.geojson_reader import read_geojson
from geo.own_geometry.gpkg_reader import read_gpkg
from geo.own_geometry.kml_reader import read_kml
from geo.own_geometry.own_shapes import OddFile, OwnShapes
from geo.own_geometry.shape_choices import ShapeLimits
from geo.own_geometry.shapefile_reader import MAGIC, layers_of, named, read_shapefile
from geo.own_table.grid import UnreadableFile
from geo.own_table.limits import Limits
from geo.own_table.own_file import HEAD, ZIP
from geo.own_table.workbook_guard import entry_bytes, opened
from geo.sentences import said

GeometryKind = Literal["geojson", "shapefile", "gpkg", "kml", "zip", "shp"]
DATABASE = b"SQLite format 3\0"
BLANKS = b"\xef\xbb\xbf \t\r\n"
# What a ZIP archive may hold instead of a shapefile, one of each.
INSIDE = {".geojson": "geojson", ".json": "geojson", ".kml": "kml", ".gpkg": "gpkg"}
# Other formats of XML, told by how they begin.
OTHER_XML = (b"<ogrvrt", b"<gml", b"<wfs", b"<gpx", b"<osm", b"<vrtdataset", b"<topo")


def geometry_kind(body: bytes) -> GeometryKind | None:
    """Return which file of geometries bytes are; None for what is none."""
    if body.startswith(DATABASE):
        return "gpkg"
    if body.startswith(MAGIC):
        return "shp"
    if body.startswith(ZIP):
        return "zip" if _holds_shapes(body) else None
    start = body[:HEAD].lstrip(BLANKS).lower()
    if start.startswith((b"{", b"[")):
        return "geojson"
    if start.startswith(OTHER_XML) or (start.startswith(b"<") and b"<kml" in start):
        return "kml"
    return None


def _holds_shapes(body: bytes) -> bool:
    """Return whether an archive holds shapes, by the names in it: nothing is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            names = [entry.filename.lower() for entry in archive.infolist()[:5_000]]
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        return False
    if "mimetype" in names or any(name.startswith("xl/") for name in names):
        return False
    return any(name.endswith((".shp", *INSIDE)) for name in names)


def read_geometry(
    body: bytes, limits: Limits, most: ShapeLimits, *, layer: str = "", encoding: str = ""
) -> OwnShapes:
    """Return a layer of a file of geometries; raises UnreadableFile, which says what would help."""
    if len(body) > limits.size:
        raise UnreadableFile(said("own.file.size", most=limits.size))
    try:
        return _read(body, limits, most, layer, encoding)
    except OddFile as odd:
        raise UnreadableFile(said(f"own.shapes.{odd.code}", **odd.parts)) from None


def _read(body: bytes, limits: Limits, most: ShapeLimits, layer: str, encoding: str) -> OwnShapes:
    kind = geometry_kind(body)
    if kind == "zip":
        return _unpacked(body, limits, most, layer, encoding)
    if kind == "gpkg":
        return read_gpkg(body, most, layer=layer)
    if kind == "geojson":
        return read_geojson(body, most, encoding=encoding)
    if kind == "kml" and not body[:HEAD].lstrip(BLANKS).lower().startswith(OTHER_XML):
        return read_kml(body, most)
    raise OddFile("alone" if kind == "shp" else "other")


def _unpacked(
    body: bytes, limits: Limits, most: ShapeLimits, layer: str, encoding: str
) -> OwnShapes:
    archive = opened(body, limits)
    if layers_of(archive):
        return read_shapefile(archive, most, layer=layer, encoding=encoding)
    inside = [
        (entry, INSIDE[ending])
        for entry in archive.infolist()
        for ending in INSIDE
        if named(entry).lower().endswith(ending)
    ]
    if len(inside) > 1 and layer:
        inside = [pair for pair in inside if named(pair[0]) == layer] or inside
    entry, _ = inside[0]
    held = entry_bytes(archive, entry)
    if geometry_kind(held) in (None, "zip", "shp"):
        raise OddFile("other")
    found = _read(held, limits, most, "", encoding)
    if len(inside) == 1:
        return found
    return replace(found, layer=named(entry), layers=tuple(named(one) for one, _ in inside))
