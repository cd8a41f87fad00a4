"""Brief to a PDF of two pages A4, or to a picture of either page.

The same brief, ground and fonts give the same bytes: no dates, no random ids.
"""

from __future__ import annotations

import io
from collections.abc import Mapping

import geopandas as gpd

from layers.documents.brief.document import Brief
from layers.placement import Box
from layers.print import approval_box, bars, small_maps
from layers.print.canvas import ACCENT, FAINT, PAPER, SOFT, Paper
from layers.print.fonts import Letters
from layers.print.library import mpl
from layers.print.table_box import TableBox
from layers.print.text import Prose, wrapped
from layers.render.print_map import METADATA, SETTINGS
from layers.style import OURS, Style
from layers.words import text

WIDTH, HEIGHT, MARGIN = 595.28, 841.89, 40.0
PAGES = 2
# Maps take what the words leave them, within these.
LOWEST, HIGHEST, SECOND_ROW = 132.0, 240.0, 70.0
SMALLEST, READABLE, LARGEST, STEP = 0.5, 0.94, 1.2, 0.02
TITLE, LONG, BODY, NOTE, SOURCE, STAMP = 17.0, 13.5, 8.0, 6.8, 6.1, 6.0
COLUMNS, GUTTER = 2, 18.0
Frames = Mapping[str, gpd.GeoDataFrame]


def pdf(brief: Brief, *, ground: Frames, style: Style = OURS) -> bytes:
    """Return the brief as a PDF of two pages; ``ground`` are boundaries by level.

    Raises Letterless where the words have a character that no font has.
    """
    # Our own fonts come first: see layers.print.library.
    from matplotlib.backends.backend_pdf import PdfPages  # noqa: PLC0415  after them

    out = io.BytesIO()
    about = {**METADATA["pdf"], "Title": brief.title}
    with mpl.rc_context(SETTINGS), PdfPages(out, metadata=about) as file:
        for paper in pages(brief, ground=ground, style=style):
            file.savefig(paper.figure, facecolor=style.color(PAPER))
    return out.getvalue()


def pages(brief: Brief, *, ground: Frames, style: Style = OURS) -> tuple[Paper, Paper]:
    """Return the two pages, drawn."""
    letters = Letters(brief.lang)
    first, second = (Paper(letters, width=WIDTH, height=HEIGHT, style=style) for _ in range(PAGES))
    _first(first, brief, ground=ground, room=_frame(first, brief, 1))
    _second(second, brief, room=_frame(second, brief, 2))
    for paper in (first, second):
        approval_box.banner(paper, brief.stamp)
    return first, second


def _frame(paper: Paper, brief: Brief, page: int) -> Box:
    """Write the credit and the page's number at the foot and return what is left."""
    words = text(brief.lang)
    font = paper.letters.font(5.4)
    lines = paper.letters.lines(brief.credit, font, WIDTH - 2 * MARGIN - 92)
    top = MARGIN - 12 + len(lines) * 7.4
    paper.line([(MARGIN, top), (WIDTH - MARGIN, top)], color=FAINT, width=0.5)
    for at, line in enumerate(lines):
        paper.text((MARGIN, top - 8.4 - at * 7.4), line, size=5.4, color=SOFT)
    right = WIDTH - MARGIN
    paper.text((right, top - 9.4), brief.atlas, size=7, bold=True, serif=True, color=ACCENT,
               align="right")  # fmt: skip
    number = words["brief.page"].format(page=page)
    paper.text((right, top - 17.6), number, size=5.6, color=SOFT, align="right")
    approval_box.write(paper, brief.stamp, (MARGIN, top + 4), size=STAMP, room=right - MARGIN)
    high = STAMP + approval_box.more(brief.stamp, STAMP)
    return Box(MARGIN, top + high + 9, right, HEIGHT - MARGIN)


def _first(paper: Paper, brief: Brief, *, ground: Frames, room: Box) -> None:
    """Fill the first page: title, maps, findings, charts, cautions; letters as large as fit."""
    rows = small_maps.rows(brief.maps)
    lowest = LOWEST + (rows - 1) * SECOND_ROW if rows else 0.0
    highest = min(HIGHEST + (rows - 1) * SECOND_ROW, small_maps.height(brief.maps, room.width))
    zoom = LARGEST
    while True:
        used = room.top - _said(Prose(paper, room, room.top, zoom, dry=True), brief, None)
        free = room.height - used
        # Letters get larger, or stay at their size, only where the maps have all they need.
        if free >= (highest if zoom > READABLE else lowest) or zoom <= SMALLEST:
            break
        zoom -= STEP
    high = min(max(free, lowest), highest)

    def maps(top: float) -> float:
        small_maps.draw(
            paper, brief.maps, Box(room.left, top - high, room.right, top), ground=ground
        )
        return top - high

    _said(Prose(paper, room, room.top, zoom), brief, maps)


