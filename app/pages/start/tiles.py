"""The tiles of the start page: a figure of the province, its way so far, and the plan's aim."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.address.query import Asked
from app.shell.path_address import path_address
from app.text import view_words
from geo.analysis.target_track import Track, tracks
from geo.analysis.zone_status import ZONE_COUNTS, Count, aim, moments
from geo.model.figures import Value
from layers.words import least_words, parted_words, value_words

if TYPE_CHECKING:
    from app.context.context import World
    from geo.store.catalogue import Catalogue

TILES = 6
ZONES = "zones"
# The picture of a tile, in px; a bar for each year that has a figure, a line for the aim.
WIDTH, HEIGHT, BAR = 168, 40, 8
# A zone is a square; so many stand in a row.
STEP, ROW = 14, 12


@dataclass(frozen=True)
class Square:
    """A zone that is aimed at: its upper left corner in px; national, filled or empty."""

    x: int
    y: int
    kind: str


@dataclass(frozen=True)
class YearBar:
    """A year of the picture: its left edge and its height in px, and what it stands for."""

    x: float
    height: float
    words: str


@dataclass(frozen=True)
class Tile:
    """What a tile says: a figure with its year, where it leads, the verdict, and what is aimed at.

    ``below`` is the aim in words; of the zones, how many are national. ``goal`` is how high the aim
    stands in the picture, in px from the foot. Zones have ``squares`` in place of ``bars``.
    ``cites`` are the sources of all of it; ``tile_id`` is that of the target, or ``zones``.
    """

    tile_id: str
    name: str
    figure: str
    unit: str
    year: str
    below: str
    href: str
    cites: tuple[str, ...]
    verdict: str = ""
    bars: tuple[YearBar, ...] = ()
    goal: float = 0
    squares: tuple[Square, ...] = ()


def tiles(world: World, asked: Asked) -> list[Tile]:
    """Return the zones, then the targets of which the newest figures are known, as listed."""
    judged = list(_judged(world.catalogue))
    newest = sorted(judged, key=lambda pair: pair[1].period, reverse=True)[: TILES - 1]
    return [
        *_zones(world, asked),
        *(_tile(world, asked, *pair) for pair in judged if pair in newest),
    ]


def _judged(catalogue: Catalogue) -> Iterator[tuple[Track, Value]]:
    """Yield the tracks with a verdict, and their latest figures; zones have a tile of their own."""
    for track in tracks(catalogue):
        counted = track.indicator.indicator_id in ZONE_COUNTS
        if track.latest is not None and track.verdict != "unknown" and not counted:
            yield track, track.latest


def _zones(world: World, asked: Asked) -> Iterator[Tile]:
    catalogue = world.catalogue
    known = aim(catalogue)
    if known is None or "total" not in known.base.moment.counts:
        return
    phrases = view_words("start", asked.lang)
    base, goal = known.base.moment.counts["total"], known.target.counts["total"]
    latest = national_now(catalogue)
    counts = (*known.base.moment.counts.values(), *known.target.counts.values())
    yield Tile(
        tile_id=ZONES,
        cites=tuple(source for count in counts for source in count.source_ids),
        name=phrases["tile.zones"],
        figure=f"{base.value} → {goal.value}",
        unit=phrases["tile.zones-unit"],
        year=f"{known.base.moment.date}–{known.target.date}",
        below=phrases["tile.now"].format(**latest) if latest else "",
        href=path_address(world, asked, "/zones"),
        squares=_squares(base.value, goal.value, known.base.moment.counts.get("national")),
    )


def _squares(now: int, goal: int, national: Count | None) -> tuple[Square, ...]:
    high = national.value if national else 0
    kinds = [*["national"] * high, *["filled"] * (now - high), *["empty"] * max(goal - now, 0)]
    return tuple(
        Square(STEP * (at % ROW), STEP * (at // ROW), kind) for at, kind in enumerate(kinds)
    )


def national_now(catalogue: Catalogue) -> dict[str, object] | None:
    """Return the newest published count of national zones: its year, it, and what is aimed at."""
    counted = [moment for moment in moments(catalogue) if "national" in moment.counts]
    goal = aim(catalogue)
    if not counted or goal is None or "national" not in goal.target.counts:
        return None
    last = counted[-1]
    return {
        "year": last.date[:4],
        "now": last.counts["national"].value,
        "aim": goal.target.counts["national"].value,
    }


def _tile(world: World, asked: Asked, track: Track, latest: Value) -> Tile:
    lang, target = asked.lang, track.target
    number, unit = parted_words(latest.value, track.indicator, lang)
    bars, goal = _picture(track, lang)
    return Tile(
        tile_id=target.target_id,
        cites=(*latest.source_ids, target.source_id),
        name=track.indicator.name(lang),
        figure=least_words(number, lang, least=latest.status == "floor"),
        unit=unit,
        year=latest.period,
        below=view_words("start", lang)["tile.aim"].format(
            aim=value_words(target.value, track.indicator, lang), due=target.due_period
        ),
        verdict=track.verdict,
        href=path_address(world, asked, "/targets", target=target.target_id),
        bars=bars,
        goal=goal,
    )


def _picture(track: Track, lang: str) -> tuple[tuple[YearBar, ...], float]:
    """Return a bar for each year, oldest first, and the height of the aim, all from zero."""
    by_year: dict[str, Value] = {}
    for value in track.points:
        by_year.setdefault(value.period, value)
    values = [by_year[year] for year in sorted(by_year)]
    top = max([track.target.value, *(value.value for value in values)])
    years = _span(values, track.target.due_period)
    step = (WIDTH - BAR) / max(len(years) - 1, 1)
    bars = tuple(
        YearBar(
            round(years.index(value.period) * step, 1),
            round(value.value / top * HEIGHT, 1),
            f"{value.period} {value_words(value.value, track.indicator, lang)}",
        )
        for value in values
    )
    return bars, round(track.target.value / top * HEIGHT, 1)


def _span(values: Sequence[Value], due: str) -> list[str]:
    """Return every year from the first figure to the aim: a year without a figure stays empty."""
    known = [int(value.period) for value in values] + ([int(due)] if due else [])
    return [str(year) for year in range(min(known), max(known) + 1)]
