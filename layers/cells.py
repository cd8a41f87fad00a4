"""Cells: what a layer says of one place in one period, every word of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from geo.catalogue import Catalogue
from geo.figures import Indicator, Value
from geo.measure import FEWEST_RANKED, ranks
from layers.sheet import Cell
from layers.words import exact_words, say, text, value_words


def figure_cells(
    catalogue: Catalogue, indicator: Indicator, place_ids: Sequence[str], period: str, lang: str
) -> tuple[Cell, ...]:
    """Return one cell for each place, with ranks among the places that have a figure."""
    cells = [
        figure_cell(
            catalogue, indicator, catalogue.cell(place, indicator.indicator_id, period), lang
        )
        for place in place_ids
    ]
    order = ranks([cell.value for cell in cells])
    of = sum(rank is not None for rank in order)
    return tuple(
        cell if rank is None or of < FEWEST_RANKED else replace(cell, rank=rank, of=of)
        for cell, rank in zip(cells, order, strict=True)
    )


def figure_cell(
    catalogue: Catalogue, indicator: Indicator, values: Sequence[Value], lang: str
) -> Cell:
    """Return the cell for one place's figures of a period: the first shown, the rest named."""
    if not values:
        return Cell(state="no-data", words=text(lang)["no-data"])
    shown, *others = values
    words = value_words(shown.value, indicator, lang)
    return Cell(
        state="zero" if shown.value == 0 else "value",
        words=say(lang, "floor", words=words) if shown.status == "floor" else words,
        value=shown.value,
        exact=exact_words(shown.value, indicator, lang),
        floor=shown.status == "floor",
        status=text(lang)[f"status.{shown.status}"],
        source_ids=shown.source_ids,
        as_of=shown.as_of,
        quote=shown.quote,
        note=shown.note,
        conflict="; ".join(_disagreements(catalogue, indicator, shown, others, lang)),
    )


def _disagreements(
    catalogue: Catalogue, indicator: Indicator, shown: Value, others: Iterable[Value], lang: str
) -> Iterator[str]:
    """Yield a phrase for each other figure of the cell that is a different number."""
    for other in others:
        if other.value != shown.value:
            source = catalogue.sources[other.source_ids[0]].title
            words = value_words(other.value, indicator, lang)
            yield say(lang, "conflict", words=words, source=source)


def word_cell(words: str, source_ids: Sequence[str]) -> Cell:
    """Return the cell of a place that a layer says a word of, not a number."""
    return Cell(state="value", words=words, source_ids=tuple(source_ids))


def blank_cell(words: str) -> Cell:
    """Return the cell of a place of which nothing is known."""
    return Cell(state="no-data", words=words)
