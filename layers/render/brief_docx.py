"""Brief to a Word document: real text and tables, maps as the PDF has them, sources as endnotes.

The same brief and ground give the same bytes. Nothing of it is a field or a link that data bring.
"""

from __future__ import annotations

import io
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

import geopandas as gpd
from docx.enum.text import WD_TAB_ALIGNMENT
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from geo.languages import LANGUAGES
from layers.documents.brief.document import Bar, Bars, Brief, Figure, Line, Sentence
from layers.office import word_styles, word_tables
from layers.office.package import packed, written
from layers.office.word_endnotes import Endnotes
from layers.office.word_styles import CREDIT, NOTE, ROOM_MM
from layers.office.word_xml import colored, element, made
from layers.placement import Box
from layers.print import small_maps
from layers.print.canvas import POINTS_PER_INCH, Paper
from layers.print.fonts import Letters
from layers.print.library import mpl
from layers.render.print_map import METADATA, SETTINGS
from layers.style import OURS, Style
from layers.words import text

if TYPE_CHECKING:
    from docx.document import Document
    from docx.table import _Cell
    from docx.text.paragraph import Paragraph
    from docx.text.run import Run

Frames = Mapping[str, gpd.GeoDataFrame]
MM_PER_INCH = 25.4
DPI = 300
# The maps are as wide as the words; higher ones would fill a page.
HIGHEST = 250.0
# Columns in mm: of a chart, of which two stand side by side, and the first two of the table.
ACROSS, BETWEEN = 2, 4.0
NAMED, DRAWN, COUNTED = 22.0, 33.0, 28.0
INDICATOR, YEAR = 46.0, 12.0
BAR_MM, SHORTEST_MM = 2.6, 0.4
# A picture as wide as the page has room is too wide for some readers.
SPARE_MM = 1.0
SMALL, TOGETHER = 7.0, "\u00a0"


def docx(brief: Brief, *, ground: Frames, style: Style = OURS) -> bytes:
    """Return the brief as a document; ``ground`` are boundaries by level.

    Raises Letterless where the words of the maps have a character that no font has.
    """
    whole = _Whole(brief, style)
    whole.head()
    whole.maps(ground)
    whole.findings()
    whole.charts()
    whole.cautions()
    whole.table()
    whole.sources()
    return whole.packed()


