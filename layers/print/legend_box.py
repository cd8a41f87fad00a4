"""The key: what every color, size and outline means, how many there are, and what is missing."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

import shapely
from matplotlib.patches import Circle

from layers import legend
from layers.data import Item, Painted, Sheet
from layers.legend import LegendRow
from layers.placement import Box
from layers.print.basemap import swatch
from layers.print.canvas import ACCENT, FAINT, INK, SOFT, Paper
from layers.print.marks import POINT, POINTS_PER_PIXEL, SYMBOL, UNKNOWN, Mark, draw
from layers.scale import NO_DATA, ScaleRow
from layers.spec import row_symbol
from layers.symbols import filling

SWATCH_WIDTH, SWATCH_HEIGHT = 20.0, 10.0
LINE, TOP = 14.0, 17
_NOBODY = Item("", "", "")


@dataclass
class LegendColumn:
    """A column of the paper, filled from the top; ``y`` is where the next line goes.

    With ``dry`` nothing is drawn: the first run finds out how high the column gets.
    """

    paper: Paper
    box: Box
    y: float
    zoom: float = 1.0
    dry: bool = False

    def layer(self, painted: Painted, *, first: bool) -> None:
        """Add one layer: title, rows with counts, sizes, extents, coverage, note."""
        words, sheet = self.paper.letters.words, painted.sheet
        self._lines(f"{sheet.title}{sheet.unit_label}", 9.4, bold=True)
        period = sheet.period_words[painted.frame.period]
        self._heading(period, words["count"])
        for row in legend.rows(painted):
            self._row(painted, row)
        self._gap(6)
        if painted.frame.size_rows:
            self._lines(words["sizes"], 7, color=SOFT)
            self._sizes(painted.frame.size_rows)
        self._confidences(sheet)
        if missing := legend.unplaced(sheet):
            self._lines(missing, 6.8, color=SOFT)
        if not first:
            self._lines(painted.frame.coverage, 6.8, color=SOFT)
        if sheet.note:
            self._lines(sheet.note, 6.8, color=SOFT)
        self._gap(12)

    def warnings(self, said: Sequence[str]) -> None:
        """Add what a reader must know before trusting the picture."""
        for words in said:
            self._lines(words, 7.2, color=ACCENT, bold=True)
            self._gap(2)

    def say(self, words: str) -> None:
        """Add a remark."""
        self._lines(words, 6.8, color=SOFT)

    def _gap(self, height: float) -> None:
        self.y -= height * self.zoom

    def _lines(
        self,
        words: str,
        size: float,
        *,
        color: str = INK,
        bold: bool = False,
        indent: float = 0,
        room: float = 0,
    ) -> None:
        size *= self.zoom
        font = self.paper.letters.font(size, bold=bold)
        for line in self.paper.letters.lines(words, font, self.box.width - indent - room):
            self.y -= size * 1.42
            if not self.dry:
                at = (self.box.left + indent, self.y)
                self.paper.text(at, line, size=size, color=color, bold=bold)

    def _heading(self, left: str, right: str) -> None:
        self._gap(12)
        if not self.dry:
            self.paper.text((self.box.left, self.y), left, size=7.6 * self.zoom, color=SOFT)
            at = (self.box.right, self.y)
            self.paper.text(at, right, size=6.6 * self.zoom, color=SOFT, align="right")
        self._gap(4)
        if not self.dry:
            ends = [(self.box.left, self.y), (self.box.right, self.y)]
            self.paper.line(ends, color=FAINT, width=0.5)

    def _row(self, painted: Painted, row: LegendRow) -> None:
        self._gap(LINE)
        indent = SWATCH_WIDTH + 7
        size = 7.8 * self.zoom
        font = self.paper.letters.font(size)
        some = row.placed < row.count
        count = f"{row.placed} / {row.count}" if some else str(row.count)
        room = self.box.width - indent - (36 if some else 20)
        first, *rest = self.paper.letters.lines(row.look.label, font, room)
        if not self.dry:
            self._swatch(painted, row.code, row.look)
            self.paper.text((self.box.left + indent, self.y), first, size=size)
            at = (self.box.right, self.y)
            self.paper.text(at, count, size=size, color=SOFT, align="right")
        for line in rest:
            self.y -= size * 1.35
            if not self.dry:
                self.paper.text((self.box.left + indent, self.y), line, size=size)

    def _swatch(self, painted: Painted, code: str, row: ScaleRow) -> None:
        middle = (self.box.left + SWATCH_WIDTH / 2, self.y + 2.8 * self.zoom)
        match row_symbol(painted.sheet.layer.kind, row.shape):
            case "fill":
                high = SWATCH_HEIGHT * self.zoom / 2
                x, y = middle
                area = shapely.box(x - SWATCH_WIDTH / 2, y - high, x + SWATCH_WIDTH / 2, y + high)
                swatch(self.paper, area, code, row.color, TOP)
            case "marker":
                radius = UNKNOWN if code == NO_DATA else SYMBOL * 0.95
                shape = "circle" if painted.frame.sizes else row.shape
                self._mark(middle, radius, row.color, shape, code)
            case "dot":
                self._mark(middle, POINT * 1.25, row.color, row.shape, code)

    def _mark(
        self, at: tuple[float, float], radius: float, color: str, shape: str, code: str
    ) -> None:
        size = radius * self.zoom
        mark = Mark("", _NOBODY, at, size, color, shape or "circle", "full", at, code)
        draw(self.paper, mark, TOP)

    def _sizes(self, rows: Sequence[tuple[str, float]]) -> None:
        """Draw circles that stand in one another, each with a line to its words."""
        ordered = sorted(rows, key=lambda row: -row[1])
        largest = ordered[0][1] * POINTS_PER_PIXEL
        # The first words stand as high as the largest circle: half of them rise above it.
        self._gap(4 + LINE / 2)
        top, floor = self.y, self.y - 2 * largest
        x = self.box.left + largest
        level = float("inf")
        for words, px in ordered:
            radius = px * POINTS_PER_PIXEL
            crest = floor + 2 * radius
            level = min(crest, level - 9 * self.zoom)
            if not self.dry:
                line = {"facecolor": "none", "edgecolor": SOFT, "linewidth": 0.7, "zorder": TOP}
                circle = Circle((x, floor + radius), radius, **self.paper.look(line))
                self.paper.axes.add_patch(circle)
                end = x + largest + 8
                self.paper.line(
                    [(x, crest), (end - 4, level), (end, level)], color=FAINT, width=0.5
                )
                self.paper.text((end + 3, level - 2.4), words, size=7 * self.zoom)
        self.y = min(floor, level - 4, top)
        self._gap(6)

    def _confidences(self, sheet: Sheet) -> None:
        """Say how extents or locations are known, and of how many places."""
        rows = legend.confidences(sheet)
        if not rows:
            return
        self._lines(self.paper.letters.words["kinds"], 7, color=SOFT)
        self._gap(4)
        for row in rows:
            self._gap(4)
            first = self.y - 7.4 * 1.42 * self.zoom
            self._lines(row.label, 7.4, indent=SWATCH_WIDTH + 7, room=20)
            if not self.dry:
                self._outline(row.key, (self.box.left + SWATCH_WIDTH / 2, first + 2.6 * self.zoom))
                look: dict[str, Any] = {"size": 7.4 * self.zoom, "color": SOFT, "align": "right"}
                self.paper.text((self.box.right, first), str(row.count), **look)
            if row.explain:
                self._lines(row.explain, 6.4, color=SOFT, indent=SWATCH_WIDTH + 7)
        self._gap(3)

    def _outline(self, key: str, at: tuple[float, float]) -> None:
        x, y = at
        if key in legend.FILLINGS.values():
            size, how = POINT * 1.25 * self.zoom, filling(key)
            draw(self.paper, Mark("", _NOBODY, at, size, INK, "circle", how, at), TOP)
            return
        line: dict[str, Any] = {"facecolor": "none", "edgecolor": INK, "linewidth": 0.7}
        corners = ((-8, -3), (-2, -6), (7, -5), (8, 2), (2, 6), (-7, 5))
        area = shapely.Polygon([(x + u, y + v) for u, v in corners])
        if key == "official":
            self.paper.area(area, layer=TOP, **{**line, "linewidth": 1.1})
        elif key == "host-county":
            self.paper.area(area, layer=TOP, linestyle=(0, (1.2, 1.6)), **line)
        elif key == "area-circle":
            ring = Circle(at, 6, linestyle=(0, (3, 2)), zorder=TOP, **self.paper.look(line))
            self.paper.axes.add_patch(ring)
        if key == "none":
            for way in (-1, 1):
                ends = [(x - 4, y - 4 * way), (x + 4, y + 4 * way)]
                self.paper.line(ends, color=INK, width=0.8)
        elif key != "official":
            core = {"facecolor": INK, "edgecolor": "none", "zorder": TOP}
            self.paper.axes.add_patch(Circle(at, 1.6, **self.paper.look(core)))

    def rehearsal(self, zoom: float) -> LegendColumn:
        """Return the same column at another size of letters, for measuring only."""
        return replace(self, zoom=zoom, dry=True, y=self.box.top)
