"""The command line: COMMANDS is the one place where a command is added."""

from __future__ import annotations

import argparse
import logging
import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from app.build import bake as baking
from app.build.bake import BakeError
from app.build.editions import opened
from app.build.redacted import withheld
from app.commands import (
    brief,
    build,
    check,
    data_changes,
    data_import,
    data_journal,
    data_preview,
    data_publish,
    data_renew,
    data_templates,
    data_token,
    editions,
    export,
    indicators,
    layers,
    own_table,
    picture,
    registry_add,
    registry_import,
    review,
    serve,
    store_copy,
    store_migrate,
)
from app.commands.arguments import MISUSE, Parser, open_mouthed
from app.commands.language import spoken
from app.settings import settings as config
from app.settings.settings import Config, Setting
from app.text.messages import said
from geo.errors import AtlasError, CatalogueError
from geo.languages import ENGLISH, LANGS
from geo.sentences import Said

PROBLEM = 1


@dataclass(frozen=True)
class Command:
    """One word of the command line, or two; ``arguments`` adds its own options to its parser.

    ``settings`` are those it heeds; every setting if none is named.
    """

    name: str
    run: Callable[[Config, argparse.Namespace], int]
    arguments: Callable[[Parser], object] | None = None
    settings: tuple[str, ...] = ()


def bake(settings: Config, options: argparse.Namespace) -> int:
    """Build what the server serves, once for each content."""
    whole = not baking.missing(settings)
    packed = baking.pack(settings)
    if whole and not packed:
        print(said("bake.whole").in_lang(options.speech))
    return 0


# These write words: their --lang is that of what they write, too.
SPEAKING = ("layers", "indicators", "export", "build", "brief", "picture")
# Editions of a database are fetched into the cache.
DATA = ("data", "store", "cache")
LAW = ("map_approval", "today", "sensitive_words", "sensitive_areas")
# What writes files for others heeds what may not be in them.
PUBLISHED = (*DATA, *LAW)
DRAWN = (*PUBLISHED, "theme")
# What of a registry is built, and shown.
REGISTRY = ("registry_points", "registry_least")
# What changes which edition of a store readers get, and builds it.
STORED = ("store", "cache", *LAW, *REGISTRY)
# A site has what a server shows its readers.
BASEMAP = ("basemap_url", "basemap_attribution", "basemap_max_zoom", "tianditu_key")
SITE = (
    *(*PUBLISHED, *REGISTRY, *BASEMAP),
    *("public", "message_origins", "theme", "map_max_zoom"),
)
# A preview is what readers would see.
SHOWN = (*PUBLISHED, *REGISTRY, *BASEMAP, "theme", "map_max_zoom", "log_format")
# How much of a foreign file is read, and whether also where nothing confines the reader.
UPLOADS = tuple(row.name for row in config.settings() if row.name.startswith("upload_"))
COMMANDS = (
    Command("serve", serve.run),
    Command("bake", bake, settings=(*PUBLISHED, *REGISTRY)),
    Command("check", check.run, check.add, (*DATA, "today")),
    Command("layers", layers.run, layers.add, DATA),
    Command("indicators", indicators.run, indicators.add, DATA),
    Command("export", export.run, export.add, PUBLISHED),
    Command("build", build.run, build.add, SITE),
    Command("brief", brief.run, brief.add, DRAWN),
    Command("picture", picture.run, picture.add, DRAWN),
    Command(
        "review-pack",
        review.run,
        review.add,
        (*PUBLISHED, "map_max_zoom"),
    ),
    Command("own-table", own_table.run, own_table.add, (*DATA, *UPLOADS)),
    Command("registry import", registry_import.run, registry_import.add, DATA),
    Command("registry add", registry_add.run, registry_add.add, DATA),
    Command("registry remove", registry_add.remove, registry_add.add_remove, ("store",)),
    Command("editions", editions.run, editions.add, ("store", "cache", *LAW)),
    Command("store migrate", store_migrate.run, store_migrate.add, ("store",)),
    Command("store copy", store_copy.run, store_copy.add, ("cache",)),
    Command("data templates", data_templates.run, data_templates.add, DATA),
    Command("data import", data_import.run, data_import.add, (*DATA, *UPLOADS)),
    Command("data changes", data_changes.run, data_changes.add, DATA),
    Command("data preview", data_preview.run, data_preview.add, SHOWN),
    Command("data renew", data_renew.run, data_renew.add, ("store", "cache")),
    Command("data publish", data_publish.run, data_publish.add, STORED),
    Command("data roll-back", data_publish.roll_back, data_publish.add_roll_back, STORED),
    Command("data token", data_token.run, data_token.add, ("officers",)),
    Command("data journal", data_journal.run, data_journal.add, ("store",)),
)


def parser(lang: str = ENGLISH) -> Parser:
    """Return the parser of every command in one language, each with the settings it heeds."""
    whole = Parser(lang=lang, prog="python -m app", description=said("atlas"))
    whole.add_argument(
        "--lang", dest="of_help", choices=LANGS, metavar="LANG", help=said("help.lang")
    )
    words = whole.add_subparsers(dest="command", required=True, metavar="command")
    groups = {"": words}
    for command in COMMANDS:
        sentence = said(f"command.{command.name}")
        group_name, _, word = command.name.rpartition(" ")
        if group_name not in groups:
            of_group = said(f"command.{group_name}")
            above = words.add_parser(group_name, lang=lang, help=of_group, description=of_group)
            groups[group_name] = above.add_subparsers(
                dest="act", required=True, metavar="act", parser_class=Parser
            )
        sub = groups[group_name].add_parser(word, lang=lang, help=sentence, description=sentence)
        group = sub.add_argument_group("settings")
        for row in config.settings():
            if command.settings and row.name not in command.settings:
                continue
            text = _setting(row)
            # A flag that is yes or no may stand alone: then it is yes.
            alone: dict[str, Any] = (
                {"nargs": "?", "const": config.YES} if row.default is False else {}
            )
            group.add_argument(
                row.flag, dest=f"setting_{row.name}", metavar="VALUE", help=text, **alone
            )
        if command.arguments:
            command.arguments(sub)
        if command.name not in SPEAKING:
            sub.language()
        reads = not command.settings or "data" in command.settings
        # What serves follows the lists for each edition itself.
        publishes = reads and "sensitive_words" in command.settings
        sub.set_defaults(run=command.run, reads=reads, publishes=publishes)
    return whole


def _setting(row: Setting) -> Said:
    """Return the help of a setting, as argparse takes it."""
    default = said("setting.nothing") if row.default in (None, "", ()) else row.default
    sentence = said("setting.told", help=row.help, variable=row.variable, default=default)
    return Said(sentence.replace("%", "%%"), sentence.zh.replace("%", "%%"))


def main(arguments: Sequence[str]) -> int:
    """Run one command and return its exit code."""
    open_mouthed()
    lang = spoken(arguments, os.environ, able=_able())
    logging.basicConfig(level=logging.WARNING, format="%(message)s", stream=sys.stderr)
    logging.getLogger("atlas").setLevel(logging.INFO)
    options = parser(lang).parse_args(arguments)
    options.speech = lang
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
        if options.reads:
            settings = opened(settings)
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


def _able() -> bool:
    """Return whether the output can show Chinese."""
    try:
        said("atlas").zh.encode(sys.stdout.encoding or "utf-8")
    except UnicodeEncodeError:
        return False
    return True
