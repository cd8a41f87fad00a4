"""The switch of landmarks on pages: rivers, towns and airports on their maps, on unless put off.

Plain files have no switch: every state of a page is a file there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from app.address.fields import QueryField
from app.address.query import Asked
from layers.landmarks_shown import NEAR

if TYPE_CHECKING:
    from app.context.context import World

FIELD, ON, OFF = "landmarks", "on", "off"


class LandmarkSwitch(NamedTuple):
    """Whether landmarks are on, where the other choice leads, and their first zoom."""

    on: bool
    href: str
    zoom: float


def fields(world: World) -> tuple[QueryField, ...]:
    """Return the field of an address; none where there are no landmarks, or no server."""
    offered = world.urls.served and bool(world.manifest["files"]["landmarks"])
    return (QueryField(FIELD, "word", ON, (ON, OFF)),) if offered else ()


def drawn(asked: Asked) -> bool:
    """Return whether an address asks for landmarks, as it does unless it says otherwise."""
    return bool(asked.values.get(FIELD, ON) == ON)


def switch(world: World, asked: Asked) -> LandmarkSwitch | None:
    """Return the switch of a page; None where it has none."""
    if not fields(world):
        return None
    on = drawn(asked)
    return LandmarkSwitch(on, asked.link(**{FIELD: OFF if on else ON}), NEAR)
