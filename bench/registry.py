"""A registry, imported and tiled: python -m bench.registry [--rows N] [--dask]. All is synthetic.

Says processor seconds and memory of an import and of the tiles of few and of many rows, what a
first screen asks for, and how much faster a point is placed than by a spatial join of geopandas, in
the same run. With --dask it says instead what processes that share the import cost beside one, and
fails where a byte differs.
"""

from __future__ import annotations

import argparse
import json
import shutil
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import geopandas as gpd
import numpy as np
import pyarrow.parquet as pq

from bench.registry_cluster import imported, ran, shared
from geo.registry.morton import WORLD, parted, place_of
from geo.registry.tile_archive import TileArchive
from geo.registry.tiling import archive_name
from geo.store.boundaries import boundaries
from geo.store.place_grid import PlaceGrid
from tools.registry import write
from tools.serving import PROJECT

FEW, MANY, ROUNDS = 25_000, 1_000_000, 3
KB, MB = 1_000, 1_000_000
# At which the province fills a map of 1366 × 768.
SCREEN_ZOOM = 7


def main() -> None:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=MANY)
    words = "say what processes that share an import cost beside one; fail where a byte differs"
    parser.add_argument("--dask", action="store_true", help=words)
    options = parser.parse_args()
    if options.dask:
        shared((FEW, options.rows))
        return
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few.parquet"), Path(folder, "many.parquet")
        for rows, path in ((FEW, few), (options.rows, many)):
            write(rows, path)
            to = path.with_suffix("")
            print(f"import of {rows:,} rows: {imported(path, to)}")
            print(*_tiled(to, rows), sep="\n")
        print(_placing(many))


def _tiled(folder: Path, rows: int) -> Iterator[str]:
    """Yield what the tiles of a registry took, in cells, with points and with few withheld."""
    ways = {"cells": [], "points": ["--points"], "3 or more": ["--least", "3"]}
    for way, words in ways.items():
        to = folder.with_name(f"{folder.name}-tiles")
        cost = ran("tools.registry_tiles", str(folder), str(to), *words)
        told = json.loads((to / "meta.json").read_text(encoding="utf-8"))
        yield f"tiles of {rows:,} rows, {way}: {cost}"
        for family, about in told["families"].items():
            archive = TileArchive(to / archive_name(family))
            count, size = _first_screen(archive, told["bounds"])
            yield (
                f"  {family}: {about['tiles']:,} tiles, {about['bytes'] / MB:.1f} MB; first screen "
                f"{count} tiles, {size / KB:.0f} KB"
            )
        shutil.rmtree(to)


def _first_screen(archive: TileArchive, bounds: Sequence[float]) -> tuple[int, int]:
    """Return how many tiles, and bytes, a map of all asks for that begins with the first zoom."""
    west, south, east, north = bounds
    corners = place_of(np.array([west, east]), np.array([north, south]))
    columns, rows = ((side >> np.uint64(WORLD - SCREEN_ZOOM)) for side in parted(corners))
    tiles: dict[tuple[int, int, int], int] = {}
    for column in range(int(columns[0]), int(columns[1]) + 1):
        for row in range(int(rows[0]), int(rows[1]) + 1):
            for up in range(SCREEN_ZOOM + 1):
                tile = SCREEN_ZOOM - up, column >> up, row >> up
                tiles[tile] = len(archive.tile(*tile) or b"")
    there = [size for size in tiles.values() if size]
    return len(there), sum(there)


def _placing(path: Path) -> str:
    frame = boundaries(PROJECT / "data", "county")
    grid = PlaceGrid(list(frame.index), list(frame.geometry))
    points = pq.read_table(path, columns=["lon", "lat"]).slice(0, MANY)
    lon, lat = points["lon"].to_numpy(), points["lat"].to_numpy()
    shapes = frame[["geometry"]].reset_index()

    def joined() -> object:
        every = gpd.GeoDataFrame(geometry=gpd.points_from_xy(lon, lat), crs=frame.crs)
        return every.sjoin(shapes, predicate="intersects").groupby(level=0)["place_id"].min()

    own, theirs = _median(lambda: grid.place(lon, lat)), _median(joined)
    return (
        f"placing of {len(lon):,} points: {own:.2f} s, spatial join {theirs / own:.1f} times that"
    )


def _median(act: Callable[[], object]) -> float:
    times = []
    for _ in range(ROUNDS):
        begun = time.process_time()
        act()
        times.append(time.process_time() - begun)
    return statistics.median(times)


if __name__ == "__main__":
    main()
