"""``review-pack``: the folder that an approval office asks for."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.build.progress import Progress
from app.commands.listing import say
from app.jobs.reading import read
from app.publish import review
from app.text.messages import said
from geo.errors import AtlasError

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument(
        "--out", type=Path, required=True, metavar="DIR", help=said("help.review.out")
    )


def run(settings: Config, options: argparse.Namespace) -> int:
    """Write the folder; what stands in it already and is the same stays."""
    out: Path = options.out
    if out.exists() and not out.is_dir():
        raise AtlasError(said("review.file", path=str(out)))
    progress = Progress(options.speech)
    catalogue = read(settings, progress)
    try:
        drawn, stood = review.write(settings, catalogue, out, progress, lang=options.speech)
    except OSError as error:
        raise AtlasError(said("unwritable", path=str(out), why=error.strerror)) from error
    told = (said("review.drawn", count=drawn), said("build.kept", count=stood))
    say(str(out), *(one.in_lang(options.speech) for one in told))
    return 0
