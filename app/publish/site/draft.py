"""The folder in which a site is written, beside its place: one at a time, and none left over."""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from app.text.messages import said
from geo.errors import AtlasError

# Windows holds no folders: there nobody is told of another build.
if sys.platform != "win32":
    import fcntl

# Nobody else calls a folder so: what has this name may go.
NAME = ".{name}.draft-"


class SiteError(AtlasError):
    """A folder cannot become a site; the message says which and what to name instead."""


@contextmanager
def drafted(out: Path) -> Iterator[Path]:
    """Give a new folder beside ``out`` until the block ends; what it is called then is removed.

    A build that was killed leaves its folder: the next one finds that nobody holds it. Raises
    SiteError while another build holds one for the same ``out``.
    """
    # Held only for a moment, so that nobody takes a folder between its making and its holding.
    parent = _held(out.parent, wait=True)
    try:
        _require_alone(out)
        prefix = NAME.format(name=out.name)
        draft = Path(tempfile.mkdtemp(prefix=prefix, dir=out.parent))
        holding = _held(draft)
    finally:
        _let_go(parent)
    try:
        draft.chmod(0o755)
        yield draft
    finally:
        shutil.rmtree(draft, ignore_errors=True)
        _let_go(holding)


def _require_alone(out: Path) -> None:
    """Remove what killed builds left; raise SiteError if one of them still runs."""
    prefix = NAME.format(name=out.name)
    for left in out.parent.iterdir():
        if not left.name.startswith(prefix) or not left.is_dir() or left.is_symlink():
            continue
        try:
            holding = _held(left)
        except BlockingIOError as error:
            raise SiteError(said("build.busy", path=str(out))) from error
        shutil.rmtree(left, ignore_errors=True)
        _let_go(holding)


def _held(folder: Path, *, wait: bool = False) -> int | None:
    """Hold a folder for this process; None where the file system knows no such thing."""
    if sys.platform == "win32":
        return None
    opened = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
    try:
        fcntl.flock(opened, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
    except BlockingIOError:
        os.close(opened)
        raise
    except OSError:
        os.close(opened)
        return None
    return opened


def _let_go(opened: int | None) -> None:
    if opened is not None:
        os.close(opened)
