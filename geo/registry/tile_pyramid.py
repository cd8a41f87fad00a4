"""The tiles of a registry, from the finest zoom up, made while its rows stream along their curve.

A tile is finished when the stream has passed its last corner; what is kept at any moment are the
tiles that it has begun and not yet left. What lies in a tile is held in one of two ways: as the
rows themselves while they are few, as counts of its cells once they are many.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.registry.morton import WORLD, Places, parted
from geo.registry.registry_tile import (
    POINT_BITS,
    RegistryTile,
    Short,
    TilePoints,
    Whole,
    of_points,
)

# Cells of a side of a tile, in bits.
CELL_BITS = 5
# The finest zoom of cells, and that of enterprises: where more than fit stand closer, they stay
# cells.
FINEST, FINEST_POINTS = 12, 16
# Of as many enterprises, or fewer, a tile says all: the branch ends with it.
FEW = 4096
KIND_BITS = 16
Mask = npt.NDArray[np.bool_]
Emit = Callable[[int, int, int, RegistryTile], None]
# Which tiles of a zoom the stream has left behind.
Passed = Callable[[int, Places], Mask]


@dataclass(frozen=True)
class Squares:
    """How many enterprises of each kind lie in squares; years and rows are those of enterprises."""

    at: Places
    kind: Short
    count: Whole
    year: Short
    row: Whole

    def where(self, chosen: Mask | npt.NDArray[np.int64] | slice) -> Squares:
        """Return some of them."""
        return Squares(
            self.at[chosen],
            self.kind[chosen],
            self.count[chosen],
            self.year[chosen],
            self.row[chosen],
        )

    def with_others(self, others: Squares) -> Squares:
        """Return these, and then others."""
        return Squares(
            np.concatenate([self.at, others.at]),
            np.concatenate([self.kind, others.kind]),
            np.concatenate([self.count, others.count]),
            np.concatenate([self.year, others.year]),
            np.concatenate([self.row, others.row]),
        )

    def counted(self, shift: int) -> Squares:
        """Return the larger squares that these lie in, ``shift`` bits a side, kinds apart."""
        place = self.at >> np.uint64(2 * shift)
        keys = (place << np.uint64(KIND_BITS)) | self.kind
        order = np.argsort(keys, kind="stable")
        keys = keys[order]
        starts = _starts(keys)
        each = keys[starts]
        counts = np.add.reduceat(self.count[order], starts) if len(starts) else self.count[:0]
        return counts_of(each >> np.uint64(KIND_BITS), each.astype(np.uint16), counts)


def counts_of(at: Places, kind: Short, count: Whole) -> Squares:
    """Return squares with counts."""
    none = np.zeros(len(at), dtype=np.uint16)
    return Squares(at, kind, count.astype(np.uint32), none, none.astype(np.uint32))


NOTHING = counts_of(np.zeros(0, np.uint64), np.zeros(0, np.uint16), np.zeros(0, np.uint32))


class Pyramid:
    """Takes enterprises along their curve and gives tiles to ``emit`` (zoom, column, row, tile).

    ``least`` is the zoom of the first tiles. With ``points`` tiles of few say every enterprise, and
    branches go as deep as that asks for.
    """

    def __init__(self, least: int, emit: Emit, *, points: bool) -> None:
        self._least, self._emit, self._points = least, emit, points
        self._finest = FINEST_POINTS if points else FINEST
        # Bits of a side of what few enterprises are held in: their places, or the finest cells.
        self._bits = WORLD if points else FINEST + CELL_BITS
        self._rows = dict.fromkeys(range(least, self._finest + 1), NOTHING)
        self._cells = dict(self._rows)
        # The most enterprises that a cell of each zoom holds.
        self.most = dict.fromkeys(range(least, FINEST + 1), 0)

    def add(self, came: Squares, passed: Passed) -> None:
        """Take enterprises, with places of WORLD bits a side, and give the tiles that are whole."""
        rows = came if self._points else came.counted(WORLD - self._bits)
        cells = NOTHING
        for zoom in range(self._finest, self._least - 1, -1):
            rows, cells = self._level(zoom, rows, cells, passed)

    def _level(
        self, zoom: int, rows: Squares, cells: Squares, passed: Passed
    ) -> tuple[Squares, Squares]:
        """Give the whole tiles of a zoom; return what goes on to the zoom above."""
        rows = self._rows[zoom].with_others(rows)
        cells = self._cells[zoom].with_others(cells)
        in_tile = (
            rows.at >> np.uint64(2 * (self._bits - zoom)),
            cells.at >> np.uint64(2 * CELL_BITS),
        )
        tiles, place = np.unique(np.concatenate(in_tile), return_inverse=True)
        counts = np.concatenate([rows.count, cells.count])
        whole = passed(zoom, tiles)
        many = np.bincount(place, weights=counts, minlength=len(tiles)) > FEW
        of_rows, of_cells = place[: len(rows.at)], place[len(rows.at) :]
        self._rows[zoom] = rows.where(~whole[of_rows])
        self._cells[zoom] = cells.where(~whole[of_cells])
        crowded = rows.where((whole & many)[of_rows])
        few = rows.where((whole & ~many)[of_rows])
        if zoom < self._finest:
            self._leaves(zoom + 1, crowded)
        binned = crowded.counted(self._bits - zoom - CELL_BITS)
        branch = cells.where(whole[of_cells]).with_others(binned).counted(0)
        emit_cells(self._emit, zoom, branch, leaf=zoom == self._finest)
        if zoom <= FINEST:
            cell = self._bits - zoom - CELL_BITS
            self.most[zoom] = max(self.most[zoom], _most(branch, 0), _most(few, cell))
        if zoom > self._least:
            return few, branch.counted(1)
        self._leaves(zoom, few)
        return NOTHING, NOTHING

    def _leaves(self, zoom: int, rows: Squares) -> None:
        bits = max(CELL_BITS, FINEST + CELL_BITS - zoom)
        # A cell may have come in two stretches.
        rows = rows if self._points else rows.counted(0)
        for (column, row), part in _grouped(rows, self._bits - zoom):
            if self._points:
                tile = of_points(_points(part, zoom), bits)
            else:
                tile = _cells(part, bits, leaf=True)
            self._emit(zoom, column, row, tile)


def emit_cells(emit: Emit, zoom: int, cells: Squares, *, leaf: bool) -> None:
    """Give the tiles of a zoom, by their cells."""
    for (column, row), part in _grouped(cells, CELL_BITS):
        emit(zoom, column, row, _cells(part, CELL_BITS, leaf=leaf))


def _grouped(squares: Squares, bits: int) -> Iterator[tuple[tuple[int, int], Squares]]:
    """Yield the squares ``bits`` a side larger, by column and row, each with what lies in it."""
    tiles = squares.at >> np.uint64(2 * bits)
    order = np.argsort(tiles, kind="stable")
    tiles, squares = tiles[order], squares.where(order)
    starts = _starts(tiles)
    ends = [*starts[1:], len(tiles)][: len(starts)]
    columns, rows = parted(tiles[starts])
    for column, row, start, end in zip(columns, rows, starts, ends, strict=True):
        yield (int(column), int(row)), squares.where(slice(start, end))


def _most(squares: Squares, shift: int) -> int:
    """Return the most that a larger square holds, of all kinds together."""
    at = squares.at >> np.uint64(2 * shift)
    order = np.argsort(at, kind="stable")
    starts = _starts(at[order])
    return int(np.add.reduceat(squares.count[order], starts).max()) if len(starts) else 0


def _starts(keys: Places) -> npt.NDArray[np.int64]:
    """Return where, in sorted numbers, each that differs begins."""
    return np.flatnonzero(np.diff(keys, prepend=keys[:1] + np.uint64(1)))


def _cells(squares: Squares, bits: int, *, leaf: bool) -> RegistryTile:
    """Return the tile of squares that lie in it, ``bits`` a side."""
    column, row = parted(squares.at & np.uint64((1 << (2 * bits)) - 1))
    at = (row << np.uint64(bits)) | column
    order = np.argsort((squares.kind.astype(np.uint64) << np.uint64(2 * bits)) | at)
    return RegistryTile(
        1 << bits, leaf, at[order].astype(np.uint32), squares.kind[order], squares.count[order]
    )


def _points(rows: Squares, zoom: int) -> TilePoints:
    """Return the enterprises of a tile in the order of their file."""
    rows = rows.where(np.argsort(rows.row))
    x, y = (
        ((side >> np.uint64(WORLD - zoom - POINT_BITS)) & np.uint64((1 << POINT_BITS) - 1)).astype(
            np.uint16
        )
        for side in parted(rows.at)
    )
    return TilePoints(x, y, rows.kind, rows.year, rows.row)
