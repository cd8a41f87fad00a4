"""Selection: some places of a published layer, with the words of a map that shows just them."""

from __future__ import annotations

from dataclasses import dataclass

from layers import legend
from layers.data import Sheet
from layers.legend import Confidence, LegendRow
from layers.paint import paint


@dataclass(frozen=True)
class Selection:
    """Some places of a published sheet, and the words of the map that shows just them."""

    place_ids: tuple[str, ...]
    coverage: str
    credit: str
    rows: tuple[LegendRow, ...]
    confidences: tuple[Confidence, ...]
    unplaced: str


def part(chosen: Sheet) -> Selection:
    """Return what a renderer that has the whole sheet needs to show a chosen one by default."""
    frame = chosen.frames[chosen.default_period]
    ids = tuple(item.place_id for item in chosen.items)
    rows = legend.rows(paint(chosen))
    known, unplaced = legend.confidences(chosen), legend.unplaced(chosen)
    return Selection(ids, frame.coverage, frame.credit, rows, known, unplaced)
