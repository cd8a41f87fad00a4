"""Streets: an outline that is not official, on a map only where a reader asks for it.

It has no review number, so nothing that the public sees has it: neither an atlas for the public
nor plain files, which anybody may copy.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.pages.cities.request import CitiesRequest
from geo.model.streets import CONFIDENCE, StreetUnion
from layers.words import say, text

if TYPE_CHECKING:
    from app.context.context import World

FIELD, ON = "streets", "on"


def offered(world: World) -> bool:
    """Return whether a reader may ask for the outlines."""
    shown = world.urls.served and not world.config.public
    return shown and bool(world.catalogue.street_unions)


def asked_for(request: CitiesRequest) -> tuple[StreetUnion, ...]:
    """Return the outlines that an address asks for, of the cities that are shown."""
    if request.asked.values.get(FIELD) != ON:
        return ()
    areas = request.catalogue.areas
    return tuple(
        union
        for union in request.catalogue.street_unions
        if areas[union.area_id].city in request.cities
    )


def outlines(request: CitiesRequest, city: str) -> tuple[Any, ...]:
    """Return the polygons on the map of a city: rings of longitude and latitude."""
    areas = request.catalogue.areas
    return tuple(
        polygon
        for union in asked_for(request)
        if areas[union.area_id].city == city
        for polygon in union.polygons
    )


def legend(request: CitiesRequest) -> list[dict[str, Any]]:
    """Return what the legend says of each outline: its name, what it is, and whom to credit."""
    phrases = text(request.lang)
    return [
        {
            "name": union.name(request.lang),
            "label": phrases[f"confidence.{CONFIDENCE}"],
            "explain": phrases[f"explain.{CONFIDENCE}"],
            "credit": say(request.lang, "credit.streets"),
        }
        for union in asked_for(request)
    ]
