"""A map or a comparison to a slide of 16:9: words, legend and figures real, the map a picture.

The same slide and ground give the same bytes. Nothing of it is a link, a field or a program.
"""

from __future__ import annotations

import io
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

import geopandas as gpd
import pptx as library
from pptx.dml.color import RGBColor
from pptx.enum.dml import MSO_PATTERN
from pptx.enum.shapes import MSO_SHAPE
from pptx.enum.text import MSO_ANCHOR, MSO_AUTO_SIZE, PP_ALIGN
from pptx.oxml.ns import qn
from pptx.util import Pt

from geo.languages import LANGUAGES
from layers.documents.slide.slide import Slide, SlideLegend
from layers.office.package import packed, written
from layers.placement import Box
from layers.print import slide_panes
from layers.print.canvas import Paper
from layers.print.fonts import Letters
from layers.print.library import mpl
from layers.render.print_map import METADATA, SETTINGS, bare, key
from layers.style import OURS, Style

if TYPE_CHECKING:
    from pptx.presentation import Presentation
    from pptx.slide import Slide as Leaf
    from pptx.table import Table, _Cell
    from pptx.text.text import TextFrame

    from layers.documents.comparison.picture import Picture
    from layers.map import PaintedMap

Frames = Mapping[str, gpd.GeoDataFrame]
# Points: the slide; where things stand on it, from its upper left corner.
WIDTH, HEIGHT, EDGE = 960, 540, 36.0
STRIP, GAP = 20.0, 12.0
TITLE, LEAD, FOOT = 30.0, 76.0, 466.0
MAP_WIDTH, KEY_WIDTH = 648.0, 226.0
TOP = 100.0
DPI = 200
# The library's layout that has a title and nothing else.
TITLE_ONLY = 5
ROW, SWATCH, COUNT = 17.0, 26.0, 44.0
# Letters that a line of the column beside the map has room for, and how many fewer beside a name;
# points from one line to the next.
PER_LINE, BESIDE, LINE = 18, 6, 13.0
# How small the letters of that column get.
SMALLEST = 0.6
# From here on letters are as wide as they are high.
WIDE, NARROW = 0x2E80, 0.56
# Fonts of the theme: a reader's own, by name.
LATIN, CHINESE = "Arial", "微软雅黑"
THEME = "ppt/theme/"
# Letters of the title by how many stand in it at most.
SIZES = ((34, 24), (60, 20), (10_000, 16))


def of_map(told: Slide, shown: PaintedMap, *, ground: Frames, style: Style = OURS) -> bytes:
    """Return the slide of a map; ``ground`` are boundaries by level; raises Letterless."""
    high = FOOT - TOP

    def picture() -> Paper:
        return bare(shown, MAP_WIDTH, high, ground=ground, style=style)

    def signs() -> Paper:
        return key(shown, KEY_WIDTH, high, style=style)

    return _file(told, picture, signs, style)


def of_comparison(told: Slide, picture: Picture, *, ground: Frames, style: Style = OURS) -> bytes:
    """Return the slide of a comparison; ``ground`` are boundaries by level; raises Letterless."""
    letters = Letters(told.lang)

    def maps() -> Paper:
        paper = Paper(letters, width=MAP_WIDTH, height=FOOT - TOP, style=style)
        slide_panes.draw(paper, picture, ground=ground)
        return paper

    def signs() -> Paper:
        high = FOOT - TOP - _figures_high(told)
        paper = Paper(letters, width=KEY_WIDTH, height=high, style=style)
        slide_panes.draw_key(paper, picture)
        return paper

    return _file(told, maps, signs, style)


def _file(
    told: Slide, picture: Callable[[], Paper], signs: Callable[[], Paper], style: Style
) -> bytes:
    with mpl.rc_context(SETTINGS):
        drawn = _png(picture())
        meant = _png(signs()) if told.signs else b""
    deck = library.Presentation()
    _widened(deck)
    leaf = deck.slides.add_slide(deck.slide_layouts[TITLE_ONLY])
    writer = _Writer(leaf, told, style)
    writer.head()
    writer.picture(drawn, told.about, Box(EDGE, TOP, EDGE + MAP_WIDTH, FOOT))
    left = EDGE + MAP_WIDTH + GAP + 2
    y = writer.figures(Box(left, TOP, left + KEY_WIDTH, FOOT))
    if meant:
        writer.picture(meant, told.signs, Box(left, y, left + KEY_WIDTH, FOOT))
    else:
        for one in told.legends:
            y = writer.legend(one, Box(left, y, left + KEY_WIDTH, FOOT)) + GAP * writer.zoom
    writer.foot()
    notes = leaf.notes_slide.notes_text_frame
    if notes is not None:
        notes.text = "\n".join(map(written, filter(None, told.notes)))
    out = io.BytesIO()
    deck.save(out)
    tag = LANGUAGES[told.lang].tag
    return packed(out.getvalue(), title=told.title, maker=told.atlas, tag=tag, changed=_lettered)


