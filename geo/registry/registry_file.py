"""The registry as one GeoParquet file along a curve, and its counts as a small one beside it."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq
from pyproj import CRS

from geo.files.shape_areas import CGCS2000
from geo.registry.registry_rows import STATUSES, KnownPlaces

# Small enough that a window of a city touches few groups, large enough to compress.
GROUP = 50_000
COMPRESSION = "zstd"
WORD = pa.dictionary(pa.int16(), pa.string())
POINT = pa.struct([("x", pa.float64()), ("y", pa.float64())])
SCHEMA = pa.schema(
    [
        ("id", pa.string()),
        ("name", pa.string()),
        ("field", WORD),
        ("status", WORD),
        ("year", pa.int16()),
        ("place", WORD),
        ("zone", WORD),
        ("geometry", POINT),
    ]
)
COUNTED = ("place", "zone", "field", "status", "year")
Cube = Counter[tuple[int, ...]]


def write_registry(
    path: Path, stretches: Iterable[tuple[pa.Table, Cube]], bounds: Sequence[float]
) -> Cube:
    """Write rows as they come along the curve; return how many there are of each kind.

    Each stretch is as ``written`` and ``counted`` make it. ``bounds`` (west, south, east, north)
    are those of the province. The file is GeoParquet 1.1 with points in degrees of CGCS2000;
    ``place`` is the code of a county, of a prefecture where no more is known, ``zone`` an id; what
    is unknown is null.
    """
    counts: Cube = Counter()
    schema = SCHEMA.with_metadata({"geo": json.dumps(_geo(bounds))})
    with pq.ParquetWriter(path, schema, compression=COMPRESSION) as writer:
        for rows, kinds in stretches:
            if len(rows):
                counts.update(kinds)
                writer.write_table(rows.cast(schema), row_group_size=GROUP)
    return counts


def write_cube(path: Path, counts: Cube, known: KnownPlaces) -> None:
    """Write how many enterprises there are of each place, zone, field, status and year."""
    keys = sorted(counts)
    numbers = np.array(keys, dtype=np.int16).reshape(len(keys), len(COUNTED))
    columns = {name: pa.array(numbers[:, at]) for at, name in enumerate(COUNTED)}
    words = _words(pa.table(columns), known)
    total = pa.array([counts[key] for key in keys], pa.int64())
    pq.write_table(words.append_column("count", total), path, compression=COMPRESSION)


def counted(rows: pa.Table) -> Cube:
    """Return how many rows there are of each kind, by the numbers of what is COUNTED."""
    kinds = rows.group_by(list(COUNTED)).aggregate([([], "count_all")]).to_pydict()
    keys = zip(*(kinds[name] for name in COUNTED), strict=True)
    return Counter(dict(zip(keys, kinds["count_all"], strict=True)))


def written(rows: pa.Table, known: KnownPlaces) -> pa.Table:
    """Return rows as the file has them: words for numbers, points, nulls for what is unknown."""
    sides = [rows[name].combine_chunks() for name in ("lon", "lat")]
    pointed = pc.invert(pc.is_nan(sides[0]))
    points = pa.StructArray.from_arrays(sides, ["x", "y"], mask=pc.invert(pointed))
    named = pc.if_else(pc.equal(rows["name"], ""), None, rows["name"])
    columns = {"id": rows["id"], "name": named, "geometry": points}
    words = _words(rows.select(COUNTED), known)
    columns |= {name: words[name] for name in COUNTED}
    # In one piece: where pages begin would else follow how the rows came.
    return pa.table({name: columns[name] for name in SCHEMA.names}).cast(SCHEMA).combine_chunks()


def _words(rows: pa.Table, known: KnownPlaces) -> pa.Table:
    """Return numbers of kinds as the words they stand for; what is unknown is null."""
    zones = known.zones.ids if known.zones is not None else ()
    said = {
        "place": (known.codes, 0),
        "zone": (zones, 0),
        "field": (known.field_ids, 1),
        "status": (STATUSES, 1),
    }
    columns = {}
    for name in COUNTED:
        numbers = rows[name].to_numpy()
        if name not in said:
            columns[name] = pa.array(numbers, mask=numbers == 0)
            continue
        words, first = said[name]
        columns[name] = pa.DictionaryArray.from_arrays(
            pa.array(numbers - first, pa.int16(), mask=numbers < first),
            pa.array(words, pa.string()),
        )
    return pa.table(columns)


def _geo(bounds: Sequence[float]) -> dict[str, object]:
    column = {
        "encoding": "point",
        "geometry_types": ["Point"],
        "crs": CRS.from_user_input(CGCS2000).to_json_dict(),
        "bbox": list(bounds),
    }
    return {"version": "1.1.0", "primary_column": "geometry", "columns": {"geometry": column}}
