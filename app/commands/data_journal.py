"""``data journal``: who made which edition current, when and why; whether that is untouched."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from app.build.editions import kept_store
from app.commands.listing import say
from app.officer.journal_state import journal_state
from app.text.messages import said

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config

FINE, TAMPERED = 0, 1


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument("--verify", action="store_true", help=said("help.data.verify"))


def run(settings: Config, options: argparse.Namespace) -> int:
    """List the rows, or say whether they are what was written; 1 where they are not."""
    lang: str = options.speech
    store = kept_store(settings)
    state = journal_state(store)
    if options.verify:
        for one in state.findings:
            say(one.in_lang(lang))
        if state.findings:
            return TAMPERED
        say(said("data.verified", rows=len(state.rows)).in_lang(lang))
        if state.past:
            sys.stderr.write(state.past.in_lang(lang) + "\n")
        return FINE
    for row in store.journal.rows():
        act = said(f"data.act.{row.act}").in_lang(lang)
        say(str(row.number), row.time, row.who, act, row.base or "-", row.to, row.why)
    return FINE