def _lettered(name: str, part: bytes) -> bytes:
    """Return a theme with our fonts named in it, and every other part as it is."""
    if not name.startswith(THEME):
        return part
    words = part.decode()
    words = words.replace('typeface="Calibri"', f'typeface="{LATIN}"')
    words = words.replace('<a:ea typeface=""/>', f'<a:ea typeface="{CHINESE}"/>')
    words = words.replace('script="Hans" typeface="宋体"', f'script="Hans" typeface="{CHINESE}"')
    return words.encode()


def _widened(deck: Presentation) -> None:
    """Make the library's 4:3 a 16:9, its master and layouts with it."""
    before = deck.slide_width or Pt(WIDTH)
    deck.slide_width, deck.slide_height = Pt(WIDTH), Pt(HEIGHT)
    for leaf in (deck.slide_master, *deck.slide_layouts):
        for tag, name in (("a:off", "x"), ("a:ext", "cx")):
            for place in leaf.element.iter(qn(tag)):
                if place.get(name):
                    place.set(name, str(int(place.get(name)) * Pt(WIDTH) // before))


def _png(paper: Paper) -> bytes:
    out = io.BytesIO()
    white = paper.style.color("white")
    about = dict(METADATA["png"])
    paper.figure.savefig(out, format="png", dpi=DPI, facecolor=white, metadata=about)
    return out.getvalue()


def _figures_high(told: Slide) -> float:
    """Return how high figures stand, in points: beside a name there is less room."""
    return sum(_rows_high(told)) + (GAP if told.figures else 0)


def _rows_high(told: Slide) -> list[float]:
    """Return how high the row of each figure is, in points."""
    room = PER_LINE - BESIDE if any(name for name, _ in told.figures) else PER_LINE
    return [max(1, -(-_long(said) // room)) * LINE + 3 for _, said in told.figures]


def _legend_high(told: SlideLegend) -> float:
    """Return how high a legend stands, in points."""
    head = 15.0 * max(1, -(-_long(told.title) // PER_LINE)) + (16 if told.period else 0)
    return head + 4 + ROW * len(told.rows) + GAP


def _long(words: str) -> int:
    """Return how long words are, in Chinese letters."""
    return round(sum(1.0 if ord(one) > WIDE else NARROW for one in words))


class _Writer:
    """Writes what a slide says onto a leaf."""

    def __init__(self, leaf: Leaf, told: Slide, style: Style) -> None:
        self.leaf, self.told, self.style = leaf, told, style
        # The column beside the map is as small as it must be to end above the credit.
        high = _figures_high(told) + sum(map(_legend_high, told.legends))
        self.zoom = max(SMALLEST, min(1.0, (FOOT - TOP) / high)) if high else 1.0

    def head(self) -> None:
        """Write the title, what it covers, and a strip if the map may not be published."""
        told = self.told
        if told.stamp.strip:
            strip = self.leaf.shapes.add_shape(
                MSO_SHAPE.RECTANGLE, Pt(0), Pt(0), Pt(WIDTH), Pt(STRIP)
            )
            strip.fill.solid()
            strip.fill.fore_color.rgb = self._color("accent")
            strip.line.fill.background()
            strip.shadow.inherit = False
            self._write(strip.text_frame, told.stamp.words, 9, "white", bold=True)
            strip.text_frame.paragraphs[0].alignment = PP_ALIGN.CENTER
        title = self.leaf.shapes.title
        if title is not None:
            place = (Pt(EDGE), Pt(TITLE), Pt(WIDTH - 2 * EDGE), Pt(LEAD - TITLE))
            title.left, title.top, title.width, title.height = place
            size = next(size for most, size in SIZES if len(told.title) <= most)
            self._write(title.text_frame, told.title, size, "ink", bold=True)
            title.text_frame.paragraphs[0].alignment = PP_ALIGN.LEFT
        self._text(told.lead, Box(EDGE, LEAD, WIDTH - EDGE, TOP), 11, "ink-2")

    def picture(self, body: bytes, about: str, box: Box) -> None:
        """Put a picture into a box, with what it shows for those who do not see it."""
        shape = self.leaf.shapes.add_picture(
            io.BytesIO(body), Pt(box.left), Pt(box.bottom), Pt(box.width)
        )
        for one in shape.element.iter(qn("p:cNvPr")):
            one.set("descr", written(about))

    def figures(self, box: Box) -> float:
        """Write what is known of each that is compared, and return where that ends."""
        figures = self.told.figures
        if not figures:
            return box.bottom
        names = any(name for name, _ in figures)
        widths = (70.0, box.width - 70) if names else (box.width,)
        table = self._table(len(figures), widths, box)
        # A box is as high as its words, so that whoever moves it sees what it covers.
        highs = _rows_high(self.told)
        for row, (name, said), high in zip(table.rows, figures, highs, strict=True):
            row.height = Pt(high * self.zoom)
            cells = list(row.cells)
            if names:
                self._cell(cells[0], name, 10 * self.zoom, bold=True)
            self._cell(cells[-1], said, 10 * self.zoom)
        return box.bottom + _figures_high(self.told) * self.zoom

    def legend(self, told: SlideLegend, box: Box) -> float:
        """Write a legend as a table of colors, and return where it ends."""
        top, zoom = box.bottom, self.zoom
        high = 15.0 * zoom * max(1, -(-_long(told.title) // PER_LINE))
        head = Box(box.left, top, box.right, top + high)
        self._text(told.title, head, 11 * zoom, "ink", bold=True)
        if told.period:
            when = Box(box.left, top + high, box.right, top + high + 15 * zoom)
            self._text(told.period, when, 10 * zoom, "ink-2")
            high += 16 * zoom
        widths = (SWATCH, box.width - SWATCH - COUNT, COUNT)
        within = Box(box.left, top + high + 4 * zoom, box.right, box.top)
        table = self._table(len(told.rows), widths, within)
        for row, one in zip(table.rows, told.rows, strict=True):
            swatch, label, count = row.cells
            if one.hatched:
                swatch.fill.patterned()
                swatch.fill.pattern = MSO_PATTERN.WIDE_UPWARD_DIAGONAL
                swatch.fill.fore_color.rgb = self._color("edge")
                swatch.fill.back_color.rgb = self._hex(one.color)
            else:
                swatch.fill.solid()
                swatch.fill.fore_color.rgb = self._hex(one.color)
            # Without words a cell would be as high as large letters are.
            self._write(swatch.text_frame, "", 6, "ink")
            self._cell(label, one.label, 10 * zoom)
            self._cell(count, one.count, 10 * zoom, "ink-2")
            count.text_frame.paragraphs[0].alignment = PP_ALIGN.RIGHT
        return within.bottom + ROW * zoom * len(told.rows)

    def foot(self) -> None:
        """Write the words of the law, the credit and the name of the atlas."""
        told = self.told
        top = FOOT + 4
        if told.stamp.approved:
            # Where it is not, the strip says so; the picture says it in any case.
            line = Box(EDGE, top, WIDTH - EDGE, top + 16)
            self._text(told.stamp.words, line, 10, "ink", bold=True)
            top += 18
        self._text(told.credit, Box(EDGE, top, WIDTH - EDGE - 130, HEIGHT - 8), 8, "ink-2")
        corner = Box(WIDTH - EDGE - 120, top, WIDTH - EDGE, HEIGHT - 8)
        name = self._text(told.atlas, corner, 10, "accent", bold=True)
        name.paragraphs[0].alignment = PP_ALIGN.RIGHT

    def _text(
        self, words: str, box: Box, size: float, color: str, *, bold: bool = False
    ) -> TextFrame:
        """Write words into a box whose ``bottom`` is the smaller number: a slide counts down."""
        place = self.leaf.shapes.add_textbox(
            Pt(box.left), Pt(box.bottom), Pt(box.width), Pt(box.height)
        )
        frame: TextFrame = place.text_frame
        self._write(frame, words, size, color, bold=bold)
        return frame

    def _write(
        self, frame: TextFrame, words: str, size: float, color: str, *, bold: bool = False
    ) -> None:
        frame.word_wrap, frame.auto_size = True, MSO_AUTO_SIZE.NONE
        frame.margin_left = frame.margin_right = Pt(0)
        frame.margin_top = frame.margin_bottom = Pt(0)
        if not words:
            frame.paragraphs[0].font.size = Pt(size)
            return
        run = frame.paragraphs[0].add_run()
        run.text = written(words)
        run.font.size, run.font.bold = Pt(size), bold
        run.font.color.rgb = self._color(color)

    def _table(self, rows: int, widths: Sequence[float], box: Box) -> Table:
        shape = self.leaf.shapes.add_table(
            rows,
            len(widths),
            Pt(box.left),
            Pt(box.bottom),
            Pt(box.width),
            Pt(ROW * self.zoom * rows),
        )
        table = shape.table
        table.first_row = table.horz_banding = False
        for at, wide in enumerate(widths):
            table.columns[at].width = Pt(wide)
        for row in table.rows:
            row.height = Pt(ROW * self.zoom)
        return table

    def _cell(
        self, cell: _Cell, words: str, size: float, color: str = "ink", *, bold: bool = False
    ) -> None:
        cell.fill.background()
        self._write(cell.text_frame, words, size, color, bold=bold)
        cell.margin_left, cell.margin_right = Pt(5), Pt(2)
        cell.margin_top = cell.margin_bottom = Pt(1)
        cell.vertical_anchor = MSO_ANCHOR.MIDDLE

    def _color(self, token: str) -> RGBColor:
        return self._hex(self.style.color(token))

    @staticmethod
    def _hex(color: str) -> RGBColor:
        made: RGBColor = RGBColor.from_string(color.removeprefix("#").upper())
        return made
