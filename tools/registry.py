"""Write a synthetic registry: python -m tools.registry 1000000 FILE.parquet (or .csv).

For tests and benchmarks only: every enterprise is invented, and says so in its id and its name.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv as pa_csv
import pyarrow.parquet as pq
import shapely

from geo.registry.registry_rows import SYNTHETIC
from geo.store.boundaries import boundaries
from tools.serving import PROJECT

SEED = 20_260_000
BATCH = 250_000
# Cities are crowded: a county's enterprises lie around its middle, some anywhere, some on borders.
SPREAD, ANYWHERE, ON_BORDERS = 0.08, 0.25, 0.05
STATUSES = np.array(["存续", "注销", "吊销", ""])
WEIGHTS = (0.7, 0.2, 0.05, 0.05)
YEARS = (1980, 2025)


def table(count: int, first: int = 0, seed: int = SEED) -> pa.Table:
    """Return ``count`` invented enterprises, numbered from ``first``."""
    random = np.random.default_rng((seed, first))
    frame = boundaries(PROJECT / "data", "county")
    shapes = frame.geometry.to_numpy()
    middles = shapely.get_coordinates(shapely.point_on_surface(shapes))
    corners = shapely.get_coordinates(shapes)
    weights = random.permutation(1 / np.arange(1, len(shapes) + 1))
    county = random.choice(len(shapes), count, p=weights / weights.sum())
    points = middles[county] + random.normal(0, SPREAD, (count, 2))
    west, south, east, north = frame.total_bounds
    anywhere = random.random(count) < ANYWHERE
    points[anywhere] = random.uniform((west, south), (east, north), (int(anywhere.sum()), 2))
    border = random.random(count) < ON_BORDERS
    points[border] = corners[random.integers(0, len(corners), int(border.sum()))]
    fields = ["电子信息", "航空航天", "医药健康", "先进材料", "能源环保", "现代农业", ""]
    numbers = np.arange(first, first + count)
    return pa.table(
        {
            "id": [f"{SYNTHETIC}{number:09}" for number in numbers],
            "name": [f"虚构企业{number} (synthetic)" for number in numbers],
            "field": random.choice(np.array(fields), count),
            "status": random.choice(STATUSES, count, p=WEIGHTS),
            "year": random.integers(*YEARS, count, endpoint=True),
            "lon": points[:, 0],
            "lat": points[:, 1],
            "adcode": frame.index.to_numpy()[county],
        }
    )


def write(count: int, path: Path) -> None:
    """Write invented enterprises as Parquet or CSV, a batch at a time."""
    schema = table(1).schema
    writer = (
        pa_csv.CSVWriter(path, schema)
        if path.suffix == ".csv"
        else pq.ParquetWriter(path, schema, compression="zstd")
    )
    with writer:
        for first in range(0, count, BATCH):
            writer.write_table(table(min(BATCH, count - first), first))


def main() -> None:
    """Write as many as the command line asks for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("file", type=Path)
    options = parser.parse_args()
    options.file.parent.mkdir(parents=True, exist_ok=True)
    write(options.count, options.file)
    print(f"{options.count:,} invented enterprises in {options.file}")


if __name__ == "__main__":
    main()
