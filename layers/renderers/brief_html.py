"""Brief to one HTML page that needs nothing else: words, table, charts, and the maps as SVG."""

from __future__ import annotations

import base64
import io
import re
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import geopandas as gpd
import matplotlib as mpl
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from layers.brief.document import Brief
from layers.plate import panes
from layers.plate.letters import Letters
from layers.plate.paper import PAPER, Box, Paper
from layers.renderers.static import LANGS, METADATA, SETTINGS
from layers.words import text

TEMPLATES = Path(__file__).parent.parent / "templates"
# The width of the page's column in points; maps are drawn for it.
WIDTH, ROW = 620.0, 190.0
FINE = re.compile(rb"(\d\.\d\d)\d+")


def html(brief: Brief, *, ground: Mapping[str, gpd.GeoDataFrame]) -> str:
    """Return the brief as a page; the same brief and ground give the same words.

    Raises AtlasError where the words of the maps need a font that is not installed.
    """
    words = text(brief.lang)

    def t(key: str, **parts: object) -> str:
        return words[key].format(**parts)

    drawn = _maps(brief, ground)
    return (
        _environment()
        .get_template("brief.html")
        .render(
            b=brief,
            t=t,
            tag=LANGS[brief.lang],
            # Our own style sheet: nothing in it comes from data.
            style=Markup((TEMPLATES / "brief.css").read_text("utf-8")),  # noqa: S704  our own file
            maps=base64.b64encode(drawn).decode() if drawn else "",
            names=words["brief.comma"].join(brief.subjects),
        )
    )


def _maps(brief: Brief, ground: Mapping[str, gpd.GeoDataFrame]) -> bytes:
    """Return the maps with their legend as one SVG; nothing where no subject lies anywhere."""
    rows = panes.rows(brief.maps)
    if not rows:
        return b""
    height = min(panes.height(brief.maps, WIDTH), rows * ROW + panes.LEGEND)
    out = io.BytesIO()
    with mpl.rc_context(SETTINGS):
        paper = Paper(Letters(brief.lang), width=WIDTH, height=height)
        panes.draw(paper, brief.maps, Box(1, 2, WIDTH - 1, height - 1), ground=ground)
        paper.figure.savefig(out, format="svg", facecolor=PAPER, metadata=dict(METADATA["svg"]))
    # A hundredth of a point is finer than any screen; more digits double the page.
    return FINE.sub(rb"\1", out.getvalue())


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
