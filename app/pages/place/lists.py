"""Lists: the places of one level that have a page, and the sources that a page cites."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.address.query import Asked
from app.context.place_pages import PAGED_LEVELS, paged, place_address
from app.shell.footnotes import Footnotes
from geo.model.sources import GRADES

if TYPE_CHECKING:
    from app.context.context import World
    from geo.store.catalogue import Catalogue


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
            for level in PAGED_LEVELS
            if every[level]
        ],
        "level": phrases[f"level.{asked['level']}"],
        "count": len(every[asked["level"]]),
        "places": [
            {
                "name": known.place(place).name(lang),
                "parent": _parent(known, place, lang),
                "href": place_address(world.urls, lang, place),
            }
            for place in every[asked["level"]]
        ],
    }


def _parent(catalogue: Catalogue, place_id: str, lang: str) -> str:
    """Return the prefecture that a place lies in: counties of several have one name."""
    home = catalogue.places.get(catalogue.place(place_id).prefecture)
    return home.name(lang) if home is not None and home.place_id != place_id else ""


def cited(footnotes: Footnotes) -> dict[str, Any]:
    """Return the cited sources by their numbers, and how many there are of each grade."""
    grades = [source.grade for source in footnotes.sources]
    return {
        "rows": [
            {"number": at + 1, "id": source.source_id}
            for at, source in enumerate(footnotes.sources)
        ],
        "grades": [
            {"grade": grade, "count": grades.count(grade)} for grade in GRADES if grade in grades
        ],
    }
