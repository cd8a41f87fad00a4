"""``indicators``: the indicators that prefectures or zones have figures for, one a line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.build.progress import Progress
from app.commands.listing import say
from app.jobs.reading import named
from layers.words import text

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config

LEVELS = ("prefecture", "zone", "province")


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.language(content=True)


def run(settings: Config, options: argparse.Namespace) -> int:
    """List id, name, unit and, for each level that has any, the periods with figures."""
    text(options.lang)
    catalogue = named(settings, Progress(options.speech))
    for indicator in catalogue.indicators.values():
        name = indicator.indicator_id
        known = {level: catalogue.periods(name, level) for level in LEVELS}
        periods = [f"{level}:{','.join(some)}" for level, some in known.items() if some]
        say(name, indicator.name(options.lang), indicator.unit(options.lang), *periods)
    return 0
