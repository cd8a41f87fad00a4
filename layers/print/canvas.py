"""Paper: the sheet a plate is drawn on, measured in points from its lower left corner."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from copy import copy
from typing import Any

import numpy as np
import shapely
from matplotlib.axes import Axes
from matplotlib.figure import Figure
from matplotlib.patches import PathPatch
from matplotlib.path import Path
from matplotlib.patheffects import withStroke
from shapely.geometry.base import BaseGeometry

from layers.placement import Box
from layers.print.fonts import Letters
from layers.shape import Shape
from layers.style import OURS, Style
from layers.typefaces import checked

# A4, lying.
WIDTH, HEIGHT = 841.89, 595.28
POINTS_PER_INCH = 72
# Width and height in points by what is drawn on: A4, lying, and a slide of 16:9.
SIZES: Mapping[Shape, tuple[float, float]] = {"page": (WIDTH, HEIGHT), "slide": (960.0, 540.0)}
MARGIN = 36.0
# Colors by their token in layers/style.json: an operator's theme may change them.
PAPER, INK, SOFT, FAINT, ACCENT = "paper", "ink", "ink-2", "faint", "accent"
LAND, WHITE = "land", "white"
WATER, LANDMARK = "water", "landmark"
COLORED = ("color", "facecolor", "edgecolor", "foreground")


class Paper:
    """One figure with one pair of axes whose unit is a point; A4, lying, unless told otherwise.

    Colors are written as ``#rrggbb`` or by their token, and are then those of ``style``.
    """

    def __init__(
        self,
        letters: Letters,
        *,
        width: float = WIDTH,
        height: float = HEIGHT,
        style: Style = OURS,
    ) -> None:
        self.letters, self.style = letters, style
        self.width, self.height = width, height
        size = (width / POINTS_PER_INCH, height / POINTS_PER_INCH)
        self.figure = Figure(figsize=size, facecolor=style.color(PAPER))
        self.axes = self._axes(Box(0, 0, width, height))
        self.whole = True

    def window(self, box: Box) -> Paper:
        """Return a part of the paper, in the same points, that shows nothing beyond its box."""
        part = copy(self)
        part.whole = False
        part.axes = self._axes(box)
        return part

    def _axes(self, box: Box) -> Axes:
        place = (
            box.left / self.width,
            box.bottom / self.height,
            box.width / self.width,
            box.height / self.height,
        )
        axes = self.figure.add_axes(place)
        axes.set_xlim(box.left, box.right)
        axes.set_ylim(box.bottom, box.top)
        axes.set_axis_off()
        return axes

    def text(
        self,
        at: tuple[float, float],
        words: str,
        *,
        size: float,
        **look: Any,  # noqa: ANN401  as the drawing library
    ) -> None:
        """Write a line with its left end on the base line at a point.

        ``look``: color, bold, serif, align (left, center, right), halo (a color), layer,
        turn (degrees), turned (``anchor``: about the point), inked (0 to 1), cut (at the edge of
        the paper or of its window), upright (``center``: the point is in the middle of several
        lines). Raises Letterless where no font has a character.
        """
        font = self.letters.font(size, bold=look.get("bold", False), serif=look.get("serif", False))
        halo = look.get("halo")
        self.axes.text(
            *at,
            checked(words),
            fontproperties=font,
            color=self.style.color(look.get("color", INK)),
            ha=look.get("align", "left"),
            va=look.get("upright", "baseline"),
            zorder=look.get("layer", 20),
            rotation=look.get("turn", 0),
            rotation_mode=look.get("turned", "default"),
            alpha=look.get("inked"),
            clip_on=look.get("cut", False),
            parse_math=False,
            path_effects=self._halo(halo, size) if halo else None,
        )

    def look(self, look: Mapping[str, Any]) -> dict[str, Any]:
        """Return the look of a matplotlib patch with its tokens as colors."""
        color = self.style.color
        return {key: color(value) if key in COLORED else value for key, value in look.items()}

    def _halo(self, color: str, size: float) -> list[withStroke]:
        return [withStroke(linewidth=size * 0.28, foreground=self.style.color(color))]

    def line(
        self,
        points: Sequence[tuple[float, float]],
        *,
        color: str,
        width: float,
        layer: float = 20,
        **look: Any,  # noqa: ANN401  as the drawing library
    ) -> None:
        """Draw a line through points; ``look``: alpha, and gid, its id in SVG."""
        xs, ys = zip(*points, strict=True)
        self.axes.plot(
            xs,
            ys,
            color=self.style.color(color),
            linewidth=width,
            zorder=layer,
            solid_capstyle="butt",
            **look,
        )

    def area(self, shape: BaseGeometry, *, layer: float, name: str = "", **look: Any) -> None:  # noqa: ANN401  as the drawing library
        """Draw polygons with the look of a matplotlib patch; ``name`` is its id in SVG."""
        patch = PathPatch(path_of(shape), zorder=layer, **self.look(look))
        if name:
            patch.set_gid(name)
        # Not add_patch: the paper's limits are set, and measuring every border takes seconds.
        self.axes.add_artist(patch)


def path_of(shape: BaseGeometry) -> Path:
    """Return the rings of polygons as one path; holes stay holes."""
    rings: list[Path] = []
    for part in shapely.get_parts(shape):
        whole = shapely.geometry.polygon.orient(part)
        outlines = (whole.exterior, *whole.interiors)
        rings += [Path(np.asarray(ring.coords)[:, :2], closed=True) for ring in outlines]
    return Path.make_compound_path(*rings)
