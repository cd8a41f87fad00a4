"""Landmarks of one map: which of them it shows, decided before any renderer draws it.

It is read from the files that the browser draws from (layers.landmark_files), so a page, its
picture, paper and an offline file have the same rivers, towns and airports at the same zoom. Where
there is room for a name, and so for the symbol of a town or an airport, each renderer finds out.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from math import inf
from typing import Any

from geo.files.shape_rings import Line, Lines, Point
from geo.languages import ORIGINAL
from geo.model.landmarks import LandmarkKind
from layers.extent import Bounds
from layers.symbols import LANDMARKS
from layers.words import say

File = Mapping[str, Any]
# The zoom from which any is drawn.
NEAR = min(look["from"] for classes in LANDMARKS.values() for look in classes.values())
BETWEEN = " · "


@dataclass(frozen=True)
class ShownLandmark:
    """A river, a town or an airport of a map, with its look.

    ``lines`` are degrees, cut at the edge of the map; those of a town or an airport are one point.
    ``order`` is that of names, the first one the most important; ``radius`` and ``width`` are
    pixels of the screen. ``seat_of`` is the place that has its name, if any.
    """

    kind: LandmarkKind
    grade: str
    name: str
    lines: Lines
    order: float
    radius: float
    width: float
    seat_of: str = ""

    @property
    def at(self) -> Point:
        """Return its point, or where it begins."""
        return self.lines[0][0]


@dataclass(frozen=True)
class LandmarksShown:
    """The landmarks of one map, the important ones first, and whose they are."""

    drawn: tuple[ShownLandmark, ...] = ()
    makers: tuple[str, ...] = ()

    @property
    def rivers(self) -> tuple[ShownLandmark, ...]:
        """Return those that are lines."""
        return tuple(one for one in self.drawn if one.kind == "river")

    @property
    def points(self) -> tuple[ShownLandmark, ...]:
        """Return towns and airports."""
        return tuple(one for one in self.drawn if one.kind != "river")

    @property
    def seats(self) -> Mapping[str, ShownLandmark]:
        """Return the towns that are called as a place, by the place."""
        return {one.seat_of: one for one in self.drawn if one.seat_of}

    def credit(self, lang: str) -> str:
        """Return the sentence that says whose they are; blank where there are none."""
        return say(lang, "credit.landmarks", names=BETWEEN.join(self.makers)) if self.makers else ""


NONE = LandmarksShown()


def landmarks_shown(
    files: Iterable[File], *, zoom: float, bounds: Bounds, lang: str
) -> LandmarksShown:
    """Return what a map shows of some files at a zoom, within bounds (degrees).

    As on a page, whose they are is said of every kind that is drawn at the zoom, also where a map
    happens to have none of it.
    """
    drawn: list[ShownLandmark] = []
    makers: list[str] = []
    for file in files:
        grades = {grade for grade, ends in file["zooms"].items() if _between(zoom, ends)}
        if grades:
            makers.append(str(file["credit"][lang]))
        drawn += _drawn(file, grades, bounds, lang)
    return LandmarksShown(tuple(sorted(drawn, key=lambda one: one.order)), tuple(makers))


def _between(zoom: float, ends: Mapping[str, float]) -> bool:
    return ends["from"] <= zoom <= ends.get("to", inf)


def _drawn(file: File, grades: set[str], bounds: Bounds, lang: str) -> Iterator[ShownLandmark]:
    kind: LandmarkKind = file["kind"]
    for one in file["features"]:
        lines = tuple(clipped(one["lines"], bounds)) if one["class"] in grades else ()
        if lines:
            look = LANDMARKS[kind][one["class"]]
            yield ShownLandmark(
                kind,
                one["class"],
                one["name"].get(lang) or one["name"][ORIGINAL],
                lines,
                look["order"],
                look.get("radius", 0.0),
                look.get("width", 1.0),
                one.get("seat_of", ""),
            )


def within(file: File, bounds: Bounds) -> File:
    """Return a file with what of it lies within bounds (degrees)."""
    found = ({**one, "lines": list(clipped(one["lines"], bounds))} for one in file["features"])
    return {**file, "features": [one for one in found if one["lines"]]}


def clipped(lines: Iterable[Iterable[Iterable[float]]], bounds: Bounds) -> Iterator[Line]:
    """Yield the parts of lines that lie within bounds; of a point, itself.

    The web worker draws too, and has no shapely: a rectangle needs none.
    """
    for line in lines:
        corners: list[Point] = [(x, y) for x, y in line]
        if len(corners) == 1:
            if _holds(bounds, corners[0]):
                yield tuple(corners)
            continue
        part: list[Point] = []
        for start, end in pairwise(corners):
            inside = _cut(start, end, bounds)
            if inside is None or (part and inside[0] != part[-1]):
                if len(part) > 1:
                    yield tuple(part)
                part = []
            if inside is not None:
                part += inside if not part else inside[1:]
        if len(part) > 1:
            yield tuple(part)


def _holds(bounds: Bounds, at: Point) -> bool:
    west, south, east, north = bounds
    return west <= at[0] <= east and south <= at[1] <= north


def _cut(start: Point, end: Point, bounds: Bounds) -> tuple[Point, Point] | None:
    """Return the part of a straight line within bounds (Liang and Barsky); None if there is none.

    An end that lies inside stays exactly what it was.
    """
    west, south, east, north = bounds
    way = end[0] - start[0], end[1] - start[1]
    first, last = 0.0, 1.0
    for step, room in (
        (-way[0], start[0] - west),
        (way[0], east - start[0]),
        (-way[1], start[1] - south),
        (way[1], north - start[1]),
    ):
        if step == 0:
            if room < 0:
                return None
        elif step < 0:
            first = max(first, room / step)
        else:
            last = min(last, room / step)
    if first >= last:
        return None

    def at(share: float) -> Point:
        return start[0] + way[0] * share, start[1] + way[1] * share

    return (start if first == 0 else at(first)), (end if last == 1 else at(last))
