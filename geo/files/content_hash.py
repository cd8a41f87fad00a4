"""The hash of a folder's content: the same files give the same hash wherever they lie."""

from __future__ import annotations

import hashlib
from functools import lru_cache
from pathlib import Path

IGNORED = "__pycache__"
# Bytes from which on a file takes so long to read that a health check would feel it.
LARGE = 8_000_000


def file_hash(path: Path) -> str:
    """Return the SHA-256 of a file, whatever its size, in the memory of a block.

    A large file is read again only when the system says that it is another, or was written to.
    """
    known = path.stat()
    if known.st_size < LARGE:
        return _hashed(str(path))
    return _hashed_once(str(path), known.st_ino, known.st_size, known.st_mtime_ns)


@lru_cache(maxsize=64)
def _hashed_once(path: str, _inode: int, _size: int, _changed: int) -> str:
    return _hashed(path)


def _hashed(path: str) -> str:
    with Path(path).open("rb") as file:
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
