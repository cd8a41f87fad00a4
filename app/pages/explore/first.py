"""What the page says before any script: its title, and its map as a picture."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from markupsafe import Markup, escape

from app.context.layer_files import sheet
from app.shell import ids
from app.shell.layer_map import layer_map
from app.shell.pictures import colored
from layers.scale import MANUAL

if TYPE_CHECKING:
    from app.address.explore import ViewState
    from app.context.context import World


def first(world: World, state: ViewState) -> Mapping[str, Markup]:
    """Return what stands in the elements of the page, by their ids, until its map is drawn.

    A page without a server is one file for every address, and says nothing of any.
    """
    if not world.urls.served:
        return {}
    spec = layer_map(world, state)
    whole = sheet(world, spec.theme.sheet_id, state.lang)
    unit = world.phrases(state.lang)["plate.unit"].format(unit=whole["unit"])
    when = (whole["period_words"].get(spec.theme.period, ""), unit if whole["unit"] else "")
    frame = whole["frames"][spec.theme.period]
    whose = (frame["credit"], world.config.basemap_attribution if world.config.basemap else "")
    words = {
        ids.TITLE: whole["title"],
        ids.SUBTITLE: " · ".join(filter(None, when)),
        ids.COVERAGE: frame["coverage"],
        ids.CREDIT: " ".join(filter(None, whose)),
    }
    # Own classes, places switched off and a part of the map are the browser's to draw.
    plain = not state.view and not state.hide and state.scheme != MANUAL
    picture = colored(world, spec, state.lang) if plain else Markup("")
    return {**{name: escape(word) for name, word in words.items()}, ids.MAP: picture}
