"""Files of the page: every figure of the place, or of all places of a level."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from app.address.query import Asked
from app.context.place_pages import paged
from geo.analysis.ranks import standings
from geo.export.table import Cell, Column, Table, cited
from geo.sentences import in_words
from layers.build.cells import status_words

if TYPE_CHECKING:
    from app.context.context import World

COLUMNS = (
    *map(Column, ("place_id", "name", "indicator_id", "indicator", "unit", "period", "as_of")),
    Column("value", "number"),
    Column("status"),
    *(Column("rank", "integer"), Column("ranked", "integer"), Column("of", "integer")),
    *map(Column, ("quote", "source_ids", "sources")),
)


def figures(world: World, asked: Asked) -> Table:
    """Return every figure of the place asked for, each source's own; without one of its level."""
    known = world.catalogue
    places = (asked["place"],) if asked["place"] else paged(known)[asked["level"]]
    rows = tuple(row for place in places for row in _rows(world, asked, place))
    used = (
        source
        for place in places
        for cell in known.figures(place)
        for value in cell
        for source in value.source_ids
    )
    named = known.place(places[0]).name(asked.lang) if asked["place"] else ""
    phrases = world.phrases(asked.lang, "place")
    return Table(
        name=f"figures_{asked['place'] or asked['level']}",
        title=f"{named or phrases['nav.places']} · {phrases['table.figures']}",
        columns=COLUMNS,
        rows=rows,
        sources=tuple(known.sources[s] for s in dict.fromkeys(used)),
    )


def _rows(world: World, asked: Asked, place_id: str) -> Iterator[tuple[Cell, ...]]:
    known, lang = world.catalogue, asked.lang
    place = known.place(place_id)
    for cell in known.figures(place_id):
        for at, value in enumerate(cell):
            indicator = known.indicators[value.indicator_id]
            order = standings(known, value.indicator_id, value.period, place.level)
            # The rank is that of the figure that is shown.
            rank = order.ranks.get(place_id) if at == 0 else None
            yield (
                *(place_id, place.name(lang), indicator.indicator_id, indicator.name(lang)),
                *(indicator.unit(lang), value.period, value.as_of or None, value.value),
                status_words(value, lang),
                *((rank.at, rank.known, rank.of) if rank else (None, None, None)),
                in_words(value.quote, lang) or None,
                *cited(value.source_ids, known.sources),
            )


TABLES = {"figures": figures}
