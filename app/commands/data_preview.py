"""``data preview``: the whole atlas with a draft, for this machine alone, marked on every page."""

from __future__ import annotations

import argparse
import socket
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands import serve
from app.text.messages import said
from geo.editing.draft import opened_draft

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config

HERE = "127.0.0.1"


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument(
        "--draft", type=Path, metavar="DIR", required=True, help=said("help.data.draft")
    )
    parser.add_argument("--port", type=int, default=0, metavar="PORT", help=said("help.data.port"))


def run(settings: Config, options: argparse.Namespace) -> int:
    """Serve a draft until it is told to end, and print the address."""
    draft = opened_draft(options.draft)
    port = options.port or _free()
    shown = replace(
        settings,
        data=draft.data,
        store=None,
        edition=draft.name(),
        host=HERE,
        port=port,
        public=False,
        preview=True,
    )
    return serve.run(shown, options)


def _free() -> int:
    """Return a port that nobody listens on."""
    with socket.create_server((HERE, 0)) as probe:
        port: int = probe.getsockname()[1]
    return port
