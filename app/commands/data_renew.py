"""``data renew``: a draft made anew from the current edition, so that both works are kept."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.officer.release import renewed_draft
from app.text.messages import said
from geo.editing.draft import opened_draft

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config

FINE, DISPUTED = 0, 1


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument(
        "--draft", type=Path, metavar="DIR", required=True, help=said("help.data.draft")
    )


def run(settings: Config, options: argparse.Namespace) -> int:
    """Make the draft anew; 1 where both changed a row otherwise, and the draft stays as it was."""
    lang: str = options.speech
    draft = opened_draft(options.draft)
    current, disputes = renewed_draft(settings, draft)
    sys.stderr.writelines(f"{one.in_lang(lang)}\n" for one in disputes)
    if disputes:
        return DISPUTED
    told = said("data.renewed", draft=str(draft.folder), name=current)
    sys.stdout.write(told.in_lang(lang) + "\n")
    return FINE
