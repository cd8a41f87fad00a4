"""Look: what one address of the page chooses, worked out once for all its parts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cached_property

from app.shell.footnotes import Footnotes
from app.shell.page_request import PageRequest
from geo.analysis.platform_filter import SEAT, PlatformFilter, chosen
from geo.model.platforms import Platform
from layers.words import text

ON = "1"
NAME = "platforms"


@dataclass(frozen=True)
class PlatformsRequest(PageRequest):
    """The world through one address of the page."""

    page = NAME

    def word(self, key: str) -> str:
        """Return a word that belongs to the data, such as that of a level."""
        return text(self.lang)[key]

    @cached_property
    def choice(self) -> PlatformFilter:
        """Return what the address asks of the platforms."""
        asked = self.asked
        return PlatformFilter(
            field=asked["field"],
            types=asked["type"],
            rank=asked["level"],
            status=asked["status"],
            prefecture=asked["prefecture"],
            host=asked["host"],
            campuses=asked["campuses"] == ON,
        )

    @property
    def everywhere(self) -> PlatformFilter:
        """Return the same of all fields and places."""
        return replace(self.choice, field="", prefecture="")

    @cached_property
    def footnotes(self) -> Footnotes:
        """Return the sources of the page, numbered as they are met."""
        return Footnotes(self.catalogue.sources)

    @cached_property
    def platforms(self) -> tuple[Platform, ...]:
        """Return the platforms chosen, in the order of the table."""
        return chosen(self.catalogue, self.choice)

    @cached_property
    def reached(self) -> tuple[Platform, ...]:
        """Return those of them that distances are measured to: they have a point that counts."""
        rough = self.asked["rough"] == ON
        return tuple(p for p in self.platforms if p.at and (rough or p.precision != SEAT))

    @cached_property
    def unplaced(self) -> tuple[Platform, ...]:
        """Return those of them that nothing is measured to: they count in their prefecture."""
        reached = set(self.reached)
        return tuple(p for p in self.platforms if p not in reached)

    @property
    def radius_km(self) -> float:
        """Return the radius of the rings in km; 0 when none are asked for."""
        return float(self.asked["radius"])

    def name_of(self, place_id: str) -> str:
        """Return the name of a place."""
        return self.catalogue.place(place_id).name(self.lang)
