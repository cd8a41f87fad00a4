"""Files as text: found inside the data folder, of a sane size, and really UTF-8.

Each kind of file has its own remedy: tables are saved by a spreadsheet, boundaries by a GIS.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from geo.errors import Fault
from geo.sentences import Said, said

# Fifty times the largest file of the atlas: more is a mistake, or an attempt to fill the memory.
MAX_BYTES = 64 * 1024 * 1024
# Excel writes these on a Chinese Windows: "CSV" is GB 18030, "Unicode text" is UTF-16.
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
OUTSIDE = re.compile(r"^[/~]|^[A-Za-z][A-Za-z0-9+.-]*:|\\|[\x00-\x1f]")
SAVED: Mapping[str, str] = {".csv": "saved.csv", ".geojson": "saved.geojson"}
# How files begin that are another kind than their name says.
BEGINNINGS: Mapping[bytes, str] = {
    b"PK\x03\x04": "zip",
    b"SQLite format 3\0": "gpkg",
    b"\x00\x00\x27\x0a": "shp",
    b"PAR1": "parquet",
    b"fgb\x03": "fgb",
    b"\x1f\x8b": "gzip",
}


def path_inside(folder: Path, file: str) -> Path | None:
    """Return where a relative path leads, or None if it would leave the folder."""
    if not file or OUTSIDE.search(file) or ".." in file.split("/"):
        return None
    try:
        path = (folder / file).resolve()
    except (OSError, RuntimeError):  # a loop of links
        return None
    return path if path.is_relative_to(folder.resolve()) else None


def astray(folder: Path, file: str) -> Said | None:
    """Return why a path cannot be used, or None if it stays inside the folder."""
    if path_inside(folder, file) is not None:
        return None
    if not file or OUTSIDE.search(file) or ".." in file.split("/"):
        return said("path-outside", file=file)
    return said("path-outside.link", file=file)


def text_of(folder: Path, file: str) -> str | Fault:
    """Return the text of a file of the folder, or the fault that forbids it."""
    outside = astray(folder, file)
    if outside is not None:
        return _fault(file, "path-outside", outside)
    return text_at(folder / file, file)


def text_at(path: Path, file: str) -> str | Fault:
    """Return a file's text without its byte order mark, or the fault, which calls it ``file``."""
    try:
        if path.is_dir():
            return _fault(file, "file-missing", said("file-missing.folder"))
        if not path.is_file():
            return _fault(file, "file-missing", said("file-missing"))
        if path.stat().st_size > MAX_BYTES:
            limit = MAX_BYTES // 1024 // 1024
            return _fault(file, "file-too-large", said("file-too-large", limit=limit))
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        return _fault(file, "file-missing", said("file-missing.unreadable", why=reason))
    return _decoded(file, raw)


def _decoded(file: str, raw: bytes) -> str | Fault:
    kind = Path(file).suffix
    remedy = said(SAVED.get(kind, "saved.else"))
    for beginning, what in BEGINNINGS.items():
        if kind != ".csv" and raw.startswith(beginning):
            message = said("not-geojson.kind", what=said(f"beginning.{what}"))
            return _fault(file, "not-geojson", message)
    if raw.startswith(UTF16_MARKS):
        key = "not-utf8.utf16-csv" if kind == ".csv" else "not-utf8.utf16"
        return _fault(file, "not-utf8", said(key, remedy=remedy), row=1)
    if b"\0" in raw:
        row = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        return _fault(file, "nul-byte", said("nul-byte"), row)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        message = said("not-utf8", likely=_likely(kind, raw), remedy=remedy)
        return _fault(file, "not-utf8", message, row)


def _likely(kind: str, raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return said("not-utf8.excel" if kind == ".csv" else "not-utf8.gbk")


def _fault(file: str, rule: str, message: Said, row: int | None = None) -> Fault:
    return Fault(file, row, "", "", rule, message)
