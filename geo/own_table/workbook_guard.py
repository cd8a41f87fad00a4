"""Workbooks before they are opened: nothing in them may be larger than it looks.

A file of four kilobytes with one cell at the far corner of a sheet makes a reader ask for hundreds
of gigabytes, and one that is all blanks unpacks to as much as somebody likes.
"""

from __future__ import annotations

import io
import re
import zipfile
import zlib
from collections.abc import Iterator

from geo.own_table.grid import UnreadableFile
from geo.own_table.limits import Limits
from geo.sentences import said

ENTRIES = 5_000
# A short sheet of equal rows is packed a thousandfold, and harms nobody.
HARMLESS = 30_000_000
# A cell with something in it; those that only have a look end with a slash.
FILLED = re.compile(rb'<(?:\w+:)?c\b[^>]*?\br="([A-Z]{1,3})(\d{1,7})"[^>]*(?<!/)>')
SHEET = re.compile(r"xl/(worksheets|chartsheets)/[^/]+\.xml")
ENCRYPTED = 0x1
# How a part that was changed on its way shows itself: RuntimeError where it seems locked.
DAMAGED = (
    *(zipfile.BadZipFile, OSError, ValueError, EOFError, RuntimeError, zipfile.LargeZipFile),
)


def opened(body: bytes, limits: Limits) -> zipfile.ZipFile:
    """Return the archive that a workbook is; raises UnreadableFile for one that is too large."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(body))
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError):
        raise UnreadableFile(said("own.file.broken")) from None
    entries = archive.infolist()
    if len(entries) > ENTRIES:
        raise UnreadableFile(said("own.file.entries", count=len(entries), most=ENTRIES))
    whole = sum(entry.file_size for entry in entries)
    if whole > max(HARMLESS, limits.ratio * len(body)):
        raise UnreadableFile(
            said("own.file.ratio", times=whole // max(1, len(body)), most=limits.ratio)
        )
    if any(entry.flag_bits & ENCRYPTED for entry in entries):
        raise UnreadableFile(said("own.file.locked"))
    return archive


def entry_bytes(archive: zipfile.ZipFile, name: str | zipfile.ZipInfo) -> bytes:
    """Return a file of an archive; raises UnreadableFile for a damaged one, KeyError for none."""
    try:
        return archive.read(name)
    except (*DAMAGED, zlib.error):
        raise UnreadableFile(said("own.file.damaged")) from None


def sheets(archive: zipfile.ZipFile) -> Iterator[tuple[str, bytes]]:
    """Yield name and text of each sheet of an XLSX workbook."""
    for entry in archive.infolist():
        if SHEET.fullmatch(entry.filename):
            yield entry.filename, entry_bytes(archive, entry)


def guard_cells(text: bytes, limits: Limits) -> None:
    """Raise UnreadableFile where a cell of a sheet lies too far from the first one."""
    for column, row in set(FILLED.findall(text)):
        if int(row) > limits.rows or _number(column) > limits.columns:
            raise UnreadableFile(
                said(
                    "own.file.far",
                    cell=f"{column.decode()}{int(row)}",
                    rows=limits.rows,
                    columns=limits.columns,
                )
            )


def _number(column: bytes) -> int:
    number = 0
    for letter in column:
        number = number * 26 + letter - ord("A") + 1
    return number
