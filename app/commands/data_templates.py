"""``data templates``: workbooks to fill in, made from the data, so that they are never old."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from app.build.progress import Progress
from app.commands.listing import say
from app.jobs.reading import named
from app.text.messages import said
from geo.editing.templates import templates
from geo.errors import AtlasError
from geo.files.atomic import why_not, write_file
from geo.model.patterns import YEAR
from geo.sentences import said as geo_said

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument("out", type=Path, metavar="DIR", help=said("help.data.out"))
    parser.add_argument("--year", default="", metavar="YEAR", help=said("help.data.year"))


def run(settings: Config, options: argparse.Namespace) -> int:
    """Write the workbooks and print their paths."""
    known = named(settings, Progress(options.speech))
    year = options.year or known.newest_year
    if not re.fullmatch(YEAR, year):
        raise AtlasError(geo_said("own.choice.period", word=year))
    try:
        options.out.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        path = str(options.out)
        raise AtlasError(geo_said("unwritten", path=path, why=why_not(error))) from error
    for one in templates(known, settings.data, year):
        write_file(options.out / one.name, one.body)
        say(str(options.out / one.name))
    return 0
