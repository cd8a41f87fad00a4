"""The rows of ``registry.parquet`` along their curve, as tiles need them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from geo.errors import AtlasError
from geo.registry.morton import Places, north_east, place_of
from geo.registry.registry_rows import STATUSES
from geo.registry.registry_tile import Short, Whole
from geo.registry.sorted_runs import BITS, curve
from geo.sentences import said

# Rows that are taken at once: some tens of megabytes.
TAKEN = 1 << 19
COLUMNS = ("geometry", "field", "status", "year")


@dataclass(frozen=True)
class Stretch:
    """Enterprises with a point: places, numbers of field and status (0: not told), year, row.

    ``key`` is that of the last one on the curve: no later one is before it.
    """

    at: Places
    field: Short
    status: Short
    year: Short
    row: Whole
    key: int


class RegistryRows:
    """The rows of a registry file; ``bounds`` (west, south, east, north) are those of its curve."""

    def __init__(self, path: Path, fields: Sequence[str]) -> None:
        self._file, self._fields = pq.ParquetFile(path), tuple(fields)
        about = json.loads(self._file.schema_arrow.metadata[b"geo"])
        self.bounds: tuple[float, ...] = tuple(about["columns"]["geometry"]["bbox"])

    def stretches(self) -> Iterator[Stretch]:
        """Yield the rows with a point; raises AtlasError where they do not follow the curve."""
        first = key = 0
        for batch in self._batches():
            points = batch["geometry"].combine_chunks()
            x, y = (np.asarray(side) for side in points.flatten())
            known = np.asarray(points.is_valid())
            x, y = (np.where(known, side, np.nan) for side in (x, y))
            keys = curve(x, y, self.bounds)
            if len(keys) and (keys[0] < key or bool((keys[1:] < keys[:-1]).any())):
                raise AtlasError(said("registry.tile.order"))
            key = int(keys[-1]) if len(keys) else key
            rows = np.flatnonzero(known)
            if len(rows):
                yield Stretch(
                    place_of(x[rows], y[rows]),
                    _numbers(batch["field"], self._fields)[rows],
                    _numbers(batch["status"], STATUSES)[rows],
                    np.asarray(batch["year"].fill_null(0)).astype(np.uint16)[rows],
                    (rows + first).astype(np.uint32),
                    key,
                )
            first += len(keys)

    def passed(self, key: int, zoom: int, tiles: Places) -> npt.NDArray[np.bool_]:
        """Return which tiles of a zoom hold nothing that is on the curve from ``key`` on."""
        west, south, east, north = self.bounds
        lon, lat = north_east(tiles, zoom)
        # A step farther: what is rounded to a corner may be beside it.
        steps = (1 << BITS) - 1
        lon, lat = lon + (east - west) / steps, lat + (north - south) / steps
        return np.asarray(curve(lon, lat, self.bounds) < key)

    def _batches(self) -> Iterator[pa.Table]:
        groups, held = [], 0
        for group in range(self._file.num_row_groups):
            groups.append(group)
            held += self._file.metadata.row_group(group).num_rows
            if held >= TAKEN:
                yield self._file.read_row_groups(groups, columns=list(COLUMNS), use_threads=False)
                groups, held = [], 0
        if groups:
            yield self._file.read_row_groups(groups, columns=list(COLUMNS), use_threads=False)


def _numbers(words: pa.ChunkedArray, known: Sequence[str]) -> Short:
    """Return the positions of words, from 1; 0 where nothing is told."""
    at = {word: nth for nth, word in enumerate(known, start=1)}
    parts = [np.zeros(0, dtype=np.uint16)]
    for chunk in words.chunks:
        of = np.array([*(at.get(word, 0) for word in chunk.dictionary.to_pylist()), 0])
        parts.append(of[np.asarray(chunk.indices.fill_null(len(of) - 1))].astype(np.uint16))
    return np.concatenate(parts)
