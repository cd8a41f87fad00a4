"""``picture``: one map as a plate for print, SVG, PNG or PDF, or a slide, PPTX."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.build.progress import Progress
from app.commands import map_options
from app.context.landmark_ground import landmark_ground
from app.jobs import map_files, map_request
from app.jobs.reading import read
from app.settings.approval import approval_of
from app.settings.theme import load as load_theme
from app.text.messages import said
from geo.errors import UnknownWord
from geo.files.atomic import write_file
from geo.levels import BOUNDED
from geo.store.profile_file import profile
from layers.shape import PAGE, SHAPES

if TYPE_CHECKING:
    from geopandas import GeoDataFrame

    from app.commands.arguments import Parser
    from app.settings.settings import Config

FORMATS = ("svg", "png", "pdf", map_files.SLIDE)


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    map_options.arguments(parser)
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=said("help.output")
    )
    parser.add_argument("--format", default="", help=said("help.format", known=FORMATS))
    parser.add_argument("--shape", default=PAGE, help=said("help.shape", known=SHAPES))


def run(settings: Config, options: argparse.Namespace) -> int:
    """Draw the map and write it."""
    form = options.format or options.output.suffix.removeprefix(".").lower()
    if form not in FORMATS:
        raise UnknownWord("format", form, FORMATS)
    if options.shape not in SHAPES:
        raise UnknownWord("shape", options.shape, SHAPES)
    asked = map_options.requested(options)
    own = profile(settings.data)
    map_request.require(asked, own)
    theme = load_theme(settings.theme)
    progress = Progress(options.speech)
    catalogue = read(settings, progress)
    with progress.step(said("step.painting")):
        approved = approval_of(settings, layers=map_request.layers_of(asked, own))
        shown, _ = map_request.drawable(
            catalogue,
            asked,
            approval=approved,
            landmarks=landmark_ground(catalogue, settings.data),
        )
    with progress.step(said("step.drawing")):
        from geo.store import boundaries  # noqa: PLC0415  geopandas
        from layers.render import print_map  # noqa: PLC0415  matplotlib

        ground: dict[str, GeoDataFrame] = {
            level: boundaries.boundaries(settings.data, level) for level in BOUNDED
        }
        if form == map_files.SLIDE:
            body = map_files.slide(shown, catalogue, settings.data, style=theme.colors)
        else:
            body = print_map.picture(shown, ground=ground, form=form, style=theme.colors)
    with progress.step(said("step.writing")):
        write_file(options.output, body)
    return 0
