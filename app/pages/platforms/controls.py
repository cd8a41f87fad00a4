"""Filters: the fields of the address, the choices of the form, and the count they leave."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any

from app.address.fields import QueryField
from app.pages.platforms.request import ON, PlatformsRequest
from geo.analysis.platform_filter import BLANK, By, PlatformFilter, chosen, counts, is_campus

if TYPE_CHECKING:
    from app.context.context import World

RANKS = ("national", "provincial", "local", "institution", "unspecified")
STATUSES = ("built", "planned")
SORTS = ("type", "level", "name", "place", "exact")
COLORS = ("field", "family")
LEAST_KM, MOST_KM = 5, 200


def rows(world: World) -> tuple[QueryField, ...]:
    """Return the fields of the address."""
    known = world.catalogue
    places = (*known.platforms, *known.zones, *known.areas)
    return (
        QueryField("field", "word", "", (*known.fields, BLANK)),
        QueryField("type", "words", (), tuple(known.platform_types)),
        QueryField("level", "word", "", RANKS),
        QueryField("status", "word", "", STATUSES),
        QueryField("prefecture", "word", "", (*known.at_level_ids("prefecture"), BLANK)),
        QueryField("host", "word", ""),
        QueryField("campuses", "word", "", (ON,)),
        QueryField("sort", "word", SORTS[0], SORTS),
        QueryField("by", "word", "", COLORS),
        QueryField("radius", "number", 0.0, limits=(LEAST_KM, MOST_KM)),
        QueryField("rough", "word", "", (ON,)),
        QueryField("place", "word", "", places),
    )


def filters(look: PlatformsRequest) -> list[dict[str, Any]]:
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
    look: PlatformsRequest, name: str, by: By, values: tuple[str, ...], words: Callable[[str], str]
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


def _type_words(look: PlatformsRequest) -> Callable[[str], str]:
    return lambda kind: look.catalogue.platform_types[kind].name(look.lang)


def _place_words(look: PlatformsRequest) -> Callable[[str], str]:
    return lambda place: look.say("blank.prefecture") if place == BLANK else look.name_of(place)


def tally(look: PlatformsRequest) -> dict[str, Any]:
    """Return how many rows the choice leaves of how many, and what it leaves out."""
    known = look.catalogue
    every = chosen(known, PlatformFilter(campuses=True))
    campuses = sum(is_campus(p, known) for p in every)
    return {
        "rows": len(look.platforms),
        "platforms": len(every) - campuses,
        "campuses": campuses,
        "campuses_in": any(is_campus(p, known) for p in look.platforms),
        "placed": sum(p.at is not None for p in look.platforms),
        "blank_field": sum(not p.field for p in every),
        "blank_field_campuses": sum(not p.field for p in every if is_campus(p, known)),
        "free": look.choice == PlatformFilter(),
    }
