"""Boundaries as vector tiles: an archive for each level, made once by GDAL.

Imports geopandas, so only the one-time build uses this module.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

from geo.files.precision import coarse
from geo.levels import DIVISIONS, Level
from geo.store.boundaries import boundaries

TILED: tuple[Level, ...] = (*DIVISIONS, "zone", "area")
# From where the province is a thumbnail to where a step of a tile is 10 m: boundaries say no more,
# and programs enlarge the tiles of the deepest zoom.
SHALLOWEST, DEEPEST = 4, 10
WEB_MERCATOR = 3857
NAMES = ("place_id", "name_zh", "name_en")


def write_tiles(folder: Path, level: Level, path: Path) -> dict[str, Any] | None:
    """Write the boundaries of a level as vector tiles (PMTiles); None where none is published.

    Returned are ``bounds`` (west, south, east, north in degrees), ``zooms`` (least, most) and
    ``fields`` of a feature; the layer in a tile is called as the level is. The same boundaries
    make the same bytes. Raises CatalogueError for a file that the check would not take.
    """
    frame = boundaries(folder, level, drawn=True)
    if frame.empty:
        return None
    west, south, east, north = (coarse(side) for side in frame.total_bounds)
    flat = frame.reset_index()[[*NAMES, "geometry"]].to_crs(WEB_MERCATOR)
    flat.to_file(
        path,
        driver="PMTiles",
        engine="pyogrio",
        layer=level,
        NAME=level,
        MINZOOM=str(SHALLOWEST),
        MAXZOOM=str(DEEPEST),
    )
    return {
        "bounds": (west, south, east, north),
        "zooms": (SHALLOWEST, DEEPEST),
        "fields": NAMES,
    }
