"""Distances between points, in kilometres on a flat projection of the province.

Imports pyproj, so only the command line and the one-time build use this module.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import hypot
from typing import TYPE_CHECKING

from pyproj import Transformer

from geo.files.shape_areas import CGCS2000, EQUAL_AREA
from geo.model.science_cities import SEAT

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

# Farther than this nothing is "around" an area, however large its circle is.
FAR_KM = 40.0
DECIMALS = 2


def area_distances(catalogue: Catalogue) -> dict[str, dict[str, float]]:
    """Return the kilometres from each science-city area to each platform within ``FAR_KM``.

    Measured between the points in the projection of areas, which keeps distances of this size true
    to about one per cent. Points that are only the seat of a prefecture measure nothing and are
    left out, on either side.
    """
    areas = [a for a in catalogue.areas.values() if a.at is not None and not a.city_level]
    flat = _flat({a.place_id: a.at for a in areas if a.at is not None})
    platforms = _flat(
        {
            p.place_id: p.at
            for p in catalogue.platforms.values()
            if p.at is not None and p.precision != SEAT
        }
    )
    found: dict[str, dict[str, float]] = {}
    for area, (x, y) in flat.items():
        all_of_them = {name: hypot(x - u, y - v) / 1000 for name, (u, v) in platforms.items()}
        found[area] = {n: round(km, DECIMALS) for n, km in all_of_them.items() if km <= FAR_KM}
    return found


def _flat(points: Mapping[str, tuple[float, float]]) -> dict[str, tuple[float, float]]:
    """Return points in metres of the projection that areas are measured in."""
    ahead = Transformer.from_crs(CGCS2000, EQUAL_AREA, always_xy=True)
    return {name: ahead.transform(*at) for name, at in points.items()}
