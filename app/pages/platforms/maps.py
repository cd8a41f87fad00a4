"""Maps: the chosen platforms as points, the zones that name the field, and rings around points."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from app.pages.platforms import fields
from app.pages.platforms.controls import COLORS
from app.pages.platforms.request import PlatformsRequest
from app.shell.view import PageMap
from geo.analysis.accessibility import KM
from layers.build.registry import sheet
from layers.build.subset import only
from layers.data import Sheet
from layers.map import MapLayer
from layers.selection import part

LAYERS = {"field": "platforms-field", "family": "platforms-type"}


def colors(look: PlatformsRequest) -> list[dict[str, Any]]:
    """Return what the points can be colored by; of one field all would have one color."""
    return [
        {
            "words": look.say(f"color.{name}"),
            "href": look.asked.link(by=name),
            "on": _by(look) == name,
        }
        for name in COLORS
    ]


def _by(look: PlatformsRequest) -> str:
    return look.asked["by"] or ("family" if look.asked["field"] else "field")


def layer(look: PlatformsRequest) -> Sheet:
    """Return the sheet of the chosen platforms."""
    whole = sheet(look.catalogue, LAYERS[_by(look)], lang=look.lang)
    return only(whole, look.catalogue, {p.place_id for p in look.platforms})


def _overlays(look: PlatformsRequest) -> Iterator[MapLayer]:
    """Yield the zones and areas that name the field chosen or are picked, as their layers do."""
    ids = {*fields.named_ids(look), look.asked["place"]} - {""} - set(look.catalogue.platforms)
    naming = ("zones", *(city.layer_id for city in look.catalogue.profile.cities))
    for layer_id in naming if ids else ():
        chosen = only(sheet(look.catalogue, layer_id, lang=look.lang), look.catalogue, ids)
        if chosen.items:
            yield MapLayer(layer_id, chosen.default_period, part=part(chosen))


def main(look: PlatformsRequest) -> PageMap:
    """Return the map of the page."""
    shown = layer(look)
    points = dict.fromkeys(p.at for p in look.reached if p.at)
    return PageMap(
        theme=MapLayer(shown.sheet_id, part=part(shown)),
        overlays=tuple(_overlays(look)),
        selected=look.asked["place"],
        pick=look.asked.link(place="{id}"),
        unpick=look.asked.link(place=""),
        rings=tuple((lon, lat, look.radius_km * KM) for lon, lat in points if look.radius_km),
    )
