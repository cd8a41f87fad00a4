"""Inquiry: what one address of the view asks for."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from app.address.query import Asked
from app.shell.footnotes import Footnotes
from app.shell.page_request import PageRequest
from geo.analysis.planned_areas import areas_of
from geo.model.profile import Profile
from geo.model.science_cities import ScienceCityArea

if TYPE_CHECKING:
    from app.context.context import World

BOTH = "both"
DIFFERENCE = "difference"


@dataclass(frozen=True)
class CitiesRequest(PageRequest):
    """The cities, the version and the area that an address asks for.

    ``distances`` are kilometres from areas to platforms, as the build measured them.
    """

    page = "cities"
    distances: Mapping[str, Mapping[str, float]]

    @cached_property
    def footnotes(self) -> Footnotes:
        """Return the sources of the page, numbered as they are met."""
        return Footnotes(self.catalogue.sources)

    @property
    def cities(self) -> tuple[str, ...]:
        """Return the science cities that are shown."""
        chosen = str(self.asked["city"])
        return self.catalogue.profile.city_ids if chosen == BOTH else (chosen,)

    @property
    def version(self) -> str:
        """Return the version whose circles are drawn: the difference is drawn over the latest."""
        shown, versions = str(self.asked["period"]), self.catalogue.profile.versions
        return shown if shown in versions else versions[-1]

    @property
    def comparing(self) -> bool:
        """Return whether the two versions are held against each other."""
        return bool(self.asked["period"] == DIFFERENCE)

    @property
    def area(self) -> ScienceCityArea | None:
        """Return the area that is chosen; None where none is, or its city is not shown."""
        area = self.catalogue.areas.get(self.asked["place"])
        return area if area is not None and area.city in self.cities else None

    @property
    def areas(self) -> tuple[ScienceCityArea, ...]:
        """Return the parts of the cities that are shown, without the wholes."""
        return areas_of(self.catalogue, self.cities)


def choices(profile: Profile) -> tuple[str, ...]:
    """Return what may be shown: all science cities together, or one."""
    return (BOTH, *profile.city_ids)


def views(profile: Profile) -> tuple[str, ...]:
    """Return the versions of the plan, and the difference between them."""
    return (*profile.versions, DIFFERENCE)


def inquiry(world: World, asked: Asked) -> CitiesRequest:
    """Return what an address asks for."""
    distances: Any = world.shelf.facts["area_km"]
    return CitiesRequest(world, asked, distances)
