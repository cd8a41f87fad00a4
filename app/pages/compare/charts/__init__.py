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


def charts(request: CompareRequest) -> dict[str, Any]:
    """Return the charts that the figures of one indicator allow; None for those they do not."""
    row = request.focus
    return {
        "name": row.indicator.name(request.lang) if row else "",
        "bullet": bullet(request, row) if row and row.known else None,
        "slope": slope(request),
        "bars": bars(request, row) if row and row.known and row.alike else None,
        "lines": lines(request, row) if row else None,
        "ranks": ranks(request) if request.kind != "group" else None,
    }
