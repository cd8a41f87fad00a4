"""The atlas in a notebook or in another app: one call, one map."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import Any, NamedTuple

import folium

from app.build.editions import opened
from app.build.progress import Progress
from app.build.redacted import withheld
from app.context.landmark_ground import landmark_ground
from app.jobs import map_request
from app.jobs.offline_files import runtime, topologies
from app.jobs.reading import read
from app.settings import settings as config
from app.settings.approval import approval_of
from app.text import filled
from geo.model.phrase_parts import PhraseParts
from geo.store.profile_file import profile
from layers.data import Painted
from layers.map import PaintedMap
from layers.render.folium_file import folium_map
from layers.render.map_json import map_json


def atlas_map(layer: str = "prefectures", **choices: str | int | bool) -> folium.Map:
    """Return a map that shows itself as the last line of a cell, without a network.

    ``choices`` take what ``python -m app build`` takes: ``indicator="gdp"``, ``period="2020"``,
    ``scheme``, ``k``, ``lock``, ``breaks``, ``over="zones"``, ``names``, ``lang="en"``. Raises
    AtlasError with the known words for one that is not.
    """
    lang, parts, drawable, geometry, others = _drawn(layer, choices)
    return folium_map(drawable, geometry=geometry, runtime=runtime(parts, lang), others=others)


def component_map(layer: str = "prefectures", **choices: str | int | bool) -> dict[str, Any]:
    """Return what the property ``map`` of the Dash component takes (app.component.atlas_map).

    ``choices`` and the errors are those of ``atlas_map``. Without a ``period`` it has them all.
    """
    lang, parts, drawable, geometry, others = _drawn(layer, choices)
    return map_json(drawable, geometry=geometry, words=filled(parts, lang), others=others)


class _Drawn(NamedTuple):
    lang: str
    parts: PhraseParts
    drawable: PaintedMap
    geometry: dict[str, dict[str, Any]]
    others: Sequence[Painted]


def _drawn(layer: str, choices: Mapping[str, str | int | bool]) -> _Drawn:
    asked = map_request.MapRequest(layer, **choices)  # type: ignore[arg-type]  # checked by require
    settings = withheld(opened(config.load(os.environ)))
    own = profile(settings.data)
    map_request.require(asked, own)
    catalogue = read(settings, Progress())
    shown = map_request.layers_of(asked, own)
    approved = approval_of(settings, layers=shown, zoom=settings.map_max_zoom)
    ground = landmark_ground(catalogue, settings.data)
    drawable, others = map_request.drawable(catalogue, asked, approval=approved, landmarks=ground)
    geometry = topologies(settings.data, catalogue, drawable)
    return _Drawn(asked.lang, catalogue.phrase_parts, drawable, geometry, others)
