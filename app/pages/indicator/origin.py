"""The origin of a rate: what it divides by what, and one figure of it as an example."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.address.query import Asked
from app.shell.path_address import path_address
from geo.model.indicators import Indicator
from layers.build.derivation import arithmetic_words
from layers.words import period_words, unit_words, value_words

if TYPE_CHECKING:
    from app.context.context import World
    from geo.store.catalogue import Catalogue

PAGE = "indicator"
PEOPLE = ("population", "population_census")


def parts(catalogue: Catalogue, indicator: Indicator) -> tuple[str, ...]:
    """Return the indicators that a rate is made of; none for what is published."""
    if not indicator.denominator:
        return ()
    people = PEOPLE if indicator.group == "per-person" else ()
    return tuple(name for name in (indicator.numerator, *people) if name in catalogue.indicators)


def steps(world: World, asked: Asked, indicator: Indicator) -> Mapping[str, object] | None:
    """Return how a rate is made, in words, with an example; None for what is published."""
    if not indicator.denominator:
        return None
    known, lang = world.catalogue, asked.lang
    phrases, top = world.phrases(lang, PAGE), known.indicator(indicator.numerator)
    years = indicator.denominator_years
    key = "years.near" if years else "years.same"
    return {
        "top": top.name(lang),
        "top_unit": unit_words(top, lang),
        "top_href": path_address(world, asked, f"/indicator/{top.indicator_id}"),
        "below": phrases[f"below.{indicator.denominator}"].format(name=top.name(lang)),
        "years": phrases[key].format(years=years) if indicator.group == "per-person" else "",
        "example": _example(world, indicator, lang),
    }


def _example(world: World, indicator: Indicator, lang: str) -> str:
    """Return the arithmetic of the province's newest figure, or else of any newest one."""
    known = world.catalogue
    mine = [value for value in known.values if value.indicator_id == indicator.indicator_id]
    if not mine:
        return ""
    value = max(mine, key=lambda value: (value.period, value.place_id == known.profile.adcode))
    return world.phrases(lang, PAGE)["example"].format(
        place=known.place(value.place_id).name(lang),
        period=period_words(value.period, lang),
        arithmetic=arithmetic_words(value, known, lang),
        value=value_words(value.value, indicator, lang),
    )
