"""``store copy``: every edition and the journal of one store in another, byte for byte."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.build.editions import store_at
from app.commands.listing import say
from app.text.messages import said
from geo.errors import AtlasError
from geo.store.database_address import store_address
from geo.store.edition_store import EditionStore
from geo.store.store_copy import CopiedEdition, copied

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument("source", metavar="FROM", help=said("help.store.from"))
    parser.add_argument("target", metavar="TO", help=said("help.store.to"))


def run(settings: Config, options: argparse.Namespace) -> int:
    """Copy, and say of each edition that it is the same in both."""
    source, target = (_store(settings, text) for text in (options.source, options.target))
    lang: str = options.speech
    for one in copied(source, target, "store copy"):
        if isinstance(one, CopiedEdition):
            told = said("store.there" if one.had else "store.copied", name=one.name)
        else:
            current = one.current or said("store.no-current")
            told = said("store.journal", rows=one.rows, added=one.added, current=current)
        say(told.in_lang(lang))
    return 0


def _store(settings: Config, text: str) -> EditionStore:
    address = store_address(text)
    if address is None:
        raise AtlasError(said("editions.no-store"))
    return store_at(address, settings.cache)
