"""The layers we publish: the one place where a layer is added."""

from __future__ import annotations

from collections.abc import Mapping

from geo.errors import UnknownWord
from layers.spec import (
    Choropleth,
    GapLayer,
    Hosts,
    Layer,
    Pipeline,
    Points,
    ScienceCity,
    Symbols,
)

LAYERS: Mapping[str, Layer] = {
    layer.layer_id: layer
    for layer in (
        Choropleth("prefectures", level="prefecture"),
        Hosts("host-counties"),
        Symbols("zones"),
        Symbols("zones-revenue", indicator_id="zone_revenue"),
        Symbols("zones-enterprises", indicator_id="zone_enterprises"),
        Pipeline("zones-pipeline"),
        ScienceCity("science-city-chengdu", city="wcsc"),
        ScienceCity("science-city-mianyang", city="mst"),
        Points("platforms-type", by="family"),
        Points("platforms-field", by="field"),
        GapLayer("gap-base", allocation="base"),
        GapLayer("gap-population", allocation="population"),
        GapLayer("gap-gdp", allocation="gdp"),
        GapLayer("gap-path", allocation="path"),
    )
}


def layer(layer_id: str) -> Layer:
    """Return a published layer, or raise UnknownWord with those that exist."""
    if layer_id not in LAYERS:
        raise UnknownWord("layer", layer_id, LAYERS)
    return LAYERS[layer_id]
