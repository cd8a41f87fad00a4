"""Lists: which places have a page, and those of one level."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.address.query import LANG, Asked
from app.files.once import once
from geo.owned import owned

if TYPE_CHECKING:
    from app.context.context import World
    from geo.store.catalogue import Catalogue

# The levels whose places have pages, in the order that they are offered in.
LEVELS = ("prefecture", "zone", "county", "area")


@owned(once(1))
def paged(catalogue: Catalogue) -> Mapping[str, tuple[str, ...]]:
    """Return the places that have a page, by level: of the counties those that host a zone."""
    hosts = {county for zone in catalogue.zones.values() for county in zone.counties}
    every = {level: catalogue.at_level_ids(level) for level in LEVELS}
    return {**every, "county": tuple(place for place in every["county"] if place in hosts)}


def place_address(world: World, lang: str, place_id: str) -> str:
    """Return the address of the page of a place; braces stay for a script to fill."""
    query = {} if lang == LANG.default else {LANG.name: lang}
    return world.urls.page(f"/place/{place_id}", query=query)


def listed(world: World, asked: Asked) -> dict[str, Any]:
    """Return the levels to choose from, and the places of the chosen one."""
    known, lang = world.catalogue, asked.lang
    phrases = world.phrases(lang, "place")
    every = paged(known)
    return {
        "levels": [
            {
                "words": phrases[f"level.{level}"],
                "count": len(every[level]),
                "href": asked.link(level=level),
                "on": asked["level"] == level,
            }
            for level in LEVELS
            if every[level]
        ],
        "level": phrases[f"level.{asked['level']}"],
        "count": len(every[asked["level"]]),
        "places": [
            {"name": known.place(p).name(lang), "href": place_address(world, lang, p)}
            for p in every[asked["level"]]
        ],
    }
