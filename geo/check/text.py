"""Files as text: found inside the data folder, of a sane size, and really UTF-8."""

from __future__ import annotations

import re
from pathlib import Path

from geo.errors import Fault

# Fifty times the largest file of the atlas: more is a mistake, or an attempt to fill the memory.
MAX_BYTES = 64 * 1024 * 1024
# Excel writes these on a Chinese Windows: "CSV" is GB 18030, "Unicode text" is UTF-16.
UTF16_MARKS = (b"\xff\xfe", b"\xfe\xff")
OUTSIDE = re.compile(r"^[/~]|^[A-Za-z][A-Za-z0-9+.-]*:|\\|[\x00-\x1f]")


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
    """Return a file's text without its byte order mark, or the fault that forbids it."""
    path = path_inside(folder, file)
    if path is None:
        return _fault(file, "path-outside", astray(folder, file))
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
    if raw.startswith(UTF16_MARKS):
        hint = "the file is UTF-16 (Excel's 'Unicode text'); save it as 'CSV UTF-8'"
        return _fault(file, "not-utf8", hint, row=1)
    if b"\0" in raw:
        row = raw.count(b"\n", 0, raw.index(b"\0")) + 1
        return _fault(file, "nul-byte", "the file holds a NUL byte: it is damaged or no text", row)
    try:
        return raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        row = raw.count(b"\n", 0, error.start) + 1
        return _fault(file, "not-utf8", f"the file is not UTF-8{_likely(raw)}", row)


def _likely(raw: bytes) -> str:
    try:
        raw.decode("gb18030")
    except UnicodeDecodeError:
        return "; save it as UTF-8"
    return "; was it saved from Excel as GBK? save it as 'CSV UTF-8'"


def _fault(file: str, rule: str, message: str, row: int | None = None) -> Fault:
    return Fault(file, row, "", "", rule, message)
