"""Files as text: found inside the data folder, of a sane size, and really UTF-8.

Each kind of file has its own remedy: tables are saved by a spreadsheet, boundaries by a GIS.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

from geo.errors import Fault

# Fifty times the largest file of the atlas: more is a mistake, or an attempt to fill the memory.
MAX_BYTES = 64 * 1024 * 1024
# Excel writes these on a Chinese Windows: "CSV" is GB 18030, "Unicode text" is UTF-16.
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
OUTSIDE = re.compile(r"^[/~]|^[A-Za-z][A-Za-z0-9+.-]*:|\\|[\x00-\x1f]")
SAVED: Mapping[str, str] = {
    ".csv": "save it as 'CSV UTF-8'",
    ".geojson": "export it again from QGIS (Save Features As, GeoJSON) with the encoding UTF-8",
}
ELSE_SAVED = "save it as UTF-8"
EXPORTED = "open it in QGIS and export it as GeoJSON (Save Features As)"
# How files begin that are another kind than their name says.
BEGINNINGS: Mapping[bytes, str] = {
    b"PK\x03\x04": "a ZIP archive (a zipped shapefile, KMZ or workbook)",
    b"SQLite format 3\0": "a GeoPackage",
    b"\x00\x00\x27\x0a": "a shapefile",
    b"PAR1": "GeoParquet",
    b"fgb\x03": "FlatGeobuf",
    b"\x1f\x8b": "a gzip archive",
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


def astray(folder: Path, file: str) -> str:
    """Return why a path cannot be used, or nothing if it stays inside the folder."""
    if path_inside(folder, file) is not None:
        return ""
    if not file or OUTSIDE.search(file) or ".." in file.split("/"):
        return f"{file!r} must be a relative path to a file inside the data folder"
    return f"{file} is a link that leaves the data folder; put the file itself there"


def text_of(folder: Path, file: str) -> str | Fault:
    """Return the text of a file of the folder, or the fault that forbids it."""
    path = path_inside(folder, file)
    if path is None:
        return _fault(file, "path-outside", astray(folder, file))
    return text_at(path, file)


def text_at(path: Path, file: str) -> str | Fault:
    """Return a file's text without its byte order mark, or the fault, which calls it ``file``."""
    try:
        if path.is_dir():
            return _fault(file, "file-missing", "this is a folder; a file must have this name")
        if not path.is_file():
            return _fault(file, "file-missing", "there is no such file; add it")
        if path.stat().st_size > MAX_BYTES:
            limit = MAX_BYTES // 1024 // 1024
            return _fault(file, "file-too-large", f"files may have {limit} MB at most")
        raw = path.read_bytes()
    except OSError as error:
        reason = error.strerror or "unknown reason"
        return _fault(file, "file-missing", f"the file cannot be read: {reason}")
    return _decoded(file, raw)


def _decoded(file: str, raw: bytes) -> str | Fault:
    kind = Path(file).suffix
    remedy = SAVED.get(kind, ELSE_SAVED)
    for beginning, what in BEGINNINGS.items():
        if kind == ".geojson" and raw.startswith(beginning):
            return _fault(file, "not-geojson", f"this is {what}, no GeoJSON; {EXPORTED}")
    if raw.startswith(UTF16_MARKS):
        excel = " (Excel's 'Unicode text')" if kind == ".csv" else ""
        return _fault(file, "not-utf8", f"the file is UTF-16{excel}; {remedy}", row=1)
    if b"\0" in raw:
        row = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        return _fault(file, "nul-byte", "the file holds a NUL byte: it is damaged or no text", row)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        return _fault(file, "not-utf8", f"the file is not UTF-8; {_likely(kind, raw)}{remedy}", row)


def _likely(kind: str, raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return ""
    return "was it saved from Excel as GBK? " if kind == ".csv" else "was it saved as GBK? "


def _fault(file: str, rule: str, message: str, row: int | None = None) -> Fault:
    return Fault(file, row, "", "", rule, message)
