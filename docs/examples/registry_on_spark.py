"""A registry placed and counted by Spark, with the function that the atlas itself places it by.

Run it from the checkout, with pyspark and Java beside the atlas's own environment:
``python -m docs.examples.registry_on_spark FILE.parquet``. It prints the line that
``python -m tools.registry_counts`` prints of the same registry, imported.
"""

from __future__ import annotations

import os
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path

import pandas as pd
import pyarrow as pa
from pyspark.sql import SparkSession

from geo.model import divisions
from geo.registry.registry_blocks import placed
from geo.registry.registry_import import known_places
from geo.store.package import load
from tools.registry_counts import KINDS, line
from tools.serving import PROJECT

# As Spark writes the columns of ``geo.registry.registry_blocks.PLACED``.
COLUMNS = (
    "id string, name string, field string, status string, place string, zone string, "
    "year smallint, lon double, lat double"
)


def counted(spark: SparkSession, path: Path, data: Path) -> pd.DataFrame:
    """Return how many enterprises of a Parquet file there are of each place, field and status.

    ``data`` is the folder of the edition whose boundaries decide.
    """
    catalogue = load(data, places=divisions.named(data))
    known = spark.sparkContext.broadcast(known_places(data, catalogue))

    def place(blocks: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        return placed(blocks, known.value)

    rows = spark.read.parquet(str(path)).mapInArrow(place, COLUMNS)
    counts: pd.DataFrame = rows.groupBy(*KINDS).count().toPandas()
    return counts


def main() -> None:
    """Count the file of the command line with the processors of this machine."""
    parser = ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path)
    path = parser.parse_args().file
    # Spark's own choice would be another Python than that of the checkout.
    os.environ.setdefault("PYSPARK_PYTHON", sys.executable)
    session = SparkSession.builder.master("local[*]").config("spark.ui.enabled", "false")
    spark = session.config("spark.driver.bindAddress", "127.0.0.1").getOrCreate()
    try:
        sys.stdout.write(f"{line(counted(spark, path, PROJECT / 'data'))}  {path}\n")
    finally:
        spark.stop()


if __name__ == "__main__":
    main()
