"""``layers``: the layers we publish, one a line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app import scenes
from app.commands.listing import say
from app.progress import Progress
from app.reading import named

if TYPE_CHECKING:
    from app.arguments import Parser
    from app.config import Config


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.language(content=True)


def run(settings: Config, options: argparse.Namespace) -> int:
    """List id, title and periods of every layer, with tabs between."""
    from layers.published import LAYERS  # noqa: PLC0415  beside what it lists
    from layers.sheets import offered  # noqa: PLC0415  the same
    from layers.spec import CHOOSING  # noqa: PLC0415  the same
    from layers.words import text  # noqa: PLC0415  the same

    phrases = text(options.lang)
    catalogue = named(settings, Progress(options.speech))
    for layer_id, spec in LAYERS.items():
        chosen = offered(spec, catalogue) if isinstance(spec, CHOOSING) else (None,)
        wishes = (
            scenes.Wish(layer_id, one.indicator_id if one else "", lang=options.lang)
            for one in chosen
        )
        every = (scenes.themed(catalogue, wish).periods for wish in wishes)
        periods = sorted({period for some in every for period in some if period})
        say(layer_id, phrases[f"title.{layer_id}"], ",".join(periods))
    return 0
