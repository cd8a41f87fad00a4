"""The files a reader can take away, with their sources inside.

A table holds every period; map data hold the one that is shown, because a map draws one.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from app.address import formats
from app.address.explore import ViewState
from app.address.fields import StateError
from app.files.once import once
from geo.export import MEDIA_TYPES, SPATIAL, WRITERS
from geo.export.geometries import shapes
from geo.export.table import Geometry
from layers import table as rows
from layers.approval_mark import stamp_table
from layers.build.registry import sheet
from layers.spec import Choropleth

if TYPE_CHECKING:
    from app.context.context import World

EVERY_PERIOD = "all"
LEVELS_KEPT = 8


def download(
    world: World, state: ViewState, *, indicator: str, period: str, form: str
) -> tuple[str, bytes, str]:
    """Return the name without its ending, the content and the media type of a file of a view.

    ``indicator`` is empty for a layer that offers no choice, ``period`` is the one shown.
    Raises StateError for a format we do not offer.
    """
    if form not in formats.TABLES:
        raise StateError("format", form, (*formats.TABLES, *formats.DRAWN))
    catalogue = world.catalogue
    shown = sheet(catalogue, state.layer, indicator=indicator, lang=state.lang)
    spatial = form in SPATIAL
    drawn = level_shapes(world.config.data, shown.layer.level) if spatial else {}
    table = rows.table([shown], catalogue, period=period if spatial else "", shapes=drawn)
    table = stamp_table(table, world.approval, state.lang)
    what = indicator if isinstance(shown.layer, Choropleth) else shown.sheet_id.replace("/", "-")
    when = (period if spatial else EVERY_PERIOD) if period else ""
    name = "_".join(part for part in (what, when) if part)
    return name, WRITERS[form](table), MEDIA_TYPES[form]


@once(LEVELS_KEPT)
def level_shapes(data: Path, level: str) -> dict[str, Geometry]:
    """Return the boundaries of a level, read once: they are half a megabyte of text."""
    return dict(shapes(data, level))
