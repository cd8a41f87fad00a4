"""Key figures: the six that say most of a place, and every figure as a row with its standing."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from app.pages.place.plot import SeriesLine, axis, line
from app.pages.place.request import PlaceRequest
from geo.analysis.ranks import Rank, standings
from geo.analysis.subject_profile import sense
from geo.model.figures import Value
from geo.model.indicators import Indicator
from layers.build.cells import status_words, unranked_words
from layers.words import (
    least_words,
    ordinal_words,
    parted_words,
    published_words,
    value_words,
)

if TYPE_CHECKING:
    from collections.abc import Sequence

SHOWN = 6
# Two figures make a line.
FEWEST = 2


@dataclass(frozen=True)
class FigureRow:
    """The newest figure of an indicator: its words, its year, its standing that very year.

    ``rank`` is None where the places of the year do not make one; ``why`` says so in words.
    """

    indicator: Indicator
    name: str
    number: str
    unit: str
    year: str
    rank: Rank | None
    why: str
    status: str
    also: str
    marks: tuple[int, ...]
    line: SeriesLine | None
    said: str


def rows(request: PlaceRequest) -> list[FigureRow]:
    """Return the newest figure of every indicator, the key figures first."""
    return [figure_row(request, name) for name in _ordered(request)]


def _ordered(request: PlaceRequest) -> Sequence[str]:
    known = request.series
    first = [name for name in request.catalogue.profile.indicators.key_figures if name in known]
    if len(first) < SHOWN:
        # What is divided repeats what it is divided from.
        first += [n for n in known if n not in first and not _derived(request, n)]
    return list(dict.fromkeys((*first[:SHOWN], *known)))


def _derived(request: PlaceRequest, name: str) -> bool:
    return bool(request.catalogue.indicators[name].denominator)


def figure_row(request: PlaceRequest, name: str) -> FigureRow:
    """Return the newest figure of one indicator that the place has."""
    known, lang = request.catalogue, request.lang
    indicator, values = known.indicators[name], request.series[name]
    newest = values[-1]
    rank, why = _standing(request, newest)
    number, unit = _parted(newest, indicator, lang)
    return FigureRow(
        indicator=indicator,
        name=indicator.name(lang),
        number=number,
        unit=unit,
        year=newest.period,
        rank=rank,
        why=why,
        status=status_words(newest, lang) if newest.status == "derived" else "",
        also=_also(request, newest),
        marks=request.footnotes.marks(newest.source_ids),
        line=line(known, values, axis([values])) if len(values) >= FEWEST else None,
        said=series_words(request, indicator, values),
    )


def _parted(newest: Value, indicator: Indicator, lang: str) -> tuple[str, str]:
    """Return a figure and its unit; a published rank is an ordinal, not an amount."""
    if sense(indicator) == "low":
        return ordinal_words(int(newest.value), lang), ""
    number, unit = parted_words(newest.value, indicator, lang)
    return least_words(number, lang, least=newest.status == "floor"), unit


def _standing(request: PlaceRequest, newest: Value) -> tuple[Rank | None, str]:
    order = standings(request.catalogue, newest.indicator_id, newest.period, request.place.level)
    why = order.unranked.get(request.place_id)
    return order.ranks.get(request.place_id), unranked_words(why, request.lang) if why else ""


def _also(request: PlaceRequest, newest: Value) -> str:
    """Return what other sources give for the same cell; nothing where they agree."""
    known = request.catalogue
    cell = known.cell(request.place_id, newest.indicator_id, newest.period)
    others = dict.fromkeys(value.value for value in cell[1:] if value.disagrees(newest))
    indicator = known.indicators[newest.indicator_id]
    said = " / ".join(published_words(value, indicator, request.lang) for value in others)
    return request.say("also", values=said) if said else ""


def series_words(request: PlaceRequest, indicator: Indicator, values: Sequence[Value]) -> str:
    """Return a series in words: what a reader hears who does not see its line."""
    said = (f"{v.period} {value_words(v.value, indicator, request.lang)}" for v in values)
    return f"{indicator.name(request.lang)}: {request.words['comma'].join(said)}"
