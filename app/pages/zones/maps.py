"""The map of the view: counties to choose from, and the zones of a date or of a scenario."""

from __future__ import annotations

from app.pages.zones.request import ZonesRequest
from app.shell.view import PageMap, computed
from layers.build.scenario import counties, zones
from layers.map import MapLayer

PLACE = "{id}"


def plate(told: ZonesRequest) -> PageMap:
    """Return the map: a click on a zone or a county shows it beside, where it can be marked."""
    ground = counties(told.catalogue, told.scenario, told.lang)
    above = (
        computed(zones(told.catalogue, told.outcome, told.lang))
        if told.assumed_here
        else MapLayer("zones-pipeline", period=told.moment.date)
    )
    return PageMap(
        theme=computed(ground),
        late=True,
        overlays=(above,),
        counties=True,
        selected=told.asked["place"],
        pick=told.asked.link(place=PLACE),
        unpick=told.asked.link(place=""),
    )
