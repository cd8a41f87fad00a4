"""Glyphs: the small drawings of a map as SVG, in pixels about their middle."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from markupsafe import Markup

from layers.spec import SymbolType
from layers.symbols import ASSUMED_DASHES, CORNERS, TEXTURES, widest

# Tokens of layers/style.json: a page has them as they are in its theme.
INK, PAPER, LINE, SOFT = "var(--mark)", "var(--panel)", "var(--line)", "var(--ink-2)"
OUTLINE = "var(--outline)"
Look = Mapping[str, str]
# A point is so large; an edge is no wider.
DOT, EDGE = 5.2, 2.6


def shape(look: Look, radius: float, *, seen: float = 1) -> Markup:
    """Return a symbol; a ring, or a dashed shape for what is only assumed, is hollow.

    One as large as its figure is ``seen`` through, by an opacity below 1.
    """
    kind = look.get("shape", "")
    if kind == "ring" or kind.startswith("dashed-"):
        dashes = ASSUMED_DASHES if kind.startswith("dashed-") else ""
        return _drawn(look, radius, PAPER, look["color"], EDGE, dashes)
    drawn = _drawn(look, radius, look["color"], PAPER, 1.2)
    return drawn if seen == 1 else Markup('<g fill-opacity="{}">{}</g>').format(seen, drawn)


def dot(look: Look, how: str) -> Markup:
    """Return a point whose filling says how exact it is (see ``filling``)."""
    # What is not known is as pale as the ground: its edge is what one sees.
    unknown = "pattern" in look
    edge = SOFT if unknown else look["color"]
    if how == "full":
        return _drawn(look, DOT, look["color"], SOFT if unknown else PAPER, 1.2)
    outline = _drawn(look, 4.8, PAPER, edge, 1.9, "2.6 1.9" if how == "broken" else "")
    return outline + (_drawn(look, 2.2, edge, "none", 0) if how == "target" else "")


def reach(look: Look, radius: float = DOT) -> float:
    """Return how far a symbol or a point reaches from its middle, its edge included."""
    return radius * widest(_kind(look)) + EDGE / 2


def swatch(look: Look, kind: SymbolType) -> Markup:
    """Return a row's picture for a legend: a small area, or the symbol itself."""
    return Markup(
        '<svg class="atlas-glyph" width="24" height="16" viewBox="-12 -8 24 16" '
        'aria-hidden="true">{}</svg>'
    ).format(_sample(look, kind))


def _sample(look: Look, kind: SymbolType) -> Markup:
    match kind:
        case "fill":
            hatched = look.get("pattern") == "hatch"
            return Markup(
                '<rect x="-11.5" y="-6.5" width="23" height="13" fill="{}" stroke="{}" '
                'stroke-opacity=".3"/>{}'
            ).format(look["color"], INK, HATCHING if hatched else "")
        case "marker" | "dot":
            return shape(look, 6)


def sizes(rows: Sequence[Mapping[str, Any]]) -> Markup:
    """Return circles of some radii (pixels) on one base line, each with a line to its words."""
    ordered = sorted(rows, key=lambda row: -row["radius"])
    largest = ordered[0]["radius"]
    height = max(2 * largest + 8, 16 * len(ordered) + 4)
    base, floor, parts = height - 3, float("-inf"), []
    for row in ordered:
        top = base - 2 * row["radius"]
        floor = max(top, floor + 15)
        parts.append(
            Markup(
                '<circle cx="{:.1f}" cy="{:.1f}" r="{:g}" fill="none" stroke="{}"/>'
                '<path d="M{:.1f} {:.1f}L{:.1f} {:.1f}h8" fill="none" stroke="{}"/>'
                '<text x="{:.1f}" y="{:.1f}" dy=".35em">{}</text>'
            ).format(
                *(largest + 2, base - row["radius"], row["radius"], INK),
                *(largest + 2, top, 2 * largest + 12, floor, LINE),
                *(2 * largest + 24, floor, row["words"]),
            )
        )
    said = " · ".join(row["words"] for row in ordered)
    return Markup(
        '<svg class="atlas-sizes" width="100%" height="{:.0f}" role="img" aria-label="{}">{}</svg>'
    ).format(height, said, Markup("").join(parts))


HATCHING = Markup('<path d="M-9 6.5l7-13M-3 6.5l7-13M3 6.5l7-13" stroke="{}" fill="none"/>').format(
    TEXTURES["hatch"]
)


def _drawn(
    look: Look, radius: float, fill: str, stroke: str, width: float, dashes: str = ""
) -> Markup:
    corners = CORNERS.get(_kind(look))
    style = Markup('fill="{}" stroke="{}" stroke-width="{}"{}').format(
        fill, stroke, width, Markup(' stroke-dasharray="{}"').format(dashes) if dashes else ""
    )
    if not corners:
        return Markup('<circle r="{:.1f}" {}/>').format(radius, style)
    points = " ".join(f"{x * radius:.1f},{y * radius:.1f}" for x, y in corners)
    return Markup('<polygon points="{}" {}/>').format(points, style)


def _kind(look: Look) -> str:
    """Return the name of a shape, whether its line is dashed or not."""
    return look.get("shape", "").removeprefix("dashed-")
