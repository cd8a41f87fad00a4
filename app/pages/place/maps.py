"""Maps: the places of a level to choose from, and where one place is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.address.explore import ViewState
from app.address.query import Asked
from app.context.manifest import sheets_of
from app.pages.place.lists import place_address
from app.shell.view import PageMap
from layers.map import MapLayer
from layers.paint import Classification

if TYPE_CHECKING:
    from app.context.context import World

# The layer in which the places of a level can be clicked on, where it is not one of figures.
GROUNDS = {"county": "host-counties"}


def of_level(world: World, asked: Asked) -> PageMap:
    """Return a map of the places of a level: a click on one leads to its page."""
    level = asked["level"]
    return PageMap(theme=_ground(world, level), pick=place_address(world, asked.lang, "{id}"))


def of_place(world: World, place_id: str) -> PageMap:
    """Return a map on which one place is marked."""
    level = world.catalogue.place(place_id).level
    return PageMap(theme=_ground(world, level), selected=place_id)


def _ground(world: World, level: str) -> MapLayer:
    layer = GROUNDS.get(level, "")
    sheets = sheets_of(world.shelf)
    if layer in sheets:
        return MapLayer(layer, str(sheets[layer]["default_period"]))
    opening = world.vocabulary.sheet_id(ViewState())
    return MapLayer(opening, str(sheets[opening]["default_period"]), Classification())
