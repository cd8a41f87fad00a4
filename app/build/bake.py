"""The build that runs once: everything the worker serves, kept in the cache by its content.

Each step has a folder named by the hash of what it is made from, so nothing stale is served and
nothing fresh is made twice. A step is written beside its place and renamed into it: a reader
sees all of it or none, and of two processes that build at once either may win. What was damaged
since is seen when it is read, and built anew.
"""

from __future__ import annotations

import hashlib
import logging
import os
import pickle
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterable, Iterator
from importlib.metadata import version
from pathlib import Path
from secrets import token_hex

from app.build import tasks
from app.build.hands import Hands
from app.build.tasks import STEPS, Step
from app.build.work import BakeError, Build, Stage, Tell, drafted, put, silent, unwritable
from app.files import shelf
from app.settings.settings import PROJECT, Config
from app.text.messages import said
from geo.errors import AtlasError
from geo.files.content_hash import file_hash

__all__ = ["BakeError", "bake", "borrow", "built", "ensure", "missing", "pack", "places"]
log = logging.getLogger("atlas")

FOLDER = "baked"
PACKED = "packed"
KEEP = 3
# Someone may save a file while it is read: then what was built has no name, and we build again.
TRIES = 4
KEY_LENGTH = 16
LIBRARIES = ("dash", "geopandas", "jenkspy", "mapclassify", "pmtiles", "shapely", "topojson")
CHILD = "app.build.child"
# Processes that are forked share the work already.
ONE_THREAD = {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}


def ensure(config: Config, *, tell: Tell | None = None) -> shelf.Shelf:
    """Return what the worker serves, building in another process whatever is missing.

    ``tell`` hears how far it is; the log says it if nobody else listens. Raises CatalogueError
    for broken data, BakeError for a build that failed otherwise.
    """
    for _ in range(TRIES):
        if found := built(config):
            return found
        # What is damaged is put away here, where the log is.
        if missing(config):
            _writable(config)
            _build(config, tell or log_stage)
    raise BakeError(said("bake.changing"))


def built(config: Config) -> shelf.Shelf | None:
    """Return what the worker serves if all of it is there and whole; None if anything is to do."""
    try:
        whole = shelf.read(folder for _, folder in places(config))
    except (OSError, shelf.DamagedError):
        return None
    return _packed(config, whole)


def pack(config: Config) -> bool:
    """Make the twins of what is built as small as they get; return whether that was to do.

    A first start does not wait for it: it takes longer than the build, for a tenth of the bytes.
    """
    whole = ensure(config)
    folder = _packed_folder(config, whole)
    if folder.exists():
        return False
    with drafted(folder) as draft:
        shelf.write_packed(draft, whole)
        put(draft, folder)
    _forget_old(PACKED, folder)
    return True


def _packed(config: Config, whole: shelf.Shelf) -> shelf.Shelf:
    """Return what is built with its smallest twins, if they were made."""
    folder = _packed_folder(config, whole)
    try:
        return shelf.packed(whole, folder)
    except (OSError, KeyError, shelf.DamagedError) as error:
        if os.path.lexists(folder):
            try:
                _put_away(folder, error)
            except BakeError:
                log.warning("cache: it cannot be put away; files are served as first packed")
        return whole


def _packed_folder(config: Config, whole: shelf.Shelf) -> Path:
    digest = hashlib.sha256("\n".join(sorted(whole.files)).encode()).hexdigest()
    return config.cache / FOLDER / f"{PACKED}-{digest[:KEY_LENGTH]}"


def log_stage(stage: Stage) -> None:
    """Say in the log how far a build is."""
    if stage.seconds is None:
        log.info("building %s …", stage.name)
    else:
        facts = (stage.name, stage.seconds, stage.done, stage.steps)
        log.info("built %s in %.1f s (%d of %d)", *facts)


