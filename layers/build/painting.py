"""Painting: a map that was decided becomes a map that can be drawn, from the catalogue."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from geo.approval.state import MISSING, Approval
from geo.levels import Level, level_facts
from geo.owned import owned
from geo.store.catalogue import Catalogue
from layers.build.registry import sheet
from layers.data import Painted, Sheet
from layers.extent import extent
from layers.landmarks_shown import File
from layers.map import LayerFacts, MapLayer, MapSpec, PaintedMap
from layers.paint import paint
from layers.placement import NAMED_FROM

# A map has a theme and a few overlays, and is drawn again in another period.
KEPT = 8
COUNTY: Level = "county"


def facts(catalogue: Catalogue, sheet_id: str, lang: str) -> LayerFacts:
    """Return what is known of a published layer; raise UnknownWord for one that is not."""
    data = layer_data(catalogue, sheet_id, lang)
    layer = data.layer
    bounds = extent(paint(data)) if level_facts(layer.level).close else None
    return LayerFacts(
        layer.level, layer.kind, data.periods, data.default_period, bounds, data.proportional
    )


def painted(catalogue: Catalogue, layer: MapLayer, lang: str) -> Painted:
    """Return a published layer of a map with its words and colors in one language.

    Raises UnknownWord for a layer, a period or a classification that we do not have, AtlasError
    for breaks that cannot be used.
    """
    data = layer_data(catalogue, layer.sheet_id, lang)
    return paint(data, period=layer.period, choice=layer.choice)


def painted_map(
    catalogue: Catalogue,
    spec: MapSpec,
    lang: str,
    *,
    approval: Approval = MISSING,
    landmarks: Iterable[File] = (),
) -> PaintedMap:
    """Return a map of published layers as renderers take it; raise as ``painted`` does.

    ``landmarks`` are the files there are; under a number that does not cover them it has none.
    """
    theme, *overlays = (painted(catalogue, layer, lang) for layer in spec.layers)
    zoom = spec.camera.zoom if spec.camera else 0.0
    own: dict[Level, None] = dict.fromkeys(("prefecture", theme.sheet.layer.level, COUNTY))
    return PaintedMap(
        theme=theme,
        bounds=spec.bounds or catalogue.province.bounds,
        overlays=tuple(overlays),
        counties=spec.counties or named_at(zoom, COUNTY),
        names=spec.names,
        named=tuple(level for level in own if named_at(zoom, level)) if spec.camera else (),
        approval=approval,
        shape=spec.shape,
        camera=spec.camera,
        landmarks=tuple(landmarks) if spec.landmarks and approval.landmarks else (),
    )


def named_at(zoom: float, level: Level) -> bool:
    """Return whether a map has the names of a level at a zoom, and of counties their borders."""
    return NAMED_FROM[level] <= zoom


@owned(lru_cache(maxsize=KEPT))
def layer_data(catalogue: Catalogue, sheet_id: str, lang: str) -> Sheet:
    """Return the data of a published layer; raise UnknownWord for one that is not."""
    layer_id, _, indicator = sheet_id.partition("/")
    return sheet(catalogue, layer_id, indicator=indicator, lang=lang)
