"""The map of one published layer, as an address of Explore asks for it."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from app.address.explore import ViewState
from app.context.manifest import sheets_of
from app.shell.view import PageMap
from geo.levels import level_facts
from layers.camera import Camera
from layers.map import LayerFacts, MapLayer, map_spec
from layers.paint import Classification

if TYPE_CHECKING:
    from app.context.context import World


def layer_map(world: World, state: ViewState) -> PageMap:
    """Return the map of a view: its layer at its period, and what lies over that."""
    known = sheets_of(world.shelf)
    sheet_id = world.vocabulary.sheet_id(state)

    def facts(one: str) -> LayerFacts | None:
        return LayerFacts.of(known[one]) if one in known else None

    choice = Classification(state.scheme, state.k, state.lock)
    spec = map_spec(
        world.catalogue.profile,
        MapLayer(sheet_id, state.period, choice),
        state.over,
        facts=facts,
        selected=state.place,
    )
    late = "counties" not in state.over and not level_facts(known[sheet_id]["level"]).in_prefecture
    shown = replace(spec, landmarks=state.landmarks == "on", camera=Camera.of(state.view))
    return PageMap(**shown.parts, late=late)
