"""Names: on no symbol, on no other name and cut by no edge, in a still and on paper."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache
from itertools import combinations
from math import hypot
from xml.etree import ElementTree as ET

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Patch
from matplotlib.text import Text

from layers.extent import extent
from layers.map import PaintedMap
from layers.overlays import overlays
from layers.paint import paint
from layers.placement import Box, Name, place
from layers.print import labels, marks
from layers.print.fonts import Letters
from layers.print.library import mpl
from layers.render import print_map, svg_names
from layers.render.noscript import unscripted
from layers.symbols import RINGS
from tests.catalogues import APPROVED, REAL, choices, ground, of, sheet_of, topologies

SVG = re.compile(r'<svg class="still".*?</svg>', re.DOTALL)
LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
EVERY = pytest.mark.parametrize(("layer", "indicator"), choices(REAL))
# A choropleth of paper has the same names whatever its figures are, but where those are written.
ON_PAPER = [one for one in choices(REAL) if one[1] in ("", "gdp", "hnte", "rd_spending")]
WIDE, NARROW = "still-wide", "still-narrow"
# A dashed line says how large an area is; a name with its halo may stand on it.
AREA_LINE = RINGS["area-circle"].dashes
HAIR = 0.5
SYMBOL = Box(-4, -4, 4, 4)


@dataclass(frozen=True)
class Written:
    """What is written in a picture, and the box that its letters take; y up."""

    words: str
    box: Box


def shown(layer: str, indicator: str, lang: str, period: str = "", *, over: bool) -> PaintedMap:
    """Return the map of a layer as it opens, with nothing or with all there is over it."""
    sheet = sheet_of(REAL, layer, indicator, lang)
    theme = paint(sheet, period=period or sheet.default_period)
    lying = overlays(of(REAL).profile, layer) if over else ()
    return PaintedMap(
        theme,
        extent(theme) or of(REAL).province.bounds,
        overlays=tuple(paint(sheet_of(REAL, one, lang=lang)) for one in lying),
        approval=APPROVED,
    )


def still_of(picture: PaintedMap) -> ET.Element:
    """Return the still of a map as a file that needs no script has it."""
    page = unscripted(picture, places=topologies(REAL)["places"], words={})
    found = SVG.search(page)
    assert found
    return ET.fromstring(found[0])  # noqa: S314  our own picture


def written(still: ET.Element, look: str, lang: str) -> list[Written]:
    """Return what stands in one size of letters, as wide as it is in our own bold letters."""
    group = still.find(f"g[@class='{look}']")
    return [] if group is None else [one for text in group.iter("text") for one in _of(text, lang)]


def _of(text: ET.Element, lang: str) -> Iterator[Written]:
    letters, size = Letters(lang), float(text.attrib["font-size"])
    font = letters.font(10, bold=True)
    share = {"east": 1.0, "west": 0.0}.get(text.get("data-edge", ""), 0.5)
    y = float(text.attrib["y"])
    for line in text.findall("tspan") or [text]:
        y += float(line.get("dy", 0))
        words = line.text or ""
        width = letters.width(words, font) * size / 10
        left = float(line.attrib["x"]) - share * width
        yield Written(words, Box(left, -y - size / 2, left + width, -y + size / 2))


def symbols(still: ET.Element) -> Iterator[tuple[float, float, float]]:
    """Yield where the symbols of a still are, and how far each reaches."""
    for group in still.iter("g"):
        place = re.match(r"translate\((\S+) (\S+)\) scale\((\S+)\)", group.get("transform", ""))
        if place:
            x, y, scale = map(float, place.groups())
            for circle in group.iter("circle"):
                if circle.get("stroke-dasharray") != AREA_LINE:
                    yield x, -y, float(circle.attrib["r"]) * scale
            for shape in group.iter("polygon"):
                corners = [map(float, one.split(",")) for one in shape.attrib["points"].split()]
                # The largest circle inside: the corners of a square would count for a diamond.
                yield x, -y, min(hypot(*corner) for corner in corners) * scale * 0.7


def reaches(symbol: tuple[float, float, float], box: Box) -> bool:
    """Return whether a symbol reaches into a box."""
    x, y, radius = symbol
    aside = max(box.left - x, 0.0, x - box.right)
    return hypot(aside, max(box.bottom - y, 0.0, y - box.top)) < radius


def numbers(picture: PaintedMap) -> set[str]:
    """Return the numbers of a map that stand nowhere but after names."""
    return {one for layer in picture.layers for one in layer.frame.written if one}


@EVERY
@LANGS
@pytest.mark.parametrize("over", [False, True])
def test_names_of_a_still_lie_on_nothing(
    layer: str, indicator: str, lang: str, *, over: bool
) -> None:
    picture = shown(layer, indicator, lang, over=over)
    still = still_of(picture)
    left, top, width, height = map(float, still.attrib["viewBox"].split())
    frame = Box(left, -top - height, left + width, -top)
    drawn = list(symbols(still))
    for look in (WIDE, NARROW):
        texts = written(still, look, lang)
        assert len(texts) > 5
        for one, other in combinations(texts, 2):
            assert not one.box.overlap(other.box), f"{look}: {one.words} lies on {other.words}"
        for one in texts:
            assert frame.contains(one.box), f"{look}: {one.words} is cut by the edge"
            on = [symbol for symbol in drawn if reaches(symbol, one.box)]
            assert not on, f"{look}: {one.words} lies on a symbol"
