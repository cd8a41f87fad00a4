"""What the page lists of the data: how much there is, conflicts, breaks, refusals, terms."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from typing import TYPE_CHECKING, Any, get_args

from app.address.query import Asked
from app.shell.footnotes import Footnotes
from app.shell.path_address import path_address
from geo.analysis.conflicts import every_conflict, shown_because
from geo.languages import LANGUAGES
from geo.model.figures import REGISTRY_STATUS, Status, Value
from geo.model.indicators import Indicator
from layers.words import (
    as_of_words,
    least_words,
    period_words,
    published_words,
    text,
    unit_words,
)

if TYPE_CHECKING:
    from app.context.context import World
    from geo.store.catalogue import Catalogue

STATES: tuple[Status, ...] = get_args(Status)
# How the extent of a place is known, the surest first.
EXTENTS = ("official", "area-circle.zone", "area-circle.area", "host-county", "point")


def sizes(world: World) -> Mapping[str, Any]:
    """Return how much there is: figures by state, documents, indicators, rates, conflicts."""
    known = world.catalogue
    figures = [value for value in known.values if not _computed(known, value)]
    states = Counter(value.status for value in figures)
    return {
        "figures": f"{len(figures):,}",
        **{name: f"{states[name]:,}" for name in STATES},
        # Most atlases have no registry: then it is no state of theirs.
        "states": [name for name in STATES if name != REGISTRY_STATUS or states[name]],
        "sources": len(known.sources),
        "indicators": sum(not indicator.denominator for indicator in known.indicators.values()),
        "rates": sum(bool(indicator.denominator) for indicator in known.indicators.values()),
        "computed": f"{len(known.values) - len(figures):,}",
        "newest": known.newest_year,
    }


def _computed(catalogue: Catalogue, value: Value) -> bool:
    return bool(catalogue.indicator(value.indicator_id).denominator)


def conflict_rows(
    world: World, lang: str, indicator_ids: Collection[str] = ()
) -> list[Mapping[str, Any]]:
    """Return a row for each cell whose sources disagree; of some indicators where named."""
    known, phrases = world.catalogue, world.phrases(lang)
    return [
        {
            "place": known.place(conflict.shown.place_id).name(lang),
            "indicator": known.indicator(conflict.shown.indicator_id).name(lang),
            "period": period_words(conflict.shown.period, lang),
            "shown": _figure(world, conflict.shown, lang),
            "others": [_figure(world, other, lang) for other in conflict.others],
            "why": phrases[f"why.{shown_because(known, conflict)}"],
        }
        for conflict in every_conflict(known)
        if not indicator_ids or conflict.shown.indicator_id in indicator_ids
    ]


def _figure(world: World, value: Value, lang: str) -> Mapping[str, str]:
    """Return a figure with how it is known and who says it."""
    known = world.catalogue
    source = known.sources[value.source_ids[0]]
    words = published_words(value.value, known.indicator(value.indicator_id), lang)
    details = [
        source.origin.in_lang(lang),
        as_of_words(value.as_of, lang),
        "" if value.status == "observed" else text(lang)[f"status.{value.status}"],
    ]
    return {
        "words": least_words(words, lang, least=value.status == "floor"),
        "whose": " · ".join(part for part in details if part),
        "grade": source.grade,
    }


def break_rows(
    world: World, lang: str, notes: Footnotes, indicator_ids: Collection[str] = ()
) -> list[Mapping[str, Any]]:
    """Return a row for each break of a series; of some indicators where named."""
    known = world.catalogue
    return [
        {
            "indicator": known.indicator(series_break.indicator_id).name(lang),
            "places": _places(world, series_break.places, lang),
            "before": series_break.before,
            "after": series_break.after,
            "reason": series_break.reason(lang),
            "notes": notes.numbers(series_break.source_ids),
        }
        for series_break in known.series_breaks
        if not indicator_ids or series_break.indicator_id in indicator_ids
    ]


def refusal_rows(
    world: World, lang: str, notes: Footnotes, of: Indicator | None = None
) -> list[Mapping[str, Any]]:
    """Return a row for each quotient that is refused; of one indicator where it is named."""
    known, phrases = world.catalogue, world.phrases(lang)
    return [
        {
            "indicator": phrases[f"refusal.{refusal.denominator}"].format(
                name=known.indicator(refusal.numerator).name(lang)
            ),
            "places": _places(world, refusal.places, lang),
            "until": refusal.until,
            "reason": refusal.reason(lang),
            "notes": notes.numbers(refusal.source_ids),
        }
        for refusal in known.refusals
        if of is None or (refusal.numerator, refusal.denominator) == (of.numerator, of.denominator)
    ]


def _places(world: World, place_ids: Iterable[str], lang: str) -> str:
    names = [world.catalogue.place(place_id).name(lang) for place_id in place_ids]
    return LANGUAGES[lang].comma.join(names) or world.phrases(lang)["breaks.all"]


def indicator_rows(world: World, asked: Asked) -> list[Mapping[str, str]]:
    """Return every indicator that has a figure: name, page, unit, what a reader must know."""
    known = world.catalogue
    return [
        {
            "id": indicator.indicator_id,
            "name": indicator.name(asked.lang),
            "href": path_address(world, asked, f"/indicator/{indicator.indicator_id}"),
            "unit": unit_words(indicator, asked.lang),
            "note": indicator.note(asked.lang),
        }
        for indicator in used(known)
    ]


def changes(world: World, lang: str) -> list[Mapping[str, Any]]:
    """Return the newest versions of the program and what they changed, as the build packed them."""
    packed = json.loads(world.shelf.body("changelog"))
    return list(packed.get(lang, ()))


def used(catalogue: Catalogue) -> tuple[Indicator, ...]:
    """Return the indicators that have a figure, as listed."""
    found = {value.indicator_id for value in catalogue.values}
    return tuple(indicator for name, indicator in catalogue.indicators.items() if name in found)


def extent_rows(world: World, lang: str) -> list[Mapping[str, str]]:
    """Return how the extent of a place may be known, in the words of the legend."""
    phrases = world.catalogue.phrase_parts.fill(text(lang), lang)
    rows: list[Mapping[str, str]] = []
    for name in EXTENTS:
        plain = name.partition(".")[0]
        rows.append(
            {
                "name": phrases.get(f"confidence.{name}", phrases[f"confidence.{plain}"]),
                "about": phrases.get(f"explain.{name}", phrases[f"explain.{plain}"]),
            }
        )
    return rows
