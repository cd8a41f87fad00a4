"""Differences are arithmetic on the tables; what does not match is refused with its reason."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.difference import Difference, Differences, differences
from geo.analysis.operands import Way, mismatch
from geo.analysis.ranks import ranks
from geo.analysis.subjects import offered, subject
from geo.errors import Refused, UnknownWord
from geo.model.figures import Measure
from geo.store.breaks import breaks_between
from geo.store.catalogue import Catalogue
from tests.catalogues import REAL, TOY, of, rows

KNOWN, TOYLAND = of(REAL), of(TOY)
# No deadline: a busy machine is no fault.
FEW = settings(max_examples=60, deadline=None)
EVERYONE = offered(KNOWN, "prefecture")
INDICATORS = [i.indicator_id for i in KNOWN.indicators_at("prefecture")]
YEARS = ["2020", "2021", "2022", "2023", "2024"]
SIDES = st.builds(Measure, st.sampled_from(INDICATORS), st.sampled_from(YEARS))


def stated(place: str, indicator: str, period: str) -> list[float]:
    return [
        float(row["value"])
        for row in rows(REAL, "values")
        if (row["place_id"], row["indicator_id"], row["period"]) == (place, indicator, period)
    ]


def toy(
    a: Measure,
    b: Measure,
    way: Way = "minus",
    words: Sequence[str] = (),
    known: Catalogue = TOYLAND,
) -> Differences:
    places = words or known.at_level_ids("prefecture")
    return differences(known, [subject(known, word) for word in places], a, b, way=way)


def numbers(found: Differences) -> list[float | None]:
    return [one.value for one in found.found]


def lacks(found: Differences) -> list[str]:
    return [one.lack for one in found.found]


@FEW
@given(
    st.sampled_from(["gdp", "hnte", "population", "rd_intensity"]),
    st.lists(st.sampled_from(YEARS), min_size=2, max_size=2, unique=True),
)
def test_a_change_between_years_is_the_table_s_arithmetic(name: str, years: list[str]) -> None:
    a, b = Measure(name, years[0]), Measure(name, years[1])
    minus = differences(KNOWN, EVERYONE, a, b, way="minus")
    percent = differences(KNOWN, EVERYONE, a, b, way="percent")
    for one, other in zip(minus.found, percent.found, strict=True):
        later, earlier = (stated(one.subject.word, name, side.period) for side in (a, b))
        parted = breaks_between(KNOWN, one.subject.word, name, *years)
        known = bool(later and earlier and not parted)
        assert (one.value is not None) == (other.value is not None) == known
        if one.value is not None and other.value is not None:
            assert one.value == float(Decimal(repr(later[0])) - Decimal(repr(earlier[0])))
            assert other.value == pytest.approx((later[0] - earlier[0]) / earlier[0] * 100)
    shown = any(one.value is not None for one in minus.found)
    assert ("first-published" in minus.caveats) == shown
    assert minus.caveats == percent.caveats


@FEW
@given(SIDES, SIDES)
def test_whatever_is_subtracted_matches(a: Measure, b: Measure) -> None:
    why = mismatch(KNOWN, a, b)
    one, other = KNOWN.indicator(a.indicator_id), KNOWN.indicator(b.indicator_id)
    if why is None:
        assert one.unit("en") == other.unit("en")
        assert one.denominator == other.denominator
        assert one == other or a.period == b.period
        assert differences(KNOWN, EVERYONE, a, b, way="minus").indicator == one
    else:
        with pytest.raises(Refused, match=a.indicator_id):
            differences(KNOWN, EVERYONE, a, b, way="minus")
    assert (mismatch(KNOWN, b, a) is None) == (why is None)


@FEW
@given(SIDES, SIDES)
def test_backwards_is_the_opposite(a: Measure, b: Measure) -> None:
    if mismatch(KNOWN, a, b) is not None:
        return
    ways: tuple[Way, ...] = ("minus", "rank")
    for way in ways:
        there = differences(KNOWN, EVERYONE, a, b, way=way)
        back = differences(KNOWN, EVERYONE, b, a, way=way)
        for one, other in zip(there.found, back.found, strict=True):
            assert one.value == (None if other.value is None else -other.value)


@pytest.mark.parametrize(
    ("a", "b", "why", "says"),
    [
        (("gdp", "2020"), ("gdp", "2020"), "same", "another period"),
        (("gdp", "2020"), ("hightech_revenue", "2022"), "periods", "choose one period"),
        (("population", "2020"), ("population_census", "2020"), "units", "people and people"),
        (("hnte", "2021"), ("zones_total", "2021"), "units", "enterprises and zones"),
        (("gdp_per_person", "2020"), ("gdp_per_km2", "2020"), "units", "one unit"),
        (("gdp_province_share", "2020"), ("rd_intensity", "2020"), "denominators", "divided by"),
        (("rd_intensity", "2021"), ("basic_research_share", "2021"), "unstated", "nobody states"),
        (("zone_enterprises", "2017"), ("zone_enterprises", "2019"), "unlike", "counted alike"),
    ],
)
def test_a_mismatch_says_why(a: tuple[str, str], b: tuple[str, str], why: str, says: str) -> None:
    assert mismatch(KNOWN, Measure(*a), Measure(*b)) == why
    with pytest.raises(Refused) as caught:
        differences(KNOWN, EVERYONE, Measure(*a), Measure(*b), way="minus")
    assert says.replace("people and people", "10,000 people and people") in str(caught.value)


def test_ranks_have_a_difference_but_no_per_cent() -> None:
    a, b = Measure("zone_national_rank", "2021"), Measure("zone_national_rank", "2020")
    zones = [subject(KNOWN, "htz-luzhou")]
    [one] = differences(KNOWN, zones, a, b, way="minus").found
    assert one.value == 98 - 112
    with pytest.raises(Refused, match="no per cent"):
        differences(KNOWN, zones, a, b, way="percent")
    with pytest.raises(UnknownWord, match="half"):
        differences(KNOWN, zones, a, b, way="half")  # type: ignore[arg-type]  # a word of an address


def test_toyland_by_hand() -> None:
    """The second place has no enterprises in 2021, the third at least 7, the fourth no figure."""
    later, earlier = Measure("hnte", "2021"), Measure("hnte", "2020")
    found = toy(later, earlier)
    assert numbers(found) == [4, -2, 4, None]
    assert [one.bound for one in found.found] == ["", "", "at-least", ""]
    assert lacks(found) == ["", "", "", "no-a"]
    assert found.caveats == ("first-published", "floors")
    assert numbers(toy(later, earlier, "percent")) == [400, -100, pytest.approx(400 / 3), None]
    back = toy(earlier, later, "percent")
    assert lacks(back) == ["", "zero", "", "no-b"]
    assert back.found[2].bound == "at-most"
    assert toy(Measure("hnte", "2022"), Measure("hnte", "2019")).found[0].lack == "neither"


def test_ranks_are_among_the_places_that_have_both() -> None:
    found = toy(Measure("gdp", "2021"), Measure("gdp", "2020"), "rank")
    assert numbers(found) == [1, -1, 0, None]
    assert lacks(found)[3] == "neither"
    [first, *_] = found.found
    assert first.ranks
    assert [(r.at, r.known, r.of) for r in first.ranks] == [(2, 3, 4), (3, 3, 4)]
    assert "conflicts" in found.caveats


@FEW
@given(st.sampled_from(["gdp", "hnte", "population"]), st.sampled_from(YEARS[:2]))
def test_rank_changes_equal_the_table_s(name: str, earlier: str) -> None:
    a, b = Measure(name, "2022"), Measure(name, earlier)
    found = differences(KNOWN, EVERYONE, a, b, way="rank").found
    both = [
        one.word
        for one in EVERYONE
        if stated(one.word, name, a.period) and stated(one.word, name, b.period)
    ]
    later, before = (
        ranks([stated(place, name, side.period)[0] for place in both]) for side in (a, b)
    )
    expected = {
        place: before[at] - later[at]  # type: ignore[operator]  # everybody has both
        for at, place in enumerate(both)
    }
    enough = len(both) >= 7
    assert {d.subject.word: d.value for d in found if d.value is not None} == (
        expected if enough else {}
    )


def test_a_least_figure_has_no_rank_and_two_have_no_difference() -> None:
    by_rank = toy(Measure("hnte", "2021"), Measure("hnte", "2020"), "rank")
    assert lacks(by_rank) == ["no-rank", "no-rank", "floors", "no-a"]
    like = TOYLAND.cell("990300", "hnte", "2021")[0]
    known = replace(TOYLAND, values=(*TOYLAND.values, replace(like, period="2022")))
    a, b = Measure("hnte", "2022"), Measure("hnte", "2021")
    assert toy(a, b, words=["990300"], known=known).found[0].lack == "floors"


def test_a_per_cent_of_less_than_nothing_is_missing() -> None:
    like = TOYLAND.cell("990200", "gdp", "2021")[0]
    values = [replace(v, value=-2.0) if v == like else v for v in TOYLAND.values]
    known = replace(TOYLAND, values=tuple(values))
    found = toy(Measure("gdp", "2020"), Measure("gdp", "2021"), "percent", ["990200"], known)
    assert (found.found[0].value, found.found[0].lack) == (None, "negative")


def test_nobody_has_no_difference() -> None:
    sides = Measure("gdp", "2021"), Measure("gdp", "2020")
    assert differences(TOYLAND, (), *sides, way="rank").found == ()


def test_a_group_has_a_difference_but_no_rank() -> None:
    a, b = Measure("gdp", "2023"), Measure("gdp", "2020")
    [minus] = toy(Measure("hnte", "2021"), Measure("hnte", "2020"), words=["region:north"]).found
    assert minus.value == (5 + 0) - (1 + 2)
    one = subject(KNOWN, "region:panxi")
    [change] = differences(KNOWN, [one], a, b, way="minus").found
    assert change.value == pytest.approx(1303.80 + 2261.1 - (1040.82 + 1733.15))
    [none] = differences(KNOWN, [one], a, b, way="rank").found
    assert none.lack == "no-rank"


def test_what_the_people_and_the_wholes_are_is_said() -> None:
    people = toy(Measure("gdp_per_person", "2021"), Measure("gdp_per_person", "2020"))
    assert {"first-published", "other-people"} <= set(people.caveats)
    shares = differences(
        KNOWN,
        EVERYONE,
        Measure("gdp_province_share", "2021"),
        Measure("rd_expenditure_province_share", "2021"),
        way="minus",
    )
    assert shares.caveats == ("other-whole",)
    assert next(value for value in numbers(shares) if value is not None)


def test_a_difference_carries_the_sources_of_both_sides() -> None:
    found: Difference = toy(Measure("gdp", "2021"), Measure("gdp", "2020"), words=["990300"]).found[
        0
    ]
    assert found.a.figure
    assert found.b.figure
    assert (found.a.figure.source_ids, found.b.figure.source_ids) == (
        ("toy-bulletin", "toy-press"),
        ("toy-bulletin",),
    )