class _Whole:
    """One document being written."""

    def __init__(self, brief: Brief, style: Style) -> None:
        self.brief, self.style, self.words = brief, style, text(brief.lang)
        self.tag = LANGUAGES[brief.lang].tag
        self.file: Document = word_styles.blank(style)
        self.notes = Endnotes(self.file, brief.citations)

    def head(self) -> None:
        """Write the title, what it is about, and on every page what the law asks for."""
        section = self.file.sections[0]
        if self.brief.stamp.strip:
            section.header.paragraphs[0].add_run(written(self.brief.stamp.words))
        foot = section.footer.paragraphs[0]
        foot.paragraph_format.tab_stops.clear_all()
        foot.paragraph_format.tab_stops.add_tab_stop(Mm(ROOM_MM), WD_TAB_ALIGNMENT.RIGHT)
        foot.add_run(written(f"{self.brief.atlas} · {self.brief.atlas_too}"))
        foot.add_run("\t")
        _page_number(foot)
        self._say(self.brief.title, "Title")
        self._say(self.brief.lead, "Subtitle")

    def maps(self, ground: Frames) -> None:
        """Put in the picture of the maps, its words around it."""
        maps = self.brief.maps
        self._say(self.words["brief.maps"], "Heading 1")
        shown = self._say(maps.title, "Caption")
        self.notes.cite(shown, maps.cites)
        if small_maps.placed(maps):
            shown.paragraph_format.keep_with_next = True
            names = self.words["brief.comma"].join(one.name for one in small_maps.placed(maps))
            about = self.words["brief.map.alt"].format(title=maps.title, name=names)
            place = self.file.add_paragraph()
            picture = place.add_run()
            picture.add_picture(io.BytesIO(self._drawn(ground)), width=Mm(ROOM_MM - SPARE_MM))
            _described(picture, about)
            self._say(self.brief.stamp.words, NOTE).paragraph_format.keep_together = True
        self._say(maps.note, NOTE)

    def findings(self) -> None:
        """Write what was found."""
        self._say(self.words["brief.findings"], "Heading 1")
        for sentence in self.brief.findings:
            self._sentence(sentence, "List Bullet")

    def charts(self) -> None:
        """Write the charts two by two, as tables in which a bar stands before its number."""
        charts = self.brief.charts
        if charts:
            self._say(self.words["brief.charts"], "Heading 1")
        for at in range(0, len(charts), ACROSS):
            self._charts(charts[at : at + ACROSS])

    def cautions(self) -> None:
        """Write what to know before one compares."""
        self._say(self.words["brief.cautions"], "Heading 1")
        if not self.brief.cautions:
            self._say(self.words["brief.cautions.none"], "Normal")
        for sentence in self.brief.cautions:
            self._sentence(sentence, "List Bullet")

    def table(self) -> None:
        """Write every indicator of everything compared."""
        brief, words = self.brief, self.words
        self._say(words["brief.table"], "Heading 1")
        each = (ROOM_MM - INDICATOR - YEAR) / len(brief.subjects)
        widths = (INDICATOR, YEAR, *(each for _ in brief.subjects))
        about = f"{words['brief.table']}: {brief.title}"
        table = word_tables.table(self.file, len(brief.lines) + 1, widths, about=about)
        word_tables.lined(table, self.style.color("rule"))
        word_tables.headed(table)
        rows = [list(row.cells) for row in table.rows]
        heads = (words["brief.indicator"], words["brief.period"], *brief.subjects)
        for at, (cell, name) in enumerate(zip(rows[0], heads, strict=True)):
            word_tables.shaded(cell, self.style.color("band"))
            place = word_tables.right(cell) if at > 1 else cell.paragraphs[0]
            place.add_run(written(name)).bold = True
        for cells, line in zip(rows[1:], brief.lines, strict=True):
            self._line(cells, line)
        self._say(brief.table_note, NOTE).paragraph_format.space_before = Pt(4)

    def sources(self) -> None:
        """Write the credit, and the head of the endnotes, which stand at the end."""
        self._say(self.brief.credit, CREDIT)
        self._say(self.words["brief.sources"], "Heading 1").paragraph_format.keep_with_next = True
        self._say(self.words["brief.grade"], NOTE)
        self.notes.close()

    def packed(self) -> bytes:
        """Return the file."""
        out = io.BytesIO()
        self.file.save(out)
        brief = self.brief
        return packed(out.getvalue(), title=brief.title, maker=brief.atlas, tag=self.tag)

    def _say(self, words: str, style: str) -> Paragraph:
        return self.file.add_paragraph(written(words), style=style)

    def _sentence(self, sentence: Sentence, style: str) -> None:
        place = self.file.add_paragraph(style=style)
        for run in sentence:
            place.add_run(written(run.words))
            self.notes.cite(place, run.cites)

    def _drawn(self, ground: Frames) -> bytes:
        """Return the maps and their legend as a picture for print."""
        brief = self.brief
        width = ROOM_MM / MM_PER_INCH * POINTS_PER_INCH
        rows = small_maps.rows(brief.maps)
        high = min(small_maps.height(brief.maps, width), HIGHEST * rows)
        out = io.BytesIO()
        with mpl.rc_context(SETTINGS):
            paper = Paper(Letters(brief.lang), width=width, height=high, style=self.style)
            small_maps.draw(paper, brief.maps, Box(1, 0, width - 1, high), ground=ground)
            # It lies on the white of a reader's page.
            white = self.style.color("white")
            about = dict(METADATA["png"])
            paper.figure.savefig(out, format="png", dpi=DPI, facecolor=white, metadata=about)
        return out.getvalue()

    def _charts(self, charts: Sequence[Bars]) -> None:
        """Write charts side by side, row by row: notes are counted as they stand."""
        one = (NAMED, DRAWN, COUNTED)
        widths = [wide for at in range(len(charts)) for wide in ((BETWEEN,) if at else ()) + one]
        longest = max(len(chart.bars) for chart in charts)
        about = " ".join(chart.said for chart in charts)
        table = word_tables.table(self.file, longest + 1, widths, about=about)
        for at, row in enumerate(table.rows):
            for column, chart in enumerate(charts):
                first = column * (len(one) + 1)
                cells = row.cells[first : first + len(one)]
                if at == 0:
                    self._titled(cells, chart)
                elif at <= len(chart.bars):
                    self._bar(cells, chart.bars[at - 1], "accent" if at == 1 else "bar")
                if at < longest:
                    cells[0].paragraphs[0].paragraph_format.keep_with_next = True

    def _titled(self, cells: Sequence[_Cell], chart: Bars) -> None:
        """Write what a chart shows over its three columns."""
        place = cells[0].merge(cells[-1])
        for spare in place.paragraphs[1:]:
            gone = element(spare)
            gone.getparent().remove(gone)
        period = self.words["period"].format(period=chart.period)
        title = place.paragraphs[0]
        title.style = "Caption"
        title.add_run(written(chart.title))
        self._small(title, f" {chart.unit} · {period}")

    def _bar(self, cells: Sequence[_Cell], bar: Bar, color: str) -> None:
        name, drawn, count = cells
        word_tables.right(name).add_run(written(bar.name))
        count.paragraphs[0].add_run(written(bar.words))
        self.notes.cite(count.paragraphs[0], bar.cites)
        if bar.part is None:
            self._shade(count, "ink-2")
            return
        run = drawn.paragraphs[0].add_run()
        wide = max(bar.part * (DRAWN - word_tables.INSET_MM), SHORTEST_MM)
        dot = io.BytesIO(_dot(self.style.color(color)))
        run.add_picture(dot, width=Mm(wide), height=Mm(BAR_MM))
        # The number stands beside it: a reader who hears hears it once.
        _described(run, "")

    def _line(self, cells: Sequence[_Cell], line: Line) -> None:
        name, period, *values = cells
        name.paragraphs[0].add_run(written(line.name))
        self._small(name.paragraphs[0], f" {line.unit}" if line.unit else "")
        period.paragraphs[0].add_run(written(line.period or self.words["brief.years"]))
        for cell, figure in zip(values, line.figures, strict=True):
            self._figure(cell, figure)

    def _figure(self, cell: _Cell, figure: Figure) -> None:
        place = word_tables.right(cell)
        place.add_run(written(figure.words))
        if figure.lack:
            self._shade(cell, "ink-2")
        self.notes.cite(place, figure.cites)
        told = [one.replace(" ", TOGETHER) for one in (figure.period, figure.rank) if one]
        self._small(place, f" {TOGETHER.join(told)}" if told else "")
        if figure.mark:
            color = {"top": "best", "bottom": "worst"}.get(figure.end, "ink-2")
            self._small(place, f"{TOGETHER if told else ' '}{figure.mark}", color)

    def _small(self, place: Paragraph, words: str, color: str = "ink-2") -> None:
        if words:
            run = place.add_run(written(words))
            run.font.size, run.font.color.rgb = Pt(SMALL), self._color(color)

    def _shade(self, cell: _Cell, color: str) -> None:
        for run in cell.paragraphs[0].runs:
            run.font.color.rgb = self._color(color)

    def _color(self, token: str) -> RGBColor:
        return RGBColor.from_string(colored(self.style.color(token)))


def _described(run: Run, about: str) -> None:
    """Say what a picture shows, to those who do not see it."""
    for drawn in run.element.iter(qn("wp:docPr")):
        drawn.set("descr", written(about))
        drawn.set("name", f"picture {drawn.get('id')}")


def _page_number(place: Paragraph) -> None:
    """Write the number of the page: the one field that is no note's number."""
    field = made("w:fldSimple", instr=" PAGE ")
    field.append(place.add_run("1").element)
    element(place).append(field)


def _dot(color: str) -> bytes:
    """Return a picture of one point in a color, which is drawn as long as a bar."""
    paper = mpl.figure.Figure(figsize=(0.04, 0.04), facecolor=color)
    out = io.BytesIO()
    paper.savefig(out, format="png", dpi=100, facecolor=color, metadata=dict(METADATA["png"]))
    return out.getvalue()
