"""Planned areas of science cities: the parts of one, and how large each version has them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from geo.model.figures import Value
from geo.model.science_cities import PLANNED, WHOLE, Extent, ScienceCityArea

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue


def extent(catalogue: Catalogue, area: ScienceCityArea, version: str) -> Extent | None:
    """Return the area in a version of the plan, else that of another document, else None.

    A whole gets its planned figure only: its other area is of a weak page, and too small.
    """
    values = catalogue.cell(area.place_id, PLANNED, version)
    if values:
        return Extent(values[0].value, about=False, value=values[0])
    if area.area_km2 is None:
        return None
    return Extent(area.area_km2, area.area_about)


def areas_of(catalogue: Catalogue, cities: Iterable[str]) -> tuple[ScienceCityArea, ...]:
    """Return the parts of the named science cities without the wholes, as the table lists them."""
    wanted = tuple(cities)
    return tuple(a for a in catalogue.areas.values() if a.city in wanted and a.kind != WHOLE)


def whole_of(catalogue: Catalogue, city: str) -> ScienceCityArea | None:
    """Return the row of a science city itself, or None where the table has none."""
    areas = (a for a in catalogue.areas.values() if a.city == city and a.kind == WHOLE)
    return next(areas, None)


@dataclass(frozen=True)
class AreaChange:
    """The planned area of one place in two versions, in km2; ``by`` is the later less the first."""

    area: ScienceCityArea
    first: Value
    second: Value

    @property
    def by(self) -> float:
        """Return the difference, free of binary noise."""
        return float(Decimal(repr(self.second.value)) - Decimal(repr(self.first.value)))


def changes(catalogue: Catalogue, city: str) -> Iterator[AreaChange]:
    """Yield how each part of a science city, and the whole, changed between the two versions.

    What has no figure in one of the versions has no change: nothing is filled in.
    """
    for area in catalogue.areas.values():
        first, second = (
            catalogue.cell(area.place_id, PLANNED, v) for v in catalogue.profile.versions
        )
        if area.city == city and first and second:
            yield AreaChange(area, first[0], second[0])


def together(values: Iterable[float]) -> float:
    """Return a sum of areas, free of binary noise.

    >>> together([88.9, 44.0, 60.4, 68.9])
    262.2
    """
    return float(sum((Decimal(repr(value)) for value in values), Decimal(0)))
