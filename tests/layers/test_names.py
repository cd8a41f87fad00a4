"""Names: on no symbol, on no other name and cut by no edge, in a still and on paper."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import combinations
from math import cos, hypot, radians, sin
from xml.etree import ElementTree as ET

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.patches import Patch
from matplotlib.text import Text
from matplotlib.transforms import Bbox

from geo.approval.state import MISSING
from layers.approval_mark import stamp
from layers.build.items import short_name
from layers.data import Painted
from layers.extent import extent
from layers.map import PaintedMap
from layers.overlays import overlays
from layers.paint import paint
from layers.pale_phrases import LEADING
from layers.placement import Box
from layers.print import labels, marks
from layers.print.fonts import Letters
from layers.print.library import mpl
from layers.render import print_map
from layers.render.svg import WRITTEN_PX, StillGround, still
from layers.render.svg_layer import Prefecture, SvgLayer
from layers.render.svg_paths import outlines
from layers.render.web import painted_json
from layers.symbols import RINGS
from tests.catalogues import REAL, choices, ground, of, sheet_of, topologies

LANGS = pytest.mark.parametrize("lang", ["zh", "en"])
EVERY = pytest.mark.parametrize(("layer", "indicator"), choices(REAL))
# With all that may lie over it, one choropleth stands for the others.
BUSY = pytest.mark.parametrize(
    ("layer", "indicator"), [one for one in choices(REAL) if one[1] in ("", "gdp")]
)
WIDE, NARROW = "still-wide", "still-narrow"
# The scale is at its corner, whatever lies there.
SCALE = re.compile(r"[\d.]+ (km|公里)")
# A number that stands nowhere else is written though there is no free spot for its name.
NEEDED = {("zones-enterprises", "en", NARROW): "Guangan HTZ (Linshui) 181"}
# A dashed line says how large an area is; a name with its halo may stand on it.
AREA_LINE = RINGS["area-circle"].dashes
# Coordinates are rounded.
HAIR = 1.0
# Pale phrases on a picture, and where one stands.
MOST = 6
PLACED = re.compile(r"translate\((\S+) (\S+)\) rotate\((\S+)\) scale\((\S+)\)")


@dataclass(frozen=True)
class Written:
    """What is written in a picture, and the box that its letters take; y up."""

    words: str
    box: Box


@cache
def painted(layer: str, indicator: str, lang: str) -> Painted:
    """Return a layer as it opens."""
    return paint(sheet_of(REAL, layer, indicator, lang))


@cache
def paths() -> dict[str, str]:
    """Return the outlines of the prefectures."""
    return outlines(topologies(REAL)["places"])["prefectures"]


@cache
def drawn_layer(layer: str, indicator: str, lang: str) -> SvgLayer:
    """Return a layer as it opens, as a still is drawn of it."""
    found = painted(layer, indicator, lang)
    return SvgLayer(painted_json(found), found.frame.period, whole=extent(found) is None)


def lying(layer: str) -> tuple[str, ...]:
    """Return all that may lie over a layer."""
    return overlays(of(REAL).profile, layer)


@cache
def still_of(layer: str, indicator: str, lang: str, over: tuple[str, ...]) -> ET.Element:
    """Return the still of a layer with others over it."""
    known = of(REAL).places
    places = {
        one: Prefecture(short_name(known[one], lang), known[one].label, path)
        for one, path in paths().items()
    }
    layers = [drawn_layer(layer, indicator, lang), *(drawn_layer(one, "", lang) for one in over)]
    bounds = extent(painted(layer, indicator, lang)) or of(REAL).province.bounds
    phrase = stamp(MISSING, lang).phrase
    picture = still(layers, StillGround(places), bounds=bounds, said="", phrase=phrase)
    return ET.fromstring(picture)  # noqa: S314  our own


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


def phrases(still: ET.Element, look: str, lang: str) -> list[Box]:
    """Return the boxes of the pale phrases of one size of letters, as they are turned."""
    [group] = still.findall(f"g[@class='{look} still-phrases']")
    font = Letters(lang).font(10, bold=True)
    found = []
    lines = stamp(MISSING, lang).phrase
    for used in group.iter("use"):
        place = PLACED.fullmatch(used.attrib["transform"])
        assert place
        x, y, turn, scale = map(float, place.groups())
        wide = max(Letters(lang).width(line, font) for line in lines) * scale * WRITTEN_PX / 10
        high = ((len(lines) - 1) * LEADING + 1) * scale * WRITTEN_PX
        along, across = cos(radians(turn)), abs(sin(radians(turn)))
        turned = wide * along + high * across, wide * across + high * along
        found.append(Box.around((x, -y), *turned))
    return found


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


def check(picture: ET.Element, shown: tuple[str, ...], lang: str) -> None:
    """Look at both sizes of letters of a still that shows some layers."""
    left, top, width, height = map(float, picture.attrib["viewBox"].split())
    frame = Box(left - HAIR, -top - height - HAIR, left + width + HAIR, -top + HAIR)
    drawn = list(symbols(picture))
    for look in (WIDE, NARROW):
        texts = written(picture, look, lang)
        assert len(texts) > 4
        for one, other in combinations(texts, 2):
            assert not one.box.overlap(other.box), f"{look}: {one.words} lies on {other.words}"
        assert not [one.words for one in texts if not frame.contains(one.box)], "cut by the edge"
        names = [one for one in texts if not SCALE.fullmatch(one.words)]
        over = [one.words for one in names if any(reaches(mark, one.box) for mark in drawn)]
        needed = {NEEDED.get((one, lang, look)) for one in shown}
        assert set(over) <= needed, f"{look}: on a symbol"
        pale = phrases(picture, look, lang)
        assert 1 <= len(pale) <= MOST
        for phrase in pale:
            assert frame.contains(phrase), f"{look}: a phrase is cut by the edge"
            assert not [one.words for one in texts if one.box.overlap(phrase)], look
            assert not any(reaches(mark, phrase) for mark in drawn), f"{look}: on a symbol"


@EVERY
@LANGS
def test_names_of_a_still_lie_on_nothing(layer: str, indicator: str, lang: str) -> None:
    check(still_of(layer, indicator, lang, ()), (layer,), lang)


@BUSY
@LANGS
def test_nor_on_what_lies_over_a_layer(layer: str, indicator: str, lang: str) -> None:
    check(still_of(layer, indicator, lang, lying(layer)), (layer, *lying(layer)), lang)


@EVERY
@LANGS
def test_a_still_writes_every_number_that_stands_nowhere_else(
    layer: str, indicator: str, lang: str
) -> None:
    picture = still_of(layer, indicator, lang, ())
    items = painted(layer, indicator, lang)
    told = [
        number
        for item, number in zip(items.sheet.items, items.frame.written, strict=False)
        if number and (item.at or items.sheet.layer.level == "prefecture")
    ]
    for look in (WIDE, NARROW):
        words = [one.words for one in written(picture, look, lang)]
        assert sum(one.endswith(tuple(f" {number}" for number in told)) for one in words) == len(
            told
        )


@BUSY
@LANGS
def test_names_of_paper_lie_on_nothing(layer: str, indicator: str, lang: str) -> None:
    theme = painted(layer, indicator, lang)
    bounds = extent(theme) or of(REAL).province.bounds
    picture = PaintedMap(theme, bounds)
    with mpl.rc_context(print_map.SETTINGS):
        paper = print_map.plate(picture, ground=ground(REAL))
        renderer = FigureCanvasAgg(paper.figure).get_renderer()  # type: ignore[no-untyped-call]  # matplotlib
        names = [one for one in paper.figure.findobj(Text) if one.get_zorder() == labels.NAMES]
        drawn = [one for one in paper.figure.findobj(Patch) if one.get_zorder() == marks.MARK]
        texts = {one.get_text(): _ink(one.get_window_extent(renderer)) for one in names}
        spots = [_ink(one.get_window_extent(renderer)) for one in drawn]
        lines = [one for one in paper.figure.findobj(Text) if one.get_text().strip()]
        pale = [one for one in lines if "\n" in one.get_text()]
        rest = [_ink(one.get_window_extent(renderer)) for one in lines if one not in pale]
        across = [_ink(one.get_window_extent(renderer)) for one in pale]
    assert len(texts) > 4
    for (words, box), (others, other) in combinations(texts.items(), 2):
        assert not box.overlap(other), f"{words} lies on {others}"
    assert not [words for words, box in texts.items() if any(map(box.overlap, spots))]
    assert 1 <= len(across) <= MOST
    for phrase in across:
        assert not any(map(phrase.overlap, [*spots, *rest])), "on a name, a symbol or the title"


def _ink(extent: Bbox) -> Box:
    """Return what of a picture is inked, a dot less on every side: edges are soft."""
    return Box(extent.x0 + 1, extent.y0 + 1, extent.x1 - 1, extent.y1 - 1)
