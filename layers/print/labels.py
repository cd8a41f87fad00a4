"""Names: each put where it covers no mark and no other name."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from math import cos, degrees, sin
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.levels import level_facts
from geo.model.names import shortened
from layers import placement
from layers.data import Item, Painted
from layers.map import PaintedMap
from layers.placement import Box, Name, PlacedName, Point
from layers.print.basemap import Basemap
from layers.print.canvas import INK, PAPER, SOFT, Paper
from layers.print.marks import Mark
from layers.scale import NO_DATA
from layers.symbols import widest

NAMES = 15
# Letters stand a little below and mostly above their base line.
RISE, DROP = 0.82, 0.16
LONGEST = 26
# Names of which there are too many for a province on one sheet.
TINY = 4.6
# Those of counties on a map of a part of it.
NEAR = 6.6
# A prefecture whose name has no room is named in these.
TIGHT = 7.0
# A county named beside its own colors needs no word for what it is.
ENDINGS = (" District", " City", " County")


# Puts the name of a place, by its identifier, where it rather stands.
Seated = Callable[[Name, str], Name]


def at_home(name: Name, _: str) -> Name:
    """Return the name of a place where it is."""
    return name


@dataclass(frozen=True)
class ShapeRoom:
    """The shape of a place on the paper, where its name stands."""

    shape: BaseGeometry

    def holds(self, points: Sequence[Point]) -> Sequence[bool]:
        """Return of each point whether it lies in the place."""
        held: list[bool] = shapely.contains_xy(self.shape, points).tolist()
        return held

    def shares(self, boxes: Sequence[Box]) -> Sequence[float]:
        """Return how much of each box lies in the place, from 0 to 1."""
        # All at once: one by one, the counties of a sheet take two seconds.
        whole = shapely.box(
            [box.left for box in boxes],
            [box.bottom for box in boxes],
            [box.right for box in boxes],
            [box.top for box in boxes],
        )
        inside = shapely.area(shapely.intersection(whole, self.shape))
        found: list[float] = (inside / shapely.area(whole)).tolist()
        return found


def of_theme(shown: PaintedMap, ground: Basemap, drawn: Sequence[Mark]) -> list[Name]:
    """Return the names of the zones or host counties that a map is about."""
    theme = shown.theme
    level = theme.sheet.layer.level
    found: list[Name] = []
    if level_facts(level).supplied:
        called = _named(theme)
        own = [mark for mark in drawn if mark.name in called]
        found += [
            Name(called[mark.name], mark.at, 6.6, INK, clear=mark.radius * widest(mark.shape))
            for mark in sorted(own, key=lambda mark: -mark.radius)
            if mark.code != NO_DATA
        ]
    if level_facts(level).in_prefecture:
        codes = theme.codes
        hosts = [item for at, item in enumerate(theme.sheet.items) if codes[at] != NO_DATA]
        found += [_beside(item, ground) for item in hosts]
    return found


def _named(theme: Painted) -> dict[str, str]:
    """Return what the places of a theme are called, by the names of their marks."""
    layer_id = theme.sheet.layer.layer_id
    return {
        f"{layer_id}-{item.place_id}": theme.called(at) for at, item in enumerate(theme.sheet.items)
    }


def _beside(item: Item, ground: Basemap) -> Name:
    """Return the name of a county that stands beside it: on it, it would hide the color."""
    x, y, radius = _widest(ground.shapes["county"][item.place_id])
    words = item.short
    for ending in ENDINGS:
        words = words.removesuffix(ending)
    return Name(words, (x, y), 6.0, INK, clear=radius)


def _widest(shape: BaseGeometry) -> tuple[float, float, float]:
    """Return the middle and the radius of the largest circle inside a shape."""
    part = max(shapely.get_parts(shape), key=lambda one: one.area)
    line = shapely.maximum_inscribed_circle(part, tolerance=0.5)
    spot = shapely.get_point(line, 0)
    return spot.x, spot.y, line.length


def rooms(wanted: Iterable[Name]) -> list[Box]:
    """Return the boxes in the middle of places that names stand beside."""
    return [
        Box.around(name.at, name.clear * 1.4, name.clear * 1.4)
        for name in wanted
        if name.room is None
    ]


def of_prefectures(
    ground: Basemap,
    lang: str,
    *,
    quiet: bool,
    theme: Painted | None = None,
    drawn: Sequence[Mark] = (),
) -> list[Name]:
    """Return the names of prefectures; quiet ones stand behind a map of something else.

    Where a ``theme`` has too few figures to be told by color, they stand after the names; that of
    a place that is told by a circle (``drawn``) stands beside it.
    """
    circles = {
        mark.item.place_id: mark
        for mark in drawn
        if mark.item.place_id in ground.shapes["prefecture"]
    }
    written = dict[str, str]()
    if theme is not None and theme.frame.written:
        written = {
            item.place_id: f" {number}"
            for item, number in zip(theme.sheet.items, theme.frame.written, strict=True)
            if number
        }
    look = {"size": 8.2, "color": SOFT} if quiet else {"size": 8.6, "bold": True}
    words = {
        place_id: shortened(name) + written.get(place_id, "")
        for place_id, name in ground.names(lang).items()
    }
    names = [
        _inside(place_id, said, ground, "prefecture", needed=True, tight=TIGHT, **look)
        for place_id, said in words.items()
    ]
    return [
        replace(name, at=circle.at, clear=circle.radius, room=None) if circle else name
        for name, circle in zip(names, map(circles.get, words), strict=True)
    ]


def where_room(
    shown: PaintedMap,
    ground: Basemap,
    drawn: Sequence[Mark],
    *,
    besides: Iterable[Name],
    seated: Seated = at_home,
) -> list[Name]:
    """Return the names of points and counties that a map asks for, ``besides`` those it has.

    ``seated`` puts the name of a place at its seat, where that is drawn.

    A name that would cover another, or a mark, or would stand in another place than its own, is
    left out.
    """
    theme, known = shown.theme, {name.words for name in besides}
    found: list[Name] = []
    level = theme.sheet.layer.level
    size = NEAR if shown.camera else TINY
    if level in shown.named and not level_facts(level).file:
        own = [mark for mark in drawn if mark.name in _named(theme)]
        found += [
            Name(mark.item.short, mark.at, size, INK, clear=mark.radius * widest(mark.shape))
            for mark in own
        ]
    found += [
        seated(_inside(place_id, words, ground, level, size=size, color=SOFT), place_id)
        for level in shown.named
        if level_facts(level).in_prefecture
        for place_id, words in ground.names(shown.lang, level).items()
        if words not in known
    ]
    return found


def _inside(place_id: str, words: str, ground: Basemap, level: str, **look: Any) -> Name:  # noqa: ANN401  as the drawing library
    """Return a name that stands in the widest part of its place."""
    room = ground.shapes[level][place_id]
    x, y, _ = _widest(room)
    short = words if len(words) <= LONGEST else words.partition(" ")[0]
    return Name(short, (x, y), room=ShapeRoom(room), **{"color": INK, **look})


def place(
    paper: Paper,
    wanted: Iterable[Name],
    symbols: Iterable[Box],
    *,
    taken: Iterable[Box] = (),
    within: Box | None = None,
) -> list[PlacedName]:
    """Return the names that have a place on a paper (see layers.placement)."""

    def measure(name: Name) -> tuple[float, float]:
        font = paper.letters.font(name.size, bold=name.bold)
        return paper.letters.width(name.words, font), name.size * (RISE + DROP)

    return placement.place(wanted, symbols, measure=measure, taken=taken, within=within)


def write(paper: Paper, placed: Iterable[PlacedName]) -> None:
    """Write placed names with a halo of paper."""
    for one in placed:
        paper.text(
            _base(one), one.name.words,
            size=one.name.size, bold=one.name.bold, color=one.name.color,
            align="center", halo=PAPER, layer=NAMES,
            turn=degrees(one.turn), turned="anchor",
        )  # fmt: skip


def _base(one: PlacedName) -> Point:
    """Return the middle of the base line of a name, in its box however it is turned."""
    (x, y), down = one.box.middle, one.name.size * (RISE - DROP) / 2
    return x + down * sin(one.turn), y - down * cos(one.turn)


def boxes(drawn: Iterable[Mark]) -> list[Box]:
    """Return the boxes that marks take."""
    return [Box.around(mark.at, *(2 * mark.radius * widest(mark.shape),) * 2) for mark in drawn]
