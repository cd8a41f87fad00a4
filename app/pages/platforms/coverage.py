"""Coverage: how far the chosen platforms are from each prefecture, and what rings hold."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from app.pages.platforms.controls import LEAST_KM, MOST_KM
from app.pages.platforms.request import ON, PlatformsRequest
from geo.analysis.accessibility import (
    PEOPLE,
    Covered,
    Nearest,
    People,
    Standing,
    covered,
    nearest,
    people,
    residents,
)
from geo.analysis.platform_filter import SEAT
from geo.model.names import shortened
from layers.words import km_words, value_words

QUICK_KM = (25, 50, 100)


@dataclass(frozen=True)
class CoverageRow:
    """What is known of one prefecture; ``covered`` values are None when no rings are asked for."""

    prefecture: str
    platforms: int
    unplaced: int
    near: Nearest
    residents: float | None
    source_ids: tuple[str, ...]
    share: float | None
    standing: str


def rows(look: PlatformsRequest) -> tuple[CoverageRow, ...]:
    """Return a row for each prefecture, the farthest from any platform first."""
    near = nearest(look.world.ground, look.catalogue, look.reached, look.unplaced)
    rings = _rings(look)
    coverage_rows = [
        CoverageRow(
            prefecture=place,
            platforms=sum(p.prefecture == place for p in look.reached),
            unplaced=sum(p.prefecture == place for p in look.unplaced),
            near=one,
            residents=residents(look.catalogue, place),
            source_ids=_cited(look, place),
            share=rings.shares[place] if rings else None,
            standing=rings.standing[place] if rings else "",
        )
        for place, one in near.items()
    ]
    return tuple(sorted(coverage_rows, key=lambda row: (-row.near.km, -(row.near.county_km or 0))))


def _rings(look: PlatformsRequest) -> Covered | None:
    if not look.radius_km:
        return None
    return covered(look.world.ground, look.reached, radius_km=look.radius_km)


def section(look: PlatformsRequest) -> dict[str, Any]:
    """Return the words and numbers of the tool."""
    rings = _rings(look)
    coverage_rows, asked = rows(look), look.asked
    return {
        "counted": counted_words(look),
        "empty": not look.reached,
        "rough": asked["rough"] == ON,
        "radius": f"{look.radius_km:g}" if look.radius_km else "",
        "least": LEAST_KM,
        "most": MOST_KM,
        "quick": [
            {
                "words": km_words(km, look.lang),
                "href": asked.link(radius=float(km)),
                "on": look.radius_km == km,
            }
            for km in QUICK_KM
        ],
        "off": asked.link(radius=0.0),
        "rows": [_shown(look, row) for row in coverage_rows],
        "share": None if rings is None else f"{100 * rings.share:.1f}",
        "people": _people(look, people(look.catalogue, rings.standing)) if rings else None,
        "sources": census_sources(look),
    }


def counted_words(look: PlatformsRequest) -> str:
    """Return which of the chosen platforms are counted, and why the others are not."""
    seats = sum(p.precision == SEAT for p in look.platforms)
    nowhere = sum(p.at is None for p in look.platforms)
    key = "reach.counted-rough" if look.asked["rough"] == ON else "reach.counted"
    points = len({p.at for p in look.reached})
    return look.say(key, n=len(look.reached), points=points, seats=seats, nowhere=nowhere)


def _shown(look: PlatformsRequest, row: CoverageRow) -> dict[str, Any]:
    near = row.near
    return {
        "name": shortened(look.name_of(row.prefecture)),
        "platforms": row.platforms,
        "platform": look.name_of(near.platform),
        "href": look.asked.link(place=near.platform),
        "km": look.say(f"reach.own-{near.own}") if near.own else km_words(near.km, look.lang),
        "unplaced": row.unplaced,
        "county": "" if near.county_km is None else look.name_of(near.county),
        "county_km": None if near.county_km is None else km_words(near.county_km, look.lang),
        "share": row.share,
        "share_words": "" if row.share is None else f"{100 * row.share:.1f}",
        "residents": _count(look, row.residents),
        "bounds": _where(look, row) if row.standing else "",
    }


def _where(look: PlatformsRequest, row: CoverageRow) -> str:
    """Return how the residents of a prefecture stand to the rings."""
    if row.residents is None:
        return look.say("reach.no-census")
    return look.say(f"reach.{row.standing}", n=_count(look, row.residents))


def _people(look: PlatformsRequest, found: Mapping[Standing, People]) -> dict[str, str]:
    """Return how many prefectures are inside, touched and outside, with their residents."""
    return {one: _group(look, group) for one, group in found.items()}


def _group(look: PlatformsRequest, group: People) -> str:
    count = len(group.prefectures)
    if len(group.unknown) == count:
        return look.say("reach.group-bare", n=count)
    return look.say("reach.group", n=count, people=_count(look, group.residents))


def _count(look: PlatformsRequest, number: float | None) -> str:
    if number is None:
        return look.say("reach.no-census")
    return value_words(number, look.catalogue.indicator(PEOPLE), look.lang) if number else "0"


def census_sources(look: PlatformsRequest) -> list[str]:
    """Return the documents of the census figures, each once."""
    places = look.catalogue.at_level_ids("prefecture")
    return list(dict.fromkeys(source for place in places for source in _cited(look, place)))


def _cited(look: PlatformsRequest, place: str) -> tuple[str, ...]:
    cell = look.catalogue.cell(place, PEOPLE, look.catalogue.profile.census_year)
    return cell[0].source_ids if cell else ()
