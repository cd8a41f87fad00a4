"""A table that was saved with all that was decided about it: ``.atlas.zip``.

A ZIP file of two parts: ``manifest.json``, which says what it is, what was decided and what was
shown, and the table, byte for byte as it came. A page writes it
(app/assets/explore/own_saved.js); pages and the command read it.
"""

from __future__ import annotations

import json
import zipfile
import zlib
from dataclasses import dataclass
from typing import Any

from geo.own_table.choices import Decisions, decisions_of
from geo.own_table.grid import UnreadableFile
from geo.own_table.limits import Limits
from geo.own_table.workbook_guard import opened
from geo.sentences import said

FORMAT, VERSION = "atlas-own-table", 1
MANIFEST = "manifest.json"
ZIP = b"PK\x03\x04"
# Answers about some thousands of places.
MOST_SAID = 2_000_000
# A page puts the manifest first, unpacked.
HEAD = 512
BROKEN = (zipfile.BadZipFile, zlib.error, ValueError, KeyError, OSError, EOFError, RecursionError)


@dataclass(frozen=True)
class SavedTable:
    """The bytes of a table as they came, and what was decided about it."""

    body: bytes
    decisions: Decisions


def saved_in(body: bytes, limits: Limits) -> SavedTable | None:
    """Return the table that was saved in a file; None for any other file.

    Raises UnreadableFile for a saved table that is damaged, too large, or of a newer version.
    """
    if not body.startswith(ZIP):
        return None
    ours = FORMAT.encode() in body[:HEAD]
    try:
        with opened(body, limits) as archive:
            if MANIFEST not in archive.namelist():
                return None
            if archive.getinfo(MANIFEST).file_size > MOST_SAID:
                raise ValueError("the manifest is too long")
            said_of_it: Any = json.loads(archive.read(MANIFEST))
            if not isinstance(said_of_it, dict) or said_of_it.get("format") != FORMAT:
                return None
            ours = True
            return _told(said_of_it, archive, limits)
    except UnreadableFile:
        # Whether any other archive is harmless, its own reader says.
        if ours:
            raise
        return None
    # What zipfile cannot unpack it says by NotImplementedError, or by asking for a password.
    except (*BROKEN, NotImplementedError, RuntimeError):
        if ours:
            raise UnreadableFile(said("own.saved.broken")) from None
        return None


def _told(told: dict[str, Any], archive: zipfile.ZipFile, limits: Limits) -> SavedTable:
    version = told.get("version")
    if not isinstance(version, int) or version < 1:
        raise ValueError("there is no such version")
    if version > VERSION:
        raise UnreadableFile(said("own.saved.newer", version=version, known=VERSION))
    part = archive.getinfo(str(told.get("table")))
    if part.file_size > limits.size:
        raise UnreadableFile(said("own.file.size", most=limits.size))
    return SavedTable(archive.read(part), decisions_of(told.get("choices")))
