"""The map of the start page: what the map of layers opens with."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.address.query import Asked
from app.address.urls import MAP
from app.context.manifest import indicator_of, sheets_of
from app.context.place_pages import place_address
from app.shell.covered import period_choice
from app.shell.path_address import path_address
from app.shell.view import PageMap
from layers.map import LayerFacts, MapLayer
from layers.words import unit_words

if TYPE_CHECKING:
    from app.context.context import World


@dataclass(frozen=True)
class OpeningMap:
    """A map with its title, its period with coverage, and where it is explored."""

    spec: PageMap
    title: str
    when: str
    href: str


def opening(world: World, asked: Asked) -> OpeningMap:
    """Return the map that Explore opens with: a click on a place leads to its page."""
    sheet_id = world.vocabulary.opening
    about = sheets_of(world.shelf)[sheet_id]
    period = str(about["default_period"])
    spec = PageMap(
        theme=MapLayer(sheet_id, period, LayerFacts.of(about).usual),
        names=True,
        pick=place_address(world.urls, asked.lang, "{id}"),
    )
    unit = unit_words(world.catalogue.indicator(indicator_of(sheet_id)), asked.lang)
    phrases = world.phrases(asked.lang, "start")
    return OpeningMap(
        spec,
        phrases["map.name"].format(title=about["title"][asked.lang], unit=unit),
        period_choice(about, period, asked.lang),
        path_address(world, asked, MAP),
    )
