"""The registry of an atlas: what is told of its tiles, and the archives in which they lie."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from threading import Lock
from typing import Any, cast

from app.address.urls import Urls
from app.files.shelf import REGISTRY, REGISTRY_TILES, Shelf, Stored
from geo.registry.tile_archive import TileArchive


def told(shelf: Shelf) -> Mapping[str, Any] | None:
    """Return what is told of the tiles of the registry, None where the data have none."""
    about: Mapping[str, Any] | None = cast("Any", shelf.facts.get(REGISTRY))
    return about


def with_registry(shelf: Shelf, urls: Urls) -> Shelf:
    """Return a shelf with the file that tells the browser of the tiles, with their address."""
    about = told(shelf)
    if about is None:
        return shelf
    document = {"url": urls.registry_tiles(about["hash"]), **about}
    text = json.dumps(document, ensure_ascii=False, separators=(",", ":"))
    stored = Stored.of(REGISTRY, "json", text.encode(), quick=True)
    return replace(
        shelf,
        files={**shelf.files, stored.name: stored},
        names={**shelf.names, REGISTRY: stored.name},
    )


def archive_paths(shelf: Shelf) -> dict[str, Path]:
    """Return the archives of the tiles, by family; a family without an enterprise has none."""
    begins = f"{REGISTRY_TILES}/"
    return {
        what.removeprefix(begins): path
        for what, path in shelf.kept.items()
        if what.startswith(begins)
    }


@dataclass
class RegistryTiles:
    """The tiles of one registry; an archive is opened when the first tile of it is asked for.

    ``families`` are the names of all, ``paths`` their archives.
    """

    families: tuple[str, ...]
    paths: Mapping[str, Path]
    _opened: dict[str, TileArchive] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def tile(self, family: str, zoom: int, column: int, row: int) -> bytes | None:
        """Return a tile, gzip; None where there is none.

        Raises AtlasError for a damaged archive, OSError for one that cannot be read.
        """
        if family not in self.paths:
            return None
        with self._lock:
            if family not in self._opened:
                self._opened[family] = TileArchive(self.paths[family])
        return self._opened[family].tile(zoom, column, row)
