"""Apart items: what a difference is shown on: areas of prefectures, symbols of the rest."""

from __future__ import annotations

from collections.abc import Sequence

from geo.analysis.planned_areas import extent
from geo.analysis.subjects import PLACE_KINDS
from geo.levels import BOUNDED, level_facts
from geo.model.figures import Measure
from geo.model.science_cities import PLANNED
from geo.model.subject import Kind, Subject
from geo.store.catalogue import Catalogue
from layers.build.items import place_item, zone_item
from layers.build.science_cities import area_item
from layers.data import Item
from layers.spec import DifferenceLayer

# Where a difference is a fill; elsewhere it is the color of a symbol.
FILLED = "prefecture"
SYMBOL = "circle"


def kind_of(level: str) -> Kind:
    """Return the kind of the places of a level."""
    return next((place_kind for place_kind in PLACE_KINDS if place_kind == level), "prefecture")


def spec(level: str) -> DifferenceLayer:
    """Return the layer that differences of a level are."""
    marked = next((one for one in BOUNDED if one == level and level_facts(one).supplied), None)
    return (
        DifferenceLayer("difference", marked, "symbols")
        if marked
        else DifferenceLayer("difference")
    )


def shape(level: str) -> str:
    """Return the shape of the legend's rows: none where areas are filled."""
    return "" if level == FILLED else SYMBOL


def items(catalogue: Catalogue, subjects: Sequence[Subject], lang: str) -> list[Item]:
    """Return the places as items; zones and areas with how their boundaries are known."""
    found = []
    for subject in subjects:
        if subject.word in catalogue.zones:
            found.append(zone_item(catalogue.zones[subject.word], catalogue, lang))
        elif subject.word in catalogue.areas:
            area = catalogue.areas[subject.word]
            beside = tuple(other for other in catalogue.areas.values() if other.city == area.city)
            found.append(area_item(area, beside, catalogue, lang))
        else:
            found.append(place_item(catalogue.places[subject.word], lang))
    return found


def circles(
    catalogue: Catalogue, subjects: Sequence[Subject], a: Measure
) -> tuple[float | None, ...]:
    """Return the radii of the circles of areas in the version of side A, metres; none of zones.

    The circle of a zone is its item's own. Without a circle an area has None.
    """
    if not subjects or subjects[0].word not in catalogue.areas:
        return ()
    version = a.period if a.indicator_id == PLANNED else catalogue.profile.versions[-1]
    found = []
    for subject in subjects:
        area = catalogue.areas[subject.word]
        size = extent(catalogue, area, version)
        drawn = area.confidence(catalogue.official_areas, size) == "area-circle"
        found.append(size.circle_m if size and drawn else None)
    return tuple(found)
