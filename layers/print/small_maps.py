"""Panes: small maps side by side, all to one scale of length and of color, one legend below."""

from __future__ import annotations

from collections.abc import Sequence

import shapely

from layers import legend
from layers.data import Item, Painted
from layers.documents.brief.document import BriefMap, Maps
from layers.placement import Box
from layers.print import marks
from layers.print.basemap import scale_bar, swatch
from layers.print.canvas import Paper
from layers.print.small_map import Frames, Land, below, pane
from layers.scale import ScaleRow
from layers.spec import symbol_type

GAP, CAPTION, LEGEND, BETWEEN = 8.0, 13.0, 30.0, 5.0
# Panes in a row; more than four stand in two rows.
ONE_ROW, THREE = 4, 3
TALLEST, LABEL = 1.2, 6.6
_NOBODY = Item("", "", "")


def placed(maps: Maps) -> list[BriefMap]:
    """Return the maps of subjects that lie somewhere."""
    return [view for view in maps.views if not view.said]


def columns(count: int) -> int:
    """Return how many panes stand in one row."""
    return count if count <= ONE_ROW else THREE


def rows(maps: Maps) -> int:
    """Return in how many rows the panes stand; none if no subject lies anywhere."""
    count = len(placed(maps))
    return -(-count // columns(count)) if count else 0


def height(maps: Maps, width: float) -> float:
    """Return how high the maps may get in a width of paper; higher ones would be empty."""
    count = len(placed(maps))
    if not count:
        return 0.0
    pane = (width - GAP * (columns(count) - 1)) / columns(count)
    return rows(maps) * (pane * TALLEST + CAPTION + BETWEEN) + LEGEND


def draw(paper: Paper, maps: Maps, box: Box, *, ground: Frames) -> None:
    """Draw the maps and their legend into a box; ``ground`` are boundaries by level."""
    views = placed(maps)
    if not views:
        return
    across, down = columns(len(views)), rows(maps)
    width = (box.width - GAP * (across - 1)) / across
    foot = below(paper, maps.stamp, width)
    high = (box.height - LEGEND - BETWEEN * (down - 1)) / down - CAPTION - foot
    land = Land.of(views, ground, width, high, stamp=maps.stamp)
    for at, view in enumerate(views):
        left = box.left + (at % across) * (width + GAP)
        top = box.top - (at // across) * (high + foot + CAPTION + BETWEEN) - CAPTION
        paper.text((left, top + 4), view.name, size=7.6, bold=True)
        pane(paper, view, Box(left, top - high, left + width, top), land)
    _legend(paper, maps, box, land.scale)


def _legend(paper: Paper, maps: Maps, box: Box, scale: float) -> None:
    """Write what is shown, and below it the rows side by side, with a scale bar at the right."""
    y = box.bottom + LEGEND - 12
    paper.text((box.left, y), maps.title, size=7.2, bold=True)
    painted, x = maps.legend, box.left
    y -= 13
    rows = legend.rows(painted)
    size = _fitting(paper, [row.look.label for row in rows], box.width - 84)
    for row in rows:
        _swatch(paper, painted, row.code, row.look, (x, y))
        paper.text((x + 16, y), row.look.label, size=size)
        x += 26 + paper.letters.width(row.look.label, paper.letters.font(size))
    scale_bar(paper, scale, (box.right - 74, y), longest=62)


def _fitting(paper: Paper, labels: Sequence[str], room: float) -> float:
    """Return the size at which labels, each behind its swatch, stand in one row."""
    wide = sum(paper.letters.width(label, paper.letters.font(LABEL)) for label in labels)
    return LABEL * min(1.0, (room - 26 * len(labels)) / wide)


def _swatch(
    paper: Paper, painted: Painted, code: str, row: ScaleRow, at: tuple[float, float]
) -> None:
    x, y = at
    match symbol_type(painted.sheet.layer.kind):
        case "fill":
            area = shapely.box(x, y - 1, x + 13, y + 6.4)
            swatch(paper, area, code, row.color, 17)
        case "marker" | "dot":
            middle = (x + 6, y + 2.6)
            mark = marks.Mark("", _NOBODY, middle, marks.SYMBOL * 0.8, row.color,
                              row.shape or "circle", "full", middle, code)  # fmt: skip
            marks.draw(paper, mark, 17)
