"""Reach against the ellipsoid, and against what can be said of people without guessing."""

from __future__ import annotations

from functools import cache
from math import pi
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo.flat import ground_facts
from geo.lens import SEAT, Choice, chosen
from geo.places import Place, Platform
from geo.reach import Ground, People, covered, nearest, people, residents
from tests.catalogues import REAL, TOY, of

ELLIPSOID = Geod(ellps="GRS80")
ONE_PER_CENT = 0.01


@cache
def ground(folder: Path) -> Ground:
    """Return the ground of a data folder."""
    return Ground.of(ground_facts(folder, of(folder)))


def exact() -> tuple[Platform, ...]:
    """Return the platforms whose point is more than the seat of a prefecture."""
    return tuple(p for p in chosen(of(REAL), Choice()) if p.at and p.precision != SEAT)


def _km(place: Place, platform: Platform) -> float:
    assert platform.at is not None
    return float(ELLIPSOID.inv(*place.label, *platform.at)[2]) / 1000


def test_nearest_is_nearest_on_the_ellipsoid_too() -> None:
    known, platforms = of(REAL), exact()
    found = nearest(ground(REAL), known, platforms)
    assert set(found) == set(known.at_level_ids("prefecture"))
    for prefecture, one in found.items():
        place = known.places[prefecture]
        best = min(_km(place, platform) for platform in platforms)
        assert one.km == pytest.approx(best, rel=ONE_PER_CENT, abs=0.05)
        assert _km(place, known.platforms[one.platform]) == pytest.approx(best, rel=ONE_PER_CENT)


def test_the_farthest_county_is_of_its_prefecture_and_farthest() -> None:
    known, platforms = of(REAL), exact()
    for prefecture, one in nearest(ground(REAL), known, platforms).items():
        counties = [
            p for p in known.places.values() if p.level == "county" and p.prefecture == prefecture
        ]
        worst = max(min(_km(county, p) for p in platforms) for county in counties)
        assert one.county_km == pytest.approx(worst, rel=ONE_PER_CENT, abs=0.05)
        assert known.places[one.county].prefecture == prefecture


def test_nothing_is_nearest_where_nothing_has_a_point() -> None:
    nowhere = [p for p in of(REAL).platforms.values() if p.at is None]
    assert nowhere
    assert nearest(ground(REAL), of(REAL), nowhere) == {}
    none = covered(ground(REAL), nowhere, radius_km=50)
    assert none.share == 0
    assert set(none.standing.values()) == {"outside"}


def test_a_ring_in_the_middle_of_a_place_has_the_area_of_a_circle() -> None:
    known = of(REAL)
    lhaaso = known.platforms["scp036"]
    found = covered(ground(REAL), [lhaaso], radius_km=10)
    area = known.places[lhaaso.prefecture].area_km2
    assert found.shares[lhaaso.prefecture] * area == pytest.approx(pi * 100, rel=0.001)


def test_toyland_between_its_bounds() -> None:
    toy = of(TOY)
    small = covered(ground(TOY), toy.platforms.values(), radius_km=5)
    assert small.standing["510100"] == "touched"
    assert small.standing["510400"] == "outside"
    bounds = people(toy, small.standing)
    assert bounds == People(low=0, high=10000, every=40000, unknown=())
    large = covered(ground(TOY), toy.platforms.values(), radius_km=300)
    assert set(large.standing.values()) == {"inside"}
    assert large.share == pytest.approx(1)
    assert people(toy, large.standing).low == 40000


@settings(max_examples=20, deadline=None)
@given(st.integers(5, 200), st.integers(5, 200))
def test_wider_rings_hold_no_less(one: int, other: int) -> None:
    narrow, wide = sorted((one, other))
    known, platforms = of(REAL), exact()
    less = covered(ground(REAL), platforms, radius_km=narrow)
    more = covered(ground(REAL), platforms, radius_km=wide)
    assert less.share <= more.share + 1e-9
    low, high = people(known, less.standing), people(known, more.standing)
    assert 0 <= low.low <= low.high <= 83674866
    assert low.low <= high.low
    assert low.high <= high.high


def test_every_prefecture_has_its_census_figure() -> None:
    known = of(REAL)
    assert sum(residents(known, p) or 0 for p in known.at_level_ids("prefecture")) == 83674866
