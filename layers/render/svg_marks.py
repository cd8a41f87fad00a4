"""Marks of a still: symbols and dots where they stand, and the room that each takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup

from layers.extent import Bounds
from layers.render import svg_paths
from layers.render.svg_layer import SvgLayer
from layers.render.svg_symbols import INK, dot, reach, shape
from layers.spec import DOTS, FILLED, symbol_type
from layers.symbols import NO_DATA_RADIUS, RADIUS, RINGS, SEE_THROUGH, filling, stacked

# From a symbol to the line around it that says how its place is known.
APART = 4.0
KNOWN_BY_LINE = ("point", "host-county")
AREA = "area-circle"


@dataclass(frozen=True)
class StillMark:
    """One mark: what its layer says of it, where it stands in the plane, and its radius in pixels.

    ``pixel`` is how many units of the plane a pixel is, ``circle_m`` the radius of its documented
    area in metres, ``number`` one that stands after its name.
    """

    layer: SvgLayer
    item: Mapping[str, Any]
    look: Mapping[str, str]
    x: float
    y: float
    radius: float
    pixel: float
    circle_m: float
    number: str

    @property
    def level(self) -> str:
        """Return the level of its place."""
        return str(self.layer.sheet["level"])

    @property
    def sized(self) -> bool:
        """Return whether it is as large as its figure."""
        return bool(self.layer.sizes)

    @property
    def reach(self) -> float:
        """Return how far it reaches from its middle in the plane; the line of its area is apart."""
        match symbol_type(self.layer.kind):
            case "dot":
                return reach(self.look) * self.pixel
            case "fill" | "marker":
                known = self.item.get("confidence")
                ring = 0.0
                if known in KNOWN_BY_LINE:
                    ring = self.radius + APART + RINGS[known].width / 2
                return max(reach(self.look, self.radius), ring) * self.pixel

    @property
    def ring(self) -> float:
        """Return the radius in the plane of the line that says how large its area is, or 0."""
        known = self.layer.kind not in DOTS and self.item.get("confidence") == AREA
        return svg_paths.metres(self.circle_m, self.item["at"][1]) if known else 0.0

    def drawn(self) -> Markup:
        """Return it as SVG."""
        return Markup('<g transform="translate({} {}) scale({:.3g})">{}</g>').format(
            *(svg_paths.rounded(at, self.pixel) for at in (self.x, self.y)),
            *(self.pixel, self._symbol()),
        )

    def _symbol(self) -> Markup:
        match symbol_type(self.layer.kind):
            case "dot":
                return dot(self.look, filling(self.item.get("exactness_key", "")))
            case "fill" | "marker":
                seen = SEE_THROUGH if self.sized else 1
                return self._known() + shape(self.look, self.radius, seen=seen)

    def _known(self) -> Markup:
        """Return what around a symbol says how its place is known; nothing if it is."""
        line = Markup('<circle r="{:.1f}" fill="none" stroke="{}" stroke-width="{}" {}/>')
        dashed = Markup('stroke-dasharray="{}" stroke-linecap="round"')
        confidence = self.item.get("confidence")
        if self.ring:
            ring = RINGS[AREA]
            return line.format(self.ring / self.pixel, INK, ring.width, dashed.format(ring.dashes))
        if confidence not in KNOWN_BY_LINE:
            return Markup("")
        ring = RINGS[confidence]
        return line.format(self.radius + APART, INK, ring.width, dashed.format(ring.dashes))


def marks(layers: Iterable[SvgLayer], seen: Bounds, pixel: float) -> Iterator[StillMark]:
    """Yield the marks in a box of the plane, bottom to top as everywhere, the largest first."""
    for layer in sorted((one for one in layers if one.marked), key=_stack):
        found = [one for one in _of(layer, pixel) if svg_paths.meet(seen, (one.x, one.y, 0, 0))]
        # None hides a smaller one.
        yield from sorted(found, key=lambda one: -one.radius)


def _stack(layer: SvgLayer) -> int:
    return stacked(layer.kind, sized=bool(layer.sizes))


def _of(layer: SvgLayer, pixel: float) -> Iterator[StillMark]:
    frame = layer.frame
    circles, written = frame.get("circles"), frame.get("written")
    sizes, filled = layer.sizes, layer.kind in FILLED
    for at, item, look in layer.looks():
        # Of an area without a figure the pattern of its fill says so.
        if item["at"] and not (filled and sizes[at] is None):
            circle_m = circles[at] if circles else item.get("circle_m")
            yield StillMark(
                layer,
                item,
                look,
                *svg_paths.plane(*item["at"]),
                radius=float(sizes[at] or NO_DATA_RADIUS) if sizes else RADIUS,
                pixel=pixel,
                circle_m=float(circle_m or 0),
                number=written[at] if written else "",
            )
