"""Words of a plate around its map: title and coverage, the credit, what lies beyond an edge."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.build.beyond import PLACES
from layers.placement import Box
from layers.print.canvas import ACCENT, FAINT, MARGIN, PAPER, SOFT, Paper

if TYPE_CHECKING:
    from layers.map import PaintedMap

KEY_WIDTH, GUTTER = 196.0, 22.0
# How what lies beyond an edge stands there, by its share of the width; its letters.
ALIGNED = {0.0: "left", 0.5: "center", 1.0: "right"}
NAMED = 7.4
# Letters of the credit and from one line to the next, in points.
CREDIT, CREDIT_STEP = 7.0, 9.4


def title(paper: Paper, shown: PaintedMap) -> float:
    """Write title and coverage at the top and return where they end."""
    width = paper.width - 2 * MARGIN - KEY_WIDTH - GUTTER
    y = paper.height - MARGIN
    paper.line([(MARGIN, y), (MARGIN + 30, y)], color=ACCENT, width=2.4)
    font = paper.letters.font(21, bold=True, serif=True)
    y -= 6
    for line in paper.letters.lines(shown.title, font, width):
        y -= 24
        paper.text((MARGIN, y), line, size=21, bold=True, serif=True)
    y -= 4
    small = paper.letters.font(8.6)
    for line in paper.letters.lines(shown.theme.frame.coverage, small, width):
        y -= 12.5
        paper.text((MARGIN, y), line, size=8.6, color=SOFT)
    return y


def credit(paper: Paper, shown: PaintedMap) -> float:
    """Write the credit at the bottom and return where it begins."""
    words = paper.letters.words
    said = f"{shown.credit} {words['projection']}"
    font = paper.letters.font(CREDIT)
    lines = paper.letters.lines(said, font, paper.width - 2 * MARGIN - 110)
    y = MARGIN - 12 + len(lines) * CREDIT_STEP
    paper.line([(MARGIN, y), (paper.width - MARGIN, y)], color=FAINT, width=0.5)
    for at, line in enumerate(lines):
        paper.text((MARGIN, y - 10 - at * CREDIT_STEP), line, size=CREDIT, color=SOFT)
    name = shown.theme.sheet.atlas
    paper.text(
        (paper.width - MARGIN, y - 11),
        name,
        size=8,
        bold=True,
        serif=True,
        color=ACCENT,
        align="right",
    )
    return y


def edges(paper: Paper, shown: PaintedMap, room: Box) -> list[Box]:
    """Write at its edge what lies beyond it: a name, and why; return where these stand."""
    taken: list[Box] = []
    named = {one.label: one for layer in shown.layers for one in layer.sheet.beyond}
    for at, one in enumerate(named.values()):
        across, down = PLACES[one.edge]
        x = room.left + room.width * across
        y = room.top - room.height * down - at * 3 * NAMED
        for line, bold in ((one.label, True), (one.about, False)):
            paper.text((x, y), line, size=NAMED, bold=bold, color=ACCENT,
                       align=ALIGNED[across], halo=PAPER, layer=26)  # fmt: skip
            wide = paper.letters.width(line, paper.letters.font(NAMED, bold=bold))
            left = x - wide * across
            taken.append(Box(left, y - NAMED * 0.3, left + wide, y + NAMED))
            y -= NAMED * 1.35
    return taken
