"""Ranks across indicators: one axis each, from the first to the last, a dot a subject."""

from __future__ import annotations

from typing import Any

from app.pages.compare.charts.canvas import FEWEST
from app.pages.compare.request import CompareRequest
from geo.analysis.subjects import offered

MOST_AXES = 12


def ranks(request: CompareRequest) -> dict[str, Any] | None:
    """Return ranks across indicators, one row each, for those that rank two subjects or more.

    Ranks of different years are ranks in different orders: such rows are left out. Shares of the
    province rank as what they are shares of.
    """
    fit = [
        row
        for row in request.rows
        if not row.mixed
        and row.indicator.denominator != "province"
        and sum(c.rank is not None for c in row.cells) >= FEWEST
    ]
    fit.sort(key=lambda row: row.known < len(request.subjects))
    names = {row.indicator.indicator_id for row in fit[:MOST_AXES]}
    axes = [row for row in request.rows if row.indicator.indicator_id in names]
    if not axes:
        return None
    last = len(offered(request.catalogue, request.kind))

    def x(rank: int) -> float:
        return round(100 * (rank - 1) / max(last - 1, 1), 2)

    drawn = []
    for row in axes:
        dots: list[dict[str, Any]] = [
            {
                "word": cell.entry.subject.word,
                "name": request.names(cell.entry.subject.word),
                "color": request.color(cell.entry.subject.word),
                "x": x(cell.rank.at),
                "rank": cell.rank.at,
            }
            for cell in row.cells
            if cell.rank is not None
        ]
        places = [dot["x"] for dot in dots]
        drawn.append(
            {
                "name": row.indicator.name(request.lang),
                "link": request.based.link(indicator=row.indicator.indicator_id, tab="rank"),
                "period": row.period,
                "known": max(c.rank.known for c in row.cells if c.rank is not None),
                "dots": dots,
                "from": min(places),
                "to": max(places),
            }
        )
    return {"last": last, "rows": drawn, "more": len(fit) - len(drawn)}
