"""The hash of a folder's content: the same files give the same hash wherever they lie."""

from __future__ import annotations

import hashlib
from pathlib import Path

IGNORED = "__pycache__"


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, whatever its size, in the memory of a block."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def hash_of(*folders: Path) -> str:
    """Return the SHA-256 of the names and the bytes of all files in folders."""
    digest = hashlib.sha256()
    for folder in folders:
        paths = (path for path in folder.rglob("*") if path.is_file() and IGNORED not in path.parts)
        for name, path in sorted((path.relative_to(folder).as_posix(), path) for path in paths):
            digest.update(f"{folder.name}/{name}\n".encode() if len(folders) > 1 else name.encode())
            digest.update(bytes.fromhex(file_hash(path)))
    return digest.hexdigest()
