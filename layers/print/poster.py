"""The leaf: one sheet as high as it must be: title, maps, legends, figures, cautions, sources."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from layers.approval_mark import Stamp
from layers.documents.brief.document import Run
from layers.documents.comparison.picture import Panel, Picture
from layers.placement import Box
from layers.print import approval_box
from layers.print.basemap import Fit, scale_bar
from layers.print.canvas import ACCENT, FAINT, MARGIN, SOFT, Paper
from layers.print.legend_box import LegendColumn
from layers.print.small_map import Frames, Land, below, pane
from layers.print.text import Prose
from layers.words import text

WIDTH = 960.0
KEY, GUTTER, GAP = 214.0, 22.0, 10.0
# How high a map is for its width, by how many stand in a row.
HIGH = {1: 0.86, 2: 0.92, 3: 1.06}
MOST_IN_A_ROW, SQUARE = 3, 4
NAME, SAID, BAR = 9.0, 7.6, 18.0
# Cautions stand left and are read; sources stand right and are looked up.
LEFT = 0.56
BESIDE = 60.0
STAMP = 7.0
NOWHERE = Fit(1.0, 0.0, 0.0)


@dataclass(frozen=True)
class Grid:
    """How maps stand: so many in a row, so wide and high, captions above, the law's words below."""

    across: int
    width: float
    high: float
    caption: float
    below: float

    @classmethod
    def of(cls, paper: Paper, panels: Sequence[Panel], width: float, stamp: Stamp) -> Grid:
        """Return the grid of some maps in a width of paper; four stand two by two."""
        count = len(panels)
        across = 2 if count == SQUARE else min(count, MOST_IN_A_ROW)
        wide = (width - GAP * (across - 1)) / across
        high = wide * HIGH[across]
        caption = max(_caption(paper, one, Box(0, 0, wide, 0), dry=True) for one in panels)
        return cls(across, wide, high, caption, below(paper, stamp, wide))

    @property
    def step(self) -> float:
        """Return how far a map stands below that above it."""
        return self.caption + self.high + self.below + GAP

    def height(self, count: int) -> float:
        """Return how high so many maps stand."""
        return -(-count // self.across) * self.step - GAP

    def box(self, at: int, left: float, top: float) -> Box:
        """Return where a map stands, its caption above it."""
        x = left + (at % self.across) * (self.width + GAP)
        y = top - (at // self.across) * self.step - self.caption
        return Box(x, y - self.high, x + self.width, y)


def height(paper: Paper, picture: Picture) -> float:
    """Return how high a picture gets; ``paper`` is any, for its letters."""
    return -_filled(paper, picture, 0.0, ground=None) + MARGIN


def draw(paper: Paper, picture: Picture, *, ground: Frames) -> None:
    """Draw a picture on paper of its height; ``ground`` are boundaries by level."""
    _filled(paper, picture, paper.height, ground=ground)


def _filled(paper: Paper, picture: Picture, top: float, *, ground: Frames | None) -> float:
    """Fill the leaf from its top and return where it ends; without ground nothing is drawn."""
    dry = ground is None
    room = Box(MARGIN, 0, WIDTH - MARGIN, top)
    y = _head(paper, picture, room, top - MARGIN, dry=dry)
    swiped = picture.mode == "swipe"
    width = room.width if swiped else room.width - KEY - GUTTER
    grid = Grid.of(paper, picture.drawn, width, picture.stamp)
    foot = y - grid.height(len(picture.drawn))
    if ground is not None:
        scale = _maps(paper, picture, grid, Box(room.left, foot, room.left + width, y), ground)
        scale_bar(paper, scale, (room.left, foot - BAR), longest=110)
    note = Prose(paper, Box(room.left + 150, 0, room.left + width, 0), foot - 5, dry=dry)
    note.lines(picture.note, 7, color=SOFT)
    below = min(note.y, foot - BAR - 4)
    keys = _keys(paper, picture, grid, Box(room.left, 0, room.right, below if swiped else y), dry)
    if not swiped and keys < below - BESIDE:
        # A long legend stands beside the words, not above them.
        said = replace(room, right=room.left + width)
        y = min(keys, _words(paper, picture, said, below - 6, dry=dry))
    else:
        y = _words(paper, picture, room, min(below, keys) - 6, dry=dry)
    return _credit(paper, picture, room, y, dry=dry)


def _head(paper: Paper, picture: Picture, room: Box, top: float, *, dry: bool) -> float:
    head = Prose(paper, room, top, dry=dry)
    if not dry:
        paper.line([(room.left, top), (room.left + 30, top)], color=ACCENT, width=2.4)
    head.gap(6)
    head.lines(picture.title, 18, bold=True, serif=True)
    head.gap(3)
    head.lines(picture.lead, 9, color=SOFT)
    head.gap(9)
    return head.y


def _caption(paper: Paper, panel: Panel, box: Box, *, dry: bool) -> float:
    """Write a map's name and what it shows of its subject above it; return how high they are."""
    said = Prose(paper, box, box.top, dry=dry)
    if panel.view.name:
        said.lines(panel.view.name, NAME, bold=True)
    if panel.said:
        said.sentence(panel.said, SAID)
    return box.top - said.y + 4


def _maps(paper: Paper, picture: Picture, grid: Grid, room: Box, ground: Frames) -> float:
    """Draw the maps and their captions; return points for each metre."""
    views = [panel.view for panel in picture.drawn]
    land = Land.of(views, ground, grid.width, grid.high, stamp=picture.stamp)
    for at, panel in enumerate(picture.drawn):
        box = grid.box(at, room.left, room.top)
        above = replace(box, bottom=box.top, top=box.top + grid.caption)
        _caption(paper, panel, above, dry=False)
        pane(paper, panel.view, box, land)
    return land.scale


def _keys(paper: Paper, picture: Picture, grid: Grid, room: Box, dry: bool) -> float:  # noqa: FBT001  as its callers have it
    """Write the legends, beside the maps or below each, and return where the longest ends."""
    ends = []
    for at, layers in enumerate(picture.legends):
        box = replace(room, left=room.right - KEY)
        if len(picture.legends) > 1:
            left = room.left + at * (grid.width + GAP)
            box = replace(room, left=left, right=left + min(grid.width, KEY * 1.4))
        column = LegendColumn(paper, box, box.top, dry=dry)
        for layer in layers:
            column.layer(layer, first=False)
        ends.append(column.y)
    return min(ends)


def _words(paper: Paper, picture: Picture, room: Box, top: float, *, dry: bool) -> float:
    """Write figures and cautions at the left and sources at the right."""
    words = text(picture.lang)
    middle = room.left + room.width * LEFT
    left = Prose(paper, replace(room, right=middle - GUTTER), top, dry=dry)
    if picture.figures:
        left.heading(words["brief.picture.figures"])
        for sentence in picture.figures:
            left.sentence(sentence, 7.6)
    known = [*((Run(said),) for said in picture.warnings), *picture.cautions]
    if known or picture.guarded:
        left.heading(words["brief.cautions"])
    for sentence in known:
        left.sentence(sentence, 7.2, mark="!")
    if picture.guarded and not known:
        left.lines(words["brief.cautions.none"], 7.2)
    if not picture.citations:
        return left.y
    right = Prose(paper, replace(room, left=middle), top, dry=dry)
    right.heading(words["brief.sources"])
    for citation in picture.citations:
        right.lines(f"[{citation.number}] {citation.words}", 6.6)
    right.gap(2)
    right.lines(words["brief.grade"], 6.0, color=SOFT)
    return min(left.y, right.y)


def _credit(paper: Paper, picture: Picture, room: Box, top: float, *, dry: bool) -> float:
    """Write the approval's words, the credit and our name, and return where they end."""
    y = top - 14 - STAMP - approval_box.more(picture.stamp, STAMP)
    if not dry:
        paper.line([(room.left, y), (room.right, y)], color=FAINT, width=0.5)
        approval_box.write(paper, picture.stamp, (room.left, y + 4), size=STAMP, room=room.width)
        approval_box.banner(paper, picture.stamp)
        paper.text((room.right, y - 11), picture.atlas, size=8, bold=True, serif=True, color=ACCENT,
                   align="right")  # fmt: skip
    said = Prose(paper, replace(room, right=room.right - 130), y - 2, dry=dry)
    said.lines(picture.credit, 7.0, color=SOFT)
    return min(said.y, y - 14)
