"""Peers: contributions add up to the distance exactly, and what is missing is left out and said."""

from __future__ import annotations

from dataclasses import replace
from math import fsum, sqrt
from statistics import fmean, pstdev

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.peers import FEWEST_PLACES, measures, peers
from geo.analysis.subjects import subject
from geo.errors import Refused, UnknownWord
from geo.model.figures import Measure
from tests.catalogues import REAL, TOY, of, rows

KNOWN, TOYLAND = of(REAL), of(TOY)
# No deadline: a busy machine is no fault.
FEW = settings(max_examples=60, deadline=None)
PREFECTURES = KNOWN.at_level_ids("prefecture")
OFFERED = measures(KNOWN, "prefecture")
ANY = [Measure(i.indicator_id, p) for i in KNOWN.indicators.values() for p in ("2020", "2022")]
PICKED = st.lists(st.sampled_from([*OFFERED, *ANY]), min_size=1, max_size=8)
HNTE, GDP = Measure("hnte", "2020"), Measure("gdp", "2020")
PEOPLE = Measure("population_census", "2020")


@FEW
@given(st.sampled_from(PREFECTURES), PICKED)
def test_contributions_add_up_to_the_distance_exactly(place: str, picked: list[Measure]) -> None:
    found = peers(KNOWN, subject(KNOWN, place), picked)
    unusable = {measure for measure, _ in found.unusable}
    assert {peer.place_id for peer in found.found} == set(PREFECTURES) - {place}
    for peer in found.found:
        shared = [part.measure for part in peer.parts]
        left_out = [measure for measure, _ in peer.left_out]
        assert sorted([*shared, *left_out, *unusable], key=repr) == sorted(set(picked), key=repr)
        assert (peer.distance is None) == (len(shared) < found.needed)
        if peer.distance is not None:
            assert peer.distance == fsum(part.contribution for part in peer.parts)
            apart = [abs(part.z_here - part.z_there) for part in peer.parts]
            assert peer.distance == pytest.approx(fmean(apart))


@FEW
@given(st.sampled_from(PREFECTURES), st.sampled_from(PREFECTURES), PICKED)
def test_a_is_as_far_from_b_as_b_from_a(a: str, b: str, picked: list[Measure]) -> None:
    there = [p.distance for p in peers(KNOWN, subject(KNOWN, a), picked).found if p.place_id == b]
    back = [p.distance for p in peers(KNOWN, subject(KNOWN, b), picked).found if p.place_id == a]
    assert there == back


@FEW
@given(st.sampled_from(PREFECTURES), PICKED)
def test_the_nearest_are_first_and_the_unmeasured_last(place: str, picked: list[Measure]) -> None:
    found = peers(KNOWN, subject(KNOWN, place), picked).found
    order = [(p.distance is None, p.distance or 0, p.place_id) for p in found]
    assert order == sorted(order)


def test_figures_are_standardized_over_the_places_that_have_one() -> None:
    stated = {
        r["place_id"]: float(r["value"])
        for r in rows(REAL, "values")
        if (r["indicator_id"], r["period"]) == ("gdp", "2020") and r["place_id"] in PREFECTURES
    }
    mean, deviation = fmean(stated.values()), pstdev(stated.values())
    found = peers(KNOWN, subject(KNOWN, "510700"), [GDP, PEOPLE, Measure("gdp_per_person", "2020")])
    [deyang] = [peer for peer in found.found if peer.place_id == "510600"]
    part = deyang.parts[0]
    assert part.measure == GDP
    assert part.z_here == pytest.approx((3010.08 - mean) / deviation)
    assert part.z_there == pytest.approx((2404.1 - mean) / deviation)
    assert part.contribution == pytest.approx((3010.08 - 2404.1) / deviation / 3)
    assert part.here.source_ids


def test_a_place_without_a_figure_is_measured_by_the_rest_and_says_so() -> None:
    later = Measure("hnte", "2023")
    found = peers(KNOWN, subject(KNOWN, "510700"), [GDP, PEOPLE, HNTE, later])
    assert found.needed == 3
    by_id = {peer.place_id: peer for peer in found.found}
    without = next(p for p in PREFECTURES if not KNOWN.cell(p, "hnte", "2023"))
    assert (later, "there") in by_id[without].left_out
    assert by_id[without].distance is None
    assert by_id["510100"].distance is None or len(by_id["510100"].parts) >= 3


