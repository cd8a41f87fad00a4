"""Entries: a place's figure is the table's, a group's is arithmetic on every one of its members."""

from __future__ import annotations

from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.observations import Entry, entry
from geo.analysis.subjects import own_word, subject
from geo.errors import UnknownWord
from geo.model.subject import Subject
from tests.catalogues import REAL, TOY, of, rows

KNOWN, TOYLAND = of(REAL), of(TOY)
# No deadline: a busy machine is no fault.
FEW = settings(max_examples=60, deadline=None)
PREFECTURES = KNOWN.at_level_ids("prefecture")
MEMBERS = st.lists(st.sampled_from(PREFECTURES), min_size=2, max_size=8, unique=True)
YEARS = st.sampled_from(["2020", "2021", "2022", "2023", "2024"])


def stated(place: str, indicator: str, period: str) -> list[float]:
    """Return what the table says, in its own order."""
    return [
        float(row["value"])
        for row in rows(REAL, "values")
        if (row["place_id"], row["indicator_id"], row["period"]) == (place, indicator, period)
    ]


def own(members: list[str]) -> Subject:
    return subject(KNOWN, own_word("own", members))


def toy(word: str, indicator: str, period: str) -> Entry:
    return entry(TOYLAND, subject(TOYLAND, word), indicator, period)


@FEW
@given(
    st.sampled_from([*PREFECTURES, *KNOWN.zones]),
    st.sampled_from([i for i in KNOWN.indicators.values() if not i.denominator]),
    YEARS,
)
def test_a_place_has_a_figure_of_the_table_or_none(place: str, one: object, period: str) -> None:
    indicator = getattr(one, "indicator_id", "")
    found = entry(KNOWN, subject(KNOWN, place), indicator, period)
    numbers = stated(place, indicator, period)
    assert (found.value is None) == (not numbers) == (found.lack == "no-figure")
    assert not numbers or found.value in numbers
    assert bool(found.conflicts) == (len(set(numbers)) > 1)


@FEW
@given(MEMBERS, st.sampled_from(["population_census", "population", "gdp", "hnte"]), YEARS)
def test_a_sum_has_every_member_or_is_none(members: list[str], indicator: str, period: str) -> None:
    found = entry(KNOWN, own(members), indicator, period)
    numbers = {place: stated(place, indicator, period) for place in members}
    without = tuple(place for place in members if not numbers[place])
    assert found.missing == without
    if without:
        assert (found.value, found.lack) == (None, "members-missing")
        return
    assert found.value == float(sum(Decimal(repr(n[0])) for n in numbers.values()))
    assert found.figure
    assert found.figure.status in ("derived", "floor")
    assert {s for part in found.parts for s in part.source_ids} == set(found.figure.source_ids)


@FEW
@given(MEMBERS, YEARS)
def test_a_rate_is_of_sums_never_a_mean_of_rates(members: list[str], period: str) -> None:
    found = entry(KNOWN, own(members), "gdp_per_person", period)
    people = "population_census" if period == "2020" else "population"
    scale = 10_000 if period == "2020" else 1
    top = [stated(place, "gdp", period) for place in members]
    below = [stated(place, people, period) for place in members]
    if not all(top) or not all(below):
        assert (found.value, found.lack) == (None, "members-missing")
        assert found.missing
        return
    expected = sum(n[0] for n in top) / (sum(n[0] for n in below) / scale) * 10_000
    assert found.value == pytest.approx(expected, rel=1e-12)


def test_a_rate_of_two_very_different_places() -> None:
    """Chengdu and Ganzi: a mean of their rates would be far off."""
    found = entry(KNOWN, own(["510100", "513300"]), "gdp_per_km2", "2020")
    rates = [KNOWN.cell(p, "gdp_per_km2", "2020")[0].value for p in ("510100", "513300")]
    km2 = [KNOWN.places[p].area_km2 for p in ("510100", "513300")]
    assert found.value == pytest.approx((17716.67 + 410.61) / sum(km2) * 10_000)
    assert found.value
    assert found.value < sum(rates) / 2 / 5
    assert found.below
    assert found.below.value == pytest.approx(sum(km2))


def test_a_share_of_the_province_has_the_province_once() -> None:
    found = entry(KNOWN, subject(KNOWN, "group:cdm"), "hnte_province_share", "2023")
    assert found.value == pytest.approx((13146 + 446 + 838) / 17024 * 100)
    everyone = own(list(PREFECTURES))
    census = entry(KNOWN, everyone, "population_census_province_share", "2020")
    assert census.value == pytest.approx(100)


def test_published_ratios_and_ranks_have_no_group_figure() -> None:
    three = subject(KNOWN, "group:cdm")
    assert entry(KNOWN, three, "rd_intensity", "2021").lack == "no-parts"
    assert entry(KNOWN, three, "zone_national_rank", "2021").lack == "no-sum"
    assert entry(KNOWN, three, "rd_intensity", "2021").figure is None


def test_toyland_by_hand() -> None:
    ends = toy("group:ends", "hnte", "2021")
    assert (ends.value, ends.floor) == (5 + 7, True)
    assert ends.figure
    assert (ends.figure.note, ends.figure.source_ids) == ("5 + 7", ("toy-bulletin",))
    rate = toy("group:ends", "hnte_per_10k_people", "2021")
    assert (rate.value, rate.floor) == (6, True)
    assert rate.figure
    assert rate.figure.note == "(5 + 7) 家 ÷ (1 + 1) 万人"
    south = toy("region:south", "gdp", "2020")
    assert (south.value, south.lack, south.missing) == (None, "members-missing", ("990400",))
    north = toy("region:north", "gdp_province_share", "2020")
    assert north.value == 50


def test_conflicts_of_a_figure_and_of_its_parts_travel() -> None:
    for word, indicator in (
        ("990100", "gdp"),
        ("990100", "gdp_per_person"),
        ("group:ends", "gdp"),
        ("region:north", "gdp_per_km2"),
    ):
        [conflict] = toy(word, indicator, "2021").conflicts
        assert (conflict.shown.value, [o.value for o in conflict.others]) == (1, [1.5])
    assert not toy("990200", "gdp", "2021").conflicts


def test_an_unknown_indicator_is_named() -> None:
    with pytest.raises(UnknownWord, match="indicator 'gdpp'"):
        toy("990100", "gdpp", "2021")
