"""One publisher at a time: a lock that its owner holds, and that ends with him.

The system holds it, so that whoever is killed leaves none behind; the file says who has it.
"""

from __future__ import annotations

import json
import os
import platform
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from geo.files.atomic import why_not
from geo.sentences import said
from geo.store.editions import StoreError

if sys.platform == "win32":
    import msvcrt
else:
    import fcntl

LOCK = "lock"
# What is locked: a byte far behind what is written, so that others can read who has it.
FAR = 1 << 20


@contextmanager
def store_lock(root: Path, who: str) -> Iterator[None]:
    """Hold the lock of a store; raises StoreError where somebody else does, and says who."""
    try:
        root.mkdir(parents=True, exist_ok=True)
        handle = os.open(root / LOCK, os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as error:
        raise StoreError(said("lock.unwritable", store=str(root), why=why_not(error))) from error
    try:
        if not _taken(handle):
            raise StoreError(said("lock.held", store=str(root), **_owner(handle)))
        _signed(handle, who, root)
        yield
    finally:
        os.close(handle)


def _taken(handle: int) -> bool:
    try:
        if sys.platform == "win32":
            os.lseek(handle, FAR, os.SEEK_SET)
            msvcrt.locking(handle, msvcrt.LK_NBLCK, 1)
        else:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True


def _signed(handle: int, who: str, root: Path) -> None:
    """Write who holds the lock, for others to read."""
    now = datetime.now(UTC).isoformat(timespec="seconds")
    owner = {"who": who, "pid": os.getpid(), "host": platform.node(), "time": now}
    try:
        os.ftruncate(handle, 0)
        os.lseek(handle, 0, os.SEEK_SET)
        os.write(handle, json.dumps(owner, ensure_ascii=False).encode())
    except OSError as error:
        raise StoreError(said("lock.unwritable", store=str(root), why=why_not(error))) from error


def _owner(handle: int) -> dict[str, str]:
    try:
        os.lseek(handle, 0, os.SEEK_SET)
        owner = json.loads(os.read(handle, FAR))
    except (OSError, ValueError):
        owner = {}
    return {name: str(owner.get(name, "?")) for name in ("who", "pid", "host", "time")}
