"""Names on a still: which it has, how wide they are about, and where each stands.

Lengths are in pixels of the picture, x to the right and y up, as placement takes them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import log2
from unicodedata import east_asian_width

from markupsafe import Markup

from geo.levels import Level, level_facts
from layers.extent import Bounds
from layers.landmark_names import COLOR, LandmarkNames
from layers.landmarks_shown import NONE, LandmarksShown
from layers.placement import NAMED_FROM, Box, Name, PlacedName, Point, place
from layers.render import svg_landmarks
from layers.render.svg_layer import Prefecture, SvgLayer
from layers.render.svg_marks import StillMark
from layers.render.svg_paths import HALF, crossings, extent, plane, rounded
from layers.render.svg_symbols import INK

# Sizes of letters: of prefectures, of a number that would have no room otherwise, and of marks.
NAME_PX, TIGHT_PX, MARK_PX = 12.9, 10.0, 11.0
# How wide letters are, in their size: a browser has other fonts than the one before it, so each is
# taken for as wide as in the widest of the usual ones, bold.
FULL, BROAD, CAPITAL, NARROW, OTHER = 1.0, 0.98, 0.78, 0.42, 0.66
BROAD_LETTERS, NARROW_LETTERS = frozenset("mwMW%@"), frozenset("fijlrtI.,:;'|!()[]- ")
WIDE_KINDS = "WFA"
# How high a line is, and its halo on both sides of it, in the size of its letters.
HIGH, HALO = 1.2, 0.25
# How the code of a province's capital ends (GB/T 2260).
CAPITAL_ENDING = "0100"
RANKS: tuple[Level, ...] = ("zone", "area", "platform")
TILE_PX = 256
# The name of an area whose circle is larger stands inside it, or it would be far from its symbol.
LARGE_PX = 96.0
# Where lines across a name are looked at, as shares of its height.
LINES = (0.25, 0.75)


@dataclass(frozen=True)
class PathRoom:
    """A prefecture in a picture: its outline in the plane, of which ``pixel`` units are a pixel."""

    path: str
    pixel: float

    def holds(self, points: Sequence[Point]) -> Sequence[bool]:
        """Return of each point whether it lies in the place."""
        return [any(start <= x <= end for start, end in self._spans(y)) for x, y in points]

    def shares(self, boxes: Sequence[Box]) -> Sequence[float]:
        """Return how much of each box lies in the place, from 0 to 1, by two lines across it."""
        return [
            sum(
                max(0.0, min(box.right, end) - max(box.left, start))
                for up in LINES
                for start, end in self._spans(box.bottom + box.height * up)
            )
            / (len(LINES) * box.width)
            for box in boxes
        ]

    def _spans(self, y: float) -> Iterator[tuple[float, float]]:
        """Yield where a line across the picture runs through the place, from and to."""
        edges = [x / self.pixel for x in crossings(self.path, -y * self.pixel)]
        return zip(edges[::2], edges[1::2], strict=True)


@dataclass(frozen=True)
class StillNames:
    """What names are placed in: the frame (left, top, width, height) of a picture in the plane.

    ``pixel`` units of the plane are a pixel of letters, ``taken`` are boxes like the frame of other
    words, ``landmarks`` what the picture shows of those.
    """

    frame: Bounds
    pixel: float
    taken: Sequence[Bounds]
    landmarks: LandmarksShown = NONE

    def placed(
        self,
        layers: Sequence[SvgLayer],
        prefectures: Mapping[str, Prefecture],
        marks: Sequence[StillMark],
    ) -> list[PlacedName]:
        """Return the names of a picture, and where each stands."""
        named = [mark for mark in marks if mark.layer.named]
        told = [mark for mark in named if mark.number]
        around = self._around()
        ids = _ordered(prefectures)
        own = self._of_prefectures(layers, prefectures, marks)
        wanted = [
            *self._of_marks(told, needed=True),
            *map(around.seated, own, ids),
            *self._of_marks(self._legible(named), needed=False),
        ]
        # A number that stands nowhere else comes first.
        wanted.sort(key=lambda name: not name.needed)
        wanted += around.wanted(ids)
        return place(wanted, self.symbols(marks), measure=measure, taken=self.barred(),
                     within=self.within())  # fmt: skip

    def within(self) -> Box:
        """Return the frame that nothing reaches out of."""
        return self._box(self.frame)

    def barred(self) -> list[Box]:
        """Return the boxes of other words."""
        return list(map(self._box, self.taken))

    def symbols(self, marks: Sequence[StillMark]) -> list[Box]:
        """Return the boxes of symbols."""
        return [
            Box.around(self._at(mark.x, mark.y), *(2 * mark.reach / self.pixel,) * 2)
            for mark in marks
        ]

    def written(self, names: Iterable[PlacedName]) -> Iterator[Markup]:
        """Yield placed names as SVG, with the points that are drawn with them."""
        for one in names:
            x, y = one.box.middle
            middle = [rounded(at * self.pixel, self.pixel) for at in (x, -y)]
            size = one.name.size * self.pixel
            if one.name.color == COLOR:
                yield svg_landmarks.named(one, middle, size, self.pixel)
                continue
            point = svg_landmarks.point(one, self.pixel)
            look = "" if one.name.bold else Markup(' class="still-mark"')
            yield point + Markup('<text{} x="{}" y="{}" font-size="{:.3g}">{}</text>').format(
                look, *middle, size, one.name.words
            )

    def _around(self) -> LandmarkNames:
        """Return the names of landmarks, in the picture."""
        size = svg_landmarks.NAME_PX

        def project(at: Point) -> Point:
            return self._at(*plane(*at))

        def wide(words: str) -> float:
            return width(words, size)

        return LandmarkNames(self.landmarks, project, wide, self.within(), size, 1.0)

    def _at(self, x: float, y: float) -> Point:
        """Return a point of the plane in the picture."""
        return x / self.pixel, -y / self.pixel

    def _box(self, bounds: Bounds) -> Box:
        left, top, width, height = bounds
        return Box(*self._at(left, top + height), *self._at(left + width, top))

    def _of_prefectures(
        self,
        layers: Sequence[SvgLayer],
        prefectures: Mapping[str, Prefecture],
        marks: Sequence[StillMark],
    ) -> Iterator[Name]:
        """Yield the names of prefectures, the capital and the largest first, with their numbers.

        That of one that is told by a circle stands beside it.
        """
        circles = {
            mark.item["id"]: mark.reach / self.pixel
            for mark in marks
            if level_facts(mark.level).division
        }
        numbers = {
            item["id"]: number
            for layer in layers
            if level_facts(layer.sheet["level"]).division
            for item, number in layer.numbers()
        }

        for place_id in _ordered(prefectures):
            one, number = prefectures[place_id], numbers.get(place_id, "")
            yield Name(
                f"{one.name} {number}".strip(), self._at(*plane(*one.at)), NAME_PX, INK,
                bold=True, needed=bool(number), tight=TIGHT_PX if number else 0.0,
                clear=circles.get(place_id, 0.0),
                room=None if place_id in circles else PathRoom(one.path, self.pixel),
            )  # fmt: skip

    def _of_marks(self, marks: Iterable[StillMark], *, needed: bool) -> Iterator[Name]:
        for mark in marks:
            words = f"{mark.item['short'] or mark.item['name']} {mark.number}".strip()
            at = self._at(mark.x, mark.y)
            ring = mark.ring / self.pixel
            yield Name(
                words, at, MARK_PX, INK, clear=mark.reach / self.pixel, needed=needed,
                tight=TIGHT_PX if needed else 0.0,
                ring=ring if ring < LARGE_PX else 0.0,
            )  # fmt: skip

    def _legible(self, marks: Iterable[StillMark]) -> list[StillMark]:
        """Return the marks that a page names at the zoom of the picture, those of zones first."""
        zoom = log2(2 * HALF / (TILE_PX * self.pixel))
        levels = [level for level in RANKS if zoom >= NAMED_FROM[level]]
        return [
            mark for level in levels for mark in marks if mark.level == level and not mark.number
        ]


def _ordered(prefectures: Mapping[str, Prefecture]) -> list[str]:
    """Return the prefectures that have names, the capital and the largest first."""

    def order(place_id: str) -> tuple[bool, float]:
        # Not by rank: names would jump from one period to the next.
        return not place_id.endswith(CAPITAL_ENDING), -extent(prefectures[place_id].path)

    return sorted((one for one in prefectures if prefectures[one].name), key=order)


def measure(name: Name) -> tuple[float, float]:
    """Return about how wide and high a name is with its halo, never less than it is."""
    return width(name.words, name.size) + HALO * name.size, (HIGH + HALO) * name.size


def width(words: str, size: float) -> float:
    """Return about how wide a line is in letters of a size, never less than it is."""
    return size * sum(map(_em, words))


def _em(letter: str) -> float:
    """Return how wide a letter is, in the size of letters."""
    if east_asian_width(letter) in WIDE_KINDS:
        return FULL
    if letter in NARROW_LETTERS:
        return NARROW
    if letter in BROAD_LETTERS:
        return BROAD
    return CAPITAL if letter.isupper() else OTHER
