"""The shelf: files that never change, named by their content, held in memory, compressed.

A file's name carries its hash, so a browser may keep it forever and a new version is a new name.
"""

from __future__ import annotations

import gzip
import hashlib
import json
import os
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import brotli

from app.text.messages import said
from geo.errors import AtlasError

if TYPE_CHECKING:
    from flask import Request, Response

INDEX = "index.json"
# What begins the keys of the files of landmarks.
LANDMARKS = "landmarks"
# What is told of the tiles of a registry, as a fact and as a file, and what begins the keys of
# their archives.
REGISTRY, REGISTRY_TILES = "registry", "registry-tiles"
# The same of boundaries.
BOUNDARY_TILES = "boundary-tiles"
TYPES = {
    "js": "text/javascript; charset=utf-8",
    "css": "text/css; charset=utf-8",
    "json": "application/json",
    "svg": "image/svg+xml",
    "woff2": "font/woff2",
    "html": "text/html; charset=utf-8",
}
BEST_BROTLI, BEST_GZIP, QUICK_BROTLI, QUICK_GZIP = 11, 9, 7, 6
# For scripts: much smaller than quick, in less than a tenth of a second each.
SCRIPT_BROTLI = 9
HASH_LENGTH = 16
NOTHING: Mapping[str, str] = MappingProxyType({})
FOREVER = "public, max-age=31536000, immutable"


class DamagedError(AtlasError):
    """A folder of the cache is not as it was written."""


def named(stem: str, extension: str, plain: bytes) -> str:
    """Return the name of a file by its content."""
    return f"{stem}.{hashlib.sha256(plain).hexdigest()[:HASH_LENGTH]}.{extension}"


def _quality(extension: str) -> int:
    return SCRIPT_BROTLI if extension == "js" else QUICK_BROTLI


@dataclass(frozen=True)
class Stored:
    """One file: its content type and its body in every encoding we serve."""

    name: str
    type: str
    plain: bytes
    br: bytes
    gz: bytes

    @classmethod
    def of(cls, stem: str, extension: str, plain: bytes, *, quick: bool = False) -> Stored:
        """Return the body compressed and named by its hash.

        ``quick`` is for what is made at every start: nearly as small, in a hundredth of the time.
        """
        return cls(
            name=named(stem, extension, plain),
            type=TYPES[extension],
            plain=plain,
            br=brotli.compress(plain, quality=_quality(extension) if quick else BEST_BROTLI),
            gz=gzip.compress(plain, QUICK_GZIP if quick else BEST_GZIP, mtime=0),
        )

    def answer(self, request: Request, *, keep: str = FOREVER) -> Response:
        """Return the file in the best encoding the browser takes, or 304 if it has it.

        ``keep`` is how long it may be kept: what is not asked for by its content is not forever.
        """
        from flask import Response  # noqa: PLC0415  only a server answers

        accepted = request.accept_encodings
        body, encoding = self.plain, ""
        for name, compressed in (("br", self.br), ("gzip", self.gz)):
            if accepted.quality(name) > 0 and len(compressed) < len(self.plain):
                body, encoding = compressed, name
                break
        response = Response(body, content_type=self.type)
        if encoding:
            response.content_encoding = encoding
        response.vary.add("Accept-Encoding")
        response.headers["Cache-Control"] = keep
        response.set_etag(f"{self.name}-{encoding or 'plain'}")
        response.make_conditional(request)
        return response


@dataclass(frozen=True)
class Shelf:
    """Stored files by served name, the served name of each by what it is, and facts about them.

    ``kept`` are files too large for memory, by what they are: they are read where they lie.
    """

    files: Mapping[str, Stored]
    names: Mapping[str, str]
    facts: Mapping[str, object] = field(default_factory=dict)
    kept: Mapping[str, Path] = field(default_factory=dict)

    def body(self, what: str) -> bytes:
        """Return the uncompressed body of what is stored under a key."""
        return self.files[self.names[what]].plain

    def without(self, kind: str) -> Shelf:
        """Return the shelf without what is stored under keys that begin with a word."""
        names = {what: name for what, name in self.names.items() if what.split("/")[0] != kind}
        gone = {name for what, name in self.names.items() if what not in names}
        files = {name: file for name, file in self.files.items() if name not in gone}
        return replace(self, files=files, names=names)


