"""How exactly the public may know where things are: coordinates have three decimals, no more.

A thousandth of a degree is about 100 m. Sizes are measured before, on the whole boundary; distances
are those between the points that are published.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

DECIMALS = 3


def coarse(degrees: float) -> float:
    """Return a longitude or latitude as it may be published.

    >>> coarse(104.06822)
    104.068
    """
    return round(degrees, DECIMALS)


def coarse_shape(geometry: Mapping[str, Any]) -> dict[str, Any]:
    """Return a GeoJSON geometry whose corners may be published; neighbors still share borders."""
    return {**geometry, "coordinates": _coarse(geometry["coordinates"])}


def _coarse(found: Any) -> Any:  # noqa: ANN401  lists of lists of numbers, as deep as the kind says
    if isinstance(found, list | tuple):
        made = [_coarse(one) for one in found]
        if made and isinstance(made[0], list) and made[0] and not isinstance(made[0][0], list):
            return _apart(made)
        return made
    return coarse(float(found))


def _apart(ring: list[list[float]]) -> list[list[float]]:
    """Return corners without those that fell onto the one before; a ring of too few stays."""
    kept = [here for at, here in enumerate(ring) if at == 0 or here != ring[at - 1]]
    return kept if len(kept) >= min(len(ring), 4) else ring
