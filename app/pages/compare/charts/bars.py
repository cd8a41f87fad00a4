"""Ranked bars: every place with a figure of the period, those compared among all."""

from __future__ import annotations

from typing import Any

from app.pages.compare.lists import entry_words
from app.pages.compare.request import CompareRequest
from geo.analysis.observations import Entry, entry
from geo.analysis.subject_profile import ProfileRow, sense
from geo.analysis.subjects import offered


def bars(request: CompareRequest, row: ProfileRow) -> dict[str, Any]:
    """Return every place of the level with a figure of the period, the first the best."""
    period = row.period or request.a.period
    places = (
        request.subjects if request.kind == "group" else offered(request.catalogue, request.kind)
    )
    every = [
        entry(request.catalogue, place, row.indicator.indicator_id, period) for place in places
    ]
    known = sorted(
        (one for one in every if one.value is not None),
        key=lambda one: (one.value or 0.0) * (1 if sense(row.indicator) == "low" else -1),
    )
    top = max((abs(one.value or 0.0) for one in known), default=0.0)
    return {
        "name": row.indicator.name(request.lang),
        "period": period,
        "rows": [
            {
                "word": one.subject.word,
                "name": one.subject.name(request.lang),
                "at": at,
                "words": entry_words(one, row.indicator, request.lang),
                "share": f"{100 * (one.value or 0.0) / top:.2f}" if top else "0",
                "on": one.subject.word in request.chosen.words,
                "color": _color(request, one),
            }
            for at, one in enumerate(known, start=1)
        ],
        "cites": [one.figure.source_ids for one in known if one.figure is not None],
        "missing": request.names(*(one.subject.word for one in every if one.value is None)),
        "missing_count": sum(one.value is None for one in every),
    }


def _color(request: CompareRequest, one: Entry) -> str:
    return request.color(one.subject.word) if one.subject.word in request.chosen.words else ""
