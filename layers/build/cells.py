"""Cells: what a layer says of one place in one period, every word of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from geo.analysis.latest import latest_periods, latest_standings
from geo.analysis.ranks import Standings, Unranked, standings
from geo.languages import LANGUAGES
from geo.model.figures import Value
from geo.model.indicators import Indicator
from geo.model.periods import LATEST
from geo.store.catalogue import Catalogue
from layers.build.derivation import note_words
from layers.data import Cell
from layers.refusals import refusal_words
from layers.words import (
    as_of_words,
    column_words,
    least_words,
    number_words,
    published_number,
    published_words,
    say,
    text,
    value_words,
)


def figure_cells(
    catalogue: Catalogue,
    indicator: Indicator,
    place_ids: Sequence[str],
    period: str,
    *,
    level: str,
    lang: str,
) -> tuple[Cell, ...]:
    """Return one cell for each place of a level, in their order, with ranks where there are any."""
    name = indicator.indicator_id
    if period == LATEST:
        own = latest_periods(catalogue, name, level)
        dateless = [_cell(catalogue, indicator, place, own[place], lang) for place in place_ids]
        cells = [replace(cell, as_of=cell.as_of or cell.period) for cell in dateless]
        order = latest_standings(catalogue, name, level)
    else:
        cells = [_cell(catalogue, indicator, place, period, lang) for place in place_ids]
        order = standings(catalogue, name, period, level)
    numbers = column_words([cell.value for cell in cells], indicator, lang)
    return tuple(
        replace(_standing(cell, place, order, lang), column=number and _least(number, cell, lang))
        for cell, place, number in zip(cells, place_ids, numbers, strict=True)
    )


def _least(number: str, cell: Cell, lang: str) -> str:
    return least_words(number, lang, least=cell.floor)


def _cell(
    catalogue: Catalogue, indicator: Indicator, place_id: str, period: str, lang: str
) -> Cell:
    values = catalogue.cell(place_id, indicator.indicator_id, period)
    if values:
        return figure_cell(catalogue, indicator, values, lang)
    return missing_cell(catalogue, place_id, indicator.indicator_id, period, lang)


def _standing(cell: Cell, place_id: str, order: Standings, lang: str) -> Cell:
    """Return a cell with its rank, or with why there is none."""
    rank = order.ranks.get(place_id)
    if rank is not None:
        return replace(cell, rank=rank.at, of=rank.known)
    why = order.unranked.get(place_id)
    if why is None:
        return cell
    return replace(cell, unranked=unranked_words(why, lang))


def unranked_words(unranked: Unranked, lang: str) -> str:
    """Return why a figure has no rank."""
    return say(lang, f"unranked.{unranked.why}", known=unranked.known, of=unranked.of)


def missing_cell(
    catalogue: Catalogue, place_id: str, indicator_id: str, period: str, lang: str
) -> Cell:
    """Return the cell of a place without a figure; its note says why where the data refuse one."""
    note = refusal_words(catalogue, place_id, indicator_id, period, lang)
    return replace(blank_cell(text(lang)["no-data"]), note=note)


def figure_cell(
    catalogue: Catalogue, indicator: Indicator, values: Sequence[Value], lang: str
) -> Cell:
    """Return the cell for one place's figures of a period: the first shown, the rest named."""
    if not values:
        return Cell(state="no-data", words=text(lang)["no-data"])
    shown, *others = values
    words, floor = value_words(shown.value, indicator, lang), shown.status == "floor"
    number = published_number(shown.value, indicator, lang)
    return Cell(
        state="zero" if shown.value == 0 else "value",
        words=least_words(words, lang, least=floor),
        value=shown.value,
        published=least_words(number, lang, least=floor),
        period=shown.period,
        floor=floor,
        status=status_words(shown, lang),
        people_period=shown.people_period,
        source_ids=shown.source_ids,
        as_of=as_of_words(shown.as_of, lang),
        quote=shown.quote,
        note=note_words(shown, catalogue, lang),
        conflict="; ".join(_disagreements(catalogue, indicator, shown, others, lang)),
    )


def written(
    cells: Sequence[Cell], indicator: Indicator, lang: str, *, dated: bool = False
) -> tuple[str, ...]:
    """Return the numbers that stand on a map of few figures, ``dated`` with the year of each.

    The unit is in the legend.
    """
    return tuple(
        ""
        if cell.value is None
        else f"{'≥ ' if cell.floor else ''}{number_words(cell.value, indicator, lang)}"
        f"{LANGUAGES[lang].brackets.format(cell.period) if dated else ''}"
        for cell in cells
    )


def status_words(value: Value, lang: str) -> str:
    """Return how a figure is known; a rate by residents of another year says of which."""
    said = text(lang)[f"status.{value.status}"]
    if value.people_period in ("", value.period):
        return said
    return say(lang, "status.other-year", status=said, year=value.people_period)


def _disagreements(
    catalogue: Catalogue, indicator: Indicator, shown: Value, others: Iterable[Value], lang: str
) -> Iterator[str]:
    """Yield a phrase for each other figure of the cell: of another source, or of another date."""
    for other in others:
        if other.value != shown.value:
            source = catalogue.sources[other.source_ids[0]].title
            words = published_words(other.value, indicator, lang)
            if other.disagrees(shown):
                yield say(lang, "conflict", words=words, source=source)
            else:
                date = as_of_words(other.as_of, lang)
                yield say(lang, "other-date", date=date, words=words, source=source)


def word_cell(words: str, source_ids: Sequence[str]) -> Cell:
    """Return the cell of a place that a layer says a word of, not a number."""
    return Cell(state="value", words=words, source_ids=tuple(source_ids))


def blank_cell(words: str) -> Cell:
    """Return the cell of a place of which nothing is known."""
    return Cell(state="no-data", words=words)
