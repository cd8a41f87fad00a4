"""``editions``: the editions of a store; one more, or another one for readers."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.build import bake
from app.build.editions import kept_store, opened
from app.build.redacted import withheld
from app.commands.listing import say
from app.officer.checked import faults_of
from app.text.messages import said
from geo.errors import AtlasError, CatalogueError
from geo.store.edition_store import EditionStore
from geo.store.editions import StoreError

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    acts = parser.add_mutually_exclusive_group()
    acts.add_argument("--add", type=Path, metavar="DIR", help=said("help.editions.add"))
    acts.add_argument("--use", metavar="NAME", help=said("help.editions.use"))


def run(settings: Config, options: argparse.Namespace) -> int:
    """List the editions, or add one, or make one the current one."""
    store = kept_store(settings)
    if options.add:
        say(_added(store, options.add.expanduser()))
    elif options.use:
        # Built before any reader is sent there.
        bake.ensure(withheld(opened(settings, options.use)))
        store.set_current(options.use)
        say(options.use)
    else:
        _list(store, options.speech)
    return 0


def _added(store: EditionStore, folder: Path) -> str:
    """Return the name of the edition that a folder of sound data is now."""
    if not folder.is_dir():
        raise AtlasError(said("no-folder", folder=str(folder)))
    if faults := faults_of(folder):
        raise CatalogueError(faults)
    return store.add(folder).name


def _list(store: EditionStore, speech: str) -> None:
    try:
        current = store.current_if_any()
    except StoreError:
        # It names nothing; what there is to choose from is listed all the same.
        current = ""
    for name in store.names():
        say(name, *([said("editions.current").in_lang(speech)] if name == current else []))
