"""Lines: the figures of every year; a line is broken where a year has no figure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from app.pages.compare.charts.canvas import FEWEST, HIGH, WIDE, spread
from app.pages.compare.request import CompareRequest
from geo.analysis.observations import entry
from geo.analysis.subject_profile import ProfileRow
from geo.languages import LANGUAGES
from geo.model.subject import Subject
from geo.store.breaks import broken
from layers.words import number_words, unit_words, value_words

LEFT, RIGHT, TOP, BOTTOM = 92.0, 165.0, 16.0, 28.0


def lines(request: CompareRequest, row: ProfileRow) -> dict[str, Any] | None:
    """Return the figures of every year as lines; a line is broken where a year has no figure."""
    years = sorted({int(year) for cell in row.cells for year in cell.periods})
    if len(years) < FEWEST:
        return None
    name = row.indicator.indicator_id
    series = [_series(request, subject, name, years) for subject in request.subjects]
    values = [value for points in series for _, value in points]
    low, high = min(values), max(values)
    span = (high - low) or 1.0

    def x(year: int) -> float:
        return LEFT + 10 + (WIDE - LEFT - RIGHT - 20) * (year - years[0]) / (years[-1] - years[0])

    def y(value: float) -> float:
        return TOP + (HIGH - TOP - BOTTOM) * (1 - (value - low) / span)

    drawn = []
    for one, points in zip(request.subjects, series, strict=True):
        if points:
            drawn.append(_line(request, row, one, [(p, x(p[0]), y(p[1])) for p in points]))
    spread(drawn, HIGH - BOTTOM + 4)
    return {
        "wide": WIDE,
        "high": HIGH,
        "years": [{"x": f"{x(year):.1f}", "words": str(year)} for year in _labelled(years)],
        "left": LEFT,
        "right": WIDE - RIGHT,
        "unit": unit_words(row.indicator, request.lang),
        "ticks": [
            {"y": f"{y(value):.1f}", "words": number_words(value, row.indicator, request.lang)}
            for value in dict.fromkeys((high, low))
        ],
        "lines": drawn,
        "reasons": list(dict.fromkeys(why for one in drawn for why in one["reasons"])),
        "broken": any(part["gap"] for one in drawn for part in one["parts"]),
        "said": LANGUAGES[request.lang].semicolon.join(one["said"] for one in drawn),
    }


def _series(
    request: CompareRequest, subject: Subject, indicator_id: str, years: Sequence[int]
) -> list[tuple[int, float]]:
    found = (
        (year, entry(request.catalogue, subject, indicator_id, str(year)).value) for year in years
    )
    return [(year, value) for year, value in found if value is not None]


def _labelled(years: Sequence[int]) -> list[int]:
    """Return the years that have room for their words: those at least a twelfth apart."""
    room = max((years[-1] - years[0]) / 9, 1)
    kept = [years[-1]]
    for year in reversed(years[:-1]):
        if kept[-1] - year >= room:
            kept.append(year)
    return kept[::-1]


def _line(
    request: CompareRequest,
    row: ProfileRow,
    subject: Subject,
    points: list[tuple[tuple[int, float], float, float]],
) -> dict[str, Any]:
    """Return the line of a subject; none runs across a break of its series, which has a mark."""
    parts, breaks, reasons = [], [], []
    for ((before, _), x1, y1), ((after, _), x2, y2) in pairwise(points):
        name = row.indicator.indicator_id
        series_breaks = broken(request.catalogue, subject.members, name, str(before), str(after))
        if series_breaks:
            breaks.append({"x": f"{(x1 + x2) / 2:.1f}", "y": f"{(y1 + y2) / 2:.1f}"})
            reasons += [
                f"{series_break.before}–{series_break.after} {series_break.reason(request.lang)}"
                for series_break in series_breaks
            ]
        else:
            ends = {"x1": f"{x1:.1f}", "y1": f"{y1:.1f}", "x2": f"{x2:.1f}", "y2": f"{y2:.1f}"}
            parts.append({**ends, "gap": after - before > 1})
    words = [
        f"{year} {value_words(value, row.indicator, request.lang)}"
        for (year, value), _, _ in points
    ]
    comma = LANGUAGES[request.lang].comma
    return {
        "word": subject.word,
        "name": request.short(subject.word),
        "color": request.color(subject.word),
        "parts": parts,
        "breaks": breaks,
        "reasons": reasons,
        "dots": [
            {"x": f"{px:.1f}", "y": f"{py:.1f}", "words": said}
            for (_, px, py), said in zip(points, words, strict=True)
        ],
        "x": f"{points[-1][1] + 9:.1f}",
        "y": points[-1][2] + 4,
        "said": f"{request.names(subject.word)} {comma.join(words)}",
    }
