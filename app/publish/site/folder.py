"""A folder that changes all at once: what is new is written beside it, what is the same is kept."""

from __future__ import annotations

import ctypes
import gzip
import hashlib
import json
import os
import shutil
from collections.abc import Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import brotli

from app.publish.site.draft import SiteError, drafted
from app.text.messages import said
from geo.files.atomic import why_not

INDEX = "site.json"
FORMAT = "shu-atlas-site/1"
# What a browser is glad to have compressed; a workbook is compressed already.
TEXT = (".html", ".js", ".css", ".json", ".svg", ".xml", ".csv", ".txt", ".tile")
# Nearly as small as the best, in a tenth of its time: thousands of pages are written.
BROTLI, GZIP = 9, 9
TWINS = (".br", ".gz")
# renameat2(2): change two names at once; the file system may refuse.
EXCHANGE, HERE = 2, -100


class Folder:
    """Takes files by their path; counts those that are ``made`` and those that stood (``kept``)."""

    def __init__(self, old: Path, draft: Path) -> None:
        self._old, self._draft = old, draft
        self._about = _read(old)
        self._known: dict[str, str] = dict(self._about.get("files", {}))
        self._sums: dict[str, str] = {}
        self._pool = ThreadPoolExecutor(max_workers=os.cpu_count() or 1)
        self._open: list[Future[None]] = []
        self.made = self.kept = 0

    def stands(self, about: Mapping[str, Any]) -> int:
        """Return how many files a whole and sound site from the same has, 0 if there is none."""
        known = {name: self._about.get(name) for name in about}
        if known != dict(about):
            return 0
        sound = all(_same(self._old / path, digest) for path, digest in self._known.items())
        return len(self._known) if sound else 0

    def put(self, path: str, body: bytes) -> None:
        """Take a file; the same path twice must be the same bytes.

        Raises SiteError for a path that leads out of the folder: ids of the data stand in paths.
        """
        if path.startswith("/") or {"..", ""} & {*path.split("/")} or "\\" in path:
            raise SiteError(said("site.odd-path", path=path))
        digest = _sum(body)
        if self._sums.setdefault(path, digest) != digest:
            raise RuntimeError(f"two files are called {path}")
        target = self._draft / path
        if target.exists():
            return
        target.parent.mkdir(parents=True, exist_ok=True)
        if self._stands(path, digest):
            self.kept += 1
            return
        self.made += 1
        target.write_bytes(body)
        if path.endswith(TEXT):
            self._open.append(self._pool.submit(self._compress, path, body))

    def close(self, about: Mapping[str, Any]) -> None:
        """Wait for what is being compressed and write the list of all files."""
        self._pool.shutdown(wait=True)
        for one in self._open:
            one.result()
        index = {"format": FORMAT, **about, "files": dict(sorted(self._sums.items()))}
        text = json.dumps(index, ensure_ascii=False, indent=0)
        (self._draft / INDEX).write_text(f"{text}\n", encoding="utf-8")

    def stop(self) -> None:
        """End what is still being compressed: the folder is about to go."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def _compress(self, path: str, body: bytes) -> None:
        packed = (
            brotli.compress(body, quality=BROTLI),
            gzip.compress(body, GZIP, mtime=0),
        )
        for suffix, twin in zip(TWINS, packed, strict=True):
            (self._draft / f"{path}{suffix}").write_bytes(twin)
            self._sums[path + suffix] = _sum(twin)

    def _stands(self, path: str, digest: str) -> bool:
        """Take a file and its twins from the old folder, if they are there and what they were."""
        if self._known.get(path) != digest:
            return False
        wanted = [path, *(path + twin for twin in TWINS if path.endswith(TEXT))]
        for one in wanted:
            if not _same(self._old / one, self._known.get(one, "")):
                return False
        for one in wanted:
            _link(self._old / one, self._draft / one)
            self._sums[one] = self._known[one]
        return True


@contextmanager
def replacing(out: Path) -> Iterator[Folder]:
    """Give a folder to fill that takes the place of ``out`` when all went well.

    Nothing of ``out`` changes before, and nothing at all if nothing was put. A link is followed:
    what it leads to is replaced. Raises SiteError for a folder with other things in it, and while
    another build writes the same one.
    """
    try:
        out = out.resolve()
        _require_ours(out)
        out.parent.mkdir(parents=True, exist_ok=True)
        with drafted(out) as draft:
            folder = Folder(out, draft)
            try:
                yield folder
            finally:
                folder.stop()
            if folder.made or folder.kept:
                _exchange(draft, out)
    except OSError as error:
        raise SiteError(said("unwritable", path=str(out), why=why_not(error))) from error


def _require_ours(out: Path) -> None:
    """Raise SiteError unless a folder is new, empty, or a site and nothing else."""
    if out.exists() and not out.is_dir():
        raise SiteError(said("review.file", path=str(out)))
    if not out.is_dir() or not any(out.iterdir()):
        return
    about = _read(out)
    if not about:
        raise SiteError(said("site.other-things", path=str(out)))
    for path in sorted(out.rglob("*")):
        name = path.relative_to(out).as_posix()
        if name != INDEX and name not in about["files"] and not path.is_dir():
            raise SiteError(said("site.stranger", path=str(out), name=name))


def _exchange(draft: Path, out: Path) -> None:
    """Give a folder the name of another, and that one its name; at once where Linux can."""
    if not out.exists():
        draft.rename(out)
        return
    try:
        libc = ctypes.CDLL(None, use_errno=True)
        if libc.renameat2(HERE, os.fsencode(draft), HERE, os.fsencode(out), EXCHANGE) == 0:
            return
    except (AttributeError, OSError, TypeError):
        pass
    # Elsewhere there is a moment between two names.
    aside = draft.with_name(f"{draft.name}-old")
    out.rename(aside)
    draft.rename(out)
    aside.rename(draft)


def _read(folder: Path) -> dict[str, Any]:
    """Return what a site says of itself; nothing for what is no site of ours."""
    try:
        index = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        known = index["format"] == FORMAT and isinstance(index["files"], dict)
    except (OSError, ValueError, KeyError, TypeError):
        return {}
    return dict(index) if known else {}


def _same(path: Path, digest: str) -> bool:
    """Return whether a file is there and its bytes have this sum."""
    try:
        return _sum(path.read_bytes()) == digest
    except OSError:
        return False


def _link(old: Path, new: Path) -> None:
    try:
        os.link(old, new)
    except OSError:
        shutil.copyfile(old, new)


def _sum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()
