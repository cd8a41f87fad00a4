"""Files of an indicator: every figure of every place and year, with its sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.address.query import Asked
from geo.export.table import Cell, Column, Table, cited
from geo.levels import LEVELS
from geo.model.figures import Value
from geo.model.sources import Source
from layers.build.derivation import note_words
from layers.words import text

if TYPE_CHECKING:
    from app.context.context import World

NAME = "figures"
COLUMNS = (
    *(Column("place_id"), Column("name_zh"), Column("name_en"), Column("level")),
    *(Column("indicator_id"), Column("period"), Column("as_of"), Column("value", "number")),
    *(Column("unit"), Column("status"), Column("shown", "boolean"), Column("people_period")),
    *(Column("note"), Column("source_ids"), Column("source_titles")),
)


def figures(world: World, asked: Asked) -> Table:
    """Return every figure of an indicator, of all of them where none is named.

    ``shown`` tells the figure that is shown of a place and a year from others of other sources.
    """
    known, chosen = world.catalogue, asked["indicator"]
    rows: list[tuple[Cell, ...]] = []
    used: dict[str, Source] = {}
    for name in (chosen,) if chosen else tuple(known.indicators):
        for level in LEVELS:
            for period in known.periods(name, level):
                for place in known.at_level_ids(level):
                    cell = known.cell(place, name, period)
                    rows += [
                        _row(world, value, asked.lang, shown=value is cell[0]) for value in cell
                    ]
                    used |= {s: known.sources[s] for value in cell for s in value.source_ids}
    title = known.indicator(chosen).name(asked.lang) if chosen else ""
    return Table(
        name=chosen or NAME,
        title=title or world.phrases(asked.lang, "indicator")[f"table.{NAME}"],
        columns=COLUMNS,
        rows=tuple(rows),
        sources=tuple(used.values()),
    )


def _row(world: World, value: Value, lang: str, *, shown: bool) -> tuple[Cell, ...]:
    known = world.catalogue
    place, indicator = known.place(value.place_id), known.indicator(value.indicator_id)
    return (
        *(place.place_id, place.name_zh, place.name_en, place.level),
        *(indicator.indicator_id, value.period, value.as_of or None, value.value),
        *(indicator.unit(lang), text(lang)[f"status.{value.status}"], shown),
        *(value.people_period or None, note_words(value, known, lang) or None),
        *cited(value.source_ids, known.sources),
    )
