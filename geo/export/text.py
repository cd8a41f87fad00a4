"""Tables as text: CSV for spreadsheets, GeoJSON for maps.

A spreadsheet runs a cell that begins like a formula, wherever its text came from. In CSV such a
text gets one apostrophe in front, and so does a text that already had one: ``unguarded`` takes
exactly that apostrophe away, so every text comes back as it was. Numbers are never touched.
"""

from __future__ import annotations

import csv
import io
import json
import re
from typing import Any

from geo.export.table import Cell, Table, source_table

# Spreadsheets skip blanks, and read full-width signs as the plain ones.
_RUNS = re.compile(r"'*(?:[\t\r\n]|[\s\u200b\ufeff]*[=+\-@＝＋－＠])")
CRS_NOTE = "longitude, latitude in CGCS2000 degrees (EPSG:4490), used as WGS 84"


def guarded(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula.

    >>> guarded("=1+1"), guarded(" ＠SUM(A1)"), guarded("成都")
    ("'=1+1", "' ＠SUM(A1)", '成都')
    """
    return f"'{text}" if _RUNS.match(text) else text


def unguarded(text: str) -> str:
    """Return the text that ``guarded`` was given.

    >>> unguarded("'=1+1"), unguarded("''=1"), unguarded("'quoted'")
    ('=1+1', "'=1", "'quoted'")
    """
    return text[1:] if text.startswith("'") and _RUNS.match(text) else text


def csv_text(table: Table) -> str:
    """Return a table as CSV text; a blank cell is empty, a flag is true or false."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(table.names)
    writer.writerows([_written(cell) for cell in row] for row in table.rows)
    return out.getvalue()


def _written(cell: Cell) -> str:
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return guarded(cell) if isinstance(cell, str) else str(plain(cell))


def plain(number: float) -> float:
    """Return a whole number without its ``.0``: a source that says 613 does not say 613.0."""
    whole = int(number)
    return whole if whole == number else number


def geojson(table: Table) -> str:
    """Return a table as a GeoJSON FeatureCollection; title, sources and credit are members."""
    header, sources = source_table(table.sources)
    whole: dict[str, Any] = {
        "type": "FeatureCollection",
        "name": table.name,
        "title": table.title,
        "coordinates": CRS_NOTE,
        "about": dict(table.about),
        "sources": [dict(zip(header, row, strict=True)) for row in sources],
        "features": [
            {
                "type": "Feature",
                "properties": dict(zip(table.names, map(_json_cell, row), strict=True)),
                "geometry": shape,
            }
            for row, shape in zip(table.rows, table.placed(), strict=True)
        ],
    }
    return json.dumps(whole, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _json_cell(cell: Cell) -> Cell:
    return plain(cell) if isinstance(cell, float) else cell
