"""What the start page lists: its sentence, the verdicts, the ways on, and what there is."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.address.query import Asked
from app.address.urls import MAP
from app.context.manifest import indicator_of, sheets_of
from app.pages.start.addresses import page_address
from app.pages.start.tiles import national_now
from app.text import words
from geo.analysis.target_track import VERDICTS, tracks
from geo.model.periods import years_of
from layers.words import period_words

if TYPE_CHECKING:
    from app.context.context import World

PAGE = "start"
# The level of places whose coverage is shown, as its layer is called.
LAYER = "prefectures"
# Shades of coverage: up to a third of the places, up to two thirds, more, all.
SHARES = (1 / 3, 2 / 3)
SHADE_NAMES = ("some", "over-third", "over-two-thirds", "all")


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
        "compare": page_address(world, asked, "/compare"),
        "zones": page_address(world, asked, "/zones"),
        "cities": page_address(world, asked, "/science-cities"),
        "targets": page_address(world, asked, "/targets"),
        "map": page_address(world, asked, MAP),
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


def matrix(world: World, asked: Asked) -> dict[str, Any]:
    """Return for each indicator and year how many prefectures have a figure, and where it is."""
    sheets = {
        name: about
        for name, about in sheets_of(world.shelf).items()
        if about["layer"] == LAYER and name != LAYER
    }
    dated = (period for about in sheets.values() for period in years_of(about["periods"]))
    years = sorted({period for period in dated if period})
    rows: dict[bool, list[Mapping[str, Any]]] = {False: [], True: []}
    for name, about in sheets.items():
        cells = [_cell(world, asked, name, about, year) for year in years]
        computed = bool(world.catalogue.indicator(indicator_of(name)).denominator)
        rows[computed].append({"name": about["title"][asked.lang], "cells": cells})
    return {"years": years, "rows": rows[False], "computed": rows[True], "shades": SHADE_NAMES}


def _cell(
    world: World, asked: Asked, name: str, about: Mapping[str, Any], year: str
) -> Mapping[str, Any] | None:
    known, of = about["covered"].get(year, 0), about["of"]
    if not known:
        return None
    return {
        "href": page_address(
            world, asked, MAP, layer=LAYER, indicator=indicator_of(name), period=year
        ),
        "known": known,
        "of": of,
        "shade": SHADE_NAMES[sum(known / of > share for share in SHARES) + (known == of)],
        "words": f"{about['title'][asked.lang]} {period_words(year, asked.lang)} {known}/{of}",
    }
