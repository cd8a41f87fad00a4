"""Lines: the figures of every year; a line is broken where a year has no figure."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import ceil
from typing import Any

from app.pages.compare.charts.canvas import FEWEST, spread
from app.pages.compare.request import CompareRequest
from geo.analysis.observations import entry
from geo.analysis.subject_profile import ProfileRow
from geo.languages import LANGUAGES
from geo.model.figures import Value
from geo.model.subject import Subject
from geo.store.breaks import broken
from layers.round_steps import nice_ticks
from layers.words import number_words, unit_words, value_words

# A line whose lowest figure is so much of its highest would be flat above zero.
FLAT = 0.6
# The least distance of two names, in hundredths of the height.
APART = 6.5
# So many years are written below the lines beside the last.
WRITTEN = 8
Point = tuple[int, Value]


def lines(request: CompareRequest, row: ProfileRow) -> dict[str, Any] | None:
    """Return the figures of every year as lines; a line is broken where a year has no figure.

    Places are in hundredths of the box; the axis begins at zero unless the figures lie so far
    above it that they would be one flat line.
    """
    years = sorted({int(year) for cell in row.cells for year in cell.periods})
    if len(years) < FEWEST:
        return None
    name = row.indicator.indicator_id
    series = [_series(request, subject, name, years) for subject in request.subjects]
    values = [figure.value for points in series for _, figure in points]
    low, high = min(values), max(values)
    ticks = nice_ticks(low if low >= high * FLAT and low < high else min(low, 0.0), high)
    span = ticks[-1] - ticks[0]

    def x(year: int) -> float:
        return round(100 * (year - years[0]) / (years[-1] - years[0]), 2)

    def y(value: float) -> float:
        return round(100 * (1 - (value - ticks[0]) / span), 2)

    drawn = [
        _line(request, row, one, [(p, x(p[0]), y(p[1].value)) for p in points])
        for one, points in zip(request.subjects, series, strict=True)
        if points
    ]
    spread(drawn, 100.0, gap=APART)
    used = (source for points in series for _, figure in points for source in figure.source_ids)
    return {
        "years": [{"x": x(year), "words": str(year)} for year in _labelled(years)],
        "unit": unit_words(row.indicator, request.lang),
        "ticks": [
            {"y": y(tick), "words": number_words(tick, row.indicator, request.lang)}
            for tick in ticks
        ],
        "cut": ticks[0] > 0,
        "lines": drawn,
        "marks": request.numbering.of(dict.fromkeys(used)),
        "reasons": list(dict.fromkeys(why for one in drawn for why in one["reasons"])),
        "broken": any(part["gap"] for one in drawn for part in one["parts"]),
        "said": LANGUAGES[request.lang].semicolon.join(one["said"] for one in drawn),
    }


def _series(
    request: CompareRequest, subject: Subject, indicator_id: str, years: Sequence[int]
) -> list[Point]:
    found = (
        (year, entry(request.catalogue, subject, indicator_id, str(year)).figure) for year in years
    )
    return [(year, figure) for year, figure in found if figure is not None]


def _labelled(years: Sequence[int]) -> list[int]:
    """Return the years that have room for their words, the last among them."""
    step = max(1, ceil((years[-1] - years[0]) / WRITTEN))
    return list(range(years[-1], years[0] - 1, -step))[::-1]


def _line(
    request: CompareRequest,
    row: ProfileRow,
    subject: Subject,
    points: list[tuple[Point, float, float]],
) -> dict[str, Any]:
    """Return the line of a subject; none runs across a break of its series, which has a mark."""
    parts, breaks, reasons = [], [], []
    for ((before, _), x1, y1), ((after, _), x2, y2) in pairwise(points):
        name = row.indicator.indicator_id
        series_breaks = broken(request.catalogue, subject.members, name, str(before), str(after))
        if series_breaks:
            breaks.append({"x": round((x1 + x2) / 2, 2), "y": round((y1 + y2) / 2, 2)})
            reasons += [
                f"{series_break.before}–{series_break.after} {series_break.reason(request.lang)}"
                for series_break in series_breaks
            ]
        else:
            path = f"M{x1:g} {y1:g}L{x2:g} {y2:g}"
            parts.append({"path": path, "gap": after - before > 1})
    words = [
        f"{year} {value_words(figure.value, row.indicator, request.lang)}"
        for (year, figure), _, _ in points
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
            {"x": f"{px:g}", "y": f"{py:g}", "words": said}
            for (_, px, py), said in zip(points, words, strict=True)
        ],
        "x": points[-1][1],
        "y": points[-1][2],
        "said": f"{request.names(subject.word)} {comma.join(words)}",
    }