def _build(config: Config, tell: Tell) -> None:
    """Build in a process of its own, and pass on what it tells."""
    # ``-m`` needs the project's folder, which is not always the current one.
    with subprocess.Popen(  # noqa: S603  our own command
        [sys.executable, "-m", CHILD],
        cwd=PROJECT,
        env={**os.environ, **ONE_THREAD},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as child:
        if child.stdin is None or child.stdout is None:
            raise OSError("the build was started without pipes")
        try:
            with child.stdin as orders:
                pickle.dump(config, orders)
            word = pickle.load(child.stdout)  # noqa: S301  our own child wrote it
            while isinstance(word, Stage):
                tell(word)
                word = pickle.load(child.stdout)  # noqa: S301  the same
        except (OSError, EOFError, pickle.UnpicklingError):
            code = child.wait()
            raise BakeError(said("bake.ended", code=code)) from None
        except BaseException:
            child.terminate()
            raise
    if isinstance(word, AtlasError):
        raise word


def bake(config: Config, *, hands: Hands | None = None, tell: Tell = silent) -> tuple[Step, ...]:
    """Make every step that is missing or damaged, and return those that were made."""
    wanted = missing(config)
    if not wanted:
        return ()
    _writable(config)
    tasks.forget()
    build = Build(
        config,
        lambda step: folder_of(step, config).name,
        hands=hands or Hands(),
        tell=tell,
        steps=len(wanted),
    )
    build.make(wanted)
    tasks.forget()
    for step, folder in wanted:
        _forget_old(step.name, folder)
    return tuple(step for step, _ in wanted)


def borrow(config: Config, cache: Path) -> None:
    """Take from another cache what is built there and missing in that of the settings.

    Equal names are equal contents, so it is what would be built.
    """
    for _, folder in places(config):
        theirs = cache / FOLDER / folder.name
        if theirs.is_dir() and not folder.exists():
            _writable(config)
            with drafted(folder) as draft:
                shutil.copytree(theirs, draft, dirs_exist_ok=True)
                put(draft, folder)


def places(config: Config) -> Iterator[tuple[Step, Path]]:
    """Yield every step with the folder that its inputs, as they are now, give it."""
    for step in STEPS:
        yield step, folder_of(step, config)


def folder_of(step: Step, config: Config) -> Path:
    """Return the folder that the inputs of a step, as they are now, give it."""
    return config.cache / FOLDER / f"{step.name}-{_key(step, config)}"


def missing(config: Config) -> list[tuple[Step, Path]]:
    """Return the steps that must be made; what is damaged is put away first, with a word."""
    wanted = []
    for step, folder in places(config):
        try:
            shelf.read([folder])
        except (OSError, shelf.DamagedError) as error:
            if os.path.lexists(folder):
                _put_away(folder, error)
            wanted.append((step, folder))
    return wanted


def _put_away(path: Path, error: Exception) -> None:
    """Make room for what is built anew in the place of something damaged."""
    why = getattr(error, "strerror", None) or str(error)
    log.warning("cache: %s is damaged (%s): it is built anew", path.name, why)
    away = path.with_name(f".{path.name}-{token_hex(4)}")
    try:
        path.rename(away)
    except OSError as denied:
        raise BakeError(unwritable(path, denied)) from denied
    if away.is_dir() and not away.is_symlink():
        shutil.rmtree(away, ignore_errors=True)
    else:
        away.unlink()


def _writable(config: Config) -> None:
    """Refuse to begin a build that could not be kept."""
    folder = config.cache / FOLDER
    if os.path.lexists(folder) and not folder.is_dir():
        _put_away(folder, NotADirectoryError(0, "it is no folder"))
    try:
        folder.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=folder):
            return
    except OSError as error:
        raise BakeError(
            said(
                "bake.unwritable",
                cache=str(config.cache),
                why=error.strerror,
                data=str(config.data),
            )
        ) from error


def _forget_old(name: str, newest: Path) -> None:
    """Remove all but the last few builds of a step; workers hold theirs in memory."""
    builds = [path for path in newest.parent.glob(f"{name}-*") if path != newest]
    for path in sorted(builds, key=os.path.getmtime, reverse=True)[KEEP - 1 :]:
        shutil.rmtree(path, ignore_errors=True)


def _key(step: Step, config: Config) -> str:
    digest = hashlib.sha256()
    for library in LIBRARIES:
        digest.update(f"{library} {version(library)}\n".encode())
    for name in step.settings:
        digest.update(f"{name} {getattr(config, name)!r}\n".encode())
    for root, pattern in step.inputs(config.data):
        for path in _sorted_files(root, pattern):
            digest.update(f"{path.relative_to(root)}\n".encode())
            digest.update(bytes.fromhex(file_hash(path)))
    return digest.hexdigest()[:KEY_LENGTH]


def _sorted_files(root: Path, pattern: str) -> Iterable[Path]:
    paths = [path for path in root.glob(pattern) if path.is_file()]
    if not paths:
        # A step whose code moved away would be made once and never again.
        raise ValueError(f"{root / pattern}: a declared input that is nowhere")
    return sorted(path for path in paths if "__pycache__" not in path.parts)
