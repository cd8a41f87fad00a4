"""Charts of the view: one a file, numbers only.

The templates draw them as SVG beside the words that say the same.
"""

from __future__ import annotations

from typing import Any

from app.pages.compare.charts.bars import bars
from app.pages.compare.charts.bullet import bullet
from app.pages.compare.charts.lines import lines
from app.pages.compare.charts.ranks import ranks
from app.pages.compare.charts.slope import slope
from app.pages.compare.request import CompareRequest


def charts(told: CompareRequest) -> dict[str, Any]:
    """Return the charts that the figures allow; None for those they do not."""
    row = told.active
    return {
        "bullet": bullet(told, row) if row and row.known else None,
        "slope": slope(told),
        "bars": bars(told, row) if row and row.known else None,
        "lines": lines(told, row) if row else None,
        "ranks": ranks(told) if told.kind != "group" else None,
    }
