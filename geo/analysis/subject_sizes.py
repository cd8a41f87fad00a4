"""Sizes: how large a subject is, to judge whether its raw counts can stand beside another's."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.analysis.observations import entry
from geo.analysis.planned_areas import extent
from geo.model.subject import Subject
from geo.model.zones import APPROVED

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

Of = Literal["people", "km2"]


@dataclass(frozen=True)
class Size:
    """A size: residents of the census for prefectures and groups, km2 for zones and areas.

    ``about`` says that the source rounds it. The area of a zone is the approved one, which is of
    one kind for all zones; an official boundary goes first.
    """

    value: float
    of: Of
    source_ids: tuple[str, ...]
    about: bool = False


def size(catalogue: Catalogue, subject: Subject) -> Size | None:
    """Return how large a subject is, or None where no source says."""
    if subject.word in catalogue.zones:
        return _of_zone(catalogue, subject.word)
    if subject.word in catalogue.areas:
        return _of_area(catalogue, subject.word)
    people = entry(catalogue, subject, "population_census", catalogue.profile.census_year).figure
    if people is None or people.value <= 0:
        return None
    return Size(people.value, "people", people.source_ids)


def _of_zone(catalogue: Catalogue, zone_id: str) -> Size | None:
    boundary = catalogue.official_zones.get(zone_id)
    if boundary is not None:
        return Size(boundary.area_km2, "km2", (boundary.source_id,))
    zone = catalogue.zones[zone_id]
    if not zone.approved_km2:
        return None
    # The figure names the one document that says it, the row every document on the zone.
    figures = catalogue.figures(zone_id)
    value = next((cell[0] for cell in figures if cell[0].indicator_id == APPROVED), None)
    return Size(zone.approved_km2, "km2", value.source_ids if value else zone.source_ids)


def _of_area(catalogue: Catalogue, area_id: str) -> Size | None:
    """Return the planned area of the latest version that has one, or another documented one."""
    boundary = catalogue.official_areas.get(area_id)
    if boundary is not None:
        return Size(boundary.area_km2, "km2", (boundary.source_id,))
    area = catalogue.areas[area_id]
    for version in reversed(catalogue.profile.versions):
        found = extent(catalogue, area, version)
        if found is not None and found.value is not None:
            return Size(found.km2, "km2", found.value.source_ids)
    other = extent(catalogue, area, "")
    return Size(other.km2, "km2", area.source_ids, other.about) if other else None
