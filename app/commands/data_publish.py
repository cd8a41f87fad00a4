"""``data publish`` and ``data roll-back``: an edition for readers, a row in the journal."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.data_changes import change_lines
from app.officer.checked import faults_of
from app.officer.release import Moved, Signature, published, rolled_back
from app.text.messages import said
from geo.editing.draft import opened_draft

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config

FINE, REFUSED = 0, 1


def add(parser: Parser) -> None:
    """Add the own options of ``data publish`` to its parser."""
    parser.add_argument(
        "--draft", type=Path, metavar="DIR", required=True, help=said("help.data.draft")
    )
    _signed(parser)
    parser.add_argument("--anyway", action="store_true", help=said("help.data.anyway"))


def add_roll_back(parser: Parser) -> None:
    """Add the own options of ``data roll-back`` to its parser."""
    parser.add_argument("--to", default="", metavar="NAME", help=said("help.data.to"))
    _signed(parser)


def run(settings: Config, options: argparse.Namespace) -> int:
    """Check a draft, add it as an edition, build it and give it to readers; 1 where refused."""
    lang: str = options.speech
    draft = opened_draft(options.draft)
    try:
        row = published(
            settings,
            draft,
            Signature(options.who, options.why),
            check=faults_of,
            anyway=options.anyway,
        )
    except Moved as error:
        lines = [error.in_lang(lang), *change_lines(error.parts, lang, None)]
        lines.append(said("data.moved-next", draft=str(draft.folder)).in_lang(lang))
        sys.stderr.writelines(f"{line}\n" for line in lines)
        return REFUSED
    told = said("data.published", name=row.to, base=row.base or said("data.nothing-before"))
    sys.stdout.write(told.in_lang(lang) + "\n")
    return FINE


def roll_back(settings: Config, options: argparse.Namespace) -> int:
    """Give readers an earlier edition again."""
    row = rolled_back(settings, Signature(options.who, options.why), options.to)
    told = said("data.rolled-back", name=row.to, base=row.base)
    sys.stdout.write(told.in_lang(options.speech) + "\n")
    return FINE


def _signed(parser: Parser) -> None:
    parser.add_argument("--who", required=True, metavar="NAME", help=said("help.data.who"))
    parser.add_argument("--why", required=True, metavar="TEXT", help=said("help.data.why"))
