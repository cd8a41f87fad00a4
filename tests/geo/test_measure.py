"""Derived values are plain arithmetic on the tables; where a part is missing there is none."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.analysis.ranks import fewest_ranked, ranks, standings
from geo.errors import Refused
from geo.model.figures import Value
from geo.model.indicators import Indicator
from geo.model.places import Boundary
from geo.store.catalogue import Catalogue
from geo.store.derived import derived_values, zone_density
from tests.catalogues import REAL, TOY, of, rows

KNOWN = of(REAL)
DERIVED = [i for i in KNOWN.indicators.values() if i.denominator]
PROVINCE = "510000"


def stated(place: str, indicator: str, period: str) -> list[float]:
    """Return what the table says, in its own order."""
    return [
        float(row["value"])
        for row in rows(REAL, "values")
        if (row["place_id"], row["indicator_id"], row["period"]) == (place, indicator, period)
    ]


def divisors(indicator: Indicator, value: Value) -> list[float]:
    if indicator.denominator == "area":
        return [KNOWN.places[value.place_id].area_km2]
    if indicator.denominator == "province":
        return stated(PROVINCE, indicator.numerator, value.period)
    assert abs(int(value.people_period) - int(value.period)) <= indicator.denominator_years
    if value.people_period == "2020":
        census = stated(value.place_id, "population_census", "2020")
        return [people / 10_000 for people in census]
    return stated(value.place_id, "population", value.people_period)


@pytest.mark.parametrize("indicator", DERIVED, ids=lambda i: i.indicator_id)
def test_values_are_quotients_of_stated_figures(indicator: Indicator) -> None:
    mine = [v for v in KNOWN.values if v.indicator_id == indicator.indicator_id]
    assert mine, "a derived indicator that nobody has is not worth declaring"
    for value in mine:
        possible = [
            top / below * indicator.factor
            for top in stated(value.place_id, indicator.numerator, value.period)
            for below in divisors(indicator, value)
        ]
        assert any(value.value == pytest.approx(one, rel=1e-12) for one in possible)
        assert value.status in ("derived", "floor")
        assert value.source_ids
        assert "÷" in value.note


@pytest.mark.parametrize("indicator", DERIVED, ids=lambda i: i.indicator_id)
def test_no_value_without_its_parts(indicator: Indicator) -> None:
    for place in KNOWN.at_level_ids("prefecture"):
        for period in [str(year) for year in range(2008, 2026)]:
            value = KNOWN.cell(place, indicator.indicator_id, period)
            if not value:
                continue
            assert stated(place, indicator.numerator, period)
            assert divisors(indicator, value[0])


def test_toyland_by_hand() -> None:
    toy = of(TOY)
    [per_person] = toy.cell("990200", "gdp_per_person", "2020")
    assert per_person.value == 2 / 1 * 10_000  # 2 亿元, 10,000 people
    [share] = toy.cell("990300", "gdp_province_share", "2020")
    assert share.value == 50
    assert toy.cell("990400", "gdp_per_person", "2020") == ()
    [area] = toy.cell("990100", "gdp_per_km2", "2020")
    assert area.value == pytest.approx(10_000 / toy.places["990100"].area_km2)


def test_what_is_at_least_stays_at_least() -> None:
    [value] = of(TOY).cell("990300", "hnte_per_10k_people", "2021")
    assert value.status == "floor"


def test_a_density_needs_an_official_boundary() -> None:
    toy = of(TOY)
    with pytest.raises(Refused, match=r"zones\.geojson"):
        zone_density(toy, "htz-one", "zone_revenue", "2021")
    known = replace(toy, official_zones={"htz-one": Boundary(50.0, "toy-press")})
    found = zone_density(known, "htz-one", "zone_revenue", "2021")
    assert found
    assert (found.value, found.status) == (2.0, "derived")
    assert found.source_ids[-1] == "toy-press"
    assert zone_density(known, "htz-one", "zone_revenue", "1999") is None


@given(st.lists(st.one_of(st.none(), st.floats(-1e6, 1e6)), max_size=30))
def test_ranks_count_the_larger_ones(values: list[float | None]) -> None:
    for value, rank in zip(values, ranks(values), strict=True):
        larger = [v for v in values if v is not None and value is not None and v > value]
        assert rank == (None if value is None else len(larger) + 1)


def test_the_province_has_rates_where_it_has_both_parts() -> None:
    for indicator in DERIVED:
        known = KNOWN.periods(indicator.indicator_id, "province")
        if indicator.denominator == "province":
            assert not known
        elif indicator.denominator == "area":
            assert known == KNOWN.periods(indicator.numerator, "province")
    [rate] = KNOWN.cell(PROVINCE, "hnte_per_10k_people", "2021")
    [enterprises], [people] = (stated(PROVINCE, name, "2021") for name in ("hnte", "population"))
    assert rate.value == pytest.approx(enterprises / people)


def test_residents_of_another_year_are_the_nearest_and_are_said() -> None:
    toy = of(TOY)
    declared = replace(toy.indicators["hnte_per_10k_people"], denominator_years=2)
    people = [v for v in toy.values if v.indicator_id == "population"]
    [like] = toy.cell("990100", "hnte", "2021")
    known = replace(
        toy,
        indicators={**toy.indicators, declared.indicator_id: declared},
        values=(
            *(v for v in toy.values if not toy.indicators[v.indicator_id].denominator),
            *(replace(like, period=year, value=6.0) for year in ("2023", "2024")),
            replace(people[0], period="2022", value=2.0),
        ),
    )
    made = {
        value.period: value
        for value in derived_values(known)
        if (value.place_id, value.indicator_id) == ("990100", declared.indicator_id)
    }
    assert {year: one.people_period for year, one in made.items()} == {
        "2020": "2020",
        "2021": "2021",
        "2023": "2022",
        "2024": "2022",
    }
    assert made["2023"].value == 3.0
    assert "(2022)" in made["2023"].note
    assert "(2021)" not in made["2021"].note


def test_gdp_per_person_never_takes_residents_of_another_year() -> None:
    assert KNOWN.indicators["gdp_per_person"].denominator_years == 0


LEVELS = ("prefecture", "zone")


@pytest.mark.parametrize("level", LEVELS)
@pytest.mark.parametrize("catalogue", [KNOWN, of(TOY)], ids=["real", "toy"])
def test_only_what_can_be_compared_is_ranked(catalogue: Catalogue, level: str) -> None:
    """At least a third of the level, one period, one year of residents, no open order."""
    places = catalogue.at_level_ids(level)
    for indicator in catalogue.indicators_at(level):
        name = indicator.indicator_id
        for period in catalogue.periods(name, level):
            order = standings(catalogue, name, period, level)
            shown = {p: catalogue.cell(p, name, period)[0] for p in places
                     if catalogue.cell(p, name, period)}  # fmt: skip
            assert set(order.ranks) | set(order.unranked) == set(shown)
            assert not set(order.ranks) & set(order.unranked)
            if not order.ranks:
                continue
            assert len({shown[place].people_period for place in order.ranks}) == 1
            sign = -1 if indicator.kind == "rank" else 1
            for place, rank in order.ranks.items():
                same = [v for v in shown.values()
                        if v.people_period == shown[place].people_period]  # fmt: skip
                ahead = sum(sign * v.value > sign * shown[place].value for v in same)
                assert rank.at == ahead + 1
                assert rank.known * 3 >= len(places)
                assert rank.known >= 3
                assert not any(
                    v.status == "floor" and v.value <= shown[place].value and v is not shown[place]
                    for v in same
                )


def test_fewer_than_seven_of_twenty_one_have_no_rank() -> None:
    assert fewest_ranked(21) == 7
    assert standings(KNOWN, "sme_tech", "2022", "prefecture").unranked["511500"].why == "few"
