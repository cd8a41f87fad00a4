"""The registry of a data package: whether it has one, where its files lie, what is told of it.

Standard library only: the web workers ask, and read no row.
"""

from __future__ import annotations

import filecmp
import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from geo.errors import AtlasError
from geo.sentences import said

# The room of a registry in a data package, and its files: rows along a curve, their counts, what
# is told of both.
FOLDER = "registry"
REGISTRY, CUBE, ABOUT = "registry.parquet", "cube.parquet", "about.json"


@dataclass(frozen=True)
class RegistryPackage:
    """The files of a registry in ``folder``; ``about`` is what was told of its import."""

    folder: Path
    about: Mapping[str, Any]

    @property
    def rows_path(self) -> Path:
        """Return the file of its enterprises, one a row, along a curve."""
        return self.folder / REGISTRY

    @property
    def cube_path(self) -> Path:
        """Return the file of its counts by place, zone, field, status and year."""
        return self.folder / CUBE

    @property
    def synthetic(self) -> bool:
        """Return whether any of its enterprises says of itself that it is invented."""
        return bool(self.about.get("synthetic"))


def registry_of(folder: Path) -> RegistryPackage | None:
    """Return the registry of a data folder, None for a folder that has none.

    Raises AtlasError for one that does not say what it is.
    """
    room = folder / FOLDER
    return opened_registry(room) if room.is_dir() and any(room.iterdir()) else None


def same_registry(one: Path, other: Path) -> bool:
    """Return whether two data folders have the same registry, byte for byte, or none."""
    files = _files(one)
    return files == _files(other) and all(
        filecmp.cmp(one / FOLDER / name, other / FOLDER / name, shallow=False) for name in files
    )


def _files(folder: Path) -> list[str]:
    return sorted(path.name for path in (folder / FOLDER).glob("*") if path.is_file())


def opened_registry(room: Path) -> RegistryPackage:
    """Return the registry whose files lie in a folder; raises AtlasError where they do not."""
    try:
        about = json.loads((room / ABOUT).read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        raise AtlasError(said("registry.no-about", path=str(room))) from error
    missing = tuple(name for name in (REGISTRY, CUBE) if not (room / name).is_file())
    if missing or not isinstance(about, dict):
        raise AtlasError(said("registry.no-about", path=str(room)))
    return RegistryPackage(room, about)
