"""The map of an indicator: the newest year that is well covered, as the map of layers opens it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.address.query import Asked
from app.address.urls import MAP
from app.context.manifest import sheets_of
from app.shell.coverage_matrix import LAYER
from app.shell.covered import period_choice
from app.shell.path_address import path_address
from app.shell.view import PageMap
from geo.model.indicators import Indicator
from layers.map import LayerFacts, MapLayer

if TYPE_CHECKING:
    from app.context.context import World


@dataclass(frozen=True)
class DrawnIndicator:
    """A map of an indicator with its level, its period with coverage, and where it is explored."""

    spec: PageMap
    level: str
    period: str
    when: str
    href: str


def sheet_of(world: World, indicator: Indicator) -> str:
    """Return the sheet that shows an indicator, that of prefectures first; blank for none."""
    sheets, name = sheets_of(world.shelf), indicator.indicator_id
    whole = f"{LAYER}/{name}"
    if whole in sheets:
        return whole
    own = (sheet for sheet, about in sheets.items() if about["indicator"] == name)
    return next((sheet for sheet in own if "/" not in sheet), "")


def drawn(world: World, asked: Asked, indicator: Indicator) -> DrawnIndicator | None:
    """Return the map of an indicator; None where no places of a layer have a figure."""
    sheet_id = sheet_of(world, indicator)
    if not sheet_id:
        return None
    about = sheets_of(world.shelf)[sheet_id]
    period = str(about["default_period"])
    layer, _, chosen = sheet_id.partition("/")
    words = {"layer": layer, **({"indicator": chosen} if chosen else {}), "period": period}
    spec = PageMap(
        theme=MapLayer(sheet_id, period, LayerFacts.of(about).usual if chosen else None),
        names=True,
        pick=path_address(world, asked, MAP, **words, place="{id}"),
    )
    when = period_choice(about, period, asked.lang)
    href = path_address(world, asked, MAP, **words)
    return DrawnIndicator(spec, str(about["level"]), period, when, href)
