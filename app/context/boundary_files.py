"""The boundaries that renderers draw on, read once by a process that draws several times."""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING

from geo.levels import Level

if TYPE_CHECKING:
    from geopandas import GeoDataFrame


@lru_cache(maxsize=2)
def grounds(data: Path, levels: tuple[Level, ...]) -> dict[str, GeoDataFrame]:
    """Return the boundaries of a data folder by level; nobody changes them."""
    from geo.store import boundaries  # noqa: PLC0415  geopandas

    return {level: boundaries.boundaries(data, level) for level in levels}
