"""Names: each put where it covers no mark and no other name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from math import cos, pi, sin
from typing import Any

import shapely
from shapely.geometry.base import BaseGeometry

from geo.model.names import shortened
from layers.data import Item, Painted
from layers.map import PaintedMap
from layers.print.basemap import Basemap
from layers.print.canvas import INK, PAPER, SOFT, Box, Paper
from layers.print.marks import Mark
from layers.scale import NO_DATA

NAMES = 15
# Letters stand a little below and mostly above their base line.
RISE, DROP = 0.82, 0.16
# Steps a name inside an area may take from its best place, in its own height.
STEPS = (0.0, 0.7, 1.2, 1.8, 2.6, 3.4, 4.4)
TURNS = 16
AWAY, OUTSIDE = 0.6, 40.0
COVERED = 1.0
LONGEST = 26
# Names of which there are too many for a province on one sheet.
TINY = 4.6
# A county named beside its own colors needs no word for what it is.
ENDINGS = (" District", " City", " County")


@dataclass(frozen=True)
class Name:
    """A name to place: round a mark, or within an area if it has a ``room``.

    One that is ``needed`` is placed at the least bad spot; another is left out if it must cover.
    """

    words: str
    at: tuple[float, float]
    size: float
    color: str
    bold: bool = False
    clear: float = 0.0
    room: BaseGeometry | None = None
    needed: bool = False


@dataclass(frozen=True)
class Placed:
    """A name and the box it took."""

    name: Name
    box: Box


def of_theme(shown: PaintedMap, ground: Basemap, drawn: Sequence[Mark]) -> list[Name]:
    """Return the names of the zones or host counties that a map is about."""
    theme = shown.theme
    level = theme.sheet.layer.level
    found: list[Name] = []
    if level in ("zone", "area"):
        called = _named(theme)
        own = [mark for mark in drawn if mark.name in called]
        found += [
            Name(called[mark.name], mark.at, 6.6, INK, clear=mark.radius)
            for mark in sorted(own, key=lambda mark: -mark.radius)
            if mark.code != NO_DATA
        ]
    if level == "county":
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
    boxes = []
    for name in wanted:
        if name.room is None:
            (x, y), half = name.at, name.clear * 0.7
            boxes.append(Box(x - half, y - half, x + half, y + half))
    return boxes


def of_prefectures(
    ground: Basemap, lang: str, *, quiet: bool, theme: Painted | None = None
) -> list[Name]:
    """Return the names of prefectures; quiet ones stand behind a map of something else.

    Where a ``theme`` has too few figures to be told by color, they stand after the names.
    """
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
    return [
        _inside(place_id, said, ground, "prefecture", needed=True, **look)
        for place_id, said in words.items()
    ]


def where_room(
    shown: PaintedMap, ground: Basemap, drawn: Sequence[Mark], *, besides: Iterable[Name]
) -> list[Name]:
    """Return the names of points and counties that a map asks for, ``besides`` those it has.

    A name that would cover another, or a mark, or would stand in another place than its own, is
    left out.
    """
    theme, known = shown.theme, {name.words for name in besides}
    found: list[Name] = []
    if "platform" in shown.named and theme.sheet.layer.level == "platform":
        own = [mark for mark in drawn if mark.name in _named(theme)]
        found += [Name(mark.item.short, mark.at, TINY, INK, clear=mark.radius) for mark in own]
    if "county" in shown.named:
        found += [
            _inside(place_id, words, ground, "county", size=TINY, color=SOFT)
            for place_id, words in ground.names(shown.lang, "county").items()
            if words not in known
        ]
    return found


def _inside(place_id: str, words: str, ground: Basemap, level: str, **look: Any) -> Name:  # noqa: ANN401  as the drawing library
    """Return a name that stands in the widest part of its place."""
    room = ground.shapes[level][place_id]
    x, y, _ = _widest(room)
    short = words if len(words) <= LONGEST else words.partition(" ")[0]
    return Name(short, (x, y), room=room, **{"color": INK, **look})


def place(paper: Paper, wanted: Iterable[Name], taken: Iterable[Box]) -> list[Placed]:
    """Return the names that have a place, none on a mark or on another where it can be helped."""
    boxes, found = list(taken), []
    for name in wanted:
        spots = _at_home(name, list(_boxes(paper, name)))
        outside = _outside(name, [box for box, _ in spots])
        reach = _around([box for box, _ in spots])
        near = [other for other in boxes if other.overlap(reach)]
        costs = [
            sum(box.overlap(other) for other in near) * 3 + away * AWAY + out
            for (box, away), out in zip(spots, outside, strict=True)
        ]
        best = min(range(len(spots)), key=lambda at: (round(costs[at], 3), at))
        box = spots[best][0]
        if name.needed or sum(box.overlap(other) for other in near) < COVERED:
            found.append(Placed(name, box))
            boxes.append(box)
    return found


def write(paper: Paper, placed: Iterable[Placed]) -> None:
    """Write placed names with a halo of paper."""
    for one in placed:
        middle = (one.box.left + one.box.right) / 2
        paper.text(
            (middle, one.box.bottom + one.name.size * DROP), one.name.words,
            size=one.name.size, bold=one.name.bold, color=one.name.color,
            align="center", halo=PAPER, layer=NAMES,
        )  # fmt: skip


def _boxes(paper: Paper, name: Name) -> Iterator[tuple[Box, float]]:
    """Yield where a name may go, and how far that is from its best place."""
    font = paper.letters.font(name.size, bold=name.bold)
    width = paper.letters.width(name.words, font)
    x, y = name.at
    if name.room is None:
        gap = name.clear + 1.6
        for at, (side, up) in enumerate(
            (
                (1, 0),
                (-1, 0),
                (0, 1),
                (0, -1),
                (0.8, 0.75),
                (-0.8, 0.75),
                (0.8, -0.75),
                (-0.8, -0.75),
            )
        ):
            middle = (x + side * (gap + width / 2), y + up * (gap + name.size * 0.5))
            yield _box(middle, width, name.size), at * 0.1
        return
    for step in STEPS:
        for turn in range(TURNS if step else 1):
            angle = 2 * pi * turn / TURNS
            far = step * name.size
            yield _box((x + far * cos(angle) * 1.4, y + far * sin(angle)), width, name.size), far


def _box(middle: tuple[float, float], width: float, size: float) -> Box:
    x, y = middle
    height = size * (RISE + DROP)
    return Box(x - width / 2, y - height / 2, x + width / 2, y + height / 2)


def _at_home(name: Name, spots: list[tuple[Box, float]]) -> list[tuple[Box, float]]:
    """Return the spots with their middle in the place of the name, unless it must be placed.

    Beyond its borders a name would be read as its neighbor's.
    """
    if name.needed or name.room is None:
        return spots
    middles = [((box.left + box.right) / 2, (box.bottom + box.top) / 2) for box, _ in spots]
    at_home = shapely.contains_xy(name.room, middles)
    # The first is in its widest part.
    return [spot for at, spot in enumerate(spots) if at == 0 or at_home[at]]


def _around(boxes: Sequence[Box]) -> Box:
    """Return the box that holds all boxes."""
    return Box(
        min(box.left for box in boxes),
        min(box.bottom for box in boxes),
        max(box.right for box in boxes),
        max(box.top for box in boxes),
    )


def _outside(name: Name, spots: Sequence[Box]) -> list[float]:
    """Return what it costs a name to reach out of its room, for each box it may go to."""
    if name.room is None:
        return [0.0] * len(spots)
    # All at once: one by one, the counties of a sheet take two seconds.
    whole = shapely.box(
        [box.left for box in spots],
        [box.bottom for box in spots],
        [box.right for box in spots],
        [box.top for box in spots],
    )
    inside = shapely.area(shapely.intersection(whole, name.room))
    found: list[float] = (OUTSIDE * (1 - inside / shapely.area(whole))).tolist()
    return found


def boxes(drawn: Iterable[Mark]) -> list[Box]:
    """Return the boxes that marks take."""
    return [
        Box(m.at[0] - m.radius, m.at[1] - m.radius, m.at[0] + m.radius, m.at[1] + m.radius)
        for m in drawn
    ]
