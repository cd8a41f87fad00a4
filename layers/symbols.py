"""Symbols: what each kind of layer is drawn with, as data that is the same for every renderer.

``symbols.json`` has them; scripts of the browser read it too (app/assets/runtime/style.js).
Corners are of unit shapes, y down; their areas are near that of the unit circle, so none looks
larger. Radii, widths and dashes are in pixels of the screen.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

FILE = Path(__file__).with_suffix(".json")


class Ring(NamedTuple):
    """A line around a symbol that says how its extent is known."""

    dashes: str
    width: float


_KNOWN = json.loads(FILE.read_text(encoding="utf-8"))
# What is true of each kind of layer, as layers.spec reads it.
KINDS: Mapping[str, Mapping[str, Any]] = _KNOWN["kinds"]
CORNERS: Mapping[str, tuple[tuple[float, float], ...]] = {
    shape: tuple((x, y) for x, y in corners) for shape, corners in _KNOWN["corners"].items()
}
RADIUS: float = _KNOWN["radius"]["symbol"]
NO_DATA_RADIUS: float = _KNOWN["radius"]["no_data"]
# Of the circle of the largest figure, the others following by area, and of any that is seen.
LARGEST_RADIUS: float = _KNOWN["radius"]["largest"]
LEAST_RADIUS: float = _KNOWN["radius"]["least"]
# How much is seen of a circle as large as its figure: it must not hide what lies below it.
SEE_THROUGH: float = _KNOWN["see_through"]
# How marks lie on each other, bottom to top: circles as large as their figures are seen through,
# dots of platforms are many, symbols of zones and areas few.
STACK: tuple[str, ...] = tuple(_KNOWN["stack"])
# Around what is only assumed.
ASSUMED_DASHES: str = _KNOWN["assumed_dashes"]
RINGS: Mapping[str, Ring] = {key: Ring(**ring) for key, ring in _KNOWN["rings"].items()}
# How landmarks are drawn, by kind and class: the zooms from and to which, and their size.
LANDMARKS: Mapping[str, Mapping[str, Mapping[str, float]]] = _KNOWN["landmarks"]
TEXTURES: Mapping[str, str] = _KNOWN["textures"]
_FILLINGS: Mapping[str, str] = _KNOWN["fillings"]


def stacked(kind: str, *, sized: bool) -> int:
    """Return the place in STACK of the marks of a layer."""
    return STACK.index("circles" if sized else kind)


def widest(shape: str) -> float:
    """Return how far a shape of radius 1 reaches to a side: corners reach beyond the radius."""
    return max((abs(at) for corner in CORNERS.get(shape, ()) for at in corner), default=1.0)


def filling(exactness: str) -> str:
    """Return how a dot says that a location is exact: full, target, ring or broken."""
    return _FILLINGS.get(exactness, "full")


def points(value: str) -> tuple[float, ...]:
    """Return dashes as numbers of pixels."""
    return tuple(float(one) for one in value.split())
