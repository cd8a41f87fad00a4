"""Reach against the ellipsoid, and against what can be said of people without guessing."""

from __future__ import annotations

from collections import Counter
from functools import cache
from math import pi
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pyproj import Geod

from geo.analysis.accessibility import ProjectedPoints, covered, nearest, people, residents
from geo.analysis.platform_filter import SEAT, PlatformFilter, chosen
from geo.model.places import Place
from geo.model.platforms import Platform
from geo.store.projected import ground_facts
from tests.catalogues import REAL, TOY, of

ELLIPSOID = Geod(ellps="GRS80")
ONE_PER_CENT = 0.01


@cache
def ground(folder: Path) -> ProjectedPoints:
    """Return the ground of a data folder."""
    return ProjectedPoints.of(ground_facts(folder, of(folder)))


def exact() -> tuple[Platform, ...]:
    """Return the platforms whose point is more than the seat of a prefecture."""
    return tuple(p for p in chosen(of(REAL), PlatformFilter()) if p.at and p.precision != SEAT)


def _km(place: Place, platform: Platform) -> float:
    assert platform.at is not None
    return float(ELLIPSOID.inv(*place.label, *platform.at)[2]) / 1000


def seats() -> tuple[Platform, ...]:
    """Return the platforms that are known to be in a prefecture, but not where."""
    placed = set(exact())
    return tuple(p for p in chosen(of(REAL), PlatformFilter()) if p not in placed)


def test_nearest_is_nearest_on_the_ellipsoid_too() -> None:
    known, platforms = of(REAL), exact()
    found = nearest(ground(REAL), known, platforms)
    assert set(found) == set(known.at_level_ids("prefecture"))
    far = [one for one in found.values() if not one.own]
    assert far
    for one in far:
        place = known.places[one.prefecture]
        best = min(_km(place, platform) for platform in platforms)
        assert one.km == pytest.approx(best, rel=ONE_PER_CENT, abs=0.05)
        assert _km(place, known.platforms[one.platform]) == pytest.approx(best, rel=ONE_PER_CENT)


def test_the_nearest_of_a_prefecture_that_has_one_is_its_own() -> None:
    known = of(REAL)
    placed = {p.prefecture for p in exact()}
    hosts = placed | {p.prefecture for p in seats() if p.prefecture}
    for prefecture, one in nearest(ground(REAL), known, exact(), seats()).items():
        assert bool(one.own) == (prefecture in hosts) == (one.km == 0)
        assert (one.own == "placed") == (prefecture in placed)
        assert (one.county_km is None) == (one.own == "unplaced")
        if one.own:
            assert known.platforms[one.platform].prefecture == prefecture


def test_platforms_without_a_point_count_in_their_prefecture() -> None:
    found = nearest(ground(REAL), of(REAL), exact(), seats())["510400"]
    assert (found.own, found.km, found.county_km) == ("unplaced", 0, None)


def test_the_farthest_county_is_of_its_prefecture_and_farthest() -> None:
    known, platforms = of(REAL), exact()
    hosts = {(p.prefecture, p.county) for p in platforms}
    for prefecture, one in nearest(ground(REAL), known, platforms).items():
        counties = [
            p
            for p in known.places.values()
            if p.level == "county"
            and p.prefecture == prefecture
            and (prefecture, p.name_zh) not in hosts
        ]
        worst = max((min(_km(c, p) for p in platforms) for c in counties), default=0.0)
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


def test_toyland_by_how_it_stands_to_the_rings() -> None:
    toy = of(TOY)
    small = covered(ground(TOY), toy.platforms.values(), radius_km=5)
    assert small.standing["990100"] == "touched"
    assert small.standing["990400"] == "outside"
    groups = people(toy, small.standing)
    counts = Counter(small.standing.values())
    assert all(len(group.prefectures) == counts[one] for one, group in groups.items())
    assert sum(group.residents for group in groups.values()) == 40000
    large = covered(ground(TOY), toy.platforms.values(), radius_km=300)
    assert set(large.standing.values()) == {"inside"}
    assert large.share == pytest.approx(1)
    assert people(toy, large.standing)["inside"].residents == 40000


@settings(max_examples=20, deadline=None)
@given(st.integers(5, 200), st.integers(5, 200))
def test_wider_rings_hold_no_less(one: int, other: int) -> None:
    narrow, wide = sorted((one, other))
    known, platforms = of(REAL), exact()
    less = covered(ground(REAL), platforms, radius_km=narrow)
    more = covered(ground(REAL), platforms, radius_km=wide)
    assert less.share <= more.share + 1e-9
    some, all_ = people(known, less.standing), people(known, more.standing)
    assert set(some["inside"].prefectures) <= set(all_["inside"].prefectures)
    assert set(all_["outside"].prefectures) <= set(some["outside"].prefectures)
    for groups in (some, all_):
        assert sum(group.residents for group in groups.values()) == 83674866


def test_every_prefecture_has_its_census_figure() -> None:
    known = of(REAL)
    assert sum(residents(known, p) or 0 for p in known.at_level_ids("prefecture")) == 83674866
