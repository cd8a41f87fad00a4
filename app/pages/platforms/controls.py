"""Filters: the fields of the address, the choices of the form, and the count they leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from app.address.fields import Field
from app.pages.platforms.request import ON, Look
from geo.analysis.platform_filter import BLANK, By, Choice, chosen, counts, is_campus

if TYPE_CHECKING:
    from app.context.context import World

RANKS = ("national", "provincial", "local", "institution", "unspecified")
STATUSES = ("built", "planned")
SORTS = ("type", "level", "name", "place", "exact")
COLORS = ("field", "family")
LEAST_KM, MOST_KM = 5, 200


def rows(world: World) -> tuple[Field, ...]:
    """Return the fields of the address."""
    known = world.catalogue
    places = (*known.platforms, *known.zones, *known.areas)
    return (
        Field("field", "word", "", (*known.fields, BLANK)),
        Field("type", "words", (), tuple(known.platform_types)),
        Field("level", "word", "", RANKS),
        Field("status", "word", "", STATUSES),
        Field("prefecture", "word", "", (*known.at_level_ids("prefecture"), BLANK)),
        Field("host", "word", ""),
        Field("campuses", "word", "", (ON,)),
        Field("sort", "word", SORTS[0], SORTS),
        Field("by", "word", "", COLORS),
        Field("radius", "number", 0.0, limits=(LEAST_KM, MOST_KM)),
        Field("rough", "word", "", (ON,)),
        Field("place", "word", "", places),
    )


def filters(look: Look) -> list[dict[str, Any]]:
    """Return the selects of the form: name, words, and a choice for each value that is left."""
    known = look.catalogue
    prefectures = known.at_level_ids("prefecture")
    return [
        _select(look, "type", "type", tuple(known.platform_types), _type_words(look)),
        _select(look, "level", "rank", RANKS, lambda rank: look.word(f"level.{rank}")),
        _select(look, "status", "status", STATUSES, look.word),
        _select(look, "prefecture", "prefecture", (*prefectures, BLANK), _place_words(look)),
    ]


def _select(
    look: Look, name: str, by: By, values: tuple[str, ...], words: Callable[[str], str]
) -> dict[str, Any]:
    found: Mapping[str, int] = counts(look.catalogue, look.choice, by)
    asked = look.asked[name]
    picked = asked if isinstance(asked, tuple) else ((asked,) if asked else ())
    options = [
        {
            "value": value,
            "words": words(value),
            "count": found.get(value, 0),
            "on": picked == (value,),
        }
        for value in values
        if found.get(value, 0) or value in picked
    ]
    if len(picked) > 1:
        several = {"value": ",".join(picked), "words": look.say("filter.several", n=len(picked))}
        options.insert(0, {**several, "count": len(look.platforms), "on": True})
    return {"name": name, "label": look.say(f"filter.{name}"), "options": options}


def _type_words(look: Look) -> Callable[[str], str]:
    return lambda kind: look.catalogue.platform_types[kind].name(look.lang)


def _place_words(look: Look) -> Callable[[str], str]:
    return lambda place: look.say("blank.prefecture") if place == BLANK else look.name_of(place)


def tally(look: Look) -> dict[str, Any]:
    """Return how many rows the choice leaves of how many, and what it leaves out."""
    known = look.catalogue
    every = chosen(known, Choice(campuses=True))
    campuses = sum(is_campus(p, known) for p in every)
    return {
        "rows": len(look.platforms),
        "platforms": len(every) - campuses,
        "campuses": campuses,
        "campuses_in": any(is_campus(p, known) for p in look.platforms),
        "placed": sum(p.at is not None for p in look.platforms),
        "blank_field": sum(not p.field for p in every),
        "blank_field_campuses": sum(not p.field for p in every if is_campus(p, known)),
        "free": look.choice == Choice(),
    }
