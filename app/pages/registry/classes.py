"""Classes: how cells look at each zoom, decided before a browser draws any."""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from app.pages.registry.request import OPEN, RegistryRequest
from layers.palettes import ramp

# Counts of things, on every map alike.
HUE = "blues"
# Around the equator, in metres; tiles are squares of the Mercator plane.
EQUATOR_M = 40_075_016.686
# Cells of a side of a tile, in bits.
CELL_BITS = 5
KM = 1000


def classes(look: RegistryRequest) -> dict[str, dict[str, Any]]:
    """Return for each zoom how large cells are, and the bounds, words and colors of classes."""
    finest = finest_level(look.meta)
    bounds = look.meta["classes"]
    return {
        zoom: {
            "size": size_words(look, min(int(zoom) + CELL_BITS, finest)),
            # No cell has more than the last one says.
            "bounds": bounds[zoom][:-1],
            "labels": _labels(look, bounds[zoom]),
            "colors": ramp(HUE, len(bounds[zoom])),
        }
        for zoom in bounds
    }


def finest_level(meta: Mapping[str, Any]) -> int:
    """Return the level of the smallest cells: the world is two to this power of them wide."""
    return int(meta["families"][OPEN]["finest_zoom"]) + CELL_BITS


def size_words(look: RegistryRequest, level: int) -> str:
    """Return how large a cell of a level is, in the middle of the province and in two digits."""
    _, south, _, north = look.catalogue.province.bounds
    metres = EQUATOR_M / 2**level * math.cos(math.radians((south + north) / 2))
    digits = 1 - math.floor(math.log10(metres))
    rounded = round(metres, digits)
    if rounded < KM:
        return look.say("size.m", side=f"{rounded:.0f}")
    return look.say("size.km", side=f"{rounded / KM:.{max(0, digits + 3)}f}")


def _labels(look: RegistryRequest, bounds: list[int]) -> list[str]:
    lows = [1, *(bound + 1 for bound in bounds[:-1])]
    return [
        f"{low:,}" if low == high else look.say("class.between", low=f"{low:,}", high=f"{high:,}")
        for low, high in zip(lows, bounds, strict=True)
    ]
