"""The files a reader can take away: what is shown, every period, with its sources."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator, Mapping
from typing import Any

Sheet = Mapping[str, Any]
Maker = Callable[[Sheet], bytes]

COLUMNS = ("id", "name", "period", "value", "unit", "words", "status", "rank", "of", "note")
# A spreadsheet runs a cell that begins like this; an apostrophe makes it text.
RUNS = ("=", "+", "-", "@", "\t", "\r")
BOM = "\ufeff"


def as_csv(sheet: Sheet) -> bytes:
    """Return every period of a sheet as CSV with its sources; the mark is for Excel."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow([*COLUMNS, "sources", "source_urls"])
    writer.writerows(_rows(sheet))
    return (BOM + out.getvalue()).encode()


def _rows(sheet: Sheet) -> Iterator[list[object]]:
    for period, frame in sheet["frames"].items():
        for item, cell in zip(sheet["items"], frame["cells"], strict=True):
            row = {**item, **cell, "period": period, "unit": sheet["unit"]}
            sources = [sheet["sources"][at] for at in cell.get("sources") or ()]
            yield [
                *(_safe(row.get(column)) for column in COLUMNS),
                _safe("; ".join(source["title"] for source in sources)),
                _safe(" ".join(source["url"] for source in sources if source["url"])),
            ]


def _safe(cell: object) -> object:
    if cell is None:
        return ""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(RUNS) else cell


FORMATS: Mapping[str, tuple[str, Maker]] = {"csv": ("text/csv", as_csv)}
