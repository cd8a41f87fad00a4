"""The hash of a folder's content: the same files give the same hash wherever they lie."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
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
    if len(folders) == 1:
        return hash_of_files({name: file_hash(path) for name, path in files_in(folders[0]).items()})
    digest = hashlib.sha256()
    for folder in folders:
        for name, path in files_in(folder).items():
            digest.update(f"{folder.name}/{name}\n".encode())
            digest.update(bytes.fromhex(file_hash(path)))
    return digest.hexdigest()


def hash_of_files(digests: Mapping[str, str]) -> str:
    """Return the hash of a folder of which each file's name and SHA-256 are known."""
    digest = hashlib.sha256()
    for name, of_file in sorted(digests.items()):
        digest.update(name.encode())
        digest.update(bytes.fromhex(of_file))
    return digest.hexdigest()


def files_in(folder: Path) -> Mapping[str, Path]:
    """Return the files that count in a folder, by their names in it, sorted."""
    paths = (path for path in folder.rglob("*") if path.is_file() and IGNORED not in path.parts)
    return dict(sorted((path.relative_to(folder).as_posix(), path) for path in paths))
