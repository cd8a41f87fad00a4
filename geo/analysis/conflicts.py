"""Conflicts: cells whose sources give different numbers, and why one of them is shown."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from geo.model.figures import Value

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

# In the order in which they decide; where nothing else does, the order of the table.
Why = Literal["plan", "stated", "grade", "date", "order"]
WHYS: tuple[Why, ...] = ("plan", "stated", "grade", "date", "order")


@dataclass(frozen=True)
class Conflict:
    """A cell whose sources give different numbers: the figure shown, and the others."""

    shown: Value
    others: tuple[Value, ...]


def conflicts_of(cells: Iterable[tuple[Value, ...]]) -> Iterator[Conflict]:
    """Yield the cells in which another source gives another number."""
    for cell in cells:
        others = tuple(value for value in cell[1:] if value.disagrees(cell[0]))
        if others:
            yield Conflict(cell[0], others)


def every_conflict(catalogue: Catalogue) -> Iterator[Conflict]:
    """Yield every conflict of a catalogue, by place as listed, by indicator, by period."""
    for place_id in catalogue.every_place:
        yield from conflicts_of(catalogue.figures(place_id))


def shown_because(catalogue: Catalogue, conflict: Conflict) -> Why:
    """Return what put the figure that is shown before the first of the others.

    plan: it is the plan's; stated: a source states it, the other is derived; grade: its source is
    of a better grade; date: it speaks of a later date; order: it stands first in the table.
    """
    shown, other = conflict.shown, conflict.others[0]
    pairs = zip(catalogue.preference(shown), catalogue.preference(other), strict=True)
    for why, (one, least) in zip(WHYS, pairs, strict=False):
        if one != least:
            return why
    return "date" if shown.as_of > other.as_of else "order"
