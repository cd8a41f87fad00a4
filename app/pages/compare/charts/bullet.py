"""Bullets: the figure of each subject on one axis from zero, before the spread of all places.

A light band reaches from the lowest to the highest place with a figure, a dark one over the middle
half. The province's own figure is marked where it can be held against a place's: not a sum.
"""

from __future__ import annotations

from typing import Any

from app.pages.compare.lists import entry_words, lacking
from app.pages.compare.request import CompareRequest
from geo.analysis.subject_profile import ProfileCell, ProfileRow, sense
from geo.analysis.value_range import Spread, spread
from geo.model.figures import Measure, Value
from geo.model.targets import Target
from layers.words import least_words, value_words

RATE = "ratio"
# A share of the province is the whole of itself: 100 % is no figure to hold a place against.
WHOLE = "province"


def bullet(request: CompareRequest, row: ProfileRow) -> dict[str, Any] | None:
    """Return the bullets of a row of one period; None for ranks, which have no zero to start at."""
    if row.indicator.kind == "rank" or not row.period:
        return None
    found = _spread(request, row)
    mark = province(request, row)
    aims = {cell.entry.subject.word: _target(request, row, cell) for cell in row.cells}
    numbers = [cell.entry.value for cell in row.cells if cell.entry.value is not None]
    numbers += [aim.value for aim in aims.values() if aim]
    numbers += [mark.value] if mark else []
    numbers += [
        v for entry in ((found.lowest, found.highest) if found else ()) if (v := entry.value)
    ]
    low, high = min(0.0, *numbers), max(0.0, *numbers)
    axis = _Axis(low, (high - low) or 1.0)
    return {
        "name": row.indicator.name(request.lang),
        "period": row.period,
        "rows": [
            _bar(request, row, cell, axis, aims[cell.entry.subject.word]) for cell in row.cells
        ],
        "band": _band(axis, found.lowest.value, found.highest.value) if found else None,
        "half": _band(axis, *found.half) if found and found.half else None,
        "mark": axis.at(mark.value) if mark else "",
        "ends": [_words(request, row, low), _words(request, row, high)],
        "said": _said(request, row, found, mark),
        "aimed": any(aims.values()),
        "sources": list(dict.fromkeys(_sources(row, found, mark, aims.values()))),
    }


class _Axis:
    """Where numbers are on the axis, in per cent of its width."""

    def __init__(self, low: float, span: float) -> None:
        self.low, self.span = low, span

    def share(self, value: float) -> float:
        return 100 * (value - self.low) / self.span

    def at(self, value: float) -> str:
        return f"{self.share(value):.2f}%"


def _band(axis: _Axis, low: float | None, high: float | None) -> dict[str, str]:
    start, end = axis.share(low or 0.0), axis.share(high or 0.0)
    return {"x": f"{start:.2f}%", "wide": f"{end - start:.2f}%"}


def _spread(request: CompareRequest, row: ProfileRow) -> Spread | None:
    """Return the spread of all places; none where places count differently, or for sums of them."""
    if sense(row.indicator) == "none" or (request.kind == "group" and row.indicator.kind != RATE):
        return None
    return spread(request.catalogue, request.level, Measure(row.indicator.indicator_id, row.period))


def province(request: CompareRequest, row: ProfileRow) -> Value | None:
    """Return the province's own figure of a rate in the period; None of a sum, or without one."""
    if row.indicator.kind != RATE or row.indicator.denominator == WHOLE:
        return None
    values = request.catalogue.cell(
        request.catalogue.profile.adcode, row.indicator.indicator_id, row.period
    )
    return next((value for value in values if value.source_ids), None)


def _target(request: CompareRequest, row: ProfileRow, cell: ProfileCell) -> Target | None:
    """Return the target a document sets for this very place, the first to fall due."""
    mine = [
        target
        for target in request.catalogue.targets
        if target.indicator_id == row.indicator.indicator_id
        and target.kind == "level"
        and target.place_id == cell.entry.subject.word
    ]
    return min(mine, key=lambda target: target.due_period, default=None)


def _bar(
    request: CompareRequest, row: ProfileRow, cell: ProfileCell, axis: _Axis, aim: Target | None
) -> dict[str, Any]:
    phrases, word = request.world.phrases(request.lang, "compare"), cell.entry.subject.word
    value = cell.entry.value
    words = entry_words(cell.entry, row.indicator, request.lang) or lacking(request, cell.entry)
    aimed = ""
    if aim:
        number = _words(request, row, aim.value)
        aimed = phrases["bullet.target"].format(words=number, period=aim.due_period)
    start, end = sorted((axis.share(0.0), axis.share(value or 0.0)))
    return {
        "word": word,
        "name": request.names(word),
        "color": request.color(word),
        "known": value is not None,
        "words": words,
        "x": f"{start:.2f}%",
        "wide": f"{end - start:.2f}%",
        "target": axis.at(aim.value) if aim else "",
        "aimed": aimed,
    }


def _words(request: CompareRequest, row: ProfileRow, value: float) -> str:
    return value_words(value, row.indicator, request.lang)


def _said(
    request: CompareRequest, row: ProfileRow, found: Spread | None, mark: Value | None
) -> list[str]:
    """Return what bands and mark say, or why there is none, one sentence each."""
    phrases = request.world.phrases(request.lang, "compare")
    return [
        *_spread_said(request, row, found),
        _mark_said(request, row, mark),
        phrases["bullet.zero"],
    ]


def _spread_said(request: CompareRequest, row: ProfileRow, found: Spread | None) -> list[str]:
    phrases = request.world.phrases(request.lang, "compare")
    if found is None:
        key = "unlike" if sense(row.indicator) == "none" else "sums" if _summed(request) else "few"
        return [phrases[f"bullet.no-band.{key}"]]
    said = [
        phrases["bullet.band"].format(
            known=found.known,
            of=found.of,
            low=entry_words(found.lowest, row.indicator, request.lang),
            lowest=found.lowest.subject.name(request.lang),
            high=entry_words(found.highest, row.indicator, request.lang),
            highest=found.highest.subject.name(request.lang),
        )
    ]
    if found.half:
        low, high = (_words(request, row, one) for one in found.half)
        said.append(phrases["bullet.half"].format(low=low, high=high))
    else:
        said.append(phrases["bullet.no-half"].format(known=found.known))
    if found.floors:
        said.append(phrases["bullet.floors"].format(count=found.floors))
    return said


def _summed(request: CompareRequest) -> bool:
    return request.kind == "group"


def _mark_said(request: CompareRequest, row: ProfileRow, mark: Value | None) -> str:
    phrases = request.world.phrases(request.lang, "compare")
    if mark is not None:
        words = least_words(
            _words(request, row, mark.value), request.lang, least=mark.status == "floor"
        )
        return phrases["bullet.province"].format(words=words)
    rate = row.indicator.kind == RATE and row.indicator.denominator != WHOLE
    return phrases["bullet.no-province.figure" if rate else "bullet.no-province.sum"]


def _sources(
    row: ProfileRow,
    found: Spread | None,
    mark: Value | None,
    aims: Any,  # noqa: ANN401  some targets
) -> list[str]:
    ends = [found.lowest, found.highest] if found else []
    figures = [entry.figure for entry in (*(cell.entry for cell in row.cells), *ends)]
    used = [source for value in (*figures, mark) if value for source in value.source_ids]
    return [*used, *(aim.source_id for aim in aims if aim)]
