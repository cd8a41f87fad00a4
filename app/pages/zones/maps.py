"""Maps of the view: the zones of a date or a scenario on counties; the cities without a zone."""

from __future__ import annotations

from app.pages.zones.request import ZonesRequest
from app.shell.view import PageMap, computed
from layers.build.scenario import counties, zones
from layers.build.without_zones import without_zones
from layers.map import MapLayer

PLACE = "{id}"


def plate(request: ZonesRequest) -> PageMap:
    """Return the map: a click on a zone or a county shows it beside, where it can be marked."""
    ground = counties(request.catalogue, request.scenario, request.lang)
    above = (
        computed(zones(request.catalogue, request.outcome, request.lang))
        if request.assumed_here
        else MapLayer("zones-pipeline", period=request.moment.date)
    )
    return PageMap(
        theme=computed(ground),
        late=True,
        overlays=(above,),
        counties=True,
        selected=request.asked["place"],
        pick=request.asked.link(place=PLACE),
        unpick=request.asked.link(place=""),
    )


def apart(request: ZonesRequest) -> PageMap:
    """Return the map of the prefectures without a zone: each with its way to the nearest."""
    found = without_zones(request.catalogue, request.outcome, request.lang)
    return PageMap(theme=computed(found), names=True)
