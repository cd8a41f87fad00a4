"""The table of a brief: an indicator a row, a subject a column, numbers on one edge."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from layers.documents.brief.document import Brief, Figure, Line, cite_words
from layers.placement import Box
from layers.print.canvas import ACCENT, FAINT, INK, SOFT, Paper
from layers.print.text import RAISE, RAISED

TOP = "top"
COLORS = {"top": TOP, "bottom": ACCENT, "": SOFT}
NAME_PART, YEAR = 0.31, 34.0
SIZE, SMALL = 6.9, 5.7
ROW, SECOND, BETWEEN = 12.4, 7.2, 3.0
HEAD = 16.0


@dataclass(frozen=True)
class TableBox:
    """A table of a brief laid out in a width of paper at a zoom."""

    paper: Paper
    brief: Brief
    words: Mapping[str, str]
    box: Box
    zoom: float

    @property
    def height(self) -> float:
        """Return how high it gets."""
        groups = len({line.group for line in self.brief.lines}) - 1
        return (HEAD + len(self.brief.lines) * self._row + groups * BETWEEN) * self.zoom

    @property
    def _row(self) -> float:
        return ROW + (SECOND if self._double else 0)

    @property
    def _names(self) -> float:
        return self.box.width * NAME_PART

    @property
    def _column(self) -> float:
        return (self.box.width - self._names - YEAR) / len(self.brief.subjects)

    @cached_property
    def _double(self) -> bool:
        """Return whether any cell is too wide for one line."""
        return any(
            self._bare(f) + self._width(_aside(f), SMALL) + 12 > self._column
            for line in self.brief.lines
            for f in line.figures
        )

    def _bare(self, figure: Figure) -> float:
        return max(self._edge, self._width(figure.words, SIZE)) + self._raised

    @cached_property
    def _raised(self) -> float:
        """Return how wide the widest numbers of sources are."""
        figures = [f for line in self.brief.lines for f in line.figures]
        found = [self._width(cite_words(f.cites), SIZE * RAISED) for f in figures]
        return max(found, default=0.0)

    @cached_property
    def _edge(self) -> float:
        """Return how far from a column's left edge its numbers end."""
        figures = [f for line in self.brief.lines for f in line.figures if not f.lack]
        return max((self._width(f.words, SIZE) for f in figures), default=0) + 4

    @property
    def _below(self) -> bool:
        """Return whether sources stand below their numbers, being too many to stand behind."""
        return self._double and self._edge + self._raised + 4 > self._column

    @property
    def _deep(self) -> float:
        """Return where numbers end that have words below them, which may be wider."""
        if self._below:
            return self._column - 7
        asides = [self._width(_aside(f), SMALL) for line in self.brief.lines for f in line.figures]
        room = self._column - self._raised - 2
        return max(self._edge, min(max(asides, default=0) + 4, room))

    def _width(self, words: str, size: float) -> float:
        return self.paper.letters.width(words, self.paper.letters.font(size * self.zoom))

    def draw(self) -> None:
        """Draw the whole, from the top of its box."""
        y = self._head(self.box.top)
        group = self.brief.lines[0].group if self.brief.lines else ""
        double = self._double
        edge = self._deep if double else self._edge
        for line in self.brief.lines:
            if line.group != group:
                y -= BETWEEN * self.zoom
                group = line.group
            y -= self._row * self.zoom
            self._line(line, y, double=double, edge=edge)

    def _head(self, top: float) -> float:
        y = top - 9 * self.zoom
        year = self.box.left + self._names
        self._text((self.box.left, y), self.words["brief.indicator"], SMALL, color=SOFT)
        self._text((year, y), self.words["brief.period"], SMALL, color=SOFT)
        for at, name in enumerate(self.brief.subjects):
            left = year + YEAR + at * self._column
            wide = self._width(name, SIZE) * 1.06
            size = SIZE * min(1.0, (self._column - 5) / wide)
            end = (left + self._column - 7, y) if self._below else (left, y)
            align = "right" if self._below else "left"
            self._text(end, name, size, bold=True, align=align)
        y = top - HEAD * self.zoom + 1
        self.paper.line([(self.box.left, y), (self.box.right, y)], color=INK, width=0.7)
        return y

    def _line(self, line: Line, y: float, *, double: bool, edge: float) -> None:
        base = y + (SECOND * self.zoom if double else 0) + 3.4 * self.zoom
        unit = f"  {line.unit}" if line.unit else ""
        wide = self._width(line.name, SIZE) + self._width(unit, SMALL)
        shrink = min(1.0, (self._names - 6) / wide)
        self._text((self.box.left, base), line.name, SIZE * shrink)
        at = self.box.left + self._width(line.name, SIZE * shrink)
        self._text((at, base), unit, SMALL * shrink, color=SOFT)
        year = self.box.left + self._names
        self._text((year, base), line.period or self.words["brief.years"], SMALL, color=SOFT)
        for column, figure in enumerate(line.figures):
            left = year + YEAR + column * self._column
            self._figure(figure, left, base, double=double, edge=edge)
        ends = [(self.box.left, y), (self.box.right, y)]
        self.paper.line(ends, color=FAINT, width=0.25)

    def _figure(
        self, figure: Figure, left: float, base: float, *, double: bool, edge: float
    ) -> None:
        end = left + edge
        if figure.lack:
            start = (end, base) if self._below else (left + 4, base)
            align = "right" if self._below else "left"
            self._text(start, figure.words, SMALL, color=FAINT, align=align)
            return
        self._text((end, base), figure.words, SIZE, align="right")
        if self._below:
            self._under(figure, end, base - SECOND * self.zoom)
            return
        raised = (end + 0.6, base + SIZE * RAISE * self.zoom)
        self._text(raised, cite_words(figure.cites), SIZE * RAISED, color=SOFT)
        aside, color = _aside(figure), COLORS[figure.end]
        if double:
            under = (end, base - SECOND * self.zoom)
            self._text(under, aside, SMALL, color=color, align="right")
        else:
            self._text((end + self._raised + 5, base), aside, SMALL, color=color)

    def _under(self, figure: Figure, end: float, y: float) -> None:
        """Write sources below a number, and before them which end it is."""
        cites, aside = cite_words(figure.cites), _aside(figure)
        wide = self._width(cites, SMALL) + self._width(aside, SMALL) + 4
        size = SMALL * min(1.0, (self._column - 8) / wide)
        self._text((end, y), cites, size, color=SOFT, align="right")
        before = end - self._width(cites, size) - 3
        self._text((before, y), aside, size, color=COLORS[figure.end], align="right")

    def _text(self, at: tuple[float, float], words: str, size: float, **look: object) -> None:
        if words:
            self.paper.text(at, words, size=size * self.zoom, **look)


def _aside(figure: Figure) -> str:
    """Return what stands beside a number: its own year, its rank, and its end."""
    return "  ".join(part for part in (figure.period, figure.rank, figure.mark) if part)
