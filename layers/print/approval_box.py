"""The seal of a plate: the stamp below its map; banner and pale phrases if it has no number."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import shapely

from layers import pale_phrases
from layers.approval_mark import Stamp
from layers.placement import Box
from layers.print.basemap import COUNTY_LINE, HATCH
from layers.print.canvas import ACCENT, INK, PAPER, WHITE, Paper

BANNER = 15.0
ABOVE, LEADING = 29.0, 1.35
# Over the colors of the map, below its lines and all else.
ACROSS = (HATCH + COUNTY_LINE) / 2


def write(paper: Paper, stamp: Stamp, at: tuple[float, float], *, size: float, room: float) -> None:
    """Write the stamp with its lower left corner at a point, no wider than ``room`` points."""
    x, y = at
    lines = _lines(paper, stamp, size, room)
    color = INK if stamp.approved else ACCENT
    for up, line in enumerate(reversed(lines)):
        paper.text((x, y + up * size * LEADING), line, size=size, bold=True, color=color,
                   halo=PAPER, layer=ABOVE + 2)  # fmt: skip


def height(paper: Paper, stamp: Stamp, *, size: float, room: float) -> float:
    """Return how high the stamp is if it is told the same."""
    return len(_lines(paper, stamp, size, room)) * size * LEADING


def _lines(paper: Paper, stamp: Stamp, size: float, room: float) -> list[str]:
    font = paper.letters.font(size, bold=True)
    return [part for line in stamp.lines for part in
            paper.letters.lines(line, font, room)]  # fmt: skip


def more(stamp: Stamp, size: float) -> float:
    """Return how much higher than one line a stamp is whose lines need not be broken."""
    return (len(stamp.lines) - 1) * size * LEADING


def phrases(
    part: Paper, stamp: Stamp, box: Box, barred: Iterable[Box], *, sizes: Sequence[float]
) -> None:
    """Write pale phrases in a box where nothing is ``barred``; none if it may be published.

    ``part`` is what the map is drawn on, ``sizes`` are those of letters, the best first (see
    layers.pale_phrases).
    """
    lines = stamp.phrase
    if not lines:
        return

    def measure(size: float) -> tuple[float, float]:
        font = part.letters.font(size, bold=True)
        wide = max(part.letters.width(line, font) for line in lines)
        return wide, pale_phrases.height(len(lines), size)

    for one in pale_phrases.spread(box, barred, measure=measure, sizes=sizes):
        part.text(one.at, "\n".join(lines), size=one.size, bold=True, color=ACCENT,
                  align="center", upright="center", turn=one.turn, inked=pale_phrases.INK,
                  cut=True, layer=ACROSS)  # fmt: skip


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
