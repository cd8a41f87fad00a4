"""``build``: one map as one HTML file for no network, or the whole atlas as plain files."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.build.progress import Progress
from app.commands import map_options
from app.commands.listing import say
from app.context.landmark_ground import landmark_ground
from app.jobs import map_request
from app.jobs.offline_files import runtime, topologies
from app.jobs.reading import read
from app.settings.approval import approval_of
from app.settings.theme import load as load_theme
from app.text.messages import said
from geo.errors import AtlasError, UnknownWord
from geo.files.atomic import write_file
from geo.store.profile_file import profile

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config

ENDINGS = (".html", ".htm")


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    map_options.arguments(parser, optional=True)
    what = parser.add_mutually_exclusive_group(required=True)
    what.add_argument(
        "-o", "--output", type=Path, metavar="FILE.html", help=said("help.build.output")
    )
    what.add_argument("--site", type=Path, metavar="DIR", help=said("help.build.site"))
    parser.add_argument("--address", default="", metavar="URL", help=said("help.build.address"))


def run(settings: Config, options: argparse.Namespace) -> int:
    """Write the map with everything it needs inside, or the site."""
    if options.site:
        if options.layer:
            raise AtlasError(said("build.site-layer", layer=options.layer))
        return _site(settings, options)
    if not options.layer:
        raise AtlasError(said("build.no-layer"))
    if options.output.suffix.lower() not in ENDINGS:
        raise UnknownWord("format", options.output.suffix.removeprefix("."), ("html",))
    asked = map_options.requested(options)
    own = profile(settings.data)
    map_request.require(asked, own)
    theme = load_theme(settings.theme)
    progress = Progress(options.speech)
    catalogue = read(settings, progress)
    with progress.step(said("step.painting")):
        shown = map_request.layers_of(asked, own)
        approved = approval_of(settings, layers=shown, zoom=settings.map_max_zoom)
        drawable, others = map_request.drawable(
            catalogue,
            asked,
            approval=approved,
            landmarks=landmark_ground(catalogue, settings.data),
        )
    with progress.step(said("step.packing")):
        geometry = topologies(settings.data, catalogue, drawable)
    with progress.step(said("step.writing")):
        from layers.render import folium_file  # noqa: PLC0415  folium

        made = runtime(catalogue.phrase_parts, asked.lang, theme=theme)
        drawn_by = replace(made, max_zoom=settings.map_max_zoom)
        page = folium_file.html(drawable, geometry=geometry, runtime=drawn_by, others=others)
        write_file(options.output, page.encode())
    return 0


def _site(settings: Config, options: argparse.Namespace) -> int:
    """Write the whole atlas as files; what stands there already and is the same stays."""
    from app.publish.site import site  # noqa: PLC0415  Dash takes a second to import

    out: Path = options.site
    address = site.address_of(options.address)
    made = site.build(settings, out, address=address, progress=Progress(options.speech))
    told = [
        said("build.pages", count=made.pages),
        said("build.files", count=made.made),
        said("build.kept", count=made.kept),
    ]
    if not address:
        told.append(said("build.no-sitemap"))
    say(str(out), *(one.in_lang(options.speech) for one in told))
    return 0
