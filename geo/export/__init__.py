"""Files out: a table becomes CSV, XLSX, GeoJSON, GeoPackage or GeoParquet, sources inside.

CSV, XLSX and GeoJSON need nothing heavy, so the web worker may write them; GeoPackage and
GeoParquet are written through geopandas, which only their own module imports.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from geo.errors import UnknownWord
from geo.export.table import Table
from geo.export.text import csv_text, geojson
from geo.export.workbook import xlsx

Writer = Callable[[Table], bytes]


def _csv(table: Table) -> bytes:
    return csv_text(table).encode("utf-8-sig")


def _geojson(table: Table) -> bytes:
    return geojson(table).encode()


def _gpkg(table: Table) -> bytes:
    from geo.export.spatial import gpkg  # noqa: PLC0415  geopandas: not in the web worker

    return gpkg(table)


def _parquet(table: Table) -> bytes:
    from geo.export.spatial import parquet  # noqa: PLC0415  geopandas: not in the web worker

    return parquet(table)


WRITERS: Mapping[str, Writer] = {
    "csv": _csv,
    "xlsx": xlsx,
    "geojson": _geojson,
    "gpkg": _gpkg,
    "parquet": _parquet,
}
FORMATS = tuple(WRITERS)
# These hold one geometry a row; a table without places cannot be written as one.
SPATIAL = ("geojson", "gpkg", "parquet")
MEDIA_TYPES: Mapping[str, str] = {
    "csv": "text/csv; charset=utf-8",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "geojson": "application/geo+json",
    "gpkg": "application/geopackage+sqlite3",
    "parquet": "application/vnd.apache.parquet",
}


def write_bytes(table: Table, form: str) -> bytes:
    """Return a table as a file of one of FORMATS; raises UnknownWord for any other."""
    if form not in WRITERS:
        raise UnknownWord("format", form, FORMATS)
    return WRITERS[form](table)


def format_of(path: Path, *, chosen: str = "") -> str:
    """Return the format a person chose, else the one the file's ending says."""
    form = chosen or path.suffix.removeprefix(".").lower()
    if form not in WRITERS:
        raise UnknownWord("format", form, FORMATS)
    return form
