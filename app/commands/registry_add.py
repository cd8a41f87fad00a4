"""``registry add`` and ``registry remove``: an imported registry into a draft, or out of it."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.build.editions import store_of
from app.officer.importing import SOURCE
from app.officer.told_registry import told_registry
from app.text.messages import said
from geo.editing.draft import begun, opened_draft

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config

FINE = 0


def add(parser: Parser) -> None:
    """Add the own options of ``registry add`` to its parser."""
    parser.add_argument(
        "registry", type=Path, metavar="REGISTRY", help=said("help.registry.folder")
    )
    _draft(parser)
    parser.add_argument("--source", default="", metavar="ID", help=said("help.data.source"))
    for name in SOURCE:
        flag = f"--source-{name.replace('_', '-')}"
        told = said(f"help.data.source-{name.replace('_', '-')}")
        parser.add_argument(flag, dest=f"source_{name}", default="", metavar="TEXT", help=told)


def add_remove(parser: Parser) -> None:
    """Add the own options of ``registry remove`` to its parser."""
    _draft(parser)


def run(settings: Config, options: argparse.Namespace) -> int:
    """Put a registry into a draft, which is begun where there is none."""
    from geo.editing import draft_registry  # noqa: PLC0415  pyarrow: no other command waits for it

    draft = begun(options.draft, settings.data, store_of(settings).current())
    source = {name: getattr(options, f"source_{name}") for name in SOURCE}
    found = draft_registry.registry_added(
        draft, options.registry, {"source_id": options.source, **source}
    )
    told = said("registry.added", registry=told_registry(found), draft=str(draft.folder))
    sys.stdout.write(told.in_lang(options.speech) + "\n")
    return FINE


def remove(_settings: Config, options: argparse.Namespace) -> int:
    """Take the registry out of a draft."""
    from geo.editing import draft_registry  # noqa: PLC0415  pyarrow: no other command waits for it

    draft = opened_draft(options.draft)
    draft_registry.registry_removed(draft)
    told = said("registry.removed", draft=str(draft.folder))
    sys.stdout.write(told.in_lang(options.speech) + "\n")
    return FINE


def _draft(parser: Parser) -> None:
    parser.add_argument(
        "--draft", type=Path, metavar="DIR", required=True, help=said("help.data.draft")
    )