def write(
    folder: Path,
    made: Mapping[str, Stored],
    facts: Mapping[str, object],
    kept: Mapping[str, str] = NOTHING,
) -> None:
    """Write files, their compressed twins and the index into an existing folder.

    ``kept`` names files that are in the folder already, by what they are.
    """
    twins = {}
    for stored in made.values():
        packed = {".br": stored.br, ".gz": stored.gz}
        for suffix, body in {"": stored.plain, **packed}.items():
            (folder / f"{stored.name}{suffix}").write_bytes(body)
        twins[stored.name] = {suffix: _sum(body) for suffix, body in packed.items()}
    names = {what: stored.name for what, stored in made.items()}
    large = {what: [name, _file_sum(folder / name)] for what, name in kept.items()}
    _write_index(folder, {"names": names, "facts": facts, "twins": twins, "kept": large})


def read(folders: Iterable[Path]) -> Shelf:
    """Return everything that the folders hold, as one shelf.

    Raises DamagedError for a folder that is not as it was written, OSError for what cannot be read.
    """
    files: dict[str, Stored] = {}
    names: dict[str, str] = {}
    facts: dict[str, object] = {}
    kept: dict[str, Path] = {}
    for folder in folders:
        index = _index(folder)
        names |= index["names"]
        facts |= index["facts"]
        for what, (name, told) in index.get("kept", {}).items():
            kept[what] = folder / name
            if _file_sum(kept[what]) != told:
                raise DamagedError(said("shelf.changed", name=name))
        for name in index["names"].values():
            files[name] = _stored(folder, name, index["twins"][name])
    return Shelf(files, names, facts, kept)


def write_packed(folder: Path, shelf: Shelf) -> None:
    """Write the smallest twin of every file into an existing folder: half a minute's work."""
    with ThreadPoolExecutor(os.cpu_count()) as pool:
        packed = dict(zip(shelf.files, pool.map(_smallest, shelf.files.values()), strict=True))
    for name, body in packed.items():
        (folder / f"{name}.br").write_bytes(body)
    _write_index(folder, {"twins": {name: _sum(body) for name, body in packed.items()}})


def packed(shelf: Shelf, folder: Path) -> Shelf:
    """Return a shelf with the smallest twins that a folder has of its files.

    Raises DamagedError for a folder that is not as it was written, OSError for one that is not.
    """
    files = dict(shelf.files)
    for name, told in _index(folder)["twins"].items():
        body = (folder / f"{name}.br").read_bytes()
        if _sum(body) != told:
            raise DamagedError(said("shelf.changed", name=f"{name}.br"))
        files[name] = replace(files[name], br=body)
    return replace(shelf, files=files)


def _smallest(stored: Stored) -> bytes:
    small: bytes = brotli.compress(stored.plain, quality=BEST_BROTLI)
    return small


def _write_index(folder: Path, content: Mapping[str, object]) -> None:
    """Write the index of a folder, with the sum by which it is known to be whole."""
    (folder / INDEX).write_bytes(_text({**content, "sum": _sum(_text(content))}))


def _index(folder: Path) -> Mapping[str, Any]:
    """Return the index of a folder; raise DamagedError if it is not as it was written."""
    try:
        content = json.loads((folder / INDEX).read_text(encoding="utf-8"))
        told = content.pop("sum")
    except (ValueError, AttributeError, KeyError, TypeError):
        told, content = "", {}
    if told != _sum(_text(content)):
        raise DamagedError(said("shelf.changed", name=INDEX))
    return dict(content)


def _stored(folder: Path, name: str, twins: Mapping[str, str]) -> Stored:
    """Return one file; raise DamagedError if it or a twin of it is not as it was written."""
    plain = (folder / name).read_bytes()
    packed = {suffix: (folder / f"{name}{suffix}").read_bytes() for suffix in (".br", ".gz")}
    stem, _, extension = name.rpartition(".")
    if named(stem.rpartition(".")[0], extension, plain) != name:
        raise DamagedError(said("shelf.changed", name=name))
    for suffix, body in packed.items():
        if _sum(body) != twins[suffix]:
            raise DamagedError(said("shelf.changed", name=f"{name}{suffix}"))
    return Stored(name, TYPES[extension], plain, packed[".br"], packed[".gz"])


def _text(content: object) -> bytes:
    return json.dumps(content, ensure_ascii=False).encode()


def _file_sum(path: Path) -> str:
    """Return the sum of a file that is too large for memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()[:HASH_LENGTH]


def _sum(body: bytes) -> str:
    return hashlib.sha256(body).hexdigest()[:HASH_LENGTH]
