"""Addresses of a site of plain files: relative, so that it may stand below any path.

::

    index.html          leads to zh/
    zh/  en/            the pages, and those of their states
    embed/              pages for frames, in both languages, and host.js
    zh/place-510700.html  a page whose path has a part, which a folder would be of its own
    cards/zh/  …/en/    what Explore says of a place
    files/              everything named by its content
    tiles/              tiles of a registry, below the name of their content

Every page stands one folder deep, so that the same files have the same address on all of them.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from urllib.parse import unquote, urlencode

from app.address.query import LANG
from app.address.urls import Urls
from geo.languages import ORIGINAL

UP = "../"
INDEX = "index"
SUFFIX = ".html"
CARDS = "cards"
TILE = ".tile"
# What every file system and every object store takes in a name as it stands.
SAFE = re.compile(r"[A-Za-z0-9.+-]+")
# What stands in a name for signs that no name may have, and before what only has a digest.
STANDINS = frozenset("+.~")
LONGEST = 100
DIGEST = 12
SIGNS = str.maketrans({"%": "%25", "&": "%26", "+": "%2B"})


@dataclass(frozen=True)
class SiteUrls(Urls):
    """The addresses that a page of a site prints; ``home`` leads from it to the pages."""

    prefix: str = UP
    home: str = ""

    @property
    def served(self) -> bool:
        """Return False: nobody answers what only a server can say."""
        return False

    def page(self, path: str = "/", query: Mapping[str, str] | None = None) -> str:
        """Return the address of a page, with its view in the query."""
        stem, _, part = path.strip("/").partition("/")
        address = f"{self.home}{stem_of(stem or INDEX, unquote(part))}{SUFFIX}"
        return f"{address}?{urlencode(query)}" if query else address

    def spoken(self, lang: str) -> Urls:
        """Return the addresses of the pages in one language, as any page leads to them."""
        return replace(self, home=f"{UP}{lang}/")

    def state(self, path: str, query: Mapping[str, str]) -> str:
        """Return the file of a state of a page, which is written ahead."""
        stem, _, part = path.strip("/").partition("/")
        return f"{self.home}{state_file(stem_of(stem or INDEX, unquote(part)), key(query))}"

    def registry_tiles(self, name: str) -> str:
        """Return the address of the tiles of a registry: files, which servers tell by an ending."""
        return super().registry_tiles(name) + TILE

    @property
    def embedding(self) -> str:
        """Return nothing: the embed builder needs a server."""
        return ""


def stem_of(stem: str, part: str) -> str:
    """Return what the files of a page begin with, by the part that its path has, if any.

    A part that a script fills in stays as it is.
    """
    filled = part.startswith("{")
    return f"{stem}-{part if filled else _plain(part)}" if part else stem


def key(pairs: Mapping[str, str]) -> str:
    """Return what names a state: its pairs in the order of their names, its language left out.

    Signs that mean something in a query are written so that they mean nothing here.
    """
    return "&".join(f"{name}={_whole(pairs[name])}" for name in sorted(pairs) if name != LANG.name)


def _whole(value: str) -> str:
    return value.translate(SIGNS)


def state_file(stem: str, key: str, *, lang: str = "") -> str:
    """Return the name of the file of a state, by its key; a key of its own each.

    ``lang`` is said where files of both languages stand in one folder.
    """
    name = "_".join([stem, *(_slug(pair) for pair in key.split("&") if pair)])
    if len(name) > LONGEST:
        name = f"{stem}_{_digest(key)}"
    return f"{name}{'.' + lang if lang and lang != ORIGINAL else ''}{SUFFIX}"


def _slug(pair: str) -> str:
    name, _, value = pair.partition("=")
    return f"{name}-{_plain(value)}"


def _plain(value: str) -> str:
    """Return a value as it may stand in the name of a file: itself, or its digest."""
    said = value.replace(",", "+").replace("/", ".")
    # One word that stands for two values would give both the same file.
    plain = SAFE.fullmatch(said) and said == said.lower() and not STANDINS & {*value}
    return said if plain else f"~{_digest(value)}"


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:DIGEST]
