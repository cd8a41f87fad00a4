"""The map of the view: counties to choose from, and the zones of a date or of a scenario."""

from __future__ import annotations

from app.pages.zones.request import ZonesRequest
from app.shell.view import PageMap, computed
from layers.build.scenario import counties, zones
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
