"""Limits of a table that somebody brings: more than these is a mistake, or an attack."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Limits:
    """How much of a file is read: ``size`` in bytes, ``ratio`` of unpacked to packed bytes.

    ``rows`` and ``columns`` are of one sheet, ``cells`` too.
    """

    size: int = 20_000_000
    ratio: int = 200
    sheets: int = 50
    rows: int = 200_000
    columns: int = 500
    cells: int = 4_000_000
