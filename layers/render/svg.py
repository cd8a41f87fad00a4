"""Still: what a map of a page shows first, as SVG that needs no script.

It takes sheets as the browser gets them, so a color is the one the map will have, and lies where
the map will lie (see layers.render.svg_paths). Symbols have the size they have on a map of usual
width; what is only roughly known looks as it does there.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import floor, log10
from typing import Any, NamedTuple

from markupsafe import Markup

from layers.build.beyond import PLACES
from layers.extent import Bounds
from layers.render import svg_paths
from layers.render.svg_symbols import INK, LINE, OUTLINE, PAPER, dot, shape
from layers.selection import Selection
from layers.spec import FILLED, MARKS
from layers.symbols import NO_DATA_RADIUS, RADIUS, RINGS, SEE_THROUGH, TEXTURES, filling, stacked
from layers.words import LANGS, km_words

# What a map is usually wide, in pixels, alone and beside others: a still does not know its frame.
ALONE_PX, BESIDE_PX = 640.0, 320.0
NAME_PX = 12.0
BASE = 36
ROWS, WATERMARK_PX = 7, 15.0
# A scale bar is at most this share of the width, and so far above the edge, in pixels.
BAR_SHARE, BAR_PX = 0.2, 24.0
HATCH = Markup(
    '<pattern id="still-hatch" width="6" height="6" patternUnits="userSpaceOnUse" '
    'patternTransform="scale(3) rotate(45)"><rect width="6" height="6" fill="#f0ede5"/>'
    '<path d="M0 0v6" stroke="{}" stroke-width="2"/></pattern>'
).format(TEXTURES["hatch"])


@dataclass(frozen=True)
class SvgLayer:
    """A layer as the browser gets it: a sheet's JSON, a period of it, a painting, a part of it.

    What it names beyond the province is named where the ``whole`` of that is shown.
    """

    sheet: Mapping[str, Any]
    period: str = ""
    paint: str = ""
    part: Selection | None = None
    whole: bool = True

    @property
    def kind(self) -> str:
        """Return the kind of the sheet: choropleth, categories, symbols or points."""
        return str(self.sheet["kind"])

    @property
    def frame(self) -> Mapping[str, Any]:
        """Return the frame of the period that is shown."""
        frames: Mapping[str, Mapping[str, Any]] = self.sheet["frames"]
        return frames[self.period]

    @property
    def painting(self) -> tuple[int, str, Sequence[tuple[str, int, *tuple[int, ...]]]]:
        """Return which scale, a code for each place, and the rows of the legend."""
        paints = self.frame["paints"]
        found: tuple[int, str, Any] = paints.get(self.paint) or next(iter(paints.values()))
        return found

    @property
    def rows(self) -> Sequence[tuple[str, int, *tuple[int, ...]]]:
        """Return the rows of the legend: a code, how many have it, how many are on the map."""
        if self.part is None:
            _, _, rows = self.painting
            return rows
        return [(row.code, row.count, row.placed) for row in self.part.rows]

    def look(self, code: str) -> Mapping[str, str]:
        """Return the look (label, color, shape or pattern) that a code stands for."""
        scale, _, _ = self.painting
        found: Mapping[str, str] = (
            self.sheet["states"].get(code) or self.sheet["scales"][scale]["rows"][int(code, BASE)]
        )
        return found

    def looks(self) -> Iterator[tuple[int, Mapping[str, Any], Mapping[str, str]]]:
        """Yield the index, the item and the look (color, shape or pattern) of each place."""
        _, codes, _ = self.painting
        for at, (item, code) in enumerate(zip(self.sheet["items"], codes, strict=True)):
            if self.part is None or item["id"] in self.part.place_ids:
                yield at, item, self.look(code)


class Prefecture(NamedTuple):
    """A prefecture in a picture: its name, where that stands (degrees), whether it is marked."""

    name: str
    at: tuple[float, float]
    marked: bool = False


def shapes(paths: Mapping[str, str]) -> Markup:
    """Return the shapes that the stills of a page use, once, drawn nowhere themselves."""
    every = Markup("").join(
        Markup('<path id="still-{}" d="{}"/>').format(place, path) for place, path in paths.items()
    )
    return Markup(
        '<svg class="still-shapes" width="0" height="0" aria-hidden="true"><defs>{}{}</defs></svg>'
    ).format(HATCH, every)


def still(
    layers: Sequence[SvgLayer],
    prefectures: Mapping[str, Prefecture],
    *,
    bounds: Bounds,
    said: str,
    watermark: str = "",
    wide_px: float = ALONE_PX,
) -> Markup:
    """Return the picture: prefectures, what the layers say of areas and places; ``said`` names it.

    ``bounds`` are west, south, east, north in degrees; the picture fits them as the map does, for
    a frame ``wide_px`` wide. Areas of counties are left to the map.
    """
    left, top, width, height = svg_paths.box(bounds)
    pixel = width / wide_px
    # A name over a symbol would hide what was asked for.
    parts = [*_ground(layers, tuple(prefectures), pixel)]
    parts += _outlined([one for one, shown in prefectures.items() if shown.marked], pixel)
    parts += _names(prefectures.values(), pixel)
    seen = svg_paths.around(bounds)
    marked = [layer for layer in layers if layer.kind in MARKS]
    for layer in sorted(marked, key=_stack):
        parts += _places(layer, seen, pixel)
    parts += _beyond(layers, (left, top, width, height), pixel)
    parts += _across((left, top, width, height), watermark, pixel) if watermark else ()
    lang = str(layers[0].sheet["lang"]) if layers else LANGS[0]
    parts.append(_bar((left, top, width, height), (bounds[1] + bounds[3]) / 2, pixel, lang))
    return Markup(
        '<svg class="still" viewBox="{:.0f} {:.0f} {:.0f} {:.0f}" role="img" aria-label="{}" '
        'preserveAspectRatio="xMidYMid meet">{}</svg>'
    ).format(left, top, width, height, said, Markup("").join(parts))


def _ground(
    layers: Sequence[SvgLayer], prefectures: Sequence[str], pixel: float
) -> Iterator[Markup]:
    """Yield every prefecture in its color, or bare where no layer colors prefectures."""
    colors: dict[str, str] = {}
    for one in layers:
        if one.kind in FILLED and one.sheet["level"] == "prefecture":
            colors |= {item["id"]: _fill(look) for _, item, look in one.looks()}
    use = Markup('<use href="#still-{}" fill="{}" stroke="{}" stroke-width="{:.1f}"/>')
    # The outline of the province: the edge of a line that lies under all of it.
    for place in prefectures:
        yield use.format(place, "none", OUTLINE, 3 * pixel)
    for place in prefectures:
        yield use.format(place, colors.get(place, PAPER), PAPER if colors else LINE, pixel)


def _outlined(places: Sequence[str], pixel: float) -> Iterator[Markup]:
    """Yield outlines, each drawn twice, paper under ink, so that it is seen on any color."""
    use = Markup('<use href="#still-{}" fill="none" stroke="{}" stroke-width="{:.1f}"/>')
    for color, wide in ((PAPER, 6), ("var(--accent)", 3)):
        for place in places:
            yield use.format(place, color, wide * pixel)


def _fill(look: Mapping[str, str]) -> str:
    return "url(#still-hatch)" if look.get("pattern") == "hatch" else look["color"]


def _stack(layer: SvgLayer) -> int:
    return stacked(layer.kind, sized=bool(layer.frame.get("sizes")))


def _places(one: SvgLayer, seen: Bounds, pixel: float) -> Iterator[Markup]:
    """Yield the symbols in a box, the largest first so that none hides a smaller one."""
    points, sizes = one.kind == "points", one.frame.get("sizes")
    circles = one.frame.get("circles")

    def radius(at: int) -> float:
        return float(sizes[at] or NO_DATA_RADIUS) if sizes else RADIUS

    def circle(at: int, item: Mapping[str, Any]) -> float:
        return float((circles[at] if circles else item.get("circle_m")) or 0)

    known = [found for found in one.looks() if found[1]["at"]]
    for at, item, look in sorted(known, key=lambda found: -radius(found[0])):
        lon, lat = item["at"]
        x, y = svg_paths.plane(lon, lat)
        if not svg_paths.meet(seen, (x, y, 0, 0)):
            continue
        yield Markup('<g transform="translate({:.0f} {:.0f}) scale({:.2f})">{}</g>').format(
            x,
            y,
            pixel,
            dot(look, filling(item.get("exactness_key", "")))
            if points
            else _known(item, circle(at, item), radius(at), pixel)
            + shape(look, radius(at), seen=SEE_THROUGH if sizes else 1),
        )


def _known(item: Mapping[str, Any], circle_m: float, radius: float, pixel: float) -> Markup:
    """Return what around a symbol says how its place is known, in pixels; nothing if it is."""
    line = Markup('<circle r="{:.1f}" fill="none" stroke="{}" stroke-width="{}" {}/>')
    dashed = Markup('stroke-dasharray="{}" stroke-linecap="round"')
    if item["confidence"] == "area-circle" and circle_m:
        real = svg_paths.metres(circle_m, item["at"][1]) / pixel
        ring = RINGS["area-circle"]
        return line.format(real, INK, ring.width, dashed.format(ring.dashes))
    if item["confidence"] not in ("point", "host-county"):
        return Markup("")
    ring = RINGS[item["confidence"]]
    return line.format(radius + 4, INK, ring.width, dashed.format(ring.dashes))


def _names(prefectures: Iterable[Prefecture], pixel: float) -> Iterator[Markup]:
    for one in prefectures:
        if one.name:
            x, y = svg_paths.plane(*one.at)
            yield Markup('<text x="{:.0f}" y="{:.0f}" font-size="{:.1f}">{}</text>').format(
                x, y, NAME_PX * pixel, one.name
            )


def _beyond(layers: Sequence[SvgLayer], box: Bounds, pixel: float) -> Iterator[Markup]:
    """Yield what lies beyond an edge: its name and why it stands there, within the edge."""
    left, top, width, height = box
    seen = [layer.sheet for layer in layers if layer.whole]
    named = {one["label"]: one for sheet in seen for one in sheet.get("beyond", ())}
    line = Markup('<tspan x="{:.0f}" dy="{:.1f}">{}</tspan>')
    for at, one in enumerate(named.values()):
        across, down = PLACES[one["edge"]]
        x, y = left + width * across, top + height * down + at * 3 * NAME_PX * pixel
        yield Markup(
            '<text class="still-beyond" data-edge="{}" y="{:.0f}" font-size="{:.1f}">{}{}</text>'
        ).format(
            *(one["edge"], y, NAME_PX * pixel),
            line.format(x, 0, one["label"]),
            line.format(x, 1.3 * NAME_PX * pixel, one["about"]),
        )


def _bar(box: Bounds, lat: float, pixel: float, lang: str) -> Markup:
    """Return a scale bar above the lower left corner, right at a latitude (degrees)."""
    left, top, width, height = box
    wanted = width * BAR_SHARE / svg_paths.metres(1000, lat)
    size = 10 ** floor(log10(wanted))
    km = max(size * step for step in (1, 2, 5) if size * step <= wanted)
    # Below a kilometre it says a part of one.
    words = km_words(km, lang, decimals=max(0, -floor(log10(km))))
    long, y = svg_paths.metres(km * 1000, lat), top + height - BAR_PX * pixel
    return Markup(
        '<path d="M{:.0f},{:.0f}v{:.0f}h{:.0f}v{:.0f}" fill="none" stroke="{}" '
        'stroke-width="{:.1f}"/>'
        '<text x="{:.0f}" y="{:.0f}" font-size="{:.1f}">{}</text>'
    ).format(
        *(left, y - 5 * pixel, 5 * pixel, long, -5 * pixel, INK, pixel),
        *(left + long / 2, y - 8 * pixel, NAME_PX * pixel, words),
    )


def _across(box: Bounds, words: str, pixel: float) -> Iterator[Markup]:
    """Yield words across the picture, line below line, pale as on the map."""
    left, top, width, height = box
    for row in range(ROWS):
        x, y = left - width / 4, top + height * (row + 1) / (ROWS - 2)
        yield Markup(
            '<text class="still-watermark" transform="translate({:.0f} {:.0f}) rotate(-24)" '
            'font-size="{:.1f}">{}</text>'
        ).format(x, y, WATERMARK_PX * pixel, "\u2003".join([words] * 3))
