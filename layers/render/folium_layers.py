"""Additions: what of folium's own layers a map of ours takes, and what it does not.

Taken is what draws with Leaflet alone, which our runtime brings. A plug-in, a tile layer or an icon
of a font would fetch scripts and images from other hosts, and nothing shows where there are none.
"""

from __future__ import annotations

import folium
from branca.element import Element

from geo.errors import AtlasError
from geo.sentences import said

TAKEN = (
    "Marker",
    "CircleMarker",
    "Circle",
    "PolyLine",
    "Polygon",
    "Rectangle",
    "GeoJson",
    "GeoJsonTooltip",
    "GeoJsonPopup",
    "DivIcon",
    "Popup",
    "Tooltip",
    "FeatureGroup",
    "LayerControl",
    "FitBounds",
)
# What folium puts into these by itself: styles and words, no layers.
OWN = ("branca.", "layers.")


def require_taken(one: Element) -> None:
    """Raise AtlasError, naming it, for an element that needs another host, or that holds one."""
    _require(one)
    for child in one._children.values():  # noqa: SLF001  branca has no other way to see them
        require_taken(child)


def _require(one: Element) -> None:
    kind, module = type(one).__name__, type(one).__module__
    if module.startswith(OWN):
        return
    name = f"folium.{kind}" if module.startswith("folium.") else f"{module}.{kind}"
    if kind not in TAKEN or not module.startswith("folium.") or ".plugins" in module:
        raise AtlasError(said("notebook.foreign", name=name, taken=TAKEN))
    if isinstance(one, folium.GeoJson) and not one.embed:
        raise AtlasError(said("notebook.fetched", name=name))
