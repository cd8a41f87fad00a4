"""Legend: what every color, symbol and dot of a painted layer means, and how many there are.

Decided once and carried in the layer's file: no renderer counts, adds or drops a row.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from layers.data import Item, Painted, Sheet, code_at
from layers.scale import NO_DATA, NOT_APPLICABLE, ZERO, ScaleRow
from layers.spec import DOTS, MARKS
from layers.symbols import filling
from layers.words import say

# Extents that are drawn as they are, whoever supplied them.
OUTLINED = ("official", "user")
# How exact a point is, most exact first, by what fills its dot; a key of that kind for each.
FILLINGS: Mapping[str, str] = {
    "full": "campus",
    "target": "township",
    "ring": "county",
    "broken": "prefecture",
}


@dataclass(frozen=True)
class LegendRow:
    """One row: its code in the painting, its look, how many places have it, and are on the map."""

    code: str
    look: ScaleRow
    count: int
    placed: int


@dataclass(frozen=True)
class Confidence:
    """How extents or locations are known: a key, words, of how many places, what it means."""

    key: str
    label: str
    count: int
    explain: str = ""


def rows(painted: Painted) -> tuple[LegendRow, ...]:
    """Return every class, also an empty one, and the states that are to be explained.

    That of no data stands always, but not where every place has a class by nature; then, as the
    other states, only if there is some.
    """
    sheet, codes = painted.sheet, painted.codes
    sorted_ = sheet.layer.kind in MARKS and not painted.frame.sizes
    keys = [code_at(at) for at in range(len(painted.rows))]
    keys += [
        state
        for state in (NO_DATA, ZERO, NOT_APPLICABLE)
        if state in codes or (state == NO_DATA and not sorted_)
    ]
    on_map = "".join(
        code for item, code in zip(sheet.items, codes, strict=True) if is_placed(sheet, item)
    )
    return tuple(
        LegendRow(key, painted.row(key), codes.count(key), on_map.count(key)) for key in keys
    )


def is_placed(sheet: Sheet, item: Item) -> bool:
    """Return whether an item has its place on the map; areas are all there."""
    located = sheet.layer.kind in MARKS
    return not located or item.at is not None or item.confidence in OUTLINED


def confidences(sheet: Sheet) -> tuple[Confidence, ...]:
    """Return how the extents of a sheet's places are known, or how exact its points are."""
    if sheet.confidence_rows or sheet.layer.kind not in DOTS:
        known = [item.confidence for item in sheet.items]
        return tuple(
            Confidence(key, label, known.count(key), explain)
            for key, label, explain in sheet.confidence_rows
        )
    return tuple(_exactness(sheet))


def unplaced(sheet: Sheet) -> str:
    """Return in words how many places are listed and not on the map; blank for none."""
    count = sum(not is_placed(sheet, item) for item in sheet.items)
    return say(sheet.lang, "legend.unplaced", count=count) if count else ""


def _exactness(sheet: Sheet) -> Iterator[Confidence]:
    for how, key in FILLINGS.items():
        words = [
            item.exactness
            for item in sheet.items
            if item.at and item.exactness and filling(item.exactness_key) == how
        ]
        if words:
            yield Confidence(key, " / ".join(dict.fromkeys(words)), len(words))
