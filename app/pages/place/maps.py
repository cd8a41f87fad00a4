"""Maps: the places of a level to choose from, and what lies in one place."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from app.address.query import Asked
from app.context.manifest import sheets_of
from app.context.place_pages import paged, place_address
from app.files.once import once
from app.pages.place.inside import platforms_in, zones_in
from app.pages.place.request import PlaceRequest
from app.shell.landmark_switch import drawn
from app.shell.view import PageMap
from geo.languages import LANGS
from geo.levels import level_facts
from geo.model.places import Place
from geo.model.science_cities import ScienceCityArea
from geo.owned import owned
from layers.build.registry import sheet
from layers.build.subset import only
from layers.data import Sheet
from layers.extent import Bounds
from layers.map import LayerFacts, MapLayer
from layers.selection import part

if TYPE_CHECKING:
    from app.context.context import World
    from geo.store.catalogue import Catalogue

HOSTS, ZONES = "host-counties", "zones"
PLATFORMS = "platforms-field"
# Degrees around what has no extent of its own, and around what has one.
AROUND, MARGIN = 0.22, 0.04


def of_level(world: World, asked: Asked) -> PageMap:
    """Return a map of the places of a level: a click on one leads to its page."""
    level, known = asked["level"], world.catalogue
    cities = _published(world, *(city.layer_id for city in known.profile.cities))
    ground = _ground(world, level)
    if ground.sheet_id == HOSTS:
        # A county without a zone has no page.
        whole = _sheet(known, HOSTS, asked.lang)
        ground = replace(ground, part=part(only(whole, known, set(paged(known)[level]))))
    return PageMap(
        theme=ground,
        overlays=tuple(cities) if level_facts(level).close else (),
        counties=level_facts(level).in_prefecture,
        pick=place_address(world.urls, asked.lang, "{id}"),
    )


def of_place(request: PlaceRequest) -> PageMap:
    """Return a map of a place and what lies in it."""
    world, place = request.world, request.place
    shown = [*_zones(request), *_platforms(request)]
    if isinstance(place, ScienceCityArea):
        shown += _published(world, request.catalogue.profile.city(place.city).layer_id)
    shown = shown or [_ground(world, place.level)]
    return PageMap(
        theme=shown[0],
        overlays=tuple(shown[1:]),
        bounds=_bounds(request),
        counties=level_facts(place.level).in_prefecture,
        late=True,
        selected=place.place_id,
        landmarks=drawn(request.asked),
    )


@owned(once(len(LANGS) * 2))
def _sheet(catalogue: Catalogue, layer: str, lang: str) -> Sheet:
    """Return a layer of which a map shows a part."""
    return sheet(catalogue, layer, lang=lang)


def _ground(world: World, level: str) -> MapLayer:
    """Return the layer in which the places of a level can be clicked on, or that stands below."""
    facts = level_facts(level)
    layer = HOSTS if facts.in_prefecture else "" if facts.division else ZONES
    sheets = sheets_of(world.shelf)
    if layer in sheets:
        return MapLayer(layer, str(sheets[layer]["default_period"]))
    opening = world.vocabulary.opening
    about = sheets[opening]
    return MapLayer(opening, str(about["default_period"]), LayerFacts.of(about).usual)


def _published(world: World, *layers: str) -> Iterator[MapLayer]:
    sheets = sheets_of(world.shelf)
    for layer in layers:
        if layer in sheets:
            yield MapLayer(layer, str(sheets[layer]["default_period"]))


def _platforms(request: PlaceRequest) -> Iterator[MapLayer]:
    """Yield the layer of platforms with those that lie in the place."""
    ids = {platform.place_id for platform in platforms_in(request)}
    if ids and PLATFORMS in sheets_of(request.world.shelf):
        whole = _sheet(request.catalogue, PLATFORMS, request.lang)
        yield MapLayer(PLATFORMS, part=part(only(whole, request.catalogue, ids)))


def _zones(request: PlaceRequest) -> Iterator[MapLayer]:
    """Yield the layer of zones with those of the place, or the place itself."""
    known = request.catalogue
    ids = {z.place_id for z in zones_in(request)} | ({request.place_id} & known.zones.keys())
    for layer in _published(request.world, ZONES) if ids else ():
        chosen = only(_sheet(known, ZONES, request.lang), known, ids)
        yield replace(layer, part=part(chosen))


def _bounds(request: PlaceRequest) -> Bounds | None:
    """Return what the map opens at: the place, or what lies around its point."""
    place = request.place
    if isinstance(place, Place):
        west, south, east, north = place.bounds
        return west - MARGIN, south - MARGIN, east + MARGIN, north + MARGIN
    at = getattr(place, "at", None)
    if at is None:
        return None
    lon, lat = at
    return lon - AROUND, lat - AROUND, lon + AROUND, lat + AROUND
