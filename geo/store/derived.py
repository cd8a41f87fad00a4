"""Derived quantities: rates with declared denominators, shares of the province, ranks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.errors import Refused
from geo.model.figures import Division, DivisionPart, Value
from geo.model.indicators import Indicator
from geo.sentences import said

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

PEOPLE_PER_UNIT = 10_000


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
        for level in ("prefecture", "county", *whole):
            periods = catalogue.periods(indicator.numerator, level)
            for place in catalogue.at_level(level):
                for period in periods:
                    value = quotient(catalogue, indicator, place.place_id, period)
                    if value is not None:
                        yield value


def quotient(
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
        division=Division((DivisionPart(top.value),), (below.part,), disputed),
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
    def part(self) -> DivisionPart:
        """Return the number as a part of a division."""
        value = round(self.value, 1) if self.decimals == ".1f" else self.value
        return DivisionPart(value, self.period if self.other_year else "")

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
    if any(refusal.holds(indicator, place_id, period) for refusal in catalogue.refusals):
        return None
    if indicator.denominator == "area":
        return Divisor(catalogue.places[place_id].area_km2, "km²", ".1f")
    if indicator.denominator == "province":
        cell = catalogue.cell(catalogue.profile.adcode, indicator.numerator, period)
        unit = catalogue.indicators[indicator.numerator].unit_zh
        return Divisor(cell[0].value, unit, cell=cell) if _divides(cell) else None
    for year in _years_near(period, indicator.denominator_years):
        census = year == catalogue.profile.census_year
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
