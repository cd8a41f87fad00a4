"""Rivals: which places of a level may be ranked, or likened, among each other.

Prefectures, counties and zones are each of one kind. The parts of a science city stand among the
parts of that city: the city itself is what they are parts of, and the first of any ranking.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from geo.analysis.planned_areas import areas_of

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue


def rivals(catalogue: Catalogue, level: str) -> tuple[tuple[str, ...], ...]:
    """Return the ids of a level's places in the sets within which they are compared.

    A whole of which others are parts is in none.
    """
    if level != "area":
        return (catalogue.at_level_ids(level),)
    parts = (areas_of(catalogue, (city,)) for city in catalogue.profile.city_ids)
    return tuple(tuple(area.place_id for area in areas) for areas in parts if areas)


def rivals_of(catalogue: Catalogue, level: str, places: Iterable[str] = ()) -> tuple[str, ...]:
    """Return the ids of the sets that hold any of some places; of all sets where none does."""
    sets, wanted = rivals(catalogue, level), set(places)
    found = [one for one in sets if wanted & set(one)] or sets
    return tuple(place for one in found for place in one)
