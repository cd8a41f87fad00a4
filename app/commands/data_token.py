"""``data token``: a token for the page of officers, shown once, and the line that knows it."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from app.commands.listing import say
from app.settings.officers import ROLES, token_line
from app.text.messages import said

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    parser.add_argument("name", metavar="NAME", help=said("help.data.token-name"))
    parser.add_argument("role", choices=ROLES, metavar="ROLE", help=said("help.data.token-role"))


def run(_settings: Config, options: argparse.Namespace) -> int:
    """Print the line on the first line; what it is and the token go to whoever watches."""
    token, line = token_line(options.name, options.role)
    say(line)
    sys.stderr.write(said("data.token", token=token).in_lang(options.speech) + "\n")
    return 0
