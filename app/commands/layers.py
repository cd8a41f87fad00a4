"""``layers``: the layers we publish, one a line."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.build.progress import Progress
from app.commands.listing import say
from app.jobs import map_request
from app.jobs.reading import named
from layers.build.registry import offered
from layers.catalogue import layers
from layers.spec import CHOOSING
from layers.words import text, words_of

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.language(content=True)


def run(settings: Config, options: argparse.Namespace) -> int:
    """List id, title and periods of every layer, with tabs between."""
    text(options.lang)
    catalogue = named(settings, Progress(options.speech))
    phrases = words_of(catalogue.phrase_parts, options.lang)
    for layer_id, spec in layers(catalogue.profile).items():
        chosen = offered(spec, catalogue) if isinstance(spec, CHOOSING) else (None,)
        requests = (
            map_request.MapRequest(layer_id, one.indicator_id if one else "", lang=options.lang)
            for one in chosen
        )
        every = (map_request.themed(catalogue, request).periods for request in requests)
        periods = sorted({period for some in every for period in some if period})
        say(layer_id, phrases[f"title.{layer_id}"], ",".join(periods))
    return 0
