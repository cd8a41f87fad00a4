"""The atlas in a notebook: one call, one folium.Map."""

from __future__ import annotations

import os

import folium

from app import config, scenes
from app.approval import approval_of
from app.commands.build import runtime, topologies
from app.progress import Progress
from app.reading import read
from app.withheld import withheld
from layers.renderers.standalone import folium_map


def atlas_map(layer: str = "prefectures", **wish: str | int | bool) -> folium.Map:
    """Return a map that shows itself as the last line of a cell, without a network.

    ``wish`` takes what ``python -m app build`` takes: ``indicator="gdp"``, ``period="2020"``,
    ``scheme``, ``k``, ``lock``, ``breaks``, ``over="zones"``, ``names``, ``lang="en"``. Raises
    AtlasError with the known words for one that is not.
    """
    asked = scenes.Wish(layer, **wish)  # type: ignore[arg-type]  # a wish is checked by require
    scenes.require(asked)
    settings = withheld(config.load(os.environ))
    catalogue = read(settings, Progress())
    shown = scenes.layers_of(asked)
    approved = approval_of(settings, layers=shown, zoom=settings.map_max_zoom)
    scene, others = scenes.scene(catalogue, asked, approval=approved)
    geometry = topologies(settings.data, catalogue, scene)
    return folium_map(scene, geometry=geometry, runtime=runtime(asked.lang), others=others)
