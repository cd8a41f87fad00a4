"""Maps of a comparison for a slide: names above, the words of the law below, one scale bar."""

from __future__ import annotations

from typing import TYPE_CHECKING

from layers.placement import Box
from layers.print.basemap import scale_bar
from layers.print.canvas import Paper
from layers.print.legend_box import LegendColumn
from layers.print.small_map import Frames, Land, below, pane

if TYPE_CHECKING:
    from layers.documents.comparison.picture import Picture

GAP, NAME, BAR = 10.0, 16.0, 20.0
# Maps in a row by how many there are; more stand in rows of three.
ACROSS = {1: 1, 2: 2, 3: 3, 4: 2}
MOST = 3
# How small the letters of legends get.
LEAST = 0.6


def draw(paper: Paper, picture: Picture, *, ground: Frames) -> None:
    """Fill a paper with the maps of a picture; ``ground`` are boundaries by level."""
    panels = picture.drawn
    across = ACROSS.get(len(panels), MOST)
    down = -(-len(panels) // across)
    wide = (paper.width - 2 - GAP * (across - 1)) / across
    named = NAME if any(panel.view.name for panel in panels) else 0.0
    stamped = below(paper, picture.stamp, wide)
    step = (paper.height - BAR) / down
    high = step - named - stamped - GAP / 2
    land = Land.of([one.view for one in panels], ground, wide, high, stamp=picture.stamp)
    for at, panel in enumerate(panels):
        left = 1 + (at % across) * (wide + GAP)
        top = paper.height - 1 - (at // across) * step - named
        if panel.view.name:
            paper.text((left, top + 4), panel.view.name, size=10, bold=True)
        pane(paper, panel.view, Box(left, top - high, left + wide, top), land)
    scale_bar(paper, land.scale, (3, 3), longest=110)


def draw_key(paper: Paper, picture: Picture) -> None:
    """Write what the signs of the maps mean, one legend below the other, as large as fits."""
    zoom = 1.0
    while zoom > LEAST and _written(paper, picture, zoom, dry=True) < 0:
        zoom -= 0.04
    _written(paper, picture, zoom, dry=False)


def _written(paper: Paper, picture: Picture, zoom: float, *, dry: bool) -> float:
    box = Box(1, 0, paper.width - 1, paper.height)
    column = LegendColumn(paper, box, box.top, zoom=zoom, dry=dry)
    for layers in picture.legends:
        for layer in layers:
            column.layer(layer, first=False)
    return column.y
