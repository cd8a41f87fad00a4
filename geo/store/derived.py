"""Derived quantities: rates with declared denominators, shares of the province, ranks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from math import ceil, fsum
from typing import TYPE_CHECKING, Literal

from geo.errors import Refused
from geo.model.figures import Division, Indicator, Part, Value
from geo.model.places import PROVINCE
from geo.model.rank_groups import rivals
from geo.sentences import said

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

CENSUS_PERIOD = "2020"
PEOPLE_PER_UNIT = 10_000
# First of one, or of two, says nothing; nor does third of three where there are twenty-one.
FEWEST_COMPARED = 3
RANKED_PART = 3
# Per cent by which published parts may add up to more than the whole by rounding alone.
ROUNDING = 0.01
# Counts of which indicators.csv says that no two may be compared.
UNLIKE = ("zone_enterprises",)
Why = Literal["few", "basis", "floor", "unlike", "period"]


@dataclass(frozen=True)
class Measure:
    """An indicator of one period, as a reader picks it."""

    indicator_id: str
    period: str


@dataclass(frozen=True)
class Rank:
    """The place of a figure, 1 the first, among the ``known`` of ``of`` places of its level."""

    at: int
    known: int
    of: int


def derived_values(catalogue: Catalogue) -> Iterator[Value]:
    """Yield every value that the declared derived indicators give, in declared order.

    A value needs its numerator and its denominator for the same place and period; residents may
    be of another year where the indicator declares how far away. Where either is missing there
    is no value: nothing is interpolated. The province has rates too, to hold places against.
    """
    for indicator in catalogue.indicators.values():
        if not indicator.denominator:
            continue
        whole = () if indicator.denominator == "province" else ("province",)
        for level in ("prefecture", *whole):
            periods = catalogue.periods(indicator.numerator, level)
            for place in catalogue.at_level(level):
                for period in periods:
                    value = _quotient(catalogue, indicator, place.place_id, period)
                    if value is not None:
                        yield value


def _quotient(
    catalogue: Catalogue, indicator: Indicator, place_id: str, period: str
) -> Value | None:
    """Return numerator / denominator x factor for one place and period, with its origin."""
    numerators = catalogue.cell(place_id, indicator.numerator, period)
    below = divisor(catalogue, indicator, place_id, period)
    if not numerators or below is None:
        return None
    top = numerators[0]
    unit = catalogue.indicators[indicator.numerator].unit_zh
    scaled = "" if indicator.factor == 1 else f" × {indicator.factor:g}"
    disputed = len(below.cell) > 1 or len(numerators) > 1
    doubt = "; sources disagree on a part" if disputed else ""
    return Value(
        place_id=place_id,
        indicator_id=indicator.indicator_id,
        period=period,
        as_of="",
        value=top.value / below.value * indicator.factor,
        status="floor" if top.status == "floor" else "derived",
        source_ids=tuple(dict.fromkeys((*top.source_ids, *below.source_ids))),
        quote="",
        note=f"{top.value:,.10g} {unit} ÷ {below.words}{scaled}{doubt}",
        people_period=below.period,
        division=Division((Part(top.value),), (below.part,), disputed),
    )


@dataclass(frozen=True)
class Divisor:
    """What a figure is divided by, in ``unit``; ``cell`` are the figures it is taken from.

    An area has no cell: it is computed from the boundary. ``period`` is the year of the residents,
    and blank for what is divided by anything else; ``other_year`` says that it is not the year of
    what is divided.
    """

    value: float
    unit: str
    decimals: str = ".10g"
    cell: tuple[Value, ...] = ()
    period: str = ""
    other_year: bool = False

    @property
    def words(self) -> str:
        """Return the number, its unit and a year that is another, for the arithmetic in a note."""
        return f"{self.value:,{self.decimals}} {self.unit}{self._year}"

    @property
    def part(self) -> Part:
        """Return the number as a part of a division."""
        value = round(self.value, 1) if self.decimals == ".1f" else self.value
        return Part(value, self.period if self.other_year else "")

    @property
    def digits(self) -> str:
        """Return the number without its unit, with a year that is another."""
        return f"{self.value:,{self.decimals}}{self._year}"

    @property
    def _year(self) -> str:
        return f" ({self.period})" if self.other_year else ""

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Return the sources of the figure that is shown first."""
        return self.cell[0].source_ids if self.cell else ()


def divisor(
    catalogue: Catalogue, indicator: Indicator, place_id: str, period: str
) -> Divisor | None:
    """Return what a derived indicator divides by in one place and period, or None.

    People are counted in tens of thousands: the census in its own year, the year-end estimate
    of any other year. Where the very year has none, the nearest of those that the indicator
    allows is taken, of two the earlier. Area is square kilometres, from the boundary. What the
    data refuse to divide has no divisor.
    """
    if any(one.holds(indicator, place_id, period) for one in catalogue.refusals):
        return None
    if indicator.denominator == "area":
        return Divisor(catalogue.places[place_id].area_km2, "km²", ".1f")
    if indicator.denominator == "province":
        cell = catalogue.cell(PROVINCE, indicator.numerator, period)
        unit = catalogue.indicators[indicator.numerator].unit_zh
        return Divisor(cell[0].value, unit, cell=cell) if _divides(cell) else None
    for year in _years_near(period, indicator.denominator_years):
        census = year == CENSUS_PERIOD
        cell = catalogue.cell(place_id, "population_census" if census else "population", year)
        if _divides(cell):
            value = cell[0].value / (PEOPLE_PER_UNIT if census else 1)
            return Divisor(value, "万人", cell=cell, period=year, other_year=year != period)
    return None


def _divides(cell: Sequence[Value]) -> bool:
    return bool(cell) and cell[0].value > 0 and cell[0].status != "floor"


def _years_near(period: str, most: int) -> Iterator[str]:
    """Yield a year, then those at most so many away, the nearest first and of two the earlier."""
    yield period
    for away in range(1, most + 1):
        yield str(int(period) - away)
        yield str(int(period) + away)


def zone_density(
    catalogue: Catalogue, zone_id: str, indicator_id: str, period: str
) -> Value | None:
    """Return a zone's figure per km2, or None when the zone has no figure for the period.

    Raises Refused unless the boundary is official: planned, built-up and approved areas of a
    zone differ severalfold, so a density over a documented area would mean nothing.
    """
    boundary = catalogue.official_zones.get(zone_id)
    if boundary is None:
        raise Refused(said("refused.density", zone=zone_id))
    cells = catalogue.cell(zone_id, indicator_id, period)
    if not cells:
        return None
    unit = catalogue.indicator(indicator_id).unit_zh
    note = f"{cells[0].value:,.10g} {unit} ÷ {boundary.area_km2:,.3f} km²"
    return replace(
        cells[0],
        value=cells[0].value / boundary.area_km2,
        status="derived",
        source_ids=tuple(dict.fromkeys((*cells[0].source_ids, boundary.source_id))),
        quote="",
        note=note,
    )


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
    found = [_among(catalogue, indicator_id, period, one) for one in rivals(catalogue, level)]
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
    whole = catalogue.cell(PROVINCE, indicator_id, period)
    if not whole or whole[0].value <= 0 or whole[0].status == "floor":
        return None
    cells = (catalogue.cell(p, indicator_id, period) for p in catalogue.at_level_ids("prefecture"))
    total = fsum(cell[0].value for cell in cells if cell)
    percent = total / whole[0].value * 100
    return percent if percent > 100 + ROUNDING else None
