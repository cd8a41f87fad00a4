"""Files that lie in a data folder and that nobody would read: named, never passed over."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from pathlib import Path

from geo.errors import Fault
from geo.sentences import Said, said

PACKAGE = "datapackage.json"
TABLES, SHAPES, LANDMARKS = "statistics", "shapes", "landmarks"
ROOMS: Mapping[str, str] = {TABLES: ".csv", SHAPES: ".geojson", LANDMARKS: ".geojson"}
# How boundaries come that are not GeoJSON, or not called so. A shapefile is several files: one of
# them stands for all.
FORMATS = (
    *(".shp", ".gpkg", ".gdb", ".kml", ".kmz", ".gml", ".topojson", ".geojsonl", ".geojsons"),
    *(".tab", ".mif", ".dxf", ".dwg", ".fgb", ".parquet", ".zip", ".rar", ".7z"),
)
# Endings of files that are GeoJSON under another name.
RENAMED = (".json", ".geojson", ".txt")


def undescribed(folder: Path, described: Collection[str]) -> Iterator[Fault]:
    """Yield what looks like a table or a boundary and stands in no description."""
    for room, ending in ROOMS.items():
        for path in sorted((folder / room).glob("*")):
            file = f"{room}/{path.name}"
            if file not in described and not path.name.startswith("."):
                message = _message(path, room, ending, described)
                if message:
                    yield Fault(file, None, "", "", "file-undescribed", message)
    for path in sorted(folder.glob("*")):
        if _is_shape(path) and path.name not in described:
            yield Fault(path.name, None, "", "", "file-undescribed", said("beside.elsewhere"))


def _message(path: Path, room: str, ending: str, described: Collection[str]) -> Said | None:
    """Return why nobody would read a file, or nothing for one that is no data."""
    if room == TABLES:
        if _is_shape(path):
            return said("beside.elsewhere")
        return said("file-undescribed", package=PACKAGE) if path.name.endswith(ending) else None
    stem = path.name.partition(".")[0].casefold()
    meant = f"{room}/{stem}{ending}"
    suffix = path.suffix.casefold()
    if suffix in RENAMED and meant in described:
        return said("beside.named", file=meant)
    if suffix in FORMATS:
        return said("beside.format", file=meant)
    return said("file-undescribed", package=PACKAGE) if suffix in (*RENAMED[:2], ".csv") else None


def _is_shape(path: Path) -> bool:
    return path.suffix.casefold() in (*FORMATS, ".geojson")
