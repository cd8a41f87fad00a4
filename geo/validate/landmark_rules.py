"""Landmarks under check: they lie in the province, or its map would show others'."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import shapely

from geo.errors import Fault
from geo.model.landmarks import LANDMARK_FILES
from geo.sentences import said
from geo.validate.boundary_rules import Shape

NAMES = tuple(file.name for file in LANDMARK_FILES)
# Rivers are borders too, and those of a coarser source lie beside them.
MARGIN_DEGREES = 0.1


def faults(shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    """Yield landmarks of which a part lies outside the box of the province."""
    province = shapes.get("province")
    if province is None or not province.whole:
        return
    box = shapely.total_bounds([feature.degrees for feature in province.features]).tolist()
    west, south, east, north = box
    sides = {"west": west, "south": south, "east": east, "north": north}
    for name in NAMES:
        shape = shapes.get(name)
        for feature in shape.features if shape else ():
            outside = any(
                not west - MARGIN_DEGREES <= x <= east + MARGIN_DEGREES
                or not south - MARGIN_DEGREES <= y <= north + MARGIN_DEGREES
                for line in feature.lines
                for x, y in line
            )
            if shape and outside:
                message = said("outside-province.landmark", **sides)
                yield shape.fault(feature, "geometry", "", "outside-province", message)
