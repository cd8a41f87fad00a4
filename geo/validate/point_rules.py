"""Points of zones, platforms and science cities, and the places they claim to lie in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import shapely

from geo.errors import Fault
from geo.files.shape_areas import flatten
from geo.sentences import said
from geo.validate.boundary_rules import CheckedFeature, Shape
from geo.validate.tables import CheckedRow, CheckedTable

# Boundaries are generalised: near a border a right point may seem to lie outside. The median
# segment of the shipped boundaries is 1.65 km long.
TOLERANCE_KM = 1.0
MARGIN_DEGREES = 0.05


@dataclass(frozen=True)
class _Spot:
    """The columns of a table that hold a point."""

    table: str
    lon: str
    lat: str


SPOTS = (
    _Spot("zones", "lon", "lat"),
    _Spot("platforms", "lon", "lat"),
    _Spot("science_city_areas", "centre_lon", "centre_lat"),
)


def faults(tables: Mapping[str, CheckedTable], shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    """Yield points that are incomplete, unexplained or not where they should be."""
    prefectures = _by_adcode(shapes.get("prefectures"))
    counties = _by_adcode(shapes.get("counties"))
    for spot in SPOTS:
        if spot.table in tables:
            table = tables[spot.table]
            for row in table.rows:
                yield from _completeness(table, row, spot)
                yield from _position(table, row, spot, shapes.get("province"), prefectures)
    if counties and "zones" in tables:
        yield from _host_faults(tables["zones"], counties)
    if counties and "platforms" in tables:
        yield from _county_faults(tables["platforms"], counties)
    if "zones" in tables and "zone_towns" in tables:
        yield from _town_faults(tables["zone_towns"], tables["zones"])


def _by_adcode(shape: Shape | None) -> Mapping[str, CheckedFeature]:
    features = shape.features if shape is not None else ()
    return {feature.word("adcode"): feature for feature in features}


def _completeness(table: CheckedTable, row: CheckedRow, spot: _Spot) -> Iterator[Fault]:
    lon, lat = bool(row[spot.lon]), bool(row[spot.lat])
    if lon != lat:
        blank = spot.lat if lon else spot.lon
        message = said("half-point", lon=spot.lon, lat=spot.lat)
        yield table.fault(row, blank, "half-point", message)
    for column in ("location_precision", "location_method"):
        if lon and lat and not row[column]:
            message = said("point-unexplained")
            yield table.fault(row, column, "point-unexplained", message)


def _position(
    table: CheckedTable,
    row: CheckedRow,
    spot: _Spot,
    province: Shape | None,
    prefectures: Mapping[str, CheckedFeature],
) -> Iterator[Fault]:
    lon, lat = row.number(spot.lon), row.number(spot.lat)
    if lon is None or lat is None or province is None or not province.whole:
        return
    box = shapely.total_bounds([feature.degrees for feature in province.features]).tolist()
    if not _within(box, lon, lat):
        hint = said("outside-province.swapped") if _within(box, lat, lon) else ""
        sides = dict(zip(("west", "south", "east", "north"), box, strict=True))
        message = said("outside-province", **sides, hint=hint)
        yield table.fault(row, spot.lon, "outside-province", message)
        return
    home = prefectures.get(row["prefecture_adcode"])
    if home is None or home.flat is None:
        return
    distance = shapely.distance(home.flat, flatten(shapely.Point(lon, lat))) / 1000
    if distance > TOLERANCE_KM:
        message = said(
            "outside-prefecture.point", lon=lon, lat=lat, distance=distance, home=home.name
        )
        yield table.fault(row, "prefecture_adcode", "outside-prefecture", message)


def _within(box: list[float], lon: float, lat: float) -> bool:
    west, south, east, north = box
    across = west - MARGIN_DEGREES <= lon <= east + MARGIN_DEGREES
    return across and south - MARGIN_DEGREES <= lat <= north + MARGIN_DEGREES


def _host_faults(zones: CheckedTable, counties: Mapping[str, CheckedFeature]) -> Iterator[Fault]:
    for row in zones.rows:
        for adcode in row.items("county_adcodes"):
            county = counties.get(adcode)
            home = row["prefecture_adcode"]
            if county is not None and county.word("prefecture_adcode") != home:
                message = said("host-elsewhere.county", county=county.name, home=home)
                yield zones.fault(row, "county_adcodes", "host-elsewhere", message)


def _county_faults(
    platforms: CheckedTable, counties: Mapping[str, CheckedFeature]
) -> Iterator[Fault]:
    names: dict[str, set[str]] = {}
    for county in counties.values():
        name = county.word("name_zh")
        names.setdefault(name, set()).add(county.word("prefecture_adcode"))
    for row in platforms.rows:
        county_name, home = row["county"], row["prefecture_adcode"]
        if county_name and county_name not in names:
            message = said("unknown-county")
            yield platforms.fault(row, "county", "unknown-county", message)
        elif county_name and home and home not in names[county_name]:
            message = said("host-elsewhere.name", home=home)
            yield platforms.fault(row, "county", "host-elsewhere", message)


def _town_faults(towns: CheckedTable, zones: CheckedTable) -> Iterator[Fault]:
    hosts = {row["zone_id"]: row.items("county_adcodes") for row in zones.rows}
    for row in towns.rows:
        counties = hosts.get(row["zone_id"])
        if row["town_code"] and counties and row["town_code"][:6] not in counties:
            message = said("host-elsewhere.town", counties=counties)
            yield towns.fault(row, "town_code", "host-elsewhere", message)
