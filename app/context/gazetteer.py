"""Gazetteer: what a search may find, with the addresses that the pages of this atlas have."""

from __future__ import annotations

import json
from collections.abc import Container, Iterator
from dataclasses import replace
from typing import Any

from app.address.destinations import DESTINATIONS
from app.address.query import LANG
from app.address.urls import Urls
from app.files.shelf import Shelf, Stored
from geo.languages import LANGS

# What the pages need that not every edition has.
NEEDED = {one.path: one.needs for one in DESTINATIONS if one.needs}
UNSERVED = frozenset(destination.path for destination in DESTINATIONS if destination.served)


def addressed(shelf: Shelf, urls: Urls) -> Shelf:
    """Return a shelf with a gazetteer in each language, made of the names that the build wrote."""
    made = {f"gazetteer/{lang}": _gazetteer(shelf, urls.spoken(lang), lang) for lang in LANGS}
    return replace(
        shelf,
        files={**shelf.files, **{stored.name: stored for stored in made.values()}},
        names={**shelf.names, **{what: stored.name for what, stored in made.items()}},
    )


def _gazetteer(shelf: Shelf, urls: Urls, lang: str) -> Stored:
    found = json.loads(shelf.body(f"names/{lang}"))
    there = [row for row in found if row[0] not in NEEDED or NEEDED[row[0]] in shelf.facts]
    rows = list(_rows(there, urls, lang, _mapped(shelf)))
    text = json.dumps(rows, ensure_ascii=False, separators=(",", ":"))
    return Stored.of(f"gazetteer-{lang}", "json", text.encode(), quick=True)


def _mapped(shelf: Shelf) -> set[str]:
    """Return the indicators that a map shows."""
    sheets: Any = shelf.facts["sheets"]
    return {sheet.partition("/")[2] for sheet in sheets}


def _rows(
    names: list[list[Any]], urls: Urls, lang: str, mapped: Container[str]
) -> Iterator[list[Any]]:
    """Yield the rows that lead somewhere: a page as its address, a point as it is.

    An indicator that a map shows has neither: the browser knows the map.
    """
    spoken = {LANG.name: lang} if urls.served and lang != LANG.default else {}
    for *named, at in names:
        if named[1] == "indicator" and named[0] in mapped:
            yield [*named, None]
        elif not at or not isinstance(at[0], str):
            yield [*named, at]
        elif urls.served or at[0] not in UNSERVED:
            path, _, part = at[0].partition("#")
            address = urls.state(path, {**at[1], **spoken})
            yield [*named, f"{address}#{part}" if part else address]
