"""``brief``: two to six places compared on two pages, PDF or HTML."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.build.progress import Progress
from app.jobs import briefs
from app.jobs.reading import read
from app.settings.approval import approval_of
from app.settings.theme import load as load_theme
from app.text.messages import said
from geo.analysis.subjects import FEWEST, MOST, OWN_FORM, subjects
from geo.errors import UnknownWord
from geo.files.atomic import write_file
from geo.model.periods import LATEST
from layers.words import text

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument(
        "places",
        nargs="+",
        metavar="PLACE",
        help=said("help.brief.places", fewest=FEWEST, most=MOST, example=OWN_FORM),
    )
    parser.add_argument(
        "-o", "--output", type=Path, required=True, metavar="FILE", help=said("help.output")
    )
    parser.add_argument("--format", default="", help=said("help.format", known=tuple(briefs.FORMS)))
    parser.add_argument("--period", default="", help=said("help.brief.period", latest=LATEST))
    parser.add_argument("--indicator", default="", help=said("help.brief.indicator"))
    parser.language(content=True)


def run(settings: Config, options: argparse.Namespace) -> int:
    """Compare the places and write the brief whole or not at all."""
    form = options.format or options.output.suffix.removeprefix(".").lower()
    if form not in briefs.FORMS:
        raise UnknownWord("format", form, briefs.FORMS)
    text(options.lang)
    theme = load_theme(settings.theme)
    progress = Progress(options.speech)
    catalogue = read(settings, progress)
    subjects(catalogue, options.places)
    chosen = (options.lang, options.period, options.indicator)
    order = briefs.BriefJob(
        tuple(options.places), *chosen, approval=approval_of(settings), style=theme.colors
    )
    with progress.step(said("step.drawing")):
        body = order.written(catalogue, settings.data, form=form)
    with progress.step(said("step.writing")):
        write_file(options.output, body)
    return 0
