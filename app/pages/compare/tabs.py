"""Tabs: what stands below the table, one at a time; only the open one is made and sent."""

from __future__ import annotations

from typing import Any

from app.pages.compare.request import LIKE, NOTES, TABS, CompareRequest


def tabs(request: CompareRequest) -> list[dict[str, Any]]:
    """Return a link for each tab that there is for the kind, and which is open."""
    if not request.subjects:
        return []
    offered = [tab for tab in TABS if tab != LIKE or request.kind != "group"]
    counts = {NOTES: len({caution.key for caution in request.cautions})}
    return [
        {
            "word": tab,
            "link": request.based.link(tab=tab),
            "on": tab == request.tab,
            "count": counts.get(tab),
        }
        for tab in offered
    ]


def choices(request: CompareRequest) -> list[dict[str, Any]]:
    """Return the indicators that trend and rank can show: those that any subject has."""
    focus = request.focus
    return [
        {
            "id": row.indicator.indicator_id,
            "name": row.indicator.name(request.lang),
            "on": focus is not None and row.indicator == focus.indicator,
        }
        for row in request.rows
        if row.known or (focus is not None and row.indicator == focus.indicator)
    ]
