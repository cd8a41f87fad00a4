"""Callbacks of a view: a place that is chosen on its maps leads to the page that shows it.

Dash renders the maps (AtlasMap) and tells the server what is chosen; the answer is the page that
follows, as its address would give it. Where Dash is not there yet, the same choice is a link.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from dash import Dash, Input, Output, State, ctx
from dash.development.base_component import Component
from dash.exceptions import PreventUpdate

from app.address.lenient import pairs, said
from app.component.atlas_map import AtlasMap
from app.component.atlas_page import AtlasPage
from app.shell import ids
from app.shell.view import View

if TYPE_CHECKING:
    from app.context.context import World

PLACE = "place"


def components(world: World, view: View) -> list[Component]:
    """Return what Dash renders of a view: its maps, and what takes the answers."""
    slots = view.explored(world) if view.explored else ()
    maps = [AtlasMap(id=ids.SLOT_PREFIX + slot, className="map-host") for slot in slots]
    return [*maps, AtlasPage(id=ids.PAGE_PREFIX + view.name)] if maps else []


def register(
    app: Dash, world: World, view: View, whole: Callable[[Mapping[str, str]], str]
) -> None:
    """Answer a choice on a map of an explored view with the page that follows.

    ``whole`` returns the HTML of a page for its query, and raises StateError for words that it
    does not know.
    """
    if not view.explored:
        return
    maps = [ids.SLOT_PREFIX + slot for slot in view.explored(world)]
    page = ids.PAGE_PREFIX + view.name

    @app.callback(
        output=Output(page, "written"),
        inputs={
            "chosen": {map_: (Input(map_, "selected"), Input(map_, "n_selected")) for map_ in maps}
        },
        state={"address": State(page, "address")},
        prevent_initial_call=True,
    )
    def follow(chosen: Mapping[str, Any], address: Any) -> Mapping[str, Any]:  # noqa: ANN401  whatever the browser sent
        if ctx.triggered_id not in chosen:
            raise PreventUpdate
        place, choice = chosen[ctx.triggered_id]
        query = said(pairs(address if isinstance(address, str) else ""))
        return {"choice": choice, "page": whole({**query, PLACE: str(place or "")})}
