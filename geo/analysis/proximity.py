"""Platforms in and around the areas of science cities: by words, and by distance in metres."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.languages import ORIGINAL
from geo.model.platforms import Platform
from geo.model.science_cities import SEAT, ScienceCityArea
from geo.sentences import in_words

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

How = Literal["named", "circle", "around"]
Distances = Mapping[str, Mapping[str, float]]
# "Around" an area ends here; beyond it a platform is in another part of the city.
AROUND_KM = 10.0


@dataclass(frozen=True)
class Near:
    """A platform and what ties it to an area; ``km`` lies between the two points, if known."""

    platform: Platform
    how: How
    km: float | None


def named(area: ScienceCityArea, platform: Platform) -> bool:
    """Return whether a platform's name or address names the area, in the same prefecture."""
    if area.prefecture and platform.prefecture != area.prefecture:
        return False
    words = f"{platform.name_zh} {in_words(platform.address, ORIGINAL)}"
    return any(name in words for name in area.named_by)


def near(
    catalogue: Catalogue, area: ScienceCityArea, distances: Distances, circle_m: float | None
) -> Iterator[Near]:
    """Yield the platforms in and around an area, the surest first.

    Words come before distances: most points are of a town or a station, not of a gate. What lies
    in the circle of the documented area is near its point, not inside a boundary.
    """
    known = distances.get(area.place_id, {})
    inside = circle_m / 1000 if circle_m is not None else 0.0
    nears: list[Near] = []
    for platform in catalogue.platforms.values():
        km = known.get(platform.place_id)
        if named(area, platform):
            nears.append(Near(platform, "named", km))
        elif km is not None and km <= inside:
            nears.append(Near(platform, "circle", km))
        elif km is not None and km <= AROUND_KM:
            nears.append(Near(platform, "around", km))
    order = ("named", "circle", "around")
    yield from sorted(nears, key=lambda near: (order.index(near.how), near.km or 0))


def of_the_city(catalogue: Catalogue, prefecture: str) -> tuple[Platform, ...]:
    """Return the platforms known only by their prefecture: listed, never placed."""
    return tuple(
        platform
        for platform in catalogue.platforms.values()
        if platform.prefecture == prefecture and platform.precision == SEAT
    )
