"""Boundaries that a user supplied: of a known zone or area, in its place, of a sane size."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import shapely

from geo.errors import Fault
from geo.sentences import said
from geo.validate.boundary_rules import KM2, CheckedFeature, Shape
from geo.validate.tables import CheckedRow, CheckedTable

# The shapes of a user, and the table of what they are boundaries of.
SUPPLIED: Mapping[str, str] = {
    "zone_boundaries": "zones",
    "area_boundaries": "science_city_areas",
    "street_unions": "science_city_areas",
}
KEYS: Mapping[str, str] = {"zones": "zone_id", "science_city_areas": "area_id"}
# A zone may reach into a neighboring prefecture a little, or seem to: boundaries are generalised.
INSIDE = 0.9
# Documented areas are planned, built or administered ones; a factor of two is still plausible.
RATIO = 2.0


def faults(tables: Mapping[str, CheckedTable], shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    """Yield boundaries that lie mostly outside the prefecture of their zone or area."""
    prefectures = shapes.get("prefectures")
    if prefectures is None:
        return
    homes = {f.word("adcode"): f for f in prefectures.features}
    for shape, feature, row in _pairs(tables, shapes):
        home = homes.get(row["prefecture_adcode"])
        if home is None or home.flat is None or feature.flat is None:
            continue
        share = shapely.intersection(feature.flat, home.flat).area / feature.flat.area
        if share < INSIDE:
            noun = said(f"noun.{_noun(shape)}")
            key = "outside-prefecture.zone"
            message = said(key, share=share, noun=noun, home=home.name, needed=INSIDE)
            yield shape.fault(feature, "geometry", "", "outside-prefecture", message)


def warnings(tables: Mapping[str, CheckedTable], shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    """Yield boundaries whose area is far from the documented one."""
    for shape, feature, row in _pairs(tables, shapes):
        documented = row.number("area_km2")
        if not documented or feature.flat is None:
            continue
        drawn = feature.flat.area / KM2
        if not 1 / RATIO <= drawn / documented <= RATIO:
            message = said("zone-area", drawn=drawn, documented=documented)
            yield shape.fault(feature, "geometry", "", "zone-area", message)


def _pairs(
    tables: Mapping[str, CheckedTable], shapes: Mapping[str, Shape]
) -> Iterator[tuple[Shape, CheckedFeature, CheckedRow]]:
    for name, noun in SUPPLIED.items():
        shape, table = shapes.get(name), tables.get(noun)
        if shape is None or table is None:
            continue
        rows = {row[KEYS[noun]]: row for row in table.rows}
        for feature in shape.features:
            row = rows.get(feature.word(KEYS[noun]))
            if row is not None:
                yield shape, feature, row


def _noun(shape: Shape) -> str:
    return "zone" if shape.resource.name == "zone_boundaries" else "area"
