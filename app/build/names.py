"""Names: everything that a search may find, one row each, before anybody has an address.

A row is its id, its kind, its name, its other names, how its Chinese name is spelled, what stands
beside it, and where it is: a point (longitude, latitude), a page (path, query) or nothing. Rows
that are found equally well stand in this order: pages, wide divisions, indicators, targets, fields,
and what lies in a division.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from app.address.destinations import DESTINATIONS
from app.build.spelling import spelled
from app.text import destination_words, say
from geo.analysis.platform_filter import called
from geo.languages import ORIGINAL, beside
from geo.levels import DIVISIONS, LEVELS, level_facts
from geo.model.places import Place
from layers.words import clause_words, unit_words, value_words

if TYPE_CHECKING:
    from geo.model.indicators import Indicator
    from geo.store.catalogue import AnyPlace, Catalogue

Row = list[Any]


def names(known: Catalogue, lang: str) -> list[Row]:
    """Return a row for everything that can be found, in one language."""
    wide = [division for division in DIVISIONS if not level_facts(division).in_prefecture]
    narrow = [level for level in LEVELS if level not in wide]
    return [
        *_pages(known, lang),
        *(_place(known, place, lang) for level in wide for place in known.at_level(level)),
        *_indicators(known, lang),
        *_targets(known, lang),
        *_fields(known, lang),
        *(_place(known, place, lang) for level in narrow for place in known.at_level(level)),
    ]


def _pages(known: Catalogue, lang: str) -> Iterator[Row]:
    """Yield the pages; words of both languages find them."""
    words, other, original = (
        known.phrase_parts.fill(destination_words(one), one)
        for one in (lang, beside(lang), ORIGINAL)
    )
    for destination in DESTINATIONS:
        title, more = destination.name, f"more.{destination.name}"
        others = " ".join((other[title], words[more], other[more]))
        sound = spelled(f"{original[title]} {original[more]}")
        yield [destination.path, "page", words[title], others, sound, "", [destination.path, {}]]


def _place(known: Catalogue, place: AnyPlace, lang: str) -> Row:
    other, short = place.name(beside(lang)), getattr(place, "short_zh", "")
    parent = known.places.get(getattr(place, "prefecture", "") or "")
    within = parent.name(lang) if parent else ""
    at = place.label if isinstance(place, Place) else place.at
    latin = place.name(beside(ORIGINAL)) if level_facts(place.level).division else ""
    sound = spelled(place.name(ORIGINAL), latin)
    others = f"{other} {short}".strip()
    found = [place.place_id, called(known, place), place.name(lang), others, sound, within]
    return [*found, list(at) if at else None]


def _indicators(known: Catalogue, lang: str) -> Iterator[Row]:
    """Yield the indicators that have a figure; where no map shows one, its page does."""
    figured = {value.indicator_id for value in known.values}
    for indicator in known.indicators.values():
        if indicator.indicator_id in figured:
            page = [f"/indicator/{indicator.indicator_id}", {}]
            yield [
                indicator.indicator_id,
                "indicator",
                *_named(indicator, lang),
                unit_words(indicator, lang),
                page,
            ]


def _targets(known: Catalogue, lang: str) -> Iterator[Row]:
    for target in known.targets:
        indicator = known.indicators[target.indicator_id]
        aim = value_words(target.value, indicator, lang)
        due = say(lang, "period.year", year=target.due_period) if target.due_period else ""
        beside_it = destination_words(lang)["aim"].format(aim=aim, due=due) if due else aim
        page = ["/targets", {"target": target.target_id}]
        yield [target.target_id, "target", *_named(indicator, lang), beside_it, page]


def _fields(known: Catalogue, lang: str) -> Iterator[Row]:
    for field in known.fields.values():
        names = [field.name(lang), field.name(beside(lang)), spelled(field.field)]
        clause = destination_words(lang)["clause"].format(clause=clause_words(field.clause, lang))
        yield [field.field, "field", *names, clause, ["/platforms", {"field": field.field}]]


def _named(indicator: Indicator, lang: str) -> tuple[str, str, str]:
    return indicator.name(lang), indicator.name(beside(lang)), spelled(indicator.name(ORIGINAL))
