"""Derived quantities: rates with declared denominators, shares of the province, ranks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from geo.errors import Refused
from geo.figures import Indicator, Value
from geo.places import PROVINCE

if TYPE_CHECKING:
    from geo.catalogue import Catalogue

CENSUS_PERIOD = "2020"
PEOPLE_PER_UNIT = 10_000
# First of one, or of two, says nothing.
FEWEST_RANKED = 3


@dataclass(frozen=True)
class Measure:
    """An indicator of one period, as a reader picks it."""

    indicator_id: str
    period: str


def derived_values(catalogue: Catalogue) -> Iterator[Value]:
    """Yield every value that the declared derived indicators give, in declared order.

    A value needs its numerator and its denominator for exactly the same place and period;
    where either is missing there is no value. Nothing is interpolated or carried over.
    """
    for indicator in catalogue.indicators.values():
        if not indicator.denominator:
            continue
        for place in catalogue.at_level("prefecture"):
            for period in catalogue.periods(indicator.numerator, "prefecture"):
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
    )


@dataclass(frozen=True)
class Divisor:
    """What a figure is divided by, in ``unit``; ``cell`` are the figures it is taken from.

    An area has no cell: it is computed from the boundary.
    """

    value: float
    unit: str
    decimals: str = ".10g"
    cell: tuple[Value, ...] = ()

    @property
    def words(self) -> str:
        """Return the number and its unit, for the arithmetic in a note."""
        return f"{self.value:,{self.decimals}} {self.unit}"

    @property
    def source_ids(self) -> tuple[str, ...]:
        """Return the sources of the figure that is shown first."""
        return self.cell[0].source_ids if self.cell else ()


def divisor(
    catalogue: Catalogue, indicator: Indicator, place_id: str, period: str
) -> Divisor | None:
    """Return what a derived indicator divides by in one place and period, or None.

    People are counted in tens of thousands: the census in its own year, the year-end estimate
    of the very same year otherwise. Area is square kilometres, from the boundary.
    """
    if indicator.denominator == "area":
        return Divisor(catalogue.places[place_id].area_km2, "km²", ".1f")
    if indicator.denominator == "province":
        cell = catalogue.cell(PROVINCE, indicator.numerator, period)
        scale, unit = 1, catalogue.indicators[indicator.numerator].unit_zh
    elif period == CENSUS_PERIOD:
        cell = catalogue.cell(place_id, "population_census", period)
        scale, unit = PEOPLE_PER_UNIT, "万人"
    else:
        cell, scale, unit = catalogue.cell(place_id, "population", period), 1, "万人"
    if not cell or cell[0].value <= 0 or cell[0].status == "floor":
        return None
    return Divisor(cell[0].value / scale, unit, cell=cell)


def zone_density(
    catalogue: Catalogue, zone_id: str, indicator_id: str, period: str
) -> Value | None:
    """Return a zone's figure per km2, or None when the zone has no figure for the period.

    Raises Refused unless the boundary is official: planned, built-up and approved areas of a
    zone differ severalfold, so a density over a documented area would mean nothing.
    """
    boundary = catalogue.official_zones.get(zone_id)
    if boundary is None:
        raise Refused(
            f"no density for {zone_id}: its boundary is not official. "
            "Supply it in data/shapes/zones.geojson."
        )
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
