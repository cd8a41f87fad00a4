"""Distances: from the inner point of every prefecture to the point of every zone and county.

Imports pyproj, so only the one-time build uses this module; geo.analysis.scenario reads what it
made.
"""

from __future__ import annotations

from pyproj import Geod

from geo.store.catalogue import Catalogue

# The ellipsoid of CGCS2000.
ELLIPSOID = Geod(a=6378137.0, rf=298.257222101)
METRES_PER_KM = 1000


def distances(catalogue: Catalogue) -> dict[str, dict[str, float]]:
    """Return kilometres by prefecture and then by zone or county, along the geodesic.

    The point of a prefecture or a county is the middle of the largest circle inside it, that of a
    zone the point its table gives: both are approximate. A zone without a point is left out.
    """
    points = {p.place_id: p.label for p in catalogue.divisions("county")}
    points |= {z.place_id: z.at for z in catalogue.zones.values() if z.at is not None}
    return {
        home.place_id: {place: _km(home.label, at) for place, at in points.items()}
        for home in catalogue.divisions("prefecture")
    }


def _km(one: tuple[float, float], other: tuple[float, float]) -> float:
    _, _, metres = ELLIPSOID.inv(*one, *other)
    return round(float(metres) / METRES_PER_KM, 1)
