"""``picture``: one map as a plate for print, SVG, PNG or PDF."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app import scenes
from app.approval import approval_of
from app.progress import Progress
from app.reading import read
from app.said import said
from geo.errors import UnknownWord
from geo.export.files import write_file

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from app.arguments import Parser
    from app.config import Config

FORMATS = ("svg", "png", "pdf")


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    scenes.arguments(parser)
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=said("help.output")
    )
    parser.add_argument("--format", default="", help=said("help.format", known=FORMATS))


def run(settings: Config, options: argparse.Namespace) -> int:
    """Draw the map and write it."""
    form = options.format or options.output.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise UnknownWord("format", form, FORMATS)
    asked = scenes.wish(options)
    scenes.require(asked)
    progress = Progress(options.speech)
    catalogue = read(settings, progress)
    with progress.step(said("step.painting")):
        approved = approval_of(settings, layers=scenes.layers_of(asked))
        scene, _ = scenes.scene(catalogue, asked, approval=approved)
    with progress.step(said("step.drawing")):
        from geo import boundaries  # noqa: PLC0415  geopandas
        from layers.renderers import static  # noqa: PLC0415  matplotlib

        ground: dict[str, GeoDataFrame] = {
            level: boundaries.boundaries(settings.data, level) for level in static.LEVELS
        }
        body = static.picture(scene, ground=ground, form=form)
    with progress.step(said("step.writing")):
        write_file(options.output, body)
    return 0
