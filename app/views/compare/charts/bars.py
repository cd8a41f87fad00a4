"""Charts of the view: bars of all places, lines over the years, ranks across indicators.

Each is numbers only; the templates draw them as SVG beside the words that say the same.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from app.views.compare.inquiry import Inquiry
from app.views.compare.profile import entry_words
from geo.entries import Entry, entry
from geo.profile import Row, sense
from geo.subjects import Subject, offered
from layers.words import number_words, unit_words, value_words

# The drawing in units of the SVG.
WIDE, HIGH = 560.0, 250.0
LEFT, RIGHT, TOP, BOTTOM = 92.0, 128.0, 16.0, 28.0
LINE_APART = 15.0
RANK_ROW, RANK_TOP, RANK_SIDE = 46.0, 34.0, 14.0
MOST_AXES = 9
FEWEST = 2


def charts(told: Inquiry) -> dict[str, Any]:
    """Return the charts that the figures allow; None for those they do not."""
    row = told.active
    return {
        "bars": _bars(told, row) if row and row.known else None,
        "lines": _lines(told, row) if row else None,
        "ranks": _ranks(told) if told.kind != "group" else None,
    }


def _bars(told: Inquiry, row: Row) -> dict[str, Any]:
    """Return every place of the level with a figure of the period, the first the best."""
    period = told.a.period
    places = told.subjects if told.kind == "group" else offered(told.catalogue, told.kind)
    every = [entry(told.catalogue, one, row.indicator.indicator_id, period) for one in places]
    known = sorted(
        (one for one in every if one.value is not None),
        key=lambda one: (one.value or 0.0) * (1 if sense(row.indicator) == "low" else -1),
    )
    top = max((abs(one.value or 0.0) for one in known), default=0.0)
    return {
        "name": row.indicator.name(told.lang),
        "period": period,
        "rows": [
            {
                "word": one.subject.word,
                "name": one.subject.name(told.lang),
                "at": at,
                "words": entry_words(one, row.indicator, told.lang),
                "share": f"{100 * (one.value or 0.0) / top:.2f}" if top else "0",
                "on": one.subject.word in told.chosen.words,
                "color": _color(told, one),
            }
            for at, one in enumerate(known, start=1)
        ],
        "missing": told.names(*(one.subject.word for one in every if one.value is None)),
        "missing_count": sum(one.value is None for one in every),
    }


def _color(told: Inquiry, one: Entry) -> str:
    return told.color(one.subject.word) if one.subject.word in told.chosen.words else ""


def _lines(told: Inquiry, row: Row) -> dict[str, Any] | None:
    """Return the figures of every year as lines; a line is broken where a year has no figure."""
    years = sorted({int(year) for cell in row.cells for year in cell.periods})
    if len(years) < FEWEST:
        return None
    name = row.indicator.indicator_id
    series = [_series(told, one, name, years) for one in told.subjects]
    values = [value for points in series for _, value in points]
    low, high = min(values), max(values)
    span = (high - low) or 1.0

    def x(year: int) -> float:
        return LEFT + 10 + (WIDE - LEFT - RIGHT - 20) * (year - years[0]) / (years[-1] - years[0])

    def y(value: float) -> float:
        return TOP + (HIGH - TOP - BOTTOM) * (1 - (value - low) / span)

    drawn = []
    for one, points in zip(told.subjects, series, strict=True):
        if points:
            drawn.append(_line(told, row, one.word, [(p, x(p[0]), y(p[1])) for p in points]))
    _spread(drawn)
    return {
        "wide": WIDE,
        "high": HIGH,
        "years": [{"x": f"{x(year):.1f}", "words": str(year)} for year in _labelled(years)],
        "left": LEFT,
        "right": WIDE - RIGHT,
        "unit": unit_words(row.indicator, told.lang),
        "ticks": [
            {"y": f"{y(value):.1f}", "words": number_words(value, row.indicator, told.lang)}
            for value in dict.fromkeys((high, low))
        ],
        "lines": drawn,
        "broken": any(part["gap"] for one in drawn for part in one["parts"]),
        "said": "；".join(one["said"] for one in drawn)
        if told.lang == "zh"
        else "; ".join(one["said"] for one in drawn),
    }


def _series(
    told: Inquiry, one: Subject, indicator_id: str, years: Sequence[int]
) -> list[tuple[int, float]]:
    found = ((year, entry(told.catalogue, one, indicator_id, str(year)).value) for year in years)
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
    told: Inquiry, row: Row, word: str, points: list[tuple[tuple[int, float], float, float]]
) -> dict[str, Any]:
    parts = [
        {
            "x1": f"{a[1]:.1f}", "y1": f"{a[2]:.1f}", "x2": f"{b[1]:.1f}", "y2": f"{b[2]:.1f}",
            "gap": b[0][0] - a[0][0] > 1,
        }
        for a, b in pairwise(points)
    ]  # fmt: skip
    words = [
        f"{year} {value_words(value, row.indicator, told.lang)}" for (year, value), _, _ in points
    ]
    comma = "、" if told.lang == "zh" else ", "
    return {
        "word": word,
        "name": told.names(word),
        "color": told.color(word),
        "parts": parts,
        "dots": [
            {"x": f"{px:.1f}", "y": f"{py:.1f}", "words": said}
            for (_, px, py), said in zip(points, words, strict=True)
        ],
        "x": f"{points[-1][1] + 9:.1f}",
        "y": points[-1][2] + 4,
        "said": f"{told.names(word)} {comma.join(words)}",
    }


def _spread(lines: list[dict[str, Any]]) -> None:
    """Move names at the ends of lines apart, downwards first, then back up into the drawing."""
    lowest = HIGH - BOTTOM + 4
    order = sorted(lines, key=lambda one: float(one["y"]))
    for one, other in pairwise(order):
        other["y"] = max(other["y"], one["y"] + LINE_APART)
    for at, one in enumerate(reversed(order)):
        one["y"] = min(one["y"], lowest - at * LINE_APART)


def _ranks(told: Inquiry) -> dict[str, Any] | None:
    """Return ranks across indicators, one row each, for those that rank two subjects or more.

    Ranks of different years are ranks in different orders: such rows are left out.
    """
    fit = [
        row
        for row in told.rows
        if not row.mixed and sum(c.rank is not None for c in row.cells) >= FEWEST
    ]
    fit.sort(key=lambda row: row.known < len(told.subjects))
    names = {row.indicator.indicator_id for row in fit[:MOST_AXES]}
    axes = [row for row in told.rows if row.indicator.indicator_id in names]
    if len(axes) < FEWEST:
        return None
    last = len(offered(told.catalogue, told.kind))

    def x(rank: int) -> float:
        return RANK_SIDE + (WIDE - 2 * RANK_SIDE) * (rank - 1) / max(last - 1, 1)

    drawn = []
    for at, row in enumerate(axes):
        y = RANK_TOP + 18 + at * RANK_ROW
        dots = [
            _dot(told, cell.entry.subject.word, x(cell.rank.at), y, cell.rank.at)
            for cell in row.cells
            if cell.rank is not None
        ]
        drawn.append(
            {
                "name": row.indicator.name(told.lang),
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


def _dot(told: Inquiry, word: str, x: float, y: float, rank: int) -> dict[str, Any]:
    return {
        "word": word,
        "name": told.names(word),
        "color": told.color(word),
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