def _said(prose: Prose, brief: Brief, maps: object) -> float:
    """Write the first page down the column and return where it ends; maps are free if None."""
    words = text(brief.lang)
    paper = prose.paper
    if not prose.dry:
        paper.line([(MARGIN, prose.y), (MARGIN + 30, prose.y)], color=ACCENT, width=2.4)
    prose.gap(4)
    # The head does not grow where there is room: it is large enough.
    calm = min(prose.zoom, 1.0) / prose.zoom
    font = paper.letters.font(TITLE, bold=True, serif=True)
    short = len(wrapped(paper, brief.title, font, prose.box.width)) == 1
    prose.lines(brief.title, (TITLE if short else LONG) * calm, bold=True, serif=True)
    prose.gap(3)
    prose.lines(brief.lead, 7.2 * calm, color=SOFT)
    prose.gap(8)
    if callable(maps):
        prose.y = maps(prose.y)
    prose.lines(brief.maps.note, 6.2, color=SOFT)
    prose.heading(words["brief.findings"])
    for sentence in brief.findings:
        prose.sentence(sentence, BODY, mark="·")
    if brief.charts:
        prose.heading(words["brief.charts"])
        if not prose.dry:
            box = Box(prose.box.left, prose.box.bottom, prose.box.right, prose.y)
            period = words["period"]
            bars.draw(paper, brief.charts, box, period=period, zoom=prose.zoom)
        prose.y -= bars.height(brief.charts, prose.zoom)
    prose.heading(words["brief.cautions"])
    if not brief.cautions:
        prose.lines(words["brief.cautions.none"], NOTE)
    for sentence in brief.cautions:
        prose.sentence(sentence, NOTE, mark="!")
    return prose.y


def _second(paper: Paper, brief: Brief, *, room: Box) -> None:
    """Fill the second page: the table and the sources; letters as large as fit."""
    zoom = LARGEST
    while zoom > SMALLEST and _listed(paper, brief, room, zoom, dry=True) < room.bottom:
        zoom -= STEP
    _listed(paper, brief, room, zoom, dry=False)


def _listed(paper: Paper, brief: Brief, room: Box, zoom: float, *, dry: bool) -> float:
    words = text(brief.lang)
    prose = Prose(paper, room, room.top + 11 * zoom, zoom, dry)
    prose.heading(words["brief.table"])
    table = TableBox(paper, brief, words, Box(room.left, 0, room.right, prose.y), zoom)
    if not dry:
        table.draw()
    prose.y -= table.height
    prose.gap(3)
    prose.lines(brief.table_note, 6.2, color=SOFT)
    prose.heading(words["brief.sources"])
    prose.lines(words["brief.grade"], 6.2, color=SOFT)
    prose.gap(3)
    return _sources(prose, brief, dry=dry)


def _sources(prose: Prose, brief: Brief, *, dry: bool) -> float:
    """Write the sources in columns of equal length and return where the longest ends."""
    box, top, zoom = prose.box, prose.y, prose.zoom
    width = (box.width - GUTTER * (COLUMNS - 1)) / COLUMNS
    indent = 13 * zoom
    paper, size = prose.paper, SOURCE * zoom
    font = paper.letters.font(size)
    broken = [wrapped(paper, c.words, font, width - indent) for c in brief.citations]
    half = -(-sum(map(len, broken)) // COLUMNS)
    y, column, used, lowest = top, 0, 0, top
    for citation, lines in zip(brief.citations, broken, strict=True):
        if used >= half and column < COLUMNS - 1:
            column, used, y = column + 1, 0, top
        left = box.left + column * (width + GUTTER)
        for at, line in enumerate(lines):
            y -= size * 1.36
            if not dry:
                if at == 0:
                    paper.text((left + indent - 4 * zoom, y), str(citation.number), size=size,
                               color=ACCENT, align="right")  # fmt: skip
                paper.text((left + indent, y), line, size=size)
        used += len(lines)
        lowest = min(lowest, y)
    return lowest
