"""What is left of a request: live objects, and files."""

from __future__ import annotations

import gc
from pathlib import Path


def held(number: int) -> list[str]:
    """Return the kinds of live objects that hold a text with a number; not our own two."""
    gc.collect()
    text = str(number)
    raw = text.encode()
    return [
        type(one).__name__
        for one in gc.get_objects()
        for part in gc.get_referents(one)
        if (isinstance(part, str) and text in part and part is not text)
        or (isinstance(part, bytes | bytearray) and raw in part and part is not raw)
    ]


def listing(folder: Path) -> set[tuple[str, int]]:
    """Return every file of a folder with its size."""
    return {(str(path), path.stat().st_size) for path in folder.rglob("*") if path.is_file()}