def test_toyland_by_hand() -> None:
    """Hnte of 2020 is 1, 2, 3, 4: a step is 1 ÷ √1.25; gdp of 2020 is 1, 2, 3 and none."""
    found = peers(TOYLAND, subject(TOYLAND, "990200"), [HNTE, GDP])
    assert found.needed == 2
    first, second, last = found.found
    assert [first.place_id, second.place_id, last.place_id] == ["990100", "990300", "990400"]
    assert first.distance == pytest.approx((1 / sqrt(1.25) + 1 / sqrt(2 / 3)) / 2)
    assert first.distance == second.distance
    assert (last.distance, last.left_out) == (None, ((GDP, "there"),))
    asked = peers(TOYLAND, subject(TOYLAND, "990400"), [HNTE, GDP])
    assert {peer.left_out for peer in asked.found} == {((GDP, "here"),)}


def test_what_separates_no_places_is_said() -> None:
    """Everybody has 10,000 people; of three figures of 2021 one is a least one."""
    floor = Measure("hnte", "2021")
    found = peers(TOYLAND, subject(TOYLAND, "990100"), [HNTE, PEOPLE, floor, HNTE])
    assert found.unusable == ((PEOPLE, "no-spread"), (floor, "few-places"))
    assert found.needed == 3
    assert {peer.distance for peer in found.found} == {None}


def test_one_indicator_is_enough_when_one_is_picked() -> None:
    found = peers(TOYLAND, subject(TOYLAND, "990100"), [HNTE])
    assert found.needed == 1
    assert [peer.place_id for peer in found.found] == ["990200", "990300", "990400"]


def test_measures_are_of_the_year_that_opens() -> None:
    by_id = {one.indicator_id: one.period for one in OFFERED}
    assert (by_id["gdp"], by_id["population_census"]) == ("2025", "2020")
    for one in OFFERED:
        covered = {
            period: sum(bool(KNOWN.cell(p, one.indicator_id, period)) for p in PREFECTURES)
            for period in KNOWN.periods(one.indicator_id, "prefecture")
        }
        assert covered[one.period] >= FEWEST_PLACES
        well = [period for period, known in covered.items() if known * 3 >= len(PREFECTURES) * 2]
        assert one.period == max(well) if well else covered[one.period] == max(covered.values())


def test_peers_do_not_depend_on_the_unit() -> None:
    """Yuan instead of hundreds of millions: the same order, the same distances."""
    values = [
        replace(v, value=v.value * 2**27) if v.indicator_id == "gdp" else v for v in KNOWN.values
    ]
    asked, picked = subject(KNOWN, "510700"), [GDP, PEOPLE, Measure("gdp_per_km2", "2020")]
    one = peers(KNOWN, asked, picked).found
    other = peers(replace(KNOWN, values=tuple(values)), asked, picked).found
    assert [p.place_id for p in one] == [p.place_id for p in other]
    for a, b in zip(one, other, strict=True):
        assert a.distance == pytest.approx(b.distance)


def test_what_has_no_peers_is_refused() -> None:
    with pytest.raises(Refused, match="group:cdm"):
        peers(KNOWN, subject(KNOWN, "group:cdm"), [GDP])
    with pytest.raises(Refused, match="at least one"):
        peers(KNOWN, subject(KNOWN, "510100"), [])
    with pytest.raises(UnknownWord, match="gpd"):
        peers(KNOWN, subject(KNOWN, "510100"), [Measure("gpd", "2020")])


def test_distances_that_rest_on_different_measures_are_never_one_order() -> None:
    usual = [one for one in measures(KNOWN, "prefecture") if "gdp" in one.indicator_id]
    found = peers(KNOWN, subject(KNOWN, "510400"), [*usual, GDP, HNTE])
    groups = found.groups
    assert sum(map(len, groups)) == sum(one.distance is not None for one in found.found)
    for group in groups:
        assert len({one.shared for one in group}) == 1
        distances = [one.distance or 0.0 for one in group]
        assert distances == sorted(distances)
    sizes = [len(group[0].shared) for group in groups]
    assert sizes == sorted(sizes, reverse=True)
