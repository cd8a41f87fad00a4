"""Sorted runs: batches of a registry on disk, each along a curve over the province.

Memory holds a batch, or what of all runs lies in one stretch of the curve: never the registry.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from geo.registry.registry_rows import Rows
from geo.store.place_grid import Counts, Floats

Keys = npt.NDArray[np.uint32]
Hashes = npt.NDArray[np.uint64]

# Bits of a side: over a province a step is about 20 m.
BITS = 16
# Rows without a point stand at the end of the curve.
LAST = np.uint32(0xFFFF_FFFF)
# Rows that are sorted at once, and hashes that are compared at once.
STRETCH, COMPARED = 400_000, 8_000_000


@dataclass(frozen=True)
class SortedRun:
    """A run on disk: its rows, the key of each on the curve, and a hash of each id.

    ``before`` is how many rows stand before those that its ``order`` counts from.
    """

    folder: Path
    number: int
    before: int = 0

    @property
    def rows(self) -> pa.Table:
        """Return its rows, mapped rather than read."""
        return pa.ipc.open_file(pa.memory_map(str(self._file("arrow")))).read_all()

    @property
    def orders(self) -> Counts:
        """Return where each of its rows stands among those of all files."""
        orders: Counts = self.rows["order"].to_numpy() + self.before
        return orders

    @property
    def keys(self) -> Keys:
        """Return the keys, rising."""
        keys: Keys = np.load(self._file("keys.npy"), mmap_mode="r")
        return keys

    @property
    def hashes(self) -> Hashes:
        """Return the hashes of ids, in the order of the rows."""
        hashes: Hashes = np.load(self._file("hashes.npy"), mmap_mode="r")
        return hashes

    def within(self, low: int, high: int) -> tuple[int, int]:
        """Return where its rows begin and end whose heads of keys are from low until high."""
        # In the type of the keys: others would be copied.
        first, last = np.array([low << BITS, (high << BITS) - 1], dtype=np.uint32)
        keys = self.keys
        return int(np.searchsorted(keys, first)), int(np.searchsorted(keys, last, side="right"))

    def write(self, rows: Rows, bounds: Sequence[float]) -> None:
        """Write rows along the curve over ``bounds`` (west, south, east, north)."""
        keys = curve(rows.lon, rows.lat, bounds)
        order = np.argsort(keys, kind="stable")
        table = rows.table().take(order)
        with pa.ipc.new_file(str(self._file("arrow")), table.schema) as writer:
            writer.write_table(table)
        np.save(self._file("keys.npy"), keys[order])
        np.save(self._file("hashes.npy"), pd.util.hash_array(rows.id[order], categorize=False))

    def _file(self, kind: str) -> Path:
        return self.folder / f"{self.number:05}.{kind}"


def curve(lon: Floats, lat: Floats, bounds: Sequence[float]) -> Keys:
    """Return where points lie on a Z-order curve over ``bounds`` (west, south, east, north)."""
    west, south, east, north = bounds
    known = ~np.isnan(lon)
    keys = np.full(len(lon), LAST, dtype=np.uint32)
    x = _steps(lon[known], west, east)
    y = _steps(lat[known], south, north)
    keys[known] = _spread(x) | (_spread(y) << np.uint32(1))
    return keys


def _steps(degrees: Floats, low: float, high: float) -> Keys:
    most = (1 << BITS) - 1
    steps = np.floor((degrees - low) / (high - low) * most)
    return np.clip(steps, 0, most).astype(np.uint32)


def _spread(steps: Keys) -> Keys:
    """Return numbers of sixteen bits with a free bit after each."""
    for shift, mask in ((8, 0x00FF00FF), (4, 0x0F0F0F0F), (2, 0x33333333), (1, 0x55555555)):
        steps = (steps | (steps << np.uint32(shift))) & np.uint32(mask)
    return steps


def repeated(runs: Sequence[SortedRun]) -> dict[int, Counts]:
    """Return for each run, by its place, the positions of rows whose id an earlier row has."""
    shares = comparisons(runs)
    return by_run(later(runs, share, shares) for share in range(shares))


def comparisons(runs: Sequence[SortedRun]) -> int:
    """Return into how many shares the ids of runs fall, so that one is compared in memory."""
    return max(1, -(-sum(len(run.hashes) for run in runs) // COMPARED))


def by_run(found: Iterable[Sequence[tuple[int, int]]]) -> dict[int, Counts]:
    """Return the positions that ``later`` found, for each run by its place."""
    positions: dict[int, list[int]] = {}
    for share in found:
        for at, position in share:
            positions.setdefault(at, []).append(position)
    return {at: np.array(sorted(rows), dtype=np.int64) for at, rows in positions.items()}


def later(runs: Sequence[SortedRun], share: int, shares: int) -> list[tuple[int, int]]:
    """Return the later rows of ids of one share: the place of the run, the position in it."""
    return list(_later(runs, np.uint64(share), np.uint64(shares)))


def _later(
    runs: Sequence[SortedRun], share: np.uint64, shares: np.uint64
) -> Iterator[tuple[int, int]]:
    hashes, orders, places, positions = [], [], [], []
    for at, run in enumerate(runs):
        own = np.flatnonzero(run.hashes % shares == share)
        hashes.append(run.hashes[own])
        orders.append(run.orders[own])
        places.append(np.full(len(own), at, dtype=np.int32))
        positions.append(own)
    hashed, order = np.concatenate(hashes), np.concatenate(orders)
    place, position = np.concatenate(places), np.concatenate(positions)
    ranked = np.lexsort((order, hashed))
    same = np.zeros(len(ranked), dtype=bool)
    same[1:] = hashed[ranked][1:] == hashed[ranked][:-1]
    begins = np.maximum.accumulate(np.where(same, 0, np.arange(len(ranked))))
    for nth in np.flatnonzero(same):
        first, other = ranked[begins[nth]], ranked[nth]
        # Two ids may share a hash: once in ten thousand registries of fifty million.
        if _id(runs, place[first], position[first]) == _id(runs, place[other], position[other]):
            yield int(place[other]), int(position[other])


def _id(runs: Sequence[SortedRun], at: np.int32, position: np.int64) -> str:
    return str(runs[int(at)].rows["id"][int(position)])


def stretch(
    runs: Sequence[SortedRun], without: Mapping[int, Counts], low: int, high: int
) -> pa.Table:
    """Return the rows of all runs on a stretch of the curve, along it; those of one key by id.

    ``without`` are positions of rows, by run, that are left out.
    """
    parts = []
    for at, run in enumerate(runs):
        start, end = run.within(low, high)
        gone = without.get(at, np.zeros(0, dtype=np.int64))
        kept = np.setdiff1d(np.arange(start, end), gone, assume_unique=True)
        rows = run.rows.take(kept) if len(kept) < end - start else run.rows[start:end]
        parts.append(rows.append_column("key", pa.array(run.keys[kept])))
    whole = pa.concat_tables(parts)
    order = pc.sort_indices(whole, sort_keys=[("key", "ascending"), ("id", "ascending")])
    return whole.take(order)


def stretches(runs: Sequence[SortedRun]) -> Iterator[tuple[int, int]]:
    """Yield where stretches of the curve begin and end that have some hundred thousand rows each.

    Theirs are the heads of keys: what lies above their last BITS bits.
    """
    heads = np.zeros(1 << BITS, dtype=np.int64)
    for run in runs:
        heads += np.bincount(run.keys >> np.uint32(BITS), minlength=1 << BITS)
    low = held = 0
    for head in np.flatnonzero(heads):
        if held and held + heads[head] > STRETCH:
            yield low, int(head)
            low, held = int(head), 0
        held += int(heads[head])
    yield low, len(heads)
