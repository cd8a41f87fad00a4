"""The build that runs once: everything the worker serves, kept in the cache by its content.

Each step has a folder named by the hash of what it is made from, so nothing stale is served and
nothing fresh is made twice. A step is written beside its place and renamed into it: a reader
sees all of it or none, and of two processes that build at once either may win.
"""

from __future__ import annotations

import hashlib
import logging
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path

from app import shelf
from app.config import PROJECT, Config
from app.steps import STEPS, Step
from geo.errors import AtlasError

log = logging.getLogger("atlas")

FOLDER = "baked"
KEEP = 3
# Someone may save a file while it is read: then what was built has no name, and we build again.
TRIES = 4
KEY_LENGTH = 16
LIBRARIES = ("dash", "geopandas", "mapclassify", "shapely", "topojson")


class BakeError(AtlasError):
    """The build failed; the reasons stand above, where it ran."""


def ensure(config: Config) -> shelf.Shelf:
    """Return what the worker serves, building in another process whatever is missing.

    The build imports geopandas and friends; the worker would keep their 150 MB forever.
    """
    for _ in range(TRIES):
        folders = [folder for _, folder in places(config)]
        if all(folder.exists() for folder in folders):
            return shelf.read(folders)
        _writable(config)
        # ``-m app`` needs the project's folder, which is not always the current one.
        command = [sys.executable, "-m", "app", "bake"]
        command += ["--data", str(config.data), "--cache", str(config.cache)]
        done = subprocess.run(command, cwd=PROJECT, check=False)  # noqa: S603  our own command
        if done.returncode:
            raise BakeError("the atlas was not built: see the report above")
    raise BakeError("files kept changing while the atlas was built from them; start it again")


def _writable(config: Config) -> None:
    """Refuse to begin a build that could not be kept."""
    folder = config.cache / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as error:
        raise BakeError(
            f"cache {config.cache}: nothing is built there for these data and this code, and it "
            f"cannot be written ({error.strerror}). Build it where it can be: python -m app bake "
            f"--data {config.data} --cache FOLDER, and serve with --cache FOLDER"
        ) from error


def bake(config: Config) -> tuple[Step, ...]:
    """Make every step whose folder is missing, and return those that were made."""
    made = []
    for step, folder in places(config):
        if folder.exists():
            continue
        log.info("building %s …", step.name)
        start = time.monotonic()
        _make(step, folder, config)
        log.info("built %s in %.1f s", step.name, time.monotonic() - start)
        made.append(step)
    return tuple(made)


def places(config: Config) -> Iterator[tuple[Step, Path]]:
    """Yield every step with the folder that its inputs, as they are now, give it."""
    for step in STEPS:
        yield step, config.cache / FOLDER / f"{step.name}-{_key(step, config)}"


def _make(step: Step, folder: Path, config: Config) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    draft = Path(tempfile.mkdtemp(prefix=f".{step.name}-", dir=folder.parent))
    try:
        made, facts = step.make(config.data)
        shelf.write(draft, made, facts)
        draft.chmod(0o755)
        if not folder.name.endswith(_key(step, config)):
            return
        try:
            draft.rename(folder)
        except OSError:
            # Another process was first; its content is ours, by the name.
            if not folder.exists():
                raise
    finally:
        shutil.rmtree(draft, ignore_errors=True)
    _forget_old(step, folder)


def _forget_old(step: Step, newest: Path) -> None:
    """Remove all but the last few builds of a step; workers hold theirs in memory."""
    builds = [path for path in newest.parent.glob(f"{step.name}-*") if path != newest]
    for path in sorted(builds, key=os.path.getmtime, reverse=True)[KEEP - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _key(step: Step, config: Config) -> str:
    digest = hashlib.sha256()
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for root, pattern in step.inputs(config.data):
        for path in _sorted_files(root, pattern):
            digest.update(f"{path.relative_to(root)}\n".encode())
            digest.update(hashlib.sha256(path.read_bytes()).digest())
    return digest.hexdigest()[:KEY_LENGTH]


def _sorted_files(root: Path, pattern: str) -> Iterable[Path]:
    found = (path for path in root.glob(pattern) if path.is_file())
    return sorted(path for path in found if "__pycache__" not in path.parts)
