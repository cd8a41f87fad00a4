"""Brief to one HTML page that needs nothing else: words, table, charts, and the maps as SVG."""

from __future__ import annotations

import base64
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import geopandas as gpd
from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from geo.languages import LANGUAGES
from layers import legend
from layers.data import Painted
from layers.documents.brief.document import Brief
from layers.font_subset import carried
from layers.placement import Box
from layers.print import small_maps
from layers.print.basemap import scale_bar
from layers.print.canvas import PAPER, Paper
from layers.print.fonts import Letters
from layers.print.library import mpl
from layers.print.small_map import Land, below, pane
from layers.render.print_map import METADATA, SETTINGS, shortened
from layers.spec import symbol_type
from layers.style import OURS, Style
from layers.symbols import CORNERS
from layers.words import text

TEMPLATES = Path(__file__).parent.parent / "templates"
# Points of one map, and of its scale bar below.
WIDTH, HEIGHT, FOOT = 190.0, 166.0, 18.0
# The corners of what stands for an area in the legend, in a box of ten.
SAMPLE = "0,1 10,1 10,9 0,9"


@dataclass(frozen=True)
class BriefSvg:
    """The map of one subject: its name, and an SVG as an address that holds it."""

    name: str
    address: str


@dataclass(frozen=True)
class LegendLine:
    """A row of the legend; ``corners`` is its shape in a box of ten, ``hatched`` its pattern."""

    label: str
    color: str
    corners: str
    hatched: bool


def html(brief: Brief, *, ground: Mapping[str, gpd.GeoDataFrame], style: Style = OURS) -> str:
    """Return the brief as a page; the same brief and ground give the same words.

    Raises Letterless where the words of the maps have a character that no font has.
    """
    words = text(brief.lang)

    def t(key: str, **parts: object) -> str:
        return words[key].format(**parts)

    page = (
        _environment()
        .get_template("brief.html")
        .render(
            b=brief,
            t=t,
            tag=LANGUAGES[brief.lang].tag,
            # Our own style sheet: nothing in it comes from data.
            style=Markup(style.css() + (TEMPLATES / "brief.css").read_text("utf-8")),  # noqa: S704  our own file
            maps=list(_maps(brief, ground, style)),
            keys=list(_keys(brief.maps.legend)),
        )
    )
    return page.replace("<style>", f"<style>{carried(page)}", 1)


def _maps(brief: Brief, ground: Mapping[str, gpd.GeoDataFrame], style: Style) -> Iterator[BriefSvg]:
    """Yield a map for every subject that lies somewhere, each with the same scale bar below."""
    views = small_maps.placed(brief.maps)
    if not views:
        return
    land = Land.of(views, ground, WIDTH, HEIGHT, stamp=brief.stamp)
    for view in views:
        out = io.BytesIO()
        with mpl.rc_context(SETTINGS):
            letters = Letters(brief.lang)
            foot = FOOT + below(Paper(letters), brief.stamp, WIDTH)
            paper = Paper(letters, width=WIDTH + 2, height=HEIGHT + foot, style=style)
            pane(paper, view, Box(1, foot - 1, WIDTH + 1, HEIGHT + foot - 1), land)
            scale_bar(paper, land.scale, (8, 2), longest=62)
            about = dict(METADATA["svg"])
            paper.figure.savefig(out, format="svg", facecolor=style.color(PAPER), metadata=about)
        small = shortened(out.getvalue())
        yield BriefSvg(view.name, f"data:image/svg+xml;base64,{base64.b64encode(small).decode()}")


def _keys(painted: Painted) -> Iterator[LegendLine]:
    for row in legend.rows(painted):
        look = row.look
        match symbol_type(painted.sheet.layer.kind):
            case "fill":
                yield LegendLine(look.label, look.color, SAMPLE, hatched=look.shape == "hatch")
            case "marker" | "dot":
                yield LegendLine(look.label, look.color, _corners(look.shape), hatched=False)


def _corners(shape: str) -> str:
    """Return the corners of a shape in a box of ten; a shape without corners is a circle."""
    return " ".join(f"{5 + 4 * x:g},{5 + 4 * y:g}" for x, y in CORNERS.get(shape, ()))


@cache
def _environment() -> Environment:
    return Environment(
        loader=FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
