"""Place pages: which places have a page of their own, and where it is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.address.query import LANG
from app.files.once import once
from geo.owned import owned

if TYPE_CHECKING:
    from app.address.urls import Urls
    from geo.store.catalogue import Catalogue

# The levels whose places have pages, in the order that they are offered in.
PAGED_LEVELS = ("prefecture", "zone", "county", "area")
PATH = "/place"


@owned(once(1))
def paged(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Return the places that have a page, by level: of the counties those that host a zone."""
    hosts = {county for zone in catalogue.zones.values() for county in zone.counties}
    every = {level: catalogue.at_level_ids(level) for level in PAGED_LEVELS}
    return {**every, "county": tuple(place for place in every["county"] if place in hosts)}


def has_page(catalogue: Catalogue, place_id: str) -> bool:
    """Return whether a place has a page."""
    return any(place_id in places for places in paged(catalogue).values())


def place_address(urls: Urls, lang: str, place_id: str) -> str:
    """Return the address of the page of a place; braces stay for a script to fill."""
    query = {} if lang == LANG.default else {LANG.name: lang}
    return urls.page(f"{PATH}/{place_id}", query=query)
