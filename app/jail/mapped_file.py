"""The task of reading what a reader brings, a table or geometries: told apart in the jail.

The web worker imports this, and none of what reads geometries: its own process does.
"""

from __future__ import annotations

from dataclasses import dataclass

from app.jail.shape_order import ShapeOrder
from geo.own_table.telling import Tell


@dataclass(frozen=True)
class MappedFile:
    """The task; its answer is as that of ``MappedTable``."""

    order: ShapeOrder

    def prepare(self) -> None:
        """Load all that the child will need: what reads tables, then our borders."""
        from app.jail import shape_maps  # noqa: PLC0415  the worker must not import numpy

        self.order.table.prepare()
        shape_maps.prepare(self.order)

    def run(self, tell: Tell) -> bytes:
        """Return the answer; raises AtlasError where there is none, in words for a person."""
        from app.jail import shape_maps  # noqa: PLC0415  the worker must not import numpy

        return shape_maps.answer(self.order, tell)
