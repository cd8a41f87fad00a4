"""``layers``: the layers we publish, one a line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app import scenes
from app.commands.listing import say
from app.progress import Progress
from app.reading import read

if TYPE_CHECKING:
    from app.config import Config


def add(parser: argparse.ArgumentParser) -> None:
    """Add the command's own options to its parser."""
    scenes.language(parser)


def run(settings: Config, options: argparse.Namespace) -> int:
    """List id, title and periods of every layer, with tabs between."""
    from layers.published import LAYERS  # noqa: PLC0415  beside what it lists
    from layers.spec import Choropleth  # noqa: PLC0415  the same
    from layers.words import text  # noqa: PLC0415  the same

    phrases = text(options.lang)
    catalogue = read(settings, Progress())
    for layer_id, spec in LAYERS.items():
        if isinstance(spec, Choropleth):
            names = catalogue.indicators_at(spec.level)
            every = (catalogue.periods(i.indicator_id, spec.level) for i in names)
            periods = sorted({period for some in every for period in some})
        else:
            sheet = scenes.themed(catalogue, scenes.Wish(layer_id, lang=options.lang))
            periods = [period for period in sheet.periods if period]
        say(layer_id, phrases[f"title.{layer_id}"], ",".join(periods))
    return 0
