"""Reach: how far platforms are, what lies in rings around them, and whose people.

Distances and areas are taken in the projection of the profile, an Albers one with its parallels in
the province: areas are true, distances within it to some tenths of a per cent.
Standard library only, but for ``covered``, which imports shapely when it is first asked.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import hypot, pi, sin, sqrt
from typing import Any, Literal

from geo.model.platforms import Platform
from geo.owned import owned
from geo.store.catalogue import Catalogue

PEOPLE = "population_census"
KM = 1000
# Sides of a quarter of a ring; the radius is widened so that the ring has a circle's area.
QUARTER = 32
# Square metres that rounding of boundaries may leave uncovered of a place wholly in the rings.
CRUMB_M2 = 1.0

Point = tuple[float, float]
Standing = Literal["inside", "touched", "outside"]
STANDINGS: tuple[Standing, ...] = ("inside", "touched", "outside")
# Whether a prefecture has platforms of its own, and whether any of them has a point that counts.
Own = Literal["", "placed", "unplaced"]


@dataclass(frozen=True, eq=False)
class ProjectedPoints:
    """What distances are measured on, in metres of the profile's projection.

    ``platforms`` are their points; ``inner`` is a point inside each prefecture and county, far from
    its border; ``shapes`` are the prefectures as WKB.
    """

    platforms: Mapping[str, Point]
    inner: Mapping[str, Point]
    shapes: Mapping[str, bytes]

    @classmethod
    def of(cls, facts: Mapping[str, Any]) -> ProjectedPoints:
        """Return the ground from the facts that the build wrote (see geo.store.projected)."""
        return cls(
            platforms={name: (x, y) for name, (x, y) in facts["platforms"].items()},
            inner={name: (x, y) for name, (x, y) in facts["inner"].items()},
            shapes={name: bytes.fromhex(shape) for name, shape in facts["shapes"].items()},
        )


@dataclass(frozen=True)
class Nearest:
    """The platform nearest to a prefecture, and the county that is farthest from any.

    The nearest platform of a prefecture that has one is its own, at 0 km: ``own`` is placed, or
    unplaced where none of them has a point that counts. Else ``km`` lies between the prefecture's
    inner point and the platform. ``county_km`` is the distance from that county's inner point, 0
    where a platform is of that county; None where those of the prefecture are unplaced.
    """

    prefecture: str
    platform: str
    km: float
    county: str
    county_km: float | None
    own: Own = ""


@dataclass(frozen=True)
class Covered:
    """How much of each prefecture lies in the rings, as a share of its area from 0 to 1."""

    radius_km: float
    shares: Mapping[str, float]
    standing: Mapping[str, Standing]
    share: float


@dataclass(frozen=True)
class People:
    """The prefectures that stand alike to the rings, and their residents together.

    How many of the residents of a prefecture that is touched live inside nobody says; those whose
    figure is missing are ``unknown`` and in no sum.
    """

    prefectures: tuple[str, ...]
    residents: float
    unknown: tuple[str, ...]


def nearest(
    ground: ProjectedPoints,
    catalogue: Catalogue,
    platforms: Iterable[Platform],
    unplaced: Iterable[Platform] = (),
) -> Mapping[str, Nearest]:
    """Return the nearest of the platforms for each prefecture; empty if none has a point.

    ``unplaced`` are known to be in a prefecture, but not where: nothing is measured to them.
    """
    # Many stand at one point: the first as listed stands for all of them.
    first: dict[Point, str] = {}
    own: dict[str, list[tuple[str, Point]]] = {}
    seats: dict[tuple[str, str], str] = {}
    for platform in platforms:
        if platform.at:
            point = ground.platforms[platform.place_id]
            first.setdefault(point, platform.place_id)
            own.setdefault(platform.prefecture, []).append((platform.place_id, point))
            seats.setdefault((platform.prefecture, platform.county), platform.place_id)
    if not first:
        return {}
    known_only = {
        platform.prefecture: platform.place_id
        for platform in reversed([*unplaced])
        if platform.prefecture
    }
    points = [(name, at) for at, name in first.items()]
    off = {place: _closest(at, points) for place, at in ground.inner.items()}
    counties: dict[str, list[str]] = {}
    for county in catalogue.at_level_ids("county"):
        place = catalogue.places[county]
        counties.setdefault(place.prefecture, []).append(county)
        if (place.prefecture, place.name_zh) in seats:
            off[county] = 0.0, seats[place.prefecture, place.name_zh]
    found = {}
    for prefecture in catalogue.at_level_ids("prefecture"):
        km, closest = off[prefecture]
        inside = counties.get(prefecture, [prefecture])
        far = max(inside, key=lambda county: off[county][0])
        how: Own = "placed" if prefecture in own else "unplaced" if prefecture in known_only else ""
        if how == "placed":
            km, closest = 0.0, _closest(ground.inner[prefecture], own[prefecture])[1]
        elif how:
            km, closest = 0.0, known_only[prefecture]
        off_km = None if how == "unplaced" else off[far][0]
        found[prefecture] = Nearest(prefecture, closest, km, far, off_km, how)
    return found


def _closest(at: Point, points: Sequence[tuple[str, Point]]) -> tuple[float, str]:
    """Return km to the closest point and its id; of equals the first as listed."""
    x, y = at
    metres, name = min(
        ((hypot(x - px, y - py), name) for name, (px, py) in points), key=lambda found: found[0]
    )
    return metres / KM, name


def covered(ground: ProjectedPoints, platforms: Iterable[Platform], *, radius_km: float) -> Covered:
    """Return what lies within a radius of any of the platforms that have a point."""
    points = {ground.platforms[p.place_id] for p in platforms if p.at}
    return _covered(ground, tuple(sorted(points)), radius_km)


@owned(lru_cache(maxsize=128))
def _covered(ground: ProjectedPoints, points: tuple[Point, ...], radius_km: float) -> Covered:
    import shapely  # noqa: PLC0415  a worker whom nobody asks for rings need not hold it

    shapes = {name: shapely.from_wkb(shape) for name, shape in ground.shapes.items()}
    sides = 4 * QUARTER
    metres = radius_km * KM / sqrt(sides / (2 * pi) * sin(2 * pi / sides))
    discs = [shapely.buffer(shapely.Point(at), metres, quad_segs=QUARTER) for at in points]
    rings = shapely.union_all(discs)
    shares: dict[str, float] = {}
    standing: dict[str, Standing] = {}
    inside_m2 = 0.0
    for name, shape in shapes.items():
        part = shapely.intersection(shape, rings).area
        inside_m2 += part
        shares[name] = min(part / shape.area, 1.0)
        left = shape.area - part
        touched: Standing = "touched" if part > CRUMB_M2 else "outside"
        standing[name] = "inside" if left <= CRUMB_M2 else touched
    whole_m2 = sum(shape.area for shape in shapes.values())
    return Covered(radius_km, shares, standing, inside_m2 / whole_m2)


def residents(catalogue: Catalogue, prefecture: str) -> float | None:
    """Return the census figure of a prefecture, or None where there is none."""
    cell = catalogue.cell(prefecture, PEOPLE, catalogue.profile.census_year)
    return cell[0].value if cell else None


def people(catalogue: Catalogue, standing: Mapping[str, Standing]) -> Mapping[Standing, People]:
    """Return the prefectures inside, touched and outside, each group with its residents.

    No figure is split: nobody says where in a prefecture people live.
    """
    found: dict[Standing, People] = {}
    for one in STANDINGS:
        mine = tuple(place for place, how in standing.items() if how == one)
        known = {place: residents(catalogue, place) for place in mine}
        total = sum(n for n in known.values() if n is not None)
        found[one] = People(mine, total, tuple(p for p, n in known.items() if n is None))
    return found
