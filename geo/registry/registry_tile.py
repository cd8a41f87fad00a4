"""One tile of the registry: how many enterprises of each kind lie in each of its cells.

docs/registry-tiles.md says how a tile is written; the browser reads it by
``app/assets/runtime/registry_tile.js``, and both are held against the same tiles.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from geo.errors import AtlasError
from geo.registry.varints import Unsigned, packed, unpacked
from geo.sentences import said

VERSION = 1
# What a tile is: its branch ends with it; it has enterprises rather than cells.
LEAF, POINTS = 1, 2
# Bits of a side of a tile that a point is known to.
POINT_BITS = 16
Whole = npt.NDArray[np.uint32]
Short = npt.NDArray[np.uint16]


@dataclass(frozen=True)
class TilePoints:
    """Enterprises of a tile, in the order of ``registry.parquet``.

    ``x`` and ``y`` go from the west and the north of the tile in 65,536ths of its side; ``year``
    is 0 where none is known; ``row`` is the position in the file, from 0.
    """

    x: Short
    y: Short
    kind: Short
    year: Short
    row: Whole


@dataclass(frozen=True)
class RegistryTile:
    """Cells of a tile that hold any: one entry for each cell and kind, by kind and then by cell.

    ``at`` is row × ``side`` + column, rows from the north; ``count`` is never 0. The branch ends
    with a ``leaf``: zoomed in, its cells stay what they are. ``points`` are its enterprises, where
    the tile has them: then cells are counted from them.
    """

    side: int
    leaf: bool
    at: Whole
    kind: Short
    count: Whole
    points: TilePoints | None = None


def encode(tile: RegistryTile) -> bytes:
    """Return a tile as bytes, not yet compressed.

    Entries stand by kind and cell; points by row.
    """
    bits = tile.side.bit_length() - 1
    points = tile.points
    flags = (LEAF if tile.leaf else 0) | (0 if points is None else POINTS)
    head = [VERSION, flags, bits]
    if points is not None:
        sides = packed(_zigzag(points.x)) + packed(_zigzag(points.y))
        told = packed(points.kind) + packed(points.year) + packed(_gaps(points.row))
        return packed([*head, len(points.x)]) + sides + told
    kinds, starts, sizes = np.unique(tile.kind, return_index=True, return_counts=True)
    gaps = _gaps(tile.at)
    gaps[starts] = tile.at[starts]
    listed = np.column_stack([kinds.astype(np.int64), sizes]).ravel()
    counts = tile.count.astype(np.int64) - 1
    return packed([*head, len(kinds)]) + packed(listed) + packed(gaps) + packed(counts)


def decode(body: bytes) -> RegistryTile:
    """Return the tile that bytes hold; raises AtlasError for what is none."""
    numbers = unpacked(body)
    head = 4
    if len(numbers) < head or numbers[0] != VERSION:
        raise AtlasError(said("registry.tile.none"))
    flags, bits, count = (int(number) for number in numbers[1:head])
    rest, side, leaf = numbers[head:], 1 << bits, bool(flags & LEAF)
    if flags & POINTS:
        return _of_points(rest, count, bits, leaf=leaf)
    listed, rest = rest[: 2 * count], rest[2 * count :]
    kinds, sizes = listed[::2].astype(np.uint16), listed[1::2].astype(np.int64)
    total = int(sizes.sum())
    if len(listed) != 2 * count or len(rest) != 2 * total:
        raise AtlasError(said("registry.tile.cut"))
    # Gaps begin anew with each kind.
    steps = np.cumsum(rest[:total].astype(np.int64) + 1)
    starts = np.concatenate([[0], np.cumsum(sizes)])[:-1]
    before = np.concatenate([[0], steps])[starts] if total else np.zeros(0, np.int64)
    at = steps - np.repeat(before, sizes) - 1
    return RegistryTile(
        side,
        leaf,
        at.astype(np.uint32),
        np.repeat(kinds, sizes),
        (rest[total:] + np.uint64(1)).astype(np.uint32),
    )


def of_points(points: TilePoints, bits: int, *, leaf: bool = True) -> RegistryTile:
    """Return a tile of enterprises, its cells counted from them; a side has 2**bits cells."""
    column, row = (
        side.astype(np.uint32) >> np.uint32(POINT_BITS - bits) for side in (points.x, points.y)
    )
    cells = (points.kind.astype(np.uint64) << np.uint64(2 * bits)) | (
        row.astype(np.uint64) << np.uint64(bits) | column
    )
    each, counts = np.unique(cells, return_counts=True)
    at = each & np.uint64((1 << (2 * bits)) - 1)
    return RegistryTile(
        1 << bits,
        leaf,
        at.astype(np.uint32),
        (each >> np.uint64(2 * bits)).astype(np.uint16),
        counts.astype(np.uint32),
        points,
    )


def _of_points(numbers: Unsigned, count: int, bits: int, *, leaf: bool) -> RegistryTile:
    columns = 5
    if len(numbers) != columns * count or bits > POINT_BITS:
        raise AtlasError(said("registry.tile.cut"))
    x, y, kind, year, row = (numbers[at * count : (at + 1) * count] for at in range(columns))
    points = TilePoints(
        _unzigzag(x),
        _unzigzag(y),
        kind.astype(np.uint16),
        year.astype(np.uint16),
        (np.cumsum(row + np.uint64(1)) - np.uint64(1)).astype(np.uint32),
    )
    return of_points(points, bits, leaf=leaf)


def _gaps(rising: Whole) -> npt.NDArray[np.int64]:
    return _steps(rising, -1) - 1


def _zigzag(numbers: Short) -> npt.NDArray[np.int64]:
    """Return the differences of numbers from those before, folded so that none is below 0."""
    steps = _steps(numbers, 0)
    return (steps << 1) ^ (steps >> 63)


def _steps(numbers: Whole | Short, before: int) -> npt.NDArray[np.int64]:
    return np.asarray(np.diff(numbers.astype(np.int64), prepend=before), dtype=np.int64)


def _unzigzag(folded: Unsigned) -> Short:
    numbers = folded.astype(np.int64)
    return np.cumsum((numbers >> 1) ^ -(numbers & 1)).astype(np.uint16)
