"""Cells of tables: what stands in one, as text, becomes what it means."""

from __future__ import annotations

from collections.abc import Mapping

from geo.files.precision import coarse

Row = Mapping[str, str]
# What separates the items of a cell that lists several.
SEMICOLON = ";"


def number(text: str) -> float | None:
    """Return the number in a cell, or None for a blank: blank is never zero."""
    return float(text) if text.strip() else None


def listed(text: str) -> tuple[str, ...]:
    """Return the items of a cell that lists them with semicolons."""
    return tuple(item.strip() for item in text.split(SEMICOLON) if item.strip())


def single(text: str) -> tuple[str, ...]:
    """Return the one item of a cell, for rows that are put together later."""
    return (text,)


def point(lon: str, lat: str) -> tuple[float, float] | None:
    """Return a point in degrees, as exact as it may be published; None where half is blank."""
    x, y = number(lon), number(lat)
    return None if x is None or y is None else (coarse(x), coarse(y))
