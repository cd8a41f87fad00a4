"""Blocks of Arrow in, placed rows out: the function that engines of others run over a registry."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from types import MappingProxyType

import numpy as np
import pyarrow as pa

from geo.registry.registry_columns import POINT, columns_of
from geo.registry.registry_file import SCHEMA, written
from geo.registry.registry_files import Batch
from geo.registry.registry_rows import KnownPlaces, Tally, taken

NO_CHOICE: Mapping[str, str] = MappingProxyType({})
WORDS = ("field", "status", "place", "zone")
PLACED = pa.schema(
    [
        *(("id", pa.string()), ("name", pa.string())),
        *((name, pa.string()) for name in WORDS),
        ("year", pa.int16()),
        *((side, pa.float64()) for side in POINT),
    ]
)


def placed(
    blocks: Iterable[pa.RecordBatch], known: KnownPlaces, chosen: Mapping[str, str] = NO_CHOICE
) -> Iterator[pa.RecordBatch]:
    """Yield the rows of each block that count, as PLACED has them: what is unknown is null.

    Made for Spark's ``mapInArrow`` and its like: blocks come in any order and know of no others, so
    an id that is there twice is told by nobody. ``chosen`` is as ``columns_of`` has it.
    """
    for block in blocks:
        columns = columns_of(block.schema.names, chosen)
        rows = pa.Table.from_batches([block])
        given = {ours: rows[theirs] for ours, theirs in columns.items()}
        batch = Batch(np.arange(1, block.num_rows + 1), given)
        table = written(taken(batch, 0, known, Tally()).table(), known)
        sides = dict(zip(POINT, table["geometry"].combine_chunks().flatten(), strict=True))
        found = {name: table[name] for name in SCHEMA.names if name in PLACED.names} | sides
        plain = pa.table({name: found[name] for name in PLACED.names}).cast(PLACED)
        yield from plain.combine_chunks().to_batches()
