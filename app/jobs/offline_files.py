"""What an offline file of a map has inside: boundaries, and what draws them."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.files import bundle
from app.settings.theme import Theme
from app.text import filled
from geo.model.phrase_parts import PhraseParts
from layers.render.map_json import needed

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue
    from layers.map import PaintedMap
    from layers.render.folium_file import Runtime

OWN = bundle.ASSETS / "standalone"


OURS = Theme()


def topologies(data: Path, catalogue: Catalogue, shown: PaintedMap) -> dict[str, dict[str, Any]]:
    """Return the boundaries of a data folder that a map draws, as TopoJSON by kind."""
    from geo.store import boundaries  # noqa: PLC0415  geopandas

    known = catalogue.places.values()
    return {kind: boundaries.topology(data, kind, known) for kind in needed(shown)}


def runtime(parts: PhraseParts, lang: str, *, theme: Theme = OURS) -> Runtime:
    """Return what draws a map in a page of its own, in one language and a theme's dress."""
    from layers.render.folium_file import Runtime  # noqa: PLC0415  folium

    return Runtime(
        script=bundle.script("standalone"),
        style=bundle.style(bundle.STANDALONE_STYLES)
        + (OWN / "page.css").read_text(encoding="utf-8")
        + theme.style(),
        words=filled(parts, lang),
    )
