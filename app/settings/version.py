"""What exactly is running: the version, and hashes of the data and of the code."""

from __future__ import annotations

import hashlib
import platform
import tomllib
from collections.abc import Mapping
from pathlib import Path

from app.settings.settings import PROJECT

CODE = ("geo", "layers", "app")
IGNORED = "__pycache__"


def about(data: Path) -> Mapping[str, str]:
    """Return the version, the hash of a data folder, the hash of our code, and Python's version."""
    with (PROJECT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)["project"]
    return {
        "version": str(project["version"]),
        "data": hash_of(data),
        "code": hash_of(*(PROJECT / name for name in CODE)),
        "python": platform.python_version(),
    }


def hash_of(*folders: Path) -> str:
    """Return the SHA-256 of the names and the bytes of all files in folders.

    The same files give the same hash wherever the folders are.
    """
    digest = hashlib.sha256()
    for folder in folders:
        paths = (path for path in folder.rglob("*") if path.is_file() and IGNORED not in path.parts)
        for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in paths):
            digest.update(f"{folder.name}/{name}\n".encode() if len(folders) > 1 else name.encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()
