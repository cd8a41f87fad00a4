"""Names: what the zones and places of the page are called."""

from __future__ import annotations

from app.pages.zones.request import ZonesRequest
from layers.build.items import zone_item


def zone_name(request: ZonesRequest, zone: str) -> str:
    """Return the short name of a zone."""
    return zone_item(request.catalogue.zones[zone], request.catalogue, request.lang).short


def place_name(request: ZonesRequest, place: str) -> str:
    """Return the name of a place; the short one of a zone, nothing for no place."""
    if place in request.catalogue.zones:
        return zone_name(request, place)
    return request.catalogue.places[place].name(request.lang) if place else ""
