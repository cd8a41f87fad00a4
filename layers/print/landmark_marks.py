"""Landmarks on paper: rivers below the borders, and the points of towns and airports."""

from __future__ import annotations

from collections.abc import Iterable

from matplotlib.patches import Circle

from layers.landmarks_shown import LandmarksShown
from layers.placement import PlacedName
from layers.print.basemap import RIVER, Fit
from layers.print.canvas import LANDMARK, PAPER, WATER, Paper
from layers.print.marks import POINTS_PER_PIXEL

# Letters of the names, in points; that of a line around them is theirs.
NAME = 6.2
# Paper under ink: a thin line would be lost on the darkest class.
UNDER, PALE = 1.2, 0.5
# Of a point: its line, and which part of its radius the ring of an airport is.
LINE, RING, RUNWAY = 0.8, 0.72, 0.5
POINT = 14.0


def draw_rivers(part: Paper, shown: LandmarksShown, fit: Fit) -> None:
    """Draw the rivers of a map, thin and pale."""
    for one in shown.rivers:
        width = one.width * POINTS_PER_PIXEL
        for at, line in enumerate(one.lines):
            points = list(map(fit.point, line))
            part.line(points, color=PAPER, width=width + UNDER, layer=RIVER, alpha=PALE)
            part.line(points, color=WATER, width=width, layer=RIVER, gid=f"river-{one.name}-{at}")


def draw_points(part: Paper, placed: Iterable[PlacedName]) -> None:
    """Draw what stands with names: a small ring for a town, a ring with a runway for an airport."""
    for name in (one.name for one in placed if one.name.point):
        x, y = name.at
        town = name.point == "town"
        ring = {"facecolor": PAPER, "edgecolor": LANDMARK, "linewidth": LINE}
        radius = name.clear if town else name.clear * RING
        circle = Circle((x, y), radius, zorder=POINT, **part.look(ring))
        circle.set_gid(f"{name.point}-{name.words}")
        part.axes.add_artist(circle)
        if not town:
            half = name.clear
            ends = [(x - half, y - half * RUNWAY), (x + half, y + half * RUNWAY)]
            part.line(ends, color=LANDMARK, width=LINE, layer=POINT)
