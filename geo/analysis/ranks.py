"""Ranks: where a figure stands among those of its level, or why it has no rank."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, fsum
from typing import TYPE_CHECKING, Literal

from geo.analysis.rank_groups import rivals
from geo.model.figures import Value

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue


# First of one, or of two, says nothing; nor does third of three where there are twenty-one.
FEWEST_COMPARED = 3


RANKED_PART = 3


# Per cent by which published parts may add up to more than the whole by rounding alone.
ROUNDING = 0.01


# Counts of which indicators.csv says that no two may be compared.
UNLIKE = ("zone_enterprises",)


Why = Literal["few", "basis", "floor", "unlike", "period"]


@dataclass(frozen=True)
class Rank:
    """The place of a figure, 1 the first, among the ``known`` of ``of`` places of its level."""

    at: int
    known: int
    of: int


def ranks(values: Sequence[float | None]) -> tuple[int | None, ...]:
    """Return each value's rank, 1 the largest; equal values share a rank, None has none."""
    ordered = sorted((v for v in values if v is not None), reverse=True)
    first = {value: at + 1 for at, value in reversed(list(enumerate(ordered)))}
    return tuple(None if v is None else first[v] for v in values)


def fewest_ranked(of: int) -> int:
    """Return how many of so many places must have a figure for any of them to have a rank.

    >>> fewest_ranked(21), fewest_ranked(4)
    (7, 3)
    """
    return max(FEWEST_COMPARED, ceil(of / RANKED_PART))


@dataclass(frozen=True)
class Unranked:
    """Why a figure has no rank, where ``known`` of ``of`` places have a figure of one basis.

    ``few``: fewer than a third of the places; ``basis``: divided by residents of another year
    than most; ``floor``: a least figure leaves the order open; ``unlike``: not counted alike from
    place to place. Beside other places there is also ``period``: figures of several years.
    """

    why: Why
    known: int
    of: int


@dataclass(frozen=True)
class Standings:
    """The ranks of a level's places in one period, and why a place with a figure has none."""

    ranks: Mapping[str, Rank]
    unranked: Mapping[str, Unranked]


def standings(catalogue: Catalogue, indicator_id: str, period: str, level: str) -> Standings:
    """Return the ranks of a level's places in one period, among those they compare with.

    Only figures of one basis are ranked: of a rate, those divided by residents of one year, the
    one that most of the figures have. A least figure may be any larger one: it has a rank only
    where nothing else can be above it, and what is above it has none for certain.
    """
    found = [_among(catalogue, indicator_id, period, rival) for rival in rivals(catalogue, level)]
    return Standings(
        {place: rank for one in found for place, rank in one.ranks.items()},
        {place: why for one in found for place, why in one.unranked.items()},
    )


def _among(
    catalogue: Catalogue, indicator_id: str, period: str, places: Sequence[str]
) -> Standings:
    cells = {place: catalogue.cell(place, indicator_id, period) for place in places}
    shown = {place: cell[0] for place, cell in cells.items() if cell}
    years = [value.people_period for value in shown.values()]
    basis = max(years, key=lambda year: (years.count(year), year == period, year), default="")
    same = {place: value for place, value in shown.items() if value.people_period == basis}
    known, of = len(same), len(places)
    if indicator_id in UNLIKE:
        return Standings({}, dict.fromkeys(shown, Unranked("unlike", known, of)))
    if known < fewest_ranked(of):
        return Standings({}, dict.fromkeys(shown, Unranked("few", known, of)))
    sign = -1 if catalogue.indicator(indicator_id).kind == "rank" else 1
    order = ranks([sign * value.value for value in same.values()])
    floors = [value.value for value in same.values() if value.status == "floor"]
    found = {
        place: Rank(rank, known, of)
        for (place, value), rank in zip(same.items(), order, strict=True)
        if rank is not None and _certain(value, rank, floors)
    }
    rest = {
        place: Unranked("floor" if place in same else "basis", known, of)
        for place in shown
        if place not in found
    }
    return Standings(found, rest)


def _certain(value: Value, rank: int, floors: Sequence[float]) -> bool:
    """Return whether the rank holds whatever the least figures truly are."""
    if value.status == "floor":
        return rank == 1 and len(floors) == 1
    return all(floor > value.value for floor in floors)


def exceeding(catalogue: Catalogue, indicator_id: str, period: str) -> float | None:
    """Return what the prefectures make of the province, in per cent, where it is more than all."""
    values = catalogue.cell(catalogue.profile.adcode, indicator_id, period)
    if not values or values[0].value <= 0 or values[0].status == "floor":
        return None
    cells = (catalogue.cell(p, indicator_id, period) for p in catalogue.at_level_ids("prefecture"))
    total = fsum(cell[0].value for cell in cells if cell)
    percent = total / values[0].value * 100
    return percent if percent > 100 + ROUNDING else None
