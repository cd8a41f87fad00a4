"""The tiles of the boundaries of an atlas: what is told of them, and the archives they lie in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from app.files.once import once
from app.files.shelf import BOUNDARY_TILES
from geo.owned import owned
from geo.registry.tile_archive import TileArchive

if TYPE_CHECKING:
    from app.context.context import World

TILE_TYPE = "application/vnd.mapbox-vector-tile"


@dataclass(frozen=True, eq=False)
class BoundaryTiles:
    """The tiles of one level: west, south, east, north in degrees, zooms, fields of a feature."""

    level: str
    bounds: tuple[float, float, float, float]
    least: int
    most: int
    fields: tuple[str, ...]
    archive: TileArchive

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return a tile, gzip; None where nothing lies."""
        return self.archive.tile(zoom, column, row)


@owned(once(1))
def boundary_tiles(world: World) -> Mapping[str, BoundaryTiles]:
    """Return the tiles of each level that has boundaries; archives are opened, and not read."""
    told: Mapping[str, Any] = cast("Any", world.shelf.facts.get(BOUNDARY_TILES, {}))
    paths: Mapping[str, Path] = world.shelf.kept
    return {
        level: BoundaryTiles(
            level=level,
            bounds=tuple(about["bounds"]),
            least=about["zooms"][0],
            most=about["zooms"][1],
            fields=tuple(about["fields"]),
            archive=TileArchive(paths[f"{BOUNDARY_TILES}/{level}"]),
        )
        for level, about in told.items()
    }
