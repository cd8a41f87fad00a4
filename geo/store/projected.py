"""Points and prefectures in metres, computed once in the build for geo.analysis.accessibility.

Imports geopandas, so only the command line and the one-time build use this module.
"""

from __future__ import annotations

from pathlib import Path
from typing import Any

import shapely
from pyproj import Transformer

from geo.files.shape_areas import CGCS2000
from geo.store.boundaries import boundaries
from geo.store.catalogue import Catalogue

# Decimetres: far below what the points and boundaries are known to.
DECIMALS = 1


def ground_facts(folder: Path, catalogue: Catalogue) -> dict[str, Any]:
    """Return what accessibility.Ground.of reads: numbers and hexadecimal WKB, fit for JSON."""
    metric = catalogue.profile.projection.definition
    flat = Transformer.from_crs(CGCS2000, metric, always_xy=True)

    def metres(at: tuple[float, float]) -> list[float]:
        x, y = flat.transform(*at)
        return [round(x, DECIMALS), round(y, DECIMALS)]

    frame = boundaries(folder, "prefecture").geometry.to_crs(metric)
    divisions = (*catalogue.divisions("prefecture"), *catalogue.divisions("county"))
    return {
        "platforms": {p.place_id: metres(p.at) for p in catalogue.platforms.values() if p.at},
        "inner": {place.place_id: metres(place.label) for place in divisions},
        "shapes": {str(name): shapely.to_wkb(shape, hex=True) for name, shape in frame.items()},
    }
