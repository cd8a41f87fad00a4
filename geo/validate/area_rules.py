"""Science-city areas: hosts in their prefecture, planned areas of areas, parts within the whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from geo.errors import Fault
from geo.model.science_cities import ADDED, PLANNED, WHOLE
from geo.sentences import said
from geo.validate.boundary_rules import Shape
from geo.validate.tables import CheckedRow, CheckedTable

TABLE = "science_city_areas"
# Areas are published with one decimal: a sum of five may be off by this much and no more.
ROUNDING_KM2 = 0.3


def faults(tables: Mapping[str, CheckedTable], shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    """Yield hosts outside the prefecture, half areas, and planned areas that cannot be."""
    areas = tables.get(TABLE)
    if areas is None:
        return
    yield from _host_faults(areas, shapes.get("counties"))
    for row in areas.rows:
        if bool(row["area_km2"]) != bool(row["area_about"]):
            yield areas.fault(row, "area_about", "half-area", said("half-area"))
    if "values" in tables:
        known = {row["area_id"]: row for row in areas.rows}
        yield from _kind_faults(tables["values"], known)
        yield from _sum_faults(tables["values"], known)


def _host_faults(areas: CheckedTable, counties: Shape | None) -> Iterator[Fault]:
    homes = {
        feature.word("adcode"): feature.word("prefecture_adcode")
        for feature in (counties.features if counties is not None else ())
    }
    for row in areas.rows:
        home = row["prefecture_adcode"]
        for adcode in row.items("county_adcodes"):
            if home and adcode in homes and homes[adcode] != home:
                message = said("host-elsewhere.code", adcode=adcode, home=home)
                yield areas.fault(row, "county_adcodes", "host-elsewhere", message)


def _kind_faults(values: CheckedTable, known: Mapping[str, CheckedRow]) -> Iterator[Fault]:
    for row in values.rows:
        if row["indicator_id"] == PLANNED and row["place_id"] not in known:
            message = said("place-kind.planned", indicator=PLANNED, place=row["place_id"])
            yield values.fault(row, "indicator_id", "place-kind", message)


def _sum_faults(values: CheckedTable, known: Mapping[str, CheckedRow]) -> Iterator[Fault]:
    """Yield wholes that are less than their parts in the same version of the plan."""
    parts: dict[tuple[str, str], dict[str, float]] = {}
    wholes: list[tuple[tuple[str, str], CheckedRow, float]] = []
    for row in values.rows:
        area, value = known.get(row["place_id"]), row.number("value")
        if area is None or value is None or row["indicator_id"] != PLANNED:
            continue
        key = (area["science_city"], row["period"])
        if area["kind"] == WHOLE:
            wholes.append((key, row, value))
        elif area["kind"] in ADDED:
            # Where sources disagree, the smaller figure: both cannot be in the sum.
            mine = parts.setdefault(key, {})
            mine[row["place_id"]] = min(value, mine.get(row["place_id"], value))
    for key, row, value in wholes:
        added = sum(parts.get(key, {}).values())
        if added > value + ROUNDING_KM2:
            message = said("below-parts", added=added)
            yield values.fault(row, "value", "below-parts", message)
