"""The atlas in a notebook: one call, one folium.Map."""

from __future__ import annotations

import os

import folium

from app.build.editions import opened
from app.build.progress import Progress
from app.build.redacted import withheld
from app.jobs import map_request
from app.jobs.offline_files import runtime, topologies
from app.jobs.reading import read
from app.settings import settings as config
from app.settings.approval import approval_of
from layers.render.folium_file import folium_map


def atlas_map(layer: str = "prefectures", **choices: str | int | bool) -> folium.Map:
    """Return a map that shows itself as the last line of a cell, without a network.

    ``choices`` take what ``python -m app build`` takes: ``indicator="gdp"``, ``period="2020"``,
    ``scheme``, ``k``, ``lock``, ``breaks``, ``over="zones"``, ``names``, ``lang="en"``. Raises
    AtlasError with the known words for one that is not.
    """
    asked = map_request.MapRequest(layer, **choices)  # type: ignore[arg-type]  # checked by require
    map_request.require(asked)
    settings = withheld(opened(config.load(os.environ)))
    catalogue = read(settings, Progress())
    shown = map_request.layers_of(asked)
    approved = approval_of(settings, layers=shown, zoom=settings.map_max_zoom)
    drawable, others = map_request.drawable(catalogue, asked, approval=approved)
    geometry = topologies(settings.data, catalogue, drawable)
    return folium_map(drawable, geometry=geometry, runtime=runtime(asked.lang), others=others)
