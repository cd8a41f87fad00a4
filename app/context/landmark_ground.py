"""The landmarks of a data folder as renderers take them, read once by whoever draws several maps.

A page has the same from the files that were built (app.context.layer_files).
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from geo.model.landmarks import landmarks
from geo.owned import owned
from layers.landmark_files import landmark_files

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

Files = tuple[Mapping[str, Any], ...]


@owned(lru_cache(maxsize=1))
def landmark_ground(catalogue: Catalogue, data: Path) -> Files:
    """Return the files of every kind of landmark that a data folder has; nobody changes them.

    Raises CatalogueError for a file that the check would not take.
    """
    return tuple(landmark_files(landmarks(data), catalogue.places).values())
