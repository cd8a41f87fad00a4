"""Marks: symbols of zones and points of platforms, sized in points of paper."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import chain
from math import cos, hypot, pi, sin
from typing import Any

from matplotlib.patches import Circle, PathPatch
from matplotlib.path import Path

from geo.levels import level_facts
from layers.data import Item, Painted
from layers.palettes import DIVERGING
from layers.print.basemap import Basemap, Fit
from layers.print.canvas import INK, PAPER, Paper
from layers.scale import NO_DATA
from layers.spec import CIRCLE, DOTS, FILLED, symbol_type
from layers.symbols import CORNERS, SEE_THROUGH, STACK, filling
from layers.symbols import stacked as stack_of

# A pixel of the screen is three quarters of a point; symbols keep their size on paper.
POINTS_PER_PIXEL = 0.75
SYMBOL, POINT, UNKNOWN = 4.6, 2.3, 2.6
# The colors of missing data and of no difference are too pale for a dot: an edge carries them.
PALE_EDGE = "#7d776b"
NEUTRAL = DIVERGING[len(DIVERGING) // 2]

EXTENT, MARK = 8.0, 9.0
GOLDEN = pi * (3 - 5**0.5)
APART, ROUNDS, PULL = 2.16, 400, 0.02


@dataclass(frozen=True)
class Mark:
    """One symbol on the paper; ``true`` is where it belongs if it had to give way.

    ``stack`` is its place among those of all layers; a ``sized`` one is as large as its figure.
    """

    name: str
    item: Item
    at: tuple[float, float]
    radius: float
    color: str
    shape: str
    filling: str
    true: tuple[float, float]
    code: str = "0"
    stack: int = len(STACK) - 1
    sized: bool = False

    def shifted(self, right: float, up: float) -> Mark:
        """Return the mark so many points further on the paper."""
        (x, y), (u, v) = self.at, self.true
        return replace(self, at=(x + right, y + up), true=(u + right, v + up))


def marks(painted: Painted, fit: Fit) -> list[Mark]:
    """Return the marks of a layer in drawing order: the largest first, the smallest last.

    Points that would hide one another are moved apart, as little as keeps them all visible.
    """
    ordered = sorted(standing(painted, fit), key=lambda mark: -mark.radius)
    # Areas known only by one seat share its point: all of them must be seen.
    crowded = painted.sheet.layer.kind in DOTS or level_facts(painted.sheet.layer.level).close
    return apart(ordered) if crowded else ordered


def standing(painted: Painted, fit: Fit) -> list[Mark]:
    """Return the marks of a layer where they belong, in the order of its items."""
    sheet, frame = painted.sheet, painted.frame
    filled = sheet.layer.kind in FILLED
    stack = stack_of(sheet.layer.kind, sized=bool(frame.sizes))
    found = []
    for at, item in enumerate(sheet.items):
        size = frame.sizes[at] if frame.sizes else None
        # Of an area without a figure the pattern of its fill says so.
        if item.at is None or (filled and size is None):
            continue
        radius, shape, how = _drawn_with(painted, at, size)
        where = fit.point(item.at)
        found.append(
            Mark(
                name=f"{sheet.layer.layer_id}-{item.place_id}",
                item=item,
                at=where,
                radius=radius,
                color=painted.color(at),
                shape=shape,
                filling=how,
                true=where,
                code=painted.codes[at],
                stack=stack,
                sized=bool(frame.sizes),
            )
        )
    return found


def _drawn_with(painted: Painted, at: int, size: float | None) -> tuple[float, str, str]:
    """Return the radius, the shape and the filling of the mark of the item at a position.

    ``size`` is the radius in pixels of one as large as its figure.
    """
    code = painted.codes[at]
    match symbol_type(painted.sheet.layer.kind):
        case "dot":
            return POINT, CIRCLE, filling(painted.sheet.items[at].exactness_key)
        case "fill" | "marker":
            plain = UNKNOWN if code == NO_DATA else SYMBOL
            radius = plain if size is None else size * POINTS_PER_PIXEL
            # A symbol whose area is a value is a circle: areas of shapes do not compare.
            shape = CIRCLE if painted.frame.sizes else painted.row(code).shape
            return radius, shape, "full"


def stacked(layers: Sequence[Sequence[Mark]]) -> list[Mark]:
    """Return the marks of all layers, bottom to top as everywhere (layers.symbols.STACK)."""
    return sorted(chain.from_iterable(layers), key=lambda mark: (mark.stack, -mark.radius))


def apart(found: list[Mark]) -> list[Mark]:
    """Return marks moved until none covers another: equal pushes, a weak pull back."""
    spots = [_spread(mark.true, at) for at, mark in enumerate(found)]
    for turn in range(ROUNDS):
        moved = False
        # The pull home fades, so that in the end nothing is left covered.
        pull = PULL * max(0.0, 1 - 1.5 * turn / ROUNDS)
        for one in range(len(spots)):
            for other in range(one):
                moved |= _push(spots, one, other, (found[one].radius + found[other].radius) / 2)
        if not moved and not pull:
            break
        for at, mark in enumerate(found):
            spots[at][0] += (mark.true[0] - spots[at][0]) * pull
            spots[at][1] += (mark.true[1] - spots[at][1]) * pull
    return [
        Mark(**{**vars(mark), "at": (round(x, 3), round(y, 3))})
        for mark, (x, y) in zip(found, spots, strict=True)
    ]


def _spread(true: tuple[float, float], at: int) -> list[float]:
    """Return a start a hair off its place: marks at one place need a direction to part in."""
    return [true[0] + 0.01 * cos(at * GOLDEN), true[1] + 0.01 * sin(at * GOLDEN)]


def _push(spots: list[list[float]], one: int, other: int, radius: float) -> bool:
    (x, y), (u, v) = spots[one], spots[other]
    need = radius * APART
    if abs(x - u) >= need or abs(y - v) >= need:
        return False
    far = hypot(x - u, y - v)
    if far >= need:
        return False
    step = (need - far) / 2 / (far or 1)
    for spot, sign in ((spots[one], 1), (spots[other], -1)):
        spot[0] += sign * (x - u) * step
        spot[1] += sign * (y - v) * step
    return True


def moved_m(found: list[Mark], ground: Basemap) -> float:
    """Return how far the farthest mark was moved, in metres on the ground."""
    far = (hypot(m.at[0] - m.true[0], m.at[1] - m.true[1]) for m in found)
    return max(far, default=0) / ground.fit.scale


def draw_extents(paper: Paper, painted: Painted, ground: Basemap) -> None:
    """Draw what is known of the extent of zones: a boundary, a circle of the area, or a host."""
    level = painted.sheet.layer.level
    if not level_facts(level).supplied:
        return
    line = paper.look({"facecolor": "none", "edgecolor": INK})
    for at, item in enumerate(painted.sheet.items):
        color = painted.color(at)
        if painted.codes[at] == NO_DATA:
            continue
        if item.confidence == "official":
            shape = ground.shapes[level].get(item.place_id)
            if shape is not None:
                paper.area(shape, layer=EXTENT, facecolor=color, alpha=0.35, edgecolor="none")
                paper.area(shape, layer=EXTENT, linewidth=1, **line)
        elif item.at and (radius := painted.frame.circle_m(at, item)):
            circle = Circle(
                ground.fit.point(item.at), radius * ground.fit.scale, zorder=EXTENT,
                linewidth=0.6, linestyle=(0, (3, 2)), **line,
            )  # fmt: skip
            circle.set_gid(f"circle-{item.place_id}")
            paper.axes.add_patch(circle)
        elif item.confidence == "host-county":
            for host in item.hosts:
                shape = ground.shapes["county"].get(host)
                if shape is not None:
                    paper.area(
                        shape, layer=EXTENT, linewidth=0.6, linestyle=(0, (1.2, 1.6)), **line
                    )


def draw(paper: Paper, mark: Mark, layer: float = MARK) -> None:
    """Draw one mark."""
    hollow = mark.filling != "full" or mark.shape == "ring"
    edge = max(0.9, mark.radius * 0.32) if hollow else 0.7
    pale = mark.code == NO_DATA or mark.color == NEUTRAL
    outlined = hollow or pale
    stroke = PALE_EDGE if pale else mark.color
    look: dict[str, Any] = {
        "facecolor": PAPER if hollow else mark.color,
        "edgecolor": stroke if outlined else PAPER,
        "linewidth": edge,
        "zorder": layer,
        "alpha": SEE_THROUGH if mark.sized else None,
    }
    radius = mark.radius - edge / 2 if outlined else mark.radius
    if mark.filling == "broken":
        look["linestyle"] = (0, (1.6, 0.9))
    patch = _patch(mark.at, radius, mark.shape, paper.look(look))
    if mark.name:
        patch.set_gid(mark.name)
    paper.axes.add_patch(patch)
    if mark.filling == "target":
        core = {"facecolor": stroke, "edgecolor": "none", "zorder": layer}
        paper.axes.add_patch(Circle(mark.at, radius * 0.45, **paper.look(core)))


def _patch(
    at: tuple[float, float], radius: float, shape: str, look: dict[str, Any]
) -> Circle | PathPatch:
    corners = CORNERS.get(shape)
    if corners is None:
        return Circle(at, radius, **look)
    points = [(at[0] + x * radius, at[1] - y * radius) for x, y in (*corners, corners[0])]
    return PathPatch(Path(points, closed=True), joinstyle="round", **look)
