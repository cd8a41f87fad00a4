"""The seal of a plate: the stamp at its lower left; banner and watermark if it has no number."""

from __future__ import annotations

import shapely

from layers.approval_mark import Stamp
from layers.placement import Box
from layers.print.basemap import PROVINCE_LINE
from layers.print.canvas import ACCENT, INK, PAPER, WHITE, Paper

BANNER = 15.0
# Degrees, and the part of the ink that the watermark takes: pale enough to read what is below.
TURN, INKED = 24.0, 0.13
ABOVE, LEADING = 29.0, 1.35
FEWEST_ROWS, STEP_ACROSS, STEP_UP = 2, 1.25, 6.5
MOST_ROWS, MOST_COLUMNS = 3, 2
# Over the lines of the province, below every symbol.
ACROSS = PROVINCE_LINE + 0.5


def write(paper: Paper, stamp: Stamp, at: tuple[float, float], *, size: float, room: float) -> None:
    """Write the stamp with its lower left corner at a point, no wider than ``room`` points."""
    x, y = at
    lines = _lines(paper, stamp, size, room)
    color = INK if stamp.approved else ACCENT
    for up, line in enumerate(reversed(lines)):
        paper.text((x, y + up * size * LEADING), line, size=size, bold=True, color=color,
                   halo=PAPER, layer=ABOVE + 2)  # fmt: skip


def covered(
    paper: Paper, stamp: Stamp, at: tuple[float, float], *, size: float, room: float
) -> Box:
    """Return what ``write`` covers if it is told the same: no name is to stand there."""
    x, y = at
    font = paper.letters.font(size, bold=True)
    lines = _lines(paper, stamp, size, room)
    wide = max((paper.letters.width(line, font) for line in lines), default=0.0)
    return Box(x, y, x + wide, y + len(lines) * size * LEADING)


def _lines(paper: Paper, stamp: Stamp, size: float, room: float) -> list[str]:
    font = paper.letters.font(size, bold=True)
    return [part for line in stamp.lines for part in
            paper.letters.lines(line, font, room)]  # fmt: skip


def more(stamp: Stamp, size: float) -> float:
    """Return how much higher than one line a stamp is whose lines need not be broken."""
    return (len(stamp.lines) - 1) * size * LEADING


def watermark(part: Paper, stamp: Stamp, box: Box, *, size: float) -> None:
    """Write in a box that it may not be published: six pale phrases at most; nothing if it may.

    ``part`` is what the map is drawn on: they lie over its colors, below symbols and names.
    """
    if stamp.approved:
        return
    words = stamp.lines
    font = part.letters.font(size, bold=True)
    wide = max(part.letters.width(line, font) for line in words) * STEP_ACROSS
    high = size * (STEP_UP + LEADING * len(words))
    down = min(max(round(box.height / high), FEWEST_ROWS), MOST_ROWS)
    across = min(max(round(box.width / wide), 1), MOST_COLUMNS)
    for row in range(down):
        for column in range(across):
            x = box.left + box.width * (column + (0.35, 0.65)[row % 2]) / across
            y = box.bottom + box.height * (row + 0.5) / down
            part.text((x, y), "\n".join(words), size=size, bold=True, color=ACCENT, align="center",
                      turn=TURN, inked=INKED, cut=True, layer=ACROSS)  # fmt: skip


def above(paper: Paper, box: Box) -> Paper:
    """Return a part of the paper that lies over all others."""
    part = paper.window(box)
    part.axes.set_zorder(1)
    return part


def banner(paper: Paper, stamp: Stamp) -> None:
    """Lay a strip over the upper edge that says the same; nothing if the map may be published."""
    if stamp.approved:
        return
    bottom = paper.height - BANNER
    paper.area(shapely.box(0, bottom, paper.width, paper.height), layer=ABOVE, facecolor=ACCENT,
               edgecolor="none", linewidth=0)  # fmt: skip
    said = " · ".join(stamp.lines)
    paper.text((paper.width / 2, bottom + 4.6), said, size=7.4, bold=True, color=WHITE,
               align="center", layer=ABOVE + 1)  # fmt: skip
