"""``data publish`` and ``data roll-back``: an edition for readers, a row in the journal."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from app.build import bake
from app.build.editions import opened
from app.build.redacted import withheld
from app.commands.checked import faults_of
from app.commands.data_changes import change_lines
from app.text.messages import said
from geo.editing.changes import changes_between, data_folder
from geo.editing.draft import Draft, opened_draft
from geo.errors import AtlasError, CatalogueError
from geo.sentences import said as geo_said
from geo.store.publication import Publication, publishing

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
    root, lang = store_root(settings), options.speech
    draft = opened_draft(options.draft)
    with publishing(root, options.who, options.why) as publication:
        current = publication.current
        if draft.name() == current:
            raise AtlasError(geo_said("publish.same", current=current))
        if current and draft.base != current:
            if not options.anyway:
                _moved(publication, draft, current, lang)
                return REFUSED
            if draft.seen != (current, draft.name()):
                raise AtlasError(geo_said("publish.unseen", draft=str(draft.folder)))
        if faults := faults_of(draft.data):
            raise CatalogueError(faults)
        name = publication.store.add(draft.data).name
        # Built before any reader is sent there.
        bake.ensure(withheld(opened(settings, name)))
        row = publication.switch(name, "published")
    # What is changed in it next is changed against what it is now.
    draft.renewed(name)
    told = said("data.published", name=name, base=row.base or said("data.nothing-before"))
    sys.stdout.write(told.in_lang(lang) + "\n")
    return FINE


def roll_back(settings: Config, options: argparse.Namespace) -> int:
    """Give readers an earlier edition again."""
    with publishing(store_root(settings), options.who, options.why) as publication:
        name = options.to or publication.before()
        if name == publication.current:
            raise AtlasError(geo_said("publish.same", current=name))
        chosen = opened(settings, name)
        bake.ensure(withheld(chosen))
        row = publication.switch(name, "rolled-back")
    told = said("data.rolled-back", name=name, base=row.base)
    sys.stdout.write(told.in_lang(options.speech) + "\n")
    return FINE


def store_root(settings: Config) -> Path:
    """Return the folder of the store; raises AtlasError where the settings name none."""
    if settings.store is None:
        raise AtlasError(said("editions.no-store"))
    return settings.store


def _signed(parser: Parser) -> None:
    parser.add_argument("--who", required=True, metavar="NAME", help=said("help.data.who"))
    parser.add_argument("--why", required=True, metavar="TEXT", help=said("help.data.why"))


def _moved(publication: Publication, draft: Draft, current: str, lang: str) -> None:
    """Say that another edition came meanwhile, and what it changed."""
    told = geo_said("publish.moved", base=draft.base, current=current)
    lines = [told.in_lang(lang)]
    names: Sequence[str] = publication.store.names()
    if draft.base in names:
        before = data_folder(publication.store.edition(draft.base).folder)
        now = data_folder(publication.store.edition(current).folder)
        lines += change_lines(changes_between(before, now), before, now, lang, None)
    lines.append(said("data.moved-next", draft=str(draft.folder)).in_lang(lang))
    sys.stderr.writelines(f"{line}\n" for line in lines)
