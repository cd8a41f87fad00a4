"""``data journal``: who made which edition current, when and why; whether that is untouched."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from app.commands.data_publish import store_root
from app.commands.listing import say
from app.text.messages import said
from geo.sentences import said as geo_said
from geo.store.folder_store import CURRENT, FolderStore
from geo.store.journal import Journal

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config

FINE, TAMPERED = 0, 1
DONE = ("published", "rolled-back")


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument("--verify", action="store_true", help=said("help.data.verify"))


def run(settings: Config, options: argparse.Namespace) -> int:
    """List the rows, or say whether they are what was written; 1 where they are not."""
    root, lang = store_root(settings), options.speech
    journal = Journal(root)
    if options.verify:
        findings = journal.findings()
        for one in findings:
            say(one.in_lang(lang))
        if findings:
            return TAMPERED
        rows = journal.rows()
        say(said("data.verified", rows=len(rows)).in_lang(lang))
        last = next((row.to for row in reversed(rows) if row.act in DONE), "")
        current = FolderStore(root).current() if (root / CURRENT).exists() else ""
        intended = rows[-1].to if rows and rows[-1].act == "intends" else last
        if last and current not in (last, intended):
            past = geo_said("journal.past", current=current, to=last)
            sys.stderr.write(past.in_lang(lang) + "\n")
        return FINE
    for row in journal.rows():
        act = said(f"data.act.{row.act}").in_lang(lang)
        say(str(row.number), row.time, row.who, act, row.base or "-", row.to, row.why)
    return FINE
