"""Names of landmarks on a picture: where each may stand, after those of data.

A town or an airport is drawn with its name or not at all. A river is named along it, where it is
nearly straight. A page does the same (app/assets/runtime/landmarks.js).
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from math import atan2, dist

from layers.landmarks_shown import LandmarksShown, ShownLandmark
from layers.placement import Along, Box, Name, Point

COLOR = "landmark"
# Pixels between two places of a river at which its name is tried, and how many are.
PACE, MOST = 24.0, 12
# Pixels between the points of a line that is looked at, and how much longer than straight a river
# may be along its name.
FINE, BENT = 2.0, 1.06


@dataclass(frozen=True)
class LandmarkNames:
    """The names of the landmarks of one picture.

    ``project`` gives where a point in degrees lies in the picture, ``pixel`` how long a pixel of
    the screen is there; names stand ``within`` a box, in letters of a ``size``; ``width`` is how
    wide words are in them.
    """

    shown: LandmarksShown
    project: Callable[[Point], Point]
    width: Callable[[str], float]
    within: Box
    size: float
    pixel: float

    def wanted(self, named: Collection[str]) -> list[Name]:
        """Return the names, the important first; the places that are ``named`` have their own."""
        return [
            name
            for one in self.shown.drawn
            if one.seat_of not in named
            for name in (self._river(one) if one.kind == "river" else [self._point(one)])
        ]

    def seated(self, name: Name, place_id: str) -> Name:
        """Return the name of a place at its seat, where that is drawn; else where it was."""
        seat = self.shown.seats.get(place_id)
        # That of a place that is told by a circle stands beside the circle.
        if seat is None or name.room is None:
            return name
        clear = seat.radius * self.pixel
        return replace(
            name, at=self.project(seat.at), room=None, clear=clear, point=seat.kind, instead=name
        )

    def _point(self, one: ShownLandmark) -> Name:
        at, clear = self.project(one.at), one.radius * self.pixel
        return Name(one.name, at, self.size, COLOR, clear=clear, point=one.kind)

    def _river(self, one: ShownLandmark) -> Iterator[Name]:
        along = self._along(one)
        if along:
            yield Name(one.name, along[0][0], self.size, COLOR, along=along)

    def _along(self, one: ShownLandmark) -> tuple[Along, ...]:
        """Return where the name of a river may stand, nearest the middle first."""
        wide = self.width(one.name)
        step = FINE * self.pixel
        span, pace = round(wide / step), round(PACE / FINE)
        found = []
        for line in one.lines:
            for stretch in self._seen(list(map(self.project, line))):
                points = list(_fine(stretch, step))
                for at in range(0, len(points) - span, pace):
                    start, end = points[at], points[at + span]
                    if dist(start, end) * BENT < span * step:
                        continue
                    left, right = sorted((start, end))
                    middle = (start[0] + end[0]) / 2, (start[1] + end[1]) / 2
                    turn = atan2(right[1] - left[1], right[0] - left[0])
                    found.append((dist(middle, self.within.middle), middle, turn))
        return tuple((middle, turn) for _, middle, turn in sorted(found)[:MOST])

    def _seen(self, line: Sequence[Point]) -> Iterator[Sequence[Point]]:
        """Yield the stretches of a line that lie in the picture."""
        stretch: list[Point] = []
        for corner in line:
            if self.within.holds(corner):
                stretch.append(corner)
                continue
            if len(stretch) > 1:
                yield stretch
            stretch = []
        if len(stretch) > 1:
            yield stretch


def _fine(line: Sequence[Point], step: float) -> Iterator[Point]:
    """Yield points of a line about a step apart."""
    for (x, y), (u, v) in pairwise(line):
        steps = max(1, round(dist((x, y), (u, v)) / step))
        for at in range(steps):
            yield x + (u - x) * at / steps, y + (v - y) * at / steps
