"""Bars: small charts in a grid, every bar from zero, its number and source at its end."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from layers.documents.brief.document import Bars, cite_words
from layers.placement import Box
from layers.print.canvas import ACCENT, FAINT, INK, SOFT, Paper

ACROSS, GUTTER = 3, 16.0
TITLE, BAR, GAP = 24.0, 10.5, 8.0
COLOR = "bar"


def height(charts: Sequence[Bars], zoom: float) -> float:
    """Return how high the grid of charts gets."""
    rows = -(-len(charts) // ACROSS)
    most = max((len(chart.bars) for chart in charts), default=0)
    return rows * (TITLE + most * BAR + GAP) * zoom


def draw(paper: Paper, charts: Sequence[Bars], box: Box, *, period: str, zoom: float) -> None:
    """Draw charts from the top of a box; ``period`` words a year."""
    width = (box.width - GUTTER * (ACROSS - 1)) / ACROSS
    most = max((len(chart.bars) for chart in charts), default=0)
    high = (TITLE + most * BAR + GAP) * zoom
    for at, chart in enumerate(charts):
        left = box.left + (at % ACROSS) * (width + GUTTER)
        top = box.top - (at // ACROSS) * high
        _chart(paper, chart, Box(left, top - high, left + width, top), period=period, zoom=zoom)


def _chart(paper: Paper, chart: Bars, box: Box, *, period: str, zoom: float) -> None:
    size = _fitting(paper, chart.title, 7.4 * zoom, box.width, bold=True)
    paper.text((box.left, box.top - 9 * zoom), chart.title, size=size, bold=True)
    about = f"{chart.unit} · {period.format(period=chart.period)}"
    size = _fitting(paper, about, 6.0 * zoom, box.width)
    paper.text((box.left, box.top - 18 * zoom), about, size=size, color=SOFT)
    size = 6.5 * zoom
    font, small = paper.letters.font(size), paper.letters.font(size * 0.66)
    widest = max(chart.bars, key=lambda bar: paper.letters.width(bar.name, font)).name
    named = min(paper.letters.width(widest, font), box.width * 0.44)
    fit = _fitting(paper, widest, size, named)
    ends = [
        paper.letters.width(bar.words, font) + paper.letters.width(cite_words(bar.cites), small)
        for bar in chart.bars
    ]
    start = box.left + named + 4
    longest = box.right - start - max(ends) - 5
    for at, bar in enumerate(chart.bars):
        y = box.top - (TITLE + at * BAR + 6.4) * zoom
        paper.text((start - 4, y), bar.name, size=fit, align="right")
        end = start
        if bar.part is not None:
            end = start + max(bar.part * longest, 0.6)
            area = shapely.box(start, y - 0.6 * zoom, end, y + 5.6 * zoom)
            color = ACCENT if at == 0 else COLOR
            paper.area(area, layer=12, facecolor=color, edgecolor="none", linewidth=0)
        shade = INK if bar.part is not None else SOFT
        paper.text((end + 3, y), bar.words, size=size, color=shade)
        cite = (end + 3.6 + paper.letters.width(bar.words, font), y + size * 0.34)
        paper.text(cite, cite_words(bar.cites), size=size * 0.66, color=SOFT)
    base = box.top - (TITLE - 1) * zoom
    floor = box.top - (TITLE + len(chart.bars) * BAR - 1) * zoom
    paper.line([(start, base), (start, floor)], color=FAINT, width=0.5, layer=13)


def _fitting(paper: Paper, words: str, size: float, width: float, *, bold: bool = False) -> float:
    """Return the size at which words are no wider than so many points."""
    wide = paper.letters.width(words, paper.letters.font(size, bold=bold))
    return size if wide <= width else size * width / wide
