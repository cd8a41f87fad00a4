"""The boundaries that decide where an enterprise counts, known by what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from geo.files.content_hash import file_hash
from geo.files.shape_files import FILES, FOLDER
from geo.levels import Level

PLACED_BY: tuple[Level, ...] = ("county", "zone")


def boundary_hashes(data: Path) -> Mapping[str, str]:
    """Return the SHA-256 of each file of a data folder that decides, by its name."""
    shapes = [data / FOLDER / FILES[level][0] for level in PLACED_BY]
    return {shape.name: file_hash(shape) for shape in shapes if shape.is_file()}


def other_boundaries(told: Mapping[str, str], data: Path) -> tuple[str, ...]:
    """Return the files that are not those which a registry was placed by; none where all are."""
    now = boundary_hashes(data)
    names = sorted({*told, *now})
    return tuple(f"{FOLDER}/{name}" for name in names if told.get(name) != now.get(name))
