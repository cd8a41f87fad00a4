"""A registry, imported: python -m bench.registry [--rows N]. What it writes is synthetic.

Says processor seconds and memory of an import of few and of many rows, and how much faster a point
is placed than by a spatial join of geopandas, in the same run.
"""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import geopandas as gpd
import pyarrow.parquet as pq

from geo.store.boundaries import boundaries
from geo.store.place_grid import PlaceGrid
from tools.registry import write
from tools.serving import PROJECT

FEW, MANY, ROUNDS = 25_000, 1_000_000, 3


def main() -> None:
    """Measure, and print a line for each figure."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=MANY)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        few, many = Path(folder, "few.parquet"), Path(folder, "many.parquet")
        for rows, path in ((FEW, few), (options.rows, many)):
            write(rows, path)
            seconds, most = _imported(path, path.with_suffix(""))
            print(f"import of {rows:,} rows: {seconds:.1f} s of processor, {most:,.0f} MB at most")
        print(_placing(many))


def _imported(path: Path, to: Path) -> tuple[float, float]:
    """Return the processor seconds and the most megabytes of the command."""
    words = ["registry", "import", str(path), "--to", str(to)]
    command = [sys.executable, "-m", "app", *words, "--source", "synthetic", "--date", "2025-12-31"]
    running = subprocess.Popen(command, cwd=PROJECT, stdout=subprocess.DEVNULL)
    _, status, used = os.wait4(running.pid, 0)
    running.returncode = os.waitstatus_to_exitcode(status)
    if running.returncode:
        raise SystemExit(f"the import ended with {running.returncode}")
    return used.ru_utime + used.ru_stime, used.ru_maxrss / 1024


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
