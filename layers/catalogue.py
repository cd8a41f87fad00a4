"""The layers we publish: the one place where a layer is added."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from geo.errors import UnknownWord
from geo.model.profile import Profile
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

# Those of every province. Between the two come the science cities, which the profile names; marks
# lie on a map in this order.
BELOW: tuple[Layer, ...] = (
    Choropleth("prefectures", level="prefecture"),
    # Of most provinces no figures of counties are published: then nobody is offered it.
    Choropleth("counties", level="county"),
    Hosts("host-counties"),
    Symbols("zones"),
    Symbols("zones-revenue", indicator_id="zone_revenue"),
    Symbols("zones-enterprises", indicator_id="zone_enterprises"),
    Pipeline("zones-pipeline"),
)
ABOVE: tuple[Layer, ...] = (
    Points("platforms-type", by="family"),
    Points("platforms-field", by="field"),
    GapLayer("gap-base", allocation="base"),
    GapLayer("gap-population", allocation="population"),
    GapLayer("gap-gdp", allocation="gdp"),
    GapLayer("gap-path", allocation="path"),
)


@lru_cache(maxsize=8)
def layers(profile: Profile) -> Mapping[str, Layer]:
    """Return every layer that we publish of a province, by its id."""
    cities = (ScienceCity(city.layer_id, city=city.city) for city in profile.cities)
    return {spec.layer_id: spec for spec in (*BELOW, *cities, *ABOVE)}


def layer(profile: Profile, layer_id: str) -> Layer:
    """Return a published layer, or raise UnknownWord with those that exist."""
    known = layers(profile)
    if layer_id not in known:
        raise UnknownWord("layer", layer_id, known)
    return known[layer_id]
