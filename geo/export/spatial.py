"""Tables as GeoPackage and GeoParquet. Imports geopandas: only the command line uses it."""

from __future__ import annotations

import json
import tempfile
from pathlib import Path

import geopandas as gpd
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
from pandas.api.extensions import ExtensionDtype
from shapely.geometry import MultiPolygon, Polygon, shape
from shapely.geometry.base import BaseGeometry

from geo.export.table import Table, Type, source_table
from geo.files.shape_areas import CGCS2000

DTYPES: dict[Type, ExtensionDtype] = {
    "text": pd.StringDtype(),
    "number": pd.Float64Dtype(),
    "integer": pd.Int64Dtype(),
    "boolean": pd.BooleanDtype(),
}
# GeoPackage notes when it was written; a fixed time lets the same rows give the same file.
_NO_TIME = {"OGR_CURRENT_DATE": "2000-01-01T00:00:00.000Z"}


def frame(table: Table) -> gpd.GeoDataFrame:
    """Return a table as a GeoDataFrame in CGCS2000; blanks are missing, never zero."""
    columns = {
        column.name: pd.Series([row[at] for row in table.rows], dtype=DTYPES[column.type])
        for at, column in enumerate(table.columns)
    }
    shapes = [None if one is None else shape(dict(one)) for one in table.placed()]
    places = gpd.GeoSeries(pd.Series(_alike(shapes), dtype=object), crs=CGCS2000)
    return gpd.GeoDataFrame(columns, geometry=places)


def gpkg(table: Table) -> bytes:
    """Return a GeoPackage: a layer of the rows, and tables ``sources`` and ``about``."""
    header, sources = source_table(table.sources)
    about = pd.DataFrame([("title", table.title), *table.about], columns=["what", "words"])
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.gpkg"
        before = {name: pyogrio.get_gdal_config_option(name) for name in _NO_TIME}
        pyogrio.set_gdal_config_options(_NO_TIME)
        try:
            pyogrio.write_dataframe(frame(table), path, layer=table.name)
            for name, rows in (
                ("sources", pd.DataFrame(sources, columns=header)),
                ("about", about),
            ):
                pyogrio.write_dataframe(rows, path, layer=name, append=True)
        finally:
            pyogrio.set_gdal_config_options(before)
        return path.read_bytes()


def parquet(table: Table) -> bytes:
    """Return GeoParquet; sources and what holds for the whole are JSON in the file's metadata."""
    header, sources = source_table(table.sources)
    said = {
        "sources": [dict(zip(header, row, strict=True)) for row in sources],
        "about": {"title": table.title, **dict(table.about)},
    }
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        frame(table).to_parquet(path, index=False)
        whole = pq.read_table(path)
        metadata = {**(whole.schema.metadata or {})}
        for key, value in said.items():
            metadata[key.encode()] = json.dumps(value, ensure_ascii=False).encode()
        pq.write_table(whole.replace_schema_metadata(metadata), path)
        return path.read_bytes()


def _alike(shapes: list[BaseGeometry | None]) -> list[BaseGeometry | None]:
    """Return polygons as multipolygons when a layer holds both: a layer has one type."""
    if not any(isinstance(one, MultiPolygon) for one in shapes):
        return shapes
    return [MultiPolygon([one]) if isinstance(one, Polygon) else one for one in shapes]
