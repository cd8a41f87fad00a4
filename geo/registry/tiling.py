"""The tiles of a registry: its rows in a stream, an archive for each family, and what is told."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np

from geo.registry.registry_package import RegistryPackage
from geo.registry.registry_rows import STATUSES
from geo.registry.registry_tile import RegistryTile, encode
from geo.registry.tile_archive import written
from geo.registry.tile_families import ALL, OPEN, Kinds, kinds_of
from geo.registry.tile_pyramid import CELL_BITS, FEW, FINEST, NOTHING, Pyramid, Squares
from geo.registry.tile_stream import RegistryRows

FAMILIES = (OPEN, ALL)
HASH_LENGTH = 16
# So many classes of cells, each the same number of times larger than the one before.
CLASSES = 6
# Families are tiled apart: ``each`` may share them among processes.
Each = Callable[[Callable[[str], dict[str, Any]], Sequence[str]], Iterable[dict[str, Any]]]


def archive_name(family: str) -> str:
    """Return the name of the archive of a family."""
    return f"registry-{family}.pmtiles"


def make_tiles(
    package: RegistryPackage,
    to: Path,
    names: Mapping[str, Mapping[str, str]],
    *,
    points: bool = False,
    each: Each = map,
) -> dict[str, Any]:
    """Write an archive for each family into the folder ``to``; return what is told of them.

    ``names`` says what fields are called, by language. With ``points`` tiles say every enterprise where few are.
    Raises AtlasError for a registry that was changed after its import.
    """
    about = package.about
    kinds = kinds_of(about, package.cube_path)
    rows = RegistryRows(package.rows_path, kinds.fields)
    made = dict(
        zip(
            FAMILIES,
            each(partial(_family, package, kinds, to, points=points), FAMILIES),
            strict=True,
        )
    )
    with_point = made[ALL]["count"]
    digest = hashlib.sha256("".join(one["sum"] for one in made.values()).encode())
    most = {zoom: max(one["most"][zoom] for one in made.values()) for zoom in made[OPEN]["most"]}
    return {
        "hash": digest.hexdigest()[:HASH_LENGTH],
        "families": {
            family: {
                "kinds": kinds.listed(family),
                "side": 1 << CELL_BITS,
                "least_zoom": least_zoom(rows.bounds),
                "leaf_zoom": one["deepest"],
                "finest_zoom": FINEST,
                "count": one["count"],
                "tiles": one["tiles"],
                "bytes": one["bytes"],
            }
            for family, one in made.items()
        },
        "few": FEW,
        "total": about["taken"],
        "without_point": about["taken"] - with_point,
        "synthetic": package.synthetic,
        "source": about["source"],
        "extracted": about["extracted"],
        "bounds": list(rows.bounds),
        "zooms": [least_zoom(rows.bounds), max(one["deepest"] for one in made.values())],
        "classes": {str(zoom): class_bounds(top) for zoom, top in most.items()},
        "points": points,
        "fields": [{"id": name, **names.get(name, {})} for name in kinds.fields],
        "statuses": list(STATUSES),
        "year_classes": kinds.year_classes(),
    }


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
    digit = 10 ** math.floor(math.log10(top)) if top else 1
    return sorted({*(bound for bound in bounds if bound < top), math.ceil(top / digit) * digit})


def _family(
    package: RegistryPackage, kinds: Kinds, to: Path, family: str, *, points: bool
) -> dict[str, Any]:
    """Write the archive of a family; return what is told of it."""
    rows = RegistryRows(package.rows_path, kinds.fields)
    path = to / archive_name(family)
    count, tiles, deepest = 0, 0, 0
    with written(path, rows.bounds, {"name": path.stem, "family": family}) as put:

        def emit(zoom: int, column: int, row: int, tile: RegistryTile) -> None:
            nonlocal tiles, deepest
            tiles, deepest = tiles + 1, max(deepest, zoom)
            put(zoom, column, row, encode(tile))

        pyramid = Pyramid(least_zoom(rows.bounds), emit, points=points)
        for stretch in rows.stretches():
            meant, kind = kinds.of_family(family, stretch.field, stretch.status, stretch.year)
            ones = np.ones(len(kind), dtype=np.uint32)
            squares = Squares(stretch.at, kind, ones, stretch.year, stretch.row).where(meant)
            count += len(squares.at)
            pyramid.add(squares, partial(rows.passed, stretch.key))
        pyramid.add(NOTHING, lambda _, tiles: np.ones(len(tiles), dtype=bool))
    body = path.read_bytes() if tiles else b""
    return {
        "count": count,
        "tiles": tiles,
        "deepest": deepest,
        "bytes": len(body),
        "sum": hashlib.sha256(body).hexdigest(),
        "most": pyramid.most,
    }
