"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import tempfile
from pathlib import Path

from geo.errors import AtlasError
from geo.sentences import said

FULL = (errno.ENOSPC, errno.EDQUOT)


def write_file(path: Path, body: bytes, *, lasting: bool = False) -> None:
    """Write a file beside its place and rename it there, so nobody ever sees half of it.

    An older file of that name is replaced; a ``lasting`` one outlives a loss of power right after.
    Raises AtlasError when it cannot be written.
    """
    draft = ""
    try:
        if path.is_dir():
            raise IsADirectoryError(21, "it is a folder")
        handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
        with os.fdopen(handle, "wb") as file:
            file.write(body)
            if lasting:
                file.flush()
                os.fsync(file.fileno())
        Path(draft).chmod(_mode(path))
        Path(draft).replace(path)
        if lasting:
            settle_folder(path.parent)
    except OSError as error:
        if draft:
            Path(draft).unlink(missing_ok=True)
        raise AtlasError(said("unwritten", path=str(path), why=why_not(error))) from error


def settle_folder(folder: Path) -> None:
    """Make sure that the names in a folder outlive a loss of power, where systems can say so."""
    if os.name == "posix":
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)


def why_not(error: OSError) -> str:
    """Return why the system took no file, with the remedy where we know one."""
    return said("disk.full") if error.errno in FULL else error.strerror or "unknown reason"


def _mode(path: Path) -> int:
    """Return the mode of the file that is replaced, or that of any new file."""
    if path.exists():
        return path.stat().st_mode & 0o777
    mask = os.umask(0)
    os.umask(mask)
    return 0o666 & ~mask
