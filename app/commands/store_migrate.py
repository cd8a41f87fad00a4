"""``store migrate``: the tables of a store in a database, and which roles may read them."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.commands.listing import say
from app.text.messages import said
from geo.errors import AtlasError
from geo.store.database_address import DatabaseAddress
from geo.store.editions import StoreError

if TYPE_CHECKING:
    from app.commands.arguments import Parser
    from app.settings.settings import Config


def add(parser: Parser) -> None:
    """Add the command's own options to its parser."""
    for reader in ("web", "gis"):
        parser.add_argument(
            f"--{reader}-role",
            action="append",
            default=[],
            metavar="ROLE",
            help=said(f"help.store.{reader}"),
        )


def run(settings: Config, options: argparse.Namespace) -> int:
    """Make the tables or bring them up to date, then let the named roles read."""
    address = settings.store
    if address is None:
        raise AtlasError(said("editions.no-store"))
    if not isinstance(address, DatabaseAddress):
        raise AtlasError(said("store.no-database", store=str(address)))
    try:
        from geo.postgis.store_schema import grant, migrate  # noqa: PLC0415  optional libraries
    except ModuleNotFoundError as error:
        raise StoreError(said("store.no-driver", library=error.name)) from error
    version = migrate(address)
    lang: str = options.speech
    say(said("store.migrated", store=address.shown, version=version).in_lang(lang))
    for role in options.web_role:
        grant(address, role, "web")
        say(said("store.granted", role=role, what=said("store.grant.web")).in_lang(lang))
    for role in options.gis_role:
        grant(address, role, "gis")
        say(said("store.granted", role=role, what=said("store.grant.gis")).in_lang(lang))
    return 0
