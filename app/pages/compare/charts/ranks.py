"""Ranks across indicators: one axis each, the ranks of a subject joined."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from app.pages.compare.charts.canvas import FEWEST, WIDE
from app.pages.compare.request import CompareRequest
from geo.analysis.subjects import offered

RANK_ROW, RANK_TOP, RANK_SIDE = 46.0, 34.0, 14.0
MOST_AXES = 9


def ranks(request: CompareRequest) -> dict[str, Any] | None:
    """Return ranks across indicators, one row each, for those that rank two subjects or more.

    Ranks of different years are ranks in different orders: such rows are left out.
    """
    fit = [
        row
        for row in request.rows
        if not row.mixed and sum(c.rank is not None for c in row.cells) >= FEWEST
    ]
    fit.sort(key=lambda row: row.known < len(request.subjects))
    names = {row.indicator.indicator_id for row in fit[:MOST_AXES]}
    axes = [row for row in request.rows if row.indicator.indicator_id in names]
    if len(axes) < FEWEST:
        return None
    last = len(offered(request.catalogue, request.kind))

    def x(rank: int) -> float:
        return RANK_SIDE + (WIDE - 2 * RANK_SIDE) * (rank - 1) / max(last - 1, 1)

    drawn = []
    for at, row in enumerate(axes):
        y = RANK_TOP + 18 + at * RANK_ROW
        dots = [
            _dot(request, cell.entry.subject.word, x(cell.rank.at), y, cell.rank.at)
            for cell in row.cells
            if cell.rank is not None
        ]
        drawn.append(
            {
                "name": row.indicator.name(request.lang),
                "period": row.period,
                "known": max(c.rank.known for c in row.cells if c.rank is not None),
                "y": y,
                "dots": dots,
            }
        )
    return {
        "wide": WIDE,
        "high": RANK_TOP + len(axes) * RANK_ROW + 8,
        "left": f"{x(1):.1f}",
        "right": f"{x(last):.1f}",
        "last": last,
        "rows": drawn,
        "joins": _joins(drawn),
    }


def _dot(request: CompareRequest, word: str, x: float, y: float, rank: int) -> dict[str, Any]:
    return {
        "word": word,
        "name": request.names(word),
        "color": request.color(word),
        "x": f"{x:.1f}",
        "y": f"{y:.1f}",
        "rank": rank,
    }


def _joins(rows: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """Return a subject's ranks of two rows that follow each other, joined."""
    found = []
    for one, other in pairwise(rows):
        below = {dot["word"]: dot for dot in other["dots"]}
        found += [
            {"word": dot["word"], "color": dot["color"], "a": dot, "b": below[dot["word"]]}
            for dot in one["dots"]
            if dot["word"] in below
        ]
    return found
