"""Picture of a comparison to SVG or PNG: as high as what it says, equal-area.

The same picture, ground and fonts give the same bytes: no dates, no random ids.
"""

from __future__ import annotations

from collections.abc import Mapping

import geopandas as gpd

from geo.errors import UnknownWord
from layers.documents.comparison.picture import Picture
from layers.print import poster
from layers.print.canvas import Paper
from layers.print.fonts import Letters
from layers.print.library import mpl
from layers.render.print_map import SETTINGS, saved, shortened
from layers.style import OURS, Style

FORMATS = ("svg", "png")


def comparison(
    picture: Picture,
    *,
    ground: Mapping[str, gpd.GeoDataFrame],
    form: str,
    style: Style = OURS,
) -> bytes:
    """Return the picture in one of FORMATS; ``ground`` are boundaries by level.

    Raises Letterless where the words have a character that no font has.
    """
    if form not in FORMATS:
        raise UnknownWord("format", form, FORMATS)
    with mpl.rc_context(SETTINGS):
        made = paper(picture, ground=ground, style=style)
        body = saved(made, form=form, title=picture.title, lang=picture.lang)
    return shortened(body) if form == "svg" else body


def paper(
    picture: Picture, *, ground: Mapping[str, gpd.GeoDataFrame], style: Style = OURS
) -> Paper:
    """Return the picture drawn on paper."""
    letters = Letters(picture.lang)
    measuring = Paper(letters, width=poster.WIDTH, height=poster.WIDTH)
    made = Paper(letters, width=poster.WIDTH, height=poster.height(measuring, picture), style=style)
    poster.draw(made, picture, ground=ground)
    return made
