"""The files a reader can take away: what is shown, every period, with its sources inside."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from app.state import StateError, ViewState
from geo.catalogue import Catalogue
from geo.export import MEDIA_TYPES, SPATIAL, WRITERS
from geo.export.shapes import shapes
from geo.export.table import Geometry
from layers import rows
from layers.sheets import sheet

# What a worker can write without geopandas.
FORMATS = ("csv", "xlsx", "geojson")


def download(
    catalogue: Catalogue, state: ViewState, *, indicator: str, form: str, data: Path
) -> tuple[str, bytes, str]:
    """Return the name, the content and the media type of a file of what a view shows.

    ``indicator`` is empty for a layer that offers no choice. Raises StateError for a format we
    do not offer.
    """
    if form not in FORMATS:
        raise StateError("format", form, FORMATS)
    shown = sheet(catalogue, state.layer, indicator=indicator, lang=state.lang)
    drawn = _shapes(data, shown.layer.level) if form in SPATIAL else {}
    table = rows.table([shown], catalogue, shapes=drawn)
    return f"{table.name}.{form}", WRITERS[form](table), MEDIA_TYPES[form]


@cache
def _shapes(data: Path, level: str) -> dict[str, Geometry]:
    """Return the boundaries of a level, read once: they are half a megabyte of text."""
    return dict(shapes(data, level))
