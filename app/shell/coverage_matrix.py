"""The coverage matrix: for each indicator and year, how many prefectures have a figure."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.address.query import Asked
from app.address.urls import MAP
from app.context.manifest import indicator_of, sheets_of
from app.shell.path_address import path_address
from geo.model.periods import years_of
from layers.words import period_words

if TYPE_CHECKING:
    from app.context.context import World

# The level of places whose coverage is shown, as its layer is called.
LAYER = "prefectures"
# Shades of coverage: up to a third of the places, up to two thirds, more, all.
SHARES = (1 / 3, 2 / 3)
SHADE_NAMES = ("some", "over-third", "over-two-thirds", "all")


def coverage_matrix(world: World, asked: Asked) -> dict[str, Any]:
    """Return the rows of what is published and of what is computed, a cell for each year.

    A cell says how many prefectures have a figure, and leads to the map of it; None for none. A row
    leads to the page of its indicator.
    """
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
        indicator = world.catalogue.indicator(indicator_of(name))
        href = path_address(world, asked, f"/indicator/{indicator.indicator_id}")
        row = {"name": about["title"][asked.lang], "href": href, "cells": cells}
        rows[bool(indicator.denominator)].append(row)
    return {"years": years, "rows": rows[False], "computed": rows[True], "shades": SHADE_NAMES}


def _cell(
    world: World, asked: Asked, name: str, about: Mapping[str, Any], year: str
) -> Mapping[str, Any] | None:
    known, of = about["covered"].get(year, 0), about["of"]
    if not known:
        return None
    return {
        "href": path_address(
            world, asked, MAP, layer=LAYER, indicator=indicator_of(name), period=year
        ),
        "known": known,
        "of": of,
        "shade": shade(known, of),
        "words": f"{about['title'][asked.lang]} {period_words(year, asked.lang)} {known}/{of}",
    }


def shade(known: int, of: int) -> str:
    """Return the shade of a coverage: how many places of how many have a figure.

    >>> shade(7, 21), shade(8, 21), shade(20, 21), shade(21, 21)
    ('some', 'over-third', 'over-two-thirds', 'all')
    """
    return SHADE_NAMES[sum(known / of > share for share in SHARES) + (known == of)]
