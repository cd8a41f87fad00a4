"""Timeline: the counts as steps over the years, each a link to its date, and the gap to the aim.

Across goes time, a year as wide as the next; upwards go zones. Both are hundredths of the box.
Between two dates stands the count that was published last: no source says when it changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from app.pages.zones.request import ZonesRequest
from geo.analysis.zone_status import LEVELS, Level, Moment
from layers.build.status_words import moment_words

# Zones from one line across to the next, and how near the number of the target none is written.
STEP, NEAR = 10, 4
MONTHS, HALF = 12, 0.5
# The box is a little higher than what is most.
TOP = 1.06
# What stands on the other: the national zones are the ground.
STACKED: tuple[Level, ...] = ("national", "provincial")


@dataclass(frozen=True)
class YearsAxis:
    """What the box shows: whole years from left to right, up to ``most`` zones upwards."""

    first: int
    last: int
    most: int

    def x(self, date: str) -> float:
        """Return where a date is, from the left."""
        return round(100 * (part_of_year(date) - self.first) / (self.last - self.first + 1), 2)

    def y(self, zones: float) -> float:
        """Return where so many zones are, from above."""
        return round(100 - 100 * zones / (self.most * TOP), 2)


def timeline(request: ZonesRequest) -> dict[str, Any] | None:
    """Return the steps of the levels, links to the dates, and the target; None for one date."""
    known = request.moments
    most = max((count.value for one in known for count in one.counts.values()), default=0)
    if len(known) == 1 or not most:
        return None
    on = YearsAxis(int(known[0].date[:4]), int(known[-1].date[:4]), most)
    counted = [one for one in known if not one.target]
    held = list(_held(counted))
    aim = next((one for one in known if one.target), None)
    return {
        "bands": list(_bands(request, on)),
        "levels": [_level(level, known, held, on) for level in STACKED],
        "dots": [
            {"x": on.x(one.date), "y": on.y(height), "level": level, "inferred": one.inferred}
            for one, counts in zip(counted, held, strict=True)
            for level, height in _published(one, counts)
        ],
        "aim": _aimed(aim, held[-1], on) if aim else None,
        "scenario": _assumed(request, on),
        "ticks": [
            {"y": on.y(zones), "words": zones}
            for zones in range(0, most, STEP)
            if most - zones > NEAR
        ],
        "years": [{"x": on.x(str(year)), "words": year} for year in range(on.first, on.last + 1)],
        "around": _around(request),
    }


def part_of_year(date: str) -> float:
    """Return a date in years: a month, and a year that is all one knows, are at their middle.

    >>> part_of_year("2021"), part_of_year("2020-07")
    (2021.5, 2020.5416666666667)
    """
    year, _, month = date.partition("-")
    return int(year) + ((int(month[:2]) - HALF) / MONTHS if month else HALF)


def _held(counted: Sequence[Moment]) -> Iterator[Mapping[Level, int]]:
    """Yield for each date what was published last of each level, that date among the dates."""
    newest: dict[Level, int] = {}
    for one in counted:
        newest |= {level: count.value for level, count in one.counts.items()}
        yield dict(newest)


def _below(level: Level, held: Mapping[Level, int]) -> int:
    return held.get("national", 0) if level == "provincial" else 0


def _published(one: Moment, held: Mapping[Level, int]) -> Iterator[tuple[Level, int]]:
    """Yield the levels that have a count of the date itself, with the height where it stands."""
    for level in STACKED:
        if level in one.counts:
            yield level, _below(level, held) + one.counts[level].value


def _level(
    level: Level, known: Sequence[Moment], held: Sequence[Mapping[Level, int]], on: YearsAxis
) -> dict[str, Any]:
    """Return the areas of a level: what is published, and what only goes on after it."""
    told = max((at for at, one in enumerate(known) if _told(one, level)), default=-1)
    areas: dict[bool, list[str]] = {True: [], False: []}
    for at, (one, other) in enumerate(pairwise(known)):
        if level in held[at]:
            floor = _below(level, held[at])
            low, high = on.y(floor), on.y(floor + held[at][level])
            areas[at < told].append(f"M{on.x(one.date)} {low}V{high}H{on.x(other.date)}V{low}Z")
    return {"key": level, "solid": "".join(areas[True]), "open": "".join(areas[False])}


def _told(one: Moment, level: Level) -> bool:
    return level in one.counts and not one.target


def _bands(request: ZonesRequest, on: YearsAxis) -> Iterator[dict[str, Any]]:
    """Yield a link a date, from the middle to its neighbour before to that to the one after."""
    known = request.moments
    at = [on.x(one.date) for one in known]
    edges = [0.0, *((one + other) / 2 for one, other in pairwise(at)), 100.0]
    for one, (left, right) in zip(known, pairwise(edges), strict=True):
        yield {
            **_dated(request, one),
            "counts": _counts(request, one),
            "on": one.date == request.moment.date,
            "left": round(left, 2),
            "wide": round(right - left, 2),
        }


def _dated(request: ZonesRequest, one: Moment) -> dict[str, str]:
    return {
        "words": moment_words(one, request.catalogue.profile, request.lang),
        "href": request.asked.link(period=one.date),
    }


def _counts(request: ZonesRequest, one: Moment) -> str:
    said = [
        request.say("timeline.count", level=request.words[f"level.{level}"], count=count.value)
        for level in LEVELS
        if (count := one.counts.get(level))
    ]
    return request.words["comma"].join(said)


def _aimed(aim: Moment, held: Mapping[Level, int], on: YearsAxis) -> dict[str, Any]:
    """Return the marks of what is aimed at, and the gap from what was published last."""
    total, national = aim.counts["total"].value, aim.counts.get("national")
    now = sum(held.get(level, 0) for level in STACKED)
    return {
        "x": on.x(aim.date),
        "total": total,
        "y": on.y(total),
        "gap": total - now,
        "from": on.y(now),
        "middle": round((on.y(total) + on.y(now)) / 2, 2),
        "national": national.value if national else None,
        "national_y": on.y(national.value) if national else None,
    }


def _assumed(request: ZonesRequest, on: YearsAxis) -> str:
    """Return the lines of what is assumed, from the base year on; nothing without a scenario."""
    if not request.assuming:
        return ""
    start, end = on.x(request.catalogue.profile.base_year), on.x(request.moments[-1].date)
    changes = (request.outcome.counters[level] for level in ("national", "total"))
    return "".join(f"M{start} {on.y(one.after)}H{end}" for one in changes if one.after is not None)


def _around(request: ZonesRequest) -> dict[str, Any]:
    """Return the dates before and after the one shown, each a link; None at an end."""
    at = [one.date for one in request.moments].index(request.moment.date)
    ends = {"before": at - 1, "after": at + 1}
    return {
        name: _dated(request, request.moments[beside])
        if 0 <= beside < len(request.moments)
        else None
        for name, beside in ends.items()
    }
