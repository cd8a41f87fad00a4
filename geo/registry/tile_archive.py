"""Tiles in one file: PMTiles (version 3), written by the build and read a tile at a time.

Standard library and ``pmtiles`` only: the web workers read. A tile is gzip, which every browser
takes on every connection, and served as it lies here.
"""

from __future__ import annotations

import gzip
import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import lru_cache
from io import BufferedReader
from pathlib import Path
from typing import Any
from weakref import finalize

from pmtiles.reader import MmapSource, traverse
from pmtiles.tile import (
    Compression,
    Entry,
    MagicNumberNotFound,
    SpecVersionUnsupported,
    TileType,
    deserialize_directory,
    deserialize_header,
    find_tile,
    zxy_to_tileid,
)
from pmtiles.writer import Writer

from geo.errors import AtlasError
from geo.sentences import said

HEADER, DEGREE = 127, 10_000_000
QUALITY = 6
# Parts of the directory that are kept: some hundred kilobytes each, whatever the archive has.
KEPT = 4
# An archive has a directory, and parts of it.
DEPTH = 2
# The deepest zoom that the format knows.
DEEPEST = 31
Read = Callable[[int, int], bytes]
Put = Callable[[int, int, int, bytes], None]


@contextmanager
def written(path: Path, bounds: Sequence[float], about: Mapping[str, Any]) -> Iterator[Put]:
    """Give what takes tiles (zoom, column, row, bytes) and make an archive of them at the end.

    ``bounds`` are west, south, east, north in degrees. The same tiles make the same bytes; without
    a tile there is no archive. Raises AtlasError for a tile that comes twice.
    """
    with path.open("wb") as file:
        writer, seen = Writer(file), set[int]()

        def put(zoom: int, column: int, row: int, body: bytes) -> None:
            tile = zxy_to_tileid(zoom, column, row)
            if tile in seen:
                raise AtlasError(said("registry.tile.order"))
            seen.add(tile)
            writer.write_tile(tile, gzip.compress(body, QUALITY, mtime=0))

        with writer.tile_f:
            yield put
            if seen:
                writer.finalize(_header(bounds), dict(about))
    if not seen:
        path.unlink()


def _header(bounds: Sequence[float]) -> dict[str, Any]:
    west, south, east, north = (round(side * DEGREE) for side in bounds)
    return {
        "version": 3,
        "tile_type": TileType.UNKNOWN,
        "tile_compression": Compression.GZIP,
        "min_lon_e7": west,
        "min_lat_e7": south,
        "max_lon_e7": east,
        "max_lat_e7": north,
    }


class TileArchive:
    """An archive on disk: what is asked of it is read, and nothing else is held.

    Raises AtlasError for a file that is none or is damaged, OSError for one that cannot be read.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        # Held open: the folder may be removed while this is served.
        file = path.open("rb")
        finalize(self, file.close)
        self._size = os.fstat(file.fileno()).st_size
        self._source: Read = _source(file) if self._size else lambda *_: b""
        try:
            self._header = deserialize_header(self._read(0, HEADER))
        except (MagicNumberNotFound, SpecVersionUnsupported, ValueError) as error:
            raise self._damaged() from error
        self._directory = lru_cache(maxsize=KEPT)(self._parsed)
        self._root()

    def tile(self, zoom: int, column: int, row: int) -> bytes | None:
        """Return a tile as it lies there, gzip; None where there is none.

        Raises AtlasError where the archive is damaged.
        """
        if not 0 <= zoom <= DEEPEST or not (0 <= column < 1 << zoom and 0 <= row < 1 << zoom):
            return None
        wanted = zxy_to_tileid(zoom, column, row)
        entries = self._root()
        for _ in range(DEPTH):
            entry = find_tile(entries, wanted)
            if entry is None:
                return None
            if entry.run_length:
                return self._read(self._header["tile_data_offset"] + entry.offset, entry.length)
            at = self._header["leaf_directory_offset"] + entry.offset
            entries = self._directory(at, entry.length)
        raise self._damaged()

    def tiles(self) -> Iterator[tuple[tuple[int, int, int], bytes]]:
        """Yield every tile as it lies there, with zoom, column and row."""
        header = self._header
        yield from traverse(self._read, header, header["root_offset"], header["root_length"])

    def _root(self) -> list[Entry]:
        return self._directory(self._header["root_offset"], self._header["root_length"])

    def _parsed(self, offset: int, length: int) -> list[Entry]:
        try:
            return deserialize_directory(self._read(offset, length))
        except (OSError, EOFError, ValueError) as error:
            raise self._damaged() from error

    def _read(self, offset: int, length: int) -> bytes:
        if offset + length > self._size:
            raise self._damaged()
        return self._source(offset, length)

    def _damaged(self) -> AtlasError:
        return AtlasError(said("registry.tile.archive", path=self._path.name))


def _source(file: BufferedReader) -> Read:
    if sys.platform == "win32":
        source: Read = MmapSource(file)
        return source
    number = file.fileno()
    # Read rather than mapped: mapped pages would count as memory of the worker.
    return lambda offset, length: os.pread(number, length, offset)
