"""Zone boundaries that a user supplied: of a known zone, in its place, of a sane size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import shapely

from geo.check.shapes import KM2, Feature, Shape
from geo.check.tables import Row, Table
from geo.errors import Fault

SHAPES = "zone_boundaries"
# A zone may reach into a neighboring prefecture a little, or seem to: boundaries are generalised.
INSIDE = 0.9
# Documented areas are planned, built or administered ones; a factor of two is still plausible.
RATIO = 2.0


def faults(tables: Mapping[str, Table], shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    """Yield zone boundaries that lie mostly outside the prefecture of their zone."""
    prefectures = shapes.get("prefectures")
    if prefectures is None:
        return
    homes = {str(f.properties.get("adcode", "")): f for f in prefectures.features}
    for shape, feature, row in _pairs(tables, shapes):
        home = homes.get(row["prefecture_adcode"])
        if home is None or home.flat is None or feature.flat is None:
            continue
        share = shapely.intersection(feature.flat, home.flat).area / feature.flat.area
        if share < INSIDE:
            message = f"only {share:.0%} of the zone lies in {home.name}; {INSIDE:.0%} must"
            yield shape.fault(feature, "geometry", "", "outside-prefecture", message)


def warnings(tables: Mapping[str, Table], shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    """Yield zone boundaries whose area is far from the documented one."""
    for shape, feature, row in _pairs(tables, shapes):
        documented = row.number("area_km2")
        if not documented or feature.flat is None:
            continue
        drawn = feature.flat.area / KM2
        if not 1 / RATIO <= drawn / documented <= RATIO:
            message = f"the boundary holds {drawn:.1f} km², documents say {documented:g} km²"
            yield shape.fault(feature, "geometry", "", "zone-area", message)


def _pairs(
    tables: Mapping[str, Table], shapes: Mapping[str, Shape]
) -> Iterator[tuple[Shape, Feature, Row]]:
    shape, table = shapes.get(SHAPES), tables.get("zones")
    if shape is None or table is None:
        return
    rows = {row["zone_id"]: row for row in table.rows}
    for feature in shape.features:
        row = rows.get(str(feature.properties.get("zone_id", "")))
        if row is not None:
            yield shape, feature, row
