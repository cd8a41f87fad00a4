"""Landmarks of a still: rivers as paths below all marks, towns and airports with their names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby
from math import degrees

from markupsafe import Markup

from geo.files.shape_rings import Line
from layers.landmarks_shown import LandmarksShown
from layers.placement import PlacedName
from layers.render import svg_paths

# Letters of their names, in pixels; the lines of a point, the ring of an airport and its runway.
NAME_PX = 12.0
LINE_PX, RING_PX, RUNWAY = 1.3, 1.4, 0.5
# Paper under ink: a thin line would be lost on the darkest class.
UNDER_PX, PALE = 1.6, 0.5


def rivers(shown: LandmarksShown, pixel: float) -> Iterator[Markup]:
    """Yield rivers, thin and pale; ``pixel`` units of the plane are one of the picture."""
    line = Markup('<path d="{}" fill="none" stroke="{}" stroke-width="{:.3g}"{}/>')
    for width, found in groupby(shown.rivers, key=lambda one: one.width):
        path = "".join(_path(line, pixel) for one in found for line in one.lines)
        pale = Markup(' stroke-opacity="{}"').format(PALE)
        yield line.format(path, "var(--panel)", (width + UNDER_PX) * pixel, pale)
        yield line.format(path, "var(--water)", width * pixel, Markup(' class="still-river"'))


def _path(line: Line, pixel: float) -> str:
    """Return a line as a path, without the turns that are too small to be seen."""
    last, words = "", []
    for lon, lat in line:
        at = ",".join(svg_paths.rounded(one, pixel) for one in svg_paths.plane(lon, lat))
        if at != last:
            words.append(at)
        last = at
    return f"M{' '.join(words)}" if len(words) > 1 else ""


def named(one: PlacedName, middle: Sequence[str], size: float, pixel: float) -> Markup:
    """Return a placed name of a landmark, as it is turned, and its point where it has one.

    ``middle`` is that of its box in the plane, as written, ``size`` of its letters in the plane.
    """
    kind = one.name.point or "river"
    x, y = middle
    turn = Markup(' transform="rotate({:.1f} {} {})"').format(-degrees(one.turn), x, y)
    look = Markup('class="still-landmark is-{}" x="{}" y="{}" font-size="{:.3g}"').format(
        kind, x, y, size
    )
    words = Markup("<text {}{}>{}</text>").format(look, turn if one.turn else "", one.name.words)
    return point(one, pixel) + words


def point(one: PlacedName, pixel: float) -> Markup:
    """Return a small ring for a town, a ring with a runway for an airport, else nothing."""
    if not one.name.point:
        return Markup("")
    (x, y), radius = one.name.at, one.name.clear
    town = one.name.point == "town"
    ring = Markup('<circle r="{:g}"/>').format(radius if town else radius - RING_PX)
    way = Markup('<path d="M{:g},{:g}L{:g},{:g}"/>').format(
        -radius, radius * RUNWAY, radius, -radius * RUNWAY
    )
    at = (svg_paths.rounded(part * pixel, pixel) for part in (x, -y))
    return Markup(
        '<g class="still-point" transform="translate({} {}) scale({:.3g})">{}{}</g>'
    ).format(*at, pixel, ring, "" if town else way)
