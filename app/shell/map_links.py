"""Keeping: the maps of a view as files, where they show layers that Explore gives away too."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import urlencode

from app.address import formats
from app.address.query import LANG, Asked
from app.context import layer_files
from app.shell.view import Content, PageMap
from layers.map import MapLayer

if TYPE_CHECKING:
    from app.context.context import World


class File(NamedTuple):
    """One file: what it shows, the ending of its name, where it is."""

    title: str
    form: str
    href: str


def kept(world: World, content: Content, asked: Asked) -> list[File]:
    """Return the files of the maps of a page; none where nobody draws them.

    A map that shows what only this page knows, such as an assumption, is no layer of Explore.
    """
    if not world.urls.served:
        return []
    chosen = bool(asked.but(**{LANG.name: LANG.default}).query)
    shown = dict.fromkeys(
        map_layer
        for spec in content.maps.values()
        for map_layer in _published(spec)
        if not (map_layer.part and chosen)
    )
    return [file for map_layer in shown for file in _files(world, map_layer, asked.lang)]


def _published(spec: PageMap) -> Iterator[MapLayer]:
    """Yield the layer that a map is about: its theme, or what lies over a ground of its own."""
    if spec.theme.sheet is None:
        yield spec.theme
    else:
        yield from (overlay for overlay in spec.overlays if overlay.sheet is None)


def _files(world: World, map_layer: MapLayer, lang: str) -> Iterator[File]:
    layer, _, indicator = map_layer.sheet_id.partition("/")
    whole = layer_files.sheet(world, map_layer.sheet_id, lang)
    title = f"{whole['title']} {layer_files.heading_period(whole, map_layer.period)}".strip()
    asks = {"layer": layer, "indicator": indicator, "period": map_layer.period, "over": "names"}
    for form in formats.DRAWN:
        pairs = {**asks, "lang": lang, "format": form}
        query = urlencode({name: text for name, text in pairs.items() if text})
        yield File(title, form, f"{world.urls.download}?{query}")
        if form == formats.SLIDES:
            yield File(f"{title} 16:9", form, f"{world.urls.download}?{query}&shape=slide")
