"""``data changes``: what a draft changes against the edition that readers have."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.build.editions import store_of
from app.officer.checked import faults_of
from app.officer.told_changes import ToldPart, told_between
from app.text.messages import said
from geo.editing.draft import opened_draft
from geo.errors import CatalogueError

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config

FINE, FAULTY = 0, 1
# Of a long list, as many are printed; --all prints every one.
MOST = 20


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument(
        "--draft", type=Path, metavar="DIR", required=True, help=said("help.data.draft")
    )
    parser.add_argument("--all", action="store_true", help=said("help.data.all"))


def run(settings: Config, options: argparse.Namespace) -> int:
    """List what changes, and what deserves a look; return 1 where the draft has faults."""
    lang: str = options.speech
    draft = opened_draft(options.draft)
    if faults := faults_of(draft.data):
        sys.stderr.write(CatalogueError(faults).in_lang(lang) + "\n")
        return FAULTY
    current = store_of(settings).current()
    parts = told_between(settings.data, draft.data)
    head = said("data.changes", base=draft.base, current=current, draft=str(draft.folder))
    sys.stdout.write(head.in_lang(lang) + "\n")
    most = None if options.all else MOST
    sys.stdout.writelines(f"{line}\n" for line in change_lines(parts, lang, most))
    draft.looked_at(current)
    return FINE


def change_lines(parts: Sequence[ToldPart], lang: str, most: int | None) -> Iterator[str]:
    """Yield changes in one language; of each list as many as ``most``, all if that is None."""
    if not parts:
        yield said("data.changes.none").in_lang(lang)
    for part in parts:
        if part.sentences:
            yield ""
            yield part.title.in_lang(lang)
            # What deserves a look is never cut.
            shown = None if part.name == "doubts" else most
            yield from (f"  {_printable(one.in_lang(lang))}" for one in part.sentences[:shown])
            if shown is not None and len(part.sentences) > shown:
                yield "  " + said("data.more", count=len(part.sentences) - shown).in_lang(lang)
        elif part.name == "doubts":
            yield said("data.doubts.none").in_lang(lang)


def _printable(text: str) -> str:
    """Return a text of the data that cannot steer the terminal."""
    return "".join(c if c.isprintable() else c.encode("unicode_escape").decode() for c in text)
