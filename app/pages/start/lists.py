"""What the start page lists: its sentence, the verdicts and the ways on."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.address.query import Asked
from app.address.urls import MAP
from app.pages.start.tiles import national_now
from app.shell.path_address import path_address
from app.text import words
from geo.analysis.target_track import VERDICTS, tracks

if TYPE_CHECKING:
    from app.context.context import World

PAGE = "start"


def sentence(world: World, lang: str) -> str:
    """Return what there is of zones, and what the plan aims at."""
    phrases, now = world.phrases(lang, PAGE), national_now(world.catalogue)
    more = phrases["sentence.now"].format(**now) if now else ""
    return f"{phrases['sentence']}{more}{phrases['stop']}"


def about(world: World, lang: str) -> str:
    """Return what this is, and how much there is of it, up to when."""
    known = world.catalogue
    # What the atlas computes itself is no figure of a document.
    computed = {
        indicator.indicator_id for indicator in known.indicators.values() if indicator.denominator
    }
    values = [value for value in known.values if value.indicator_id not in computed]
    return world.phrases(lang, PAGE)["about"].format(
        figures=f"{len(values):,}",
        sources=len(known.sources),
        newest=known.newest_year,
    )


def verdicts(world: World, lang: str) -> dict[str, Any]:
    """Return how many targets have each verdict, and of how many nothing was ever published."""
    every = list(tracks(world.catalogue))
    found = [track.verdict for track in every]
    phrases = words(lang)
    return {
        "all": len(every),
        "rows": [
            {"key": verdict, "words": phrases[f"verdict.{verdict}"], "count": found.count(verdict)}
            for verdict in VERDICTS
            if verdict in found
        ],
        "silent": sum(track.latest is None for track in every),
    }


def ways(world: World, asked: Asked) -> list[Mapping[str, str]]:
    """Return the ways on: the words of what a reader wants, and the page that has it."""
    phrases = world.phrases(asked.lang, PAGE)
    links = {
        "compare": path_address(world, asked, "/compare"),
        "zones": path_address(world, asked, "/zones"),
        "cities": path_address(world, asked, "/science-cities"),
        "targets": path_address(world, asked, "/targets"),
        "map": path_address(world, asked, MAP),
        # Tables are loaded on the map; plain pages say what else can be done.
        "own": path_address(world, asked, MAP if world.urls.served else "/data") + "#own",
    }
    return [
        {"words": phrases[f"way.{name}"], "more": phrases[f"way.{name}.more"], "href": href}
        for name, href in links.items()
    ]


def places(world: World, lang: str) -> list[Mapping[str, str]]:
    """Return the prefectures with their names, for who looks for one's own."""
    known = world.catalogue
    return [
        {"id": place_id, "name": known.places[place_id].name(lang)}
        for place_id in known.at_level_ids("prefecture")
    ]
