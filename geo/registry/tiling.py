"""The tiles of a registry: its rows in a stream, an archive for each family, and what is told."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from geo.registry.morton import WORLD, Places, parted
from geo.registry.registry_package import RegistryPackage
from geo.registry.registry_rows import STATUSES
from geo.registry.registry_tile import RegistryTile, encode
from geo.registry.tile_archive import Put, written
from geo.registry.tile_families import ALL, OPEN, Kinds, kinds_of
from geo.registry.tile_pyramid import (
    CELL_BITS,
    FEW,
    FINEST,
    NOTHING,
    Pyramid,
    Squares,
    counts_of,
    emit_cells,
)
from geo.registry.tile_stream import RegistryRows
from geo.registry.tile_withholding import CountedCells, shown_cells

HASH_LENGTH = 16
# So many classes of cells, each the same number of times larger than the one before.
CLASSES = 6


@dataclass
class FamilyTiles:
    """What an archive holds: ``count`` enterprises in ``tiles``, of ``with_point`` in all families.

    ``most`` says for each zoom how many the fullest cell shows; ``deepest`` is the last zoom.
    """

    deepest: int
    count: int = 0
    with_point: int = 0
    tiles: int = 0
    bytes: int = 0
    sum: str = ""
    most: Mapping[int, int] = field(default_factory=dict)


# From a cell to its tile, and to the tile of the next zoom that has its parts.
TILE, PART = np.uint64(2 * CELL_BITS), np.uint64(2 * (CELL_BITS - 1))
EMPTY = RegistryTile(
    side=1 << CELL_BITS,
    leaf=True,
    at=np.zeros(0, np.uint32),
    kind=np.zeros(0, np.uint16),
    count=np.zeros(0, np.uint32),
)
# Families are tiled apart: ``each`` may share them among processes.
Each = Callable[[Callable[[str], FamilyTiles], Sequence[str]], Iterable[FamilyTiles]]


def archive_name(family: str) -> str:
    """Return the name of the archive of a family."""
    return f"registry-{family}.pmtiles"


def make_tiles(
    package: RegistryPackage,
    to: Path,
    names: Mapping[str, Mapping[str, str]],
    *,
    points: bool = False,
    least: int = 0,
    each: Each = map,
) -> dict[str, Any]:
    """Write an archive for each family into the folder ``to``; return what is told of them.

    ``names`` says what fields are called, by language. With ``points`` tiles of few say every
    enterprise. With ``least`` cells of fewer are withheld: then there is one family without kinds,
    and no points. A family without an enterprise has no archive. Raises AtlasError for a registry
    that was changed after its import.
    """
    tiling = _Tiling(package, to, points=points and not least, least=least)
    families = (OPEN,) if least else (OPEN, ALL)
    made = dict(zip(families, each(tiling.family, families), strict=True))
    about, kinds, bounds = package.about, tiling.kinds, tiling.rows.bounds
    digest = hashlib.sha256("".join(one.sum for one in made.values()).encode())
    most = {zoom: max(one.most[zoom] for one in made.values()) for zoom in made[OPEN].most}
    return {
        "hash": digest.hexdigest()[:HASH_LENGTH],
        "families": {
            family: {
                "kinds": [] if least else kinds.listed(family),
                "side": 1 << CELL_BITS,
                "least_zoom": least_zoom(bounds),
                "leaf_zoom": one.deepest,
                "finest_zoom": FINEST,
                "count": one.count,
                "tiles": one.tiles,
                "bytes": one.bytes,
            }
            for family, one in made.items()
        },
        "few": 0 if least else FEW,
        "total": about["taken"],
        "without_point": about["taken"] - made[OPEN].with_point,
        "synthetic": package.synthetic,
        "source": about["source"],
        "extracted": about["extracted"],
        "bounds": list(bounds),
        "zooms": [least_zoom(bounds), max(one.deepest for one in made.values())],
        "classes": {str(zoom): class_bounds(top) for zoom, top in most.items()},
        "points": tiling.points,
        "least": least,
        "fields": [{"id": name, **names.get(name, {})} for name in kinds.fields],
        "statuses": list(STATUSES),
        "year_classes": kinds.year_classes(),
    }


def _places(tiles: Places) -> Iterator[tuple[int, int]]:
    """Yield the column and the row of each of the tiles of a zoom."""
    for column, row in zip(*parted(tiles), strict=True):
        yield int(column), int(row)


def least_zoom(bounds: Sequence[float]) -> int:
    """Return the zoom of the first tiles: the last in which one is as wide as the province."""
    west, _, east, _ = bounds
    return max(0, math.floor(math.log2(360 / (east - west))))


def class_bounds(top: int) -> list[int]:
    """Return the upper bounds of classes of cells, the last of which holds the fullest cell."""
    bounds = []
    for nth in range(1, CLASSES):
        bound = top ** (nth / CLASSES)
        digit = 10 ** math.floor(math.log10(bound)) if bound else 1
        bounds.append(round(bound / digit) * digit)
    # The last to two digits, or half of it would hold nothing.
    digit = 10 ** max(0, math.floor(math.log10(top)) - 1) if top else 1
    return sorted({*(bound for bound in bounds if bound < top), math.ceil(top / digit) * digit})


class _Tiling:
    """One tiling of a registry, family by family."""

    def __init__(self, package: RegistryPackage, to: Path, *, points: bool, least: int) -> None:
        self._package, self._to, self._least = package, to, least
        self.points = points
        self.kinds: Kinds = kinds_of(package.about, package.cube_path)

    @property
    def rows(self) -> RegistryRows:
        """Return the rows, opened anew: families may be tiled at once."""
        return RegistryRows(self._package.rows_path, self.kinds.fields)

    def family(self, family: str) -> FamilyTiles:
        """Write the archive of a family; return what is told of it."""
        rows, path = self.rows, self._to / archive_name(family)
        made = FamilyTiles(least_zoom(rows.bounds))
        with written(path, rows.bounds, {"name": path.stem, "family": family}) as put:
            tile = self._withholding if self._least else self._telling
            made.most = tile(rows, self._meant(rows, family, made), partial(_put, put, made))
        if made.tiles:
            made.bytes = path.stat().st_size
            with path.open("rb") as file:
                made.sum = hashlib.file_digest(file, "sha256").hexdigest()
        return made

    def _meant(
        self, rows: RegistryRows, family: str, made: FamilyTiles
    ) -> Iterator[tuple[Squares, int]]:
        """Yield the enterprises of a family, each a square, and how far the curve is."""
        for stretch in rows.stretches():
            meant, kind = self.kinds.of_family(family, stretch.field, stretch.status, stretch.year)
            ones = np.ones(len(kind), dtype=np.uint32)
            squares = Squares(stretch.at, kind, ones, stretch.year, stretch.row).where(meant)
            made.with_point += len(kind)
            made.count += len(squares.at)
            yield squares, stretch.key

    def _telling(
        self,
        rows: RegistryRows,
        stretches: Iterator[tuple[Squares, int]],
        emit: Callable[[int, int, int, RegistryTile], None],
    ) -> Mapping[int, int]:
        pyramid = Pyramid(least_zoom(rows.bounds), emit, points=self.points)
        for squares, key in stretches:
            pyramid.add(squares, partial(rows.passed, key))
        pyramid.add(NOTHING, lambda _, tiles: np.ones(len(tiles), dtype=bool))
        return pyramid.most

    def _withholding(
        self,
        rows: RegistryRows,
        stretches: Iterator[tuple[Squares, int]],
        emit: Callable[[int, int, int, RegistryTile], None],
    ) -> Mapping[int, int]:
        finest, most = CountedCells(), {}
        for squares, _ in stretches:
            finest.add(squares.at >> np.uint64(2 * (WORLD - FINEST - CELL_BITS)))
        zooms = range(least_zoom(rows.bounds), FINEST + 1)
        # Whoever sees a cell asks for the tiles of its parts, and finds those empty of which all is
        # withheld.
        asked = np.zeros(0, np.uint64)
        for zoom, cells, counts in shown_cells(*finest.counted(), zooms, self._least):
            most[zoom] = int(counts.max(initial=0))
            squares = counts_of(cells, np.zeros(len(cells), np.uint16), counts.astype(np.uint32))
            emit_cells(emit, zoom, squares, leaf=zoom == FINEST)
            for column, row in _places(np.setdiff1d(asked, cells >> TILE)):
                emit(zoom, column, row, EMPTY)
            asked = np.unique(cells >> PART)
        return most


def _put(put: Put, made: FamilyTiles, zoom: int, column: int, row: int, tile: RegistryTile) -> None:
    made.tiles, made.deepest = made.tiles + 1, max(made.deepest, zoom)
    put(zoom, column, row, encode(tile))
