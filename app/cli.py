"""The command line: COMMANDS is the one place where a command is added."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app import config
from app.bake import BakeError
from app.commands import brief, build, check, export, indicators, layers, picture, review, serve
from app.config import Config
from app.language import spoken
from app.withheld import withheld
from geo.errors import AtlasError, CatalogueError

Parser = argparse.ArgumentParser
PROBLEM = 1
MISUSE = 2


@dataclass(frozen=True)
class Command:
    """One word of the command line; ``arguments`` adds its own options to its parser.

    ``settings`` are those it heeds; every setting if none is named.
    """

    name: str
    help: str
    run: Callable[[Config, argparse.Namespace], int]
    arguments: Callable[[Parser], object] | None = None
    settings: tuple[str, ...] = ()


def bake(settings: Config, _options: argparse.Namespace) -> int:
    """Build what the server serves, once for each content."""
    from app import bake as baking  # noqa: PLC0415  only this command needs it

    whole = not baking.missing(settings)
    baking.ensure(settings)
    if whole:
        print("everything is built already")
    return 0


DATA = ("data",)
LAW = ("map_approval", "today", "sensitive_words", "sensitive_areas")
# What writes files for others heeds what may not be in them.
PUBLISHED = ("data", "cache", *LAW)
# A site has what a server shows its readers.
BASEMAP = ("basemap_url", "basemap_attribution", "basemap_max_zoom", "tianditu_key")
SITE = (*PUBLISHED, "public", "message_origins", "theme", "map_max_zoom", *BASEMAP)
COMMANDS = (
    Command("serve", "serve the atlas", serve.run),
    Command("bake", "build what the server serves", bake, settings=PUBLISHED),
    Command("check", "list every fault of a data folder", check.run, check.add, (*DATA, "today")),
    Command("layers", "list the layers", layers.run, layers.add, DATA),
    Command("indicators", "list the indicators", indicators.run, indicators.add, DATA),
    Command("export", "write a layer or a table as a file", export.run, export.add, PUBLISHED),
    Command("build", "write a map as one file, or every page as files", build.run, build.add, SITE),
    Command("brief", "compare places on two pages, PDF or HTML", brief.run, brief.add, PUBLISHED),
    Command("picture", "draw a map as SVG, PNG or PDF", picture.run, picture.add, PUBLISHED),
    Command(
        "review-pack",
        "write what a map approval office asks for",
        review.run,
        review.add,
        (*PUBLISHED, "map_max_zoom"),
    ),
)


def parser() -> Parser:
    """Return the parser of every command, each with the settings it heeds."""
    whole = Parser(prog="python -m app", description="蜀创图 · Shu Innovation Atlas")
    words = whole.add_subparsers(dest="command", required=True, metavar="command")
    for command in COMMANDS:
        sub = words.add_parser(command.name, help=command.help, description=command.help)
        group = sub.add_argument_group("settings")
        for row in config.settings():
            if command.settings and row.name not in command.settings:
                continue
            text = f"{row.help} [{row.variable}; default: {row.default}]".replace("%", "%%")
            # A flag that is yes or no may stand alone: then it is yes.
            alone: dict[str, Any] = (
                {"nargs": "?", "const": config.YES} if row.default is False else {}
            )
            group.add_argument(
                row.flag, dest=f"setting_{row.name}", metavar="VALUE", help=text, **alone
            )
        if command.arguments:
            command.arguments(sub)
        publishes = not command.settings or "sensitive_words" in command.settings
        sub.set_defaults(run=command.run, publishes=publishes)
    return whole


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logging.getLogger("atlas").setLevel(logging.INFO)
    options = parser().parse_args(arguments)
    options.speech = lang = spoken(arguments, os.environ)
    given = {
        name.removeprefix("setting_"): text
        for name, text in vars(options).items()
        if name.startswith("setting_") and text is not None
    }
    try:
        settings = config.load(os.environ, chosen=given)
    except AtlasError as error:
        print(error.in_lang(lang), file=sys.stderr)
        return MISUSE
    try:
        # What only looks at the data sees all of them.
        if options.publishes:
            settings = withheld(settings)
        code: int = options.run(settings, options)
    except AtlasError as error:
        print(error.in_lang(lang), file=sys.stderr)
        # Broken data are the data's fault; anything else was asked for wrongly.
        return PROBLEM if isinstance(error, CatalogueError | BakeError) else MISUSE
    except BrokenPipeError:
        # Whoever reads our lines, `head` for one, has seen enough.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except KeyboardInterrupt:
        return 0
    return code
