"""The picture of a track: figures of every source, the path, the target; px, nothing drawn yet."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import floor, log10

from geo.analysis.target_track import Track
from geo.model.figures import Value
from layers.round_steps import round_step
from layers.words import number_words

WIDTH, HEIGHT = 360, 200
LEFT, RIGHT, TOP, BOTTOM = 60, 8, 20, 22
# Room before the first year and after the last, for the words of their points.
SIDE = 22
# Room above and below what is drawn, as a part of its span.
AIR = 0.16
APART = 9
MOST_TICKS, MOST_YEARS = 5, 7


@dataclass(frozen=True)
class ChartPoint:
    """A point of the picture with its words; ``side`` is −1 for words above it, 1 below."""

    x: float
    y: float
    words: str
    side: int
    derived: bool = False


@dataclass(frozen=True)
class Chart:
    """Everything a picture of a track draws, in px from its upper left corner.

    ``lines`` are the parts of the path: none runs across a break of the series, which has a mark.
    """

    points: tuple[ChartPoint, ...]
    lines: tuple[str, ...]
    breaks: tuple[tuple[float, float], ...]
    start: ChartPoint | None
    target: ChartPoint
    levels: tuple[tuple[float, str], ...]
    years: tuple[tuple[float, str], ...]
    width: int = WIDTH
    height: int = HEIGHT
    left: int = LEFT
    right: int = WIDTH - RIGHT
    bottom: int = HEIGHT - BOTTOM


@dataclass(frozen=True)
class Bullet:
    """A bar up to the latest figure, with marks for the path and the target; shares of one."""

    latest: float | None
    path: float | None
    base: float | None
    target: float


def bullet(track: Track) -> Bullet:
    """Return the bullet of a track, from zero; missing parts are None, never zero."""
    latest = track.latest.value if track.latest else None
    base = track.path.start if track.path else None
    top = max(v for v in (track.target.value, latest, base) if v is not None) * 1.06

    def share(value: float | None) -> float | None:
        return None if value is None else value / top

    return Bullet(share(latest), share(track.path_value), share(base), track.target.value / top)


def chart(track: Track, lang: str) -> Chart | None:
    """Return the picture of a track, or None where no figure and no path could be drawn."""
    if not track.target.due_period or not (track.points or track.path):
        return None
    due = int(track.target.due_period)
    path = track.path
    ways = {year: path.at(year) for year in path.years} if path else {}
    years = sorted({int(v.period) for v in track.points} | set(ways) | {due})
    values = [v.value for v in track.points] + [*ways.values(), track.target.value]
    frame = _Frame(years[0], years[-1], min(values), max(values))

    def words(value: float) -> str:
        return number_words(value, track.indicator, lang)

    points = tuple(_marks(track, frame, ways, lang))
    latest = track.latest.value if track.latest else 0
    below = 1 if latest > track.target.value else -1
    start = ChartPoint(frame.x(path.start_year), frame.y(path.start), "", -1) if path else None
    return Chart(
        points=points,
        lines=tuple(_lines(track, frame, ways)),
        breaks=tuple(_breaks(track, frame, ways)),
        start=start,
        target=ChartPoint(
            frame.x(due), frame.y(track.target.value), words(track.target.value), below
        ),
        levels=tuple((frame.y(level), words(level)) for level in frame.levels()),
        years=tuple((frame.x(year), str(year)) for year in frame.ticks()),
    )


def _broken(track: Track, one: int, other: int) -> bool:
    """Return whether the series breaks between two years."""
    return any(
        series_break.parts(track.target.place_id, str(one), str(other))
        for series_break in track.breaks
    )


def _lines(track: Track, frame: _Frame, ways: dict[int, float]) -> Iterator[str]:
    """Yield the path as lines, each as long as the series goes on without a break."""
    part: list[int] = []
    for year in (*ways, None):
        if year is None or (part and _broken(track, part[-1], year)):
            if len(part) > 1:
                yield " ".join(f"{frame.x(one):.1f},{frame.y(ways[one]):.1f}" for one in part)
            part = []
        if year is not None:
            part.append(year)


def _breaks(track: Track, frame: _Frame, ways: dict[int, float]) -> Iterator[tuple[float, float]]:
    """Yield where the marks of breaks stand: between figures, or on the path where none are."""
    figures = {int(value.period): value.value for value in reversed(track.points)}
    known = {**ways, **figures}
    for one, other in pairwise(sorted(known)):
        if _broken(track, one, other):
            yield (
                round((frame.x(one) + frame.x(other)) / 2, 1),
                round((frame.y(known[one]) + frame.y(known[other])) / 2, 1),
            )


def _marks(track: Track, frame: _Frame, ways: dict[int, float], lang: str) -> Iterator[ChartPoint]:
    """Yield a point for each different figure of a year: the highest has its words above."""
    by_year: dict[int, list[Value]] = {}
    for value in track.points:
        mine = by_year.setdefault(int(value.period), [])
        if value.value not in [other.value for other in mine]:
            mine.append(value)
    for year, figures in by_year.items():
        high, low = max(v.value for v in figures), min(v.value for v in figures)
        # Two points that would cover one another stand side by side.
        close = len(figures) > 1 and frame.y(low) - frame.y(high) < APART
        for at, value in enumerate(sorted(figures, key=lambda value: value.value)):
            above = value.value == high if high != low else value.value >= ways.get(year, low)
            yield ChartPoint(
                frame.x(year) + (APART * (at - (len(figures) - 1) / 2) if close else 0),
                frame.y(value.value),
                number_words(value.value, track.indicator, lang),
                -1 if above else 1,
                value.status == "derived",
            )


@dataclass(frozen=True)
class _Frame:
    """The scales of a picture: years across, values up; the axis of values need not be at 0."""

    first: int
    last: int
    low: float
    high: float

    @property
    def span(self) -> float:
        return (self.high - self.low) or abs(self.high) or 1.0

    def x(self, year: int) -> float:
        whole = max(self.last - self.first, 1)
        return round(
            LEFT + SIDE + (WIDTH - LEFT - RIGHT - 2 * SIDE) * (year - self.first) / whole, 1
        )

    def y(self, value: float) -> float:
        low, span = self.low - AIR * self.span, self.span * (1 + 2 * AIR)
        return round(HEIGHT - BOTTOM - (HEIGHT - BOTTOM - TOP) * (value - low) / span, 1)

    def levels(self) -> Sequence[float]:
        """Return round values between the lowest and the highest, at most five."""
        step = round_step(self.span / MOST_TICKS)
        first = floor((self.low - AIR * self.span) / step) + 1
        last = floor((self.high + AIR * self.span) / step)
        decimals = max(0, -floor(log10(step)))
        return [round(at * step, decimals) for at in range(first, last + 1) if at >= 0]

    def ticks(self) -> Sequence[int]:
        """Return the years to name: all of a few, else every second, counted from the last."""
        every = 1 if self.last - self.first < MOST_YEARS else 2
        return [*range(self.last, self.first - 1, -every)][::-1]
