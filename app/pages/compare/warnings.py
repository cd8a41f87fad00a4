"""The guard of the view: what keeps a comparison from being fair, named and with its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from app.pages.compare.lists import fair_link, owner_words
from app.pages.compare.request import CompareRequest
from geo.analysis.cautions import Caution, Key, Number, of_row
from geo.languages import LANGUAGES
from geo.levels import level_facts
from geo.model.figures import Value
from layers.words import extent_words, km2_words, least_words, published_words, value_words
from layers.words import say as say_layer

# The first is what a reader should see first.
ORDER: tuple[Key, ...] = (
    "mixed-years",
    "mixed-people",
    "other-year",
    "raw-counts",
    "size-unknown",
    "unlike-counts",
    "conflict",
    "boundary-changed",
    "boundary-confidence",
    "overlap",
    "mixed-units",
    "tiny-denominator",
    "floor",
    "other-whole",
    "first-published",
)


def shown(request: CompareRequest, more: Iterable[Caution] = ()) -> dict[str, Any]:
    """Return what is said of the indicator on the maps, and what would make it fair.

    ``more`` are the cautions of a difference.
    """
    row = request.active
    mine = of_row(request.catalogue, row) if row else ()
    return {
        "warnings": grouped(request, (*mine, *more)),
        "fair": fair_link(request, row) if row else None,
    }


def grouped(request: CompareRequest, cautions: Iterable[Caution]) -> list[dict[str, Any]]:
    """Return cautions by their name: what it means, for which indicators, with which numbers."""
    every = list(cautions)
    return [
        {
            "key": key,
            "lines": [line(request, caution) for caution in every if caution.key == key],
            "count": sum(caution.key == key for caution in every),
        }
        for key in ORDER
        if any(caution.key == key for caution in every)
    ]


def line(request: CompareRequest, caution: Caution) -> dict[str, str]:
    """Return one caution: the indicator it is about, and its numbers in words."""
    known = request.catalogue.indicators.get(caution.indicator_id)
    return {
        "name": known.name(request.lang) if known else "",
        "words": said(request, caution),
    }


def said(request: CompareRequest, caution: Caution) -> str:
    """Return the numbers of a caution in words."""
    phrases = request.world.phrases(request.lang, "compare")
    semicolon = LANGUAGES[request.lang].semicolon
    parts = [
        part
        for part in (_limits(request, caution), semicolon.join(numbers(request, caution)))
        if part
    ]
    if not parts and caution.subjects:
        return request.names(*caution.subjects)
    return phrases["guard.stop"].join(parts)


def _limits(request: CompareRequest, caution: Caution) -> str:
    phrases = request.world.phrases(request.lang, "compare")
    if caution.ratio is not None and caution.limit is not None:
        return phrases["guard.ratio"].format(
            ratio=f"{caution.ratio:.1f}", limit=f"{caution.limit:g}"
        )
    return (
        phrases["guard.limit"].format(limit=f"{caution.limit:g}")
        if caution.limit is not None
        else ""
    )


def numbers(request: CompareRequest, caution: Caution) -> Iterator[str]:
    """Yield every number of a caution as it is read, with whose it is."""
    phrases = request.world.phrases(request.lang, "compare")
    lines = (
        phrases[f"guard.number.{number.name}"].format(
            name=_owner(request, caution, number), words=_number(request, number)
        )
        for number in caution.numbers
    )
    # What several subjects share, such as the province's other figure, is said once.
    yield from dict.fromkeys(lines)


def _owner(request: CompareRequest, caution: Caution, number: Number) -> str:
    """Return what a number is of: a figure's own place, and its indicator where it is another."""
    figure = number.figure
    if figure is None or number.name == "share-of":
        return request.names(number.subject)
    return owner_words(request, figure, caution.indicator_id)


def _number(request: CompareRequest, number: Number) -> str:
    """Return a number or a word of a caution as it is read, with its period and source."""
    lang, figure = request.lang, number.figure
    if figure is not None:
        return _figure(request, figure)
    if isinstance(number.value, str):
        if number.name == "confidence":
            return extent_words(number.value or "none", request.level, lang)
        return request.names(number.value) if number.name == "shared" else number.value
    if number.name == "size":
        if level_facts(request.subjects[0].level).division:
            return value_words(number.value, request.catalogue.indicator("population_census"), lang)
        return km2_words(number.value, lang)
    return f"{number.value:,.10g}"


def _figure(request: CompareRequest, figure: Value) -> str:
    indicator = request.catalogue.indicator(figure.indicator_id)
    words = published_words(figure.value, indicator, request.lang)
    words = least_words(words, request.lang, least=figure.status == "floor")
    source = request.catalogue.sources[figure.source_ids[0]].title if figure.source_ids else ""
    dated = say_layer(request.lang, "difference.dated", words=words, year=figure.period)
    return f"{dated}{LANGUAGES[request.lang].clause}{source}" if source else dated
