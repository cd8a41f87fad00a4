"""Fairness: a fixture for every caution, the numbers each rests on, and what makes a row fair."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.catalogue import Catalogue
from geo.cautions import (
    SIZE_RATIO,
    TINY_COUNT,
    TINY_PEOPLE,
    BoundaryChange,
    Caution,
    Key,
    of_row,
)
from geo.difference import differences
from geo.fairness import cautions, confidence, fairer, of_differences, on_one_axis
from geo.measure import Measure
from geo.places import Boundary
from geo.profile import COMMON, LATEST, Row, profile, row
from geo.sides import Way
from geo.sizes import size
from geo.subjects import subject, subjects
from tests.catalogues import REAL, TOY, of, rows

KNOWN, TOYLAND = of(REAL), of(TOY)
# No deadline: a busy machine is no fault.
FEW = settings(max_examples=60, deadline=None)
PREFECTURES = KNOWN.at_level_ids("prefecture")


def compared(known: Catalogue, indicator: str, *words: str, period: str = COMMON) -> Row:
    return row(known, indicator, subjects(known, words), period=period)


def only(found: Sequence[Caution], key: Key) -> Caution:
    """Return the one caution of a key."""
    [one] = [caution for caution in found if caution.key == key]
    return one


def keys(found: Sequence[Caution]) -> list[str]:
    return [caution.key for caution in found]


def said(found: Caution) -> list[tuple[str, str, float | str]]:
    return [(number.subject, number.name, number.value) for number in found.numbers]


def test_mixed_years() -> None:
    words = ("510100", "510600")
    found = only(of_row(KNOWN, compared(KNOWN, "gdp", *words, period=LATEST)), "mixed-years")
    assert said(found) == [("510100", "period", "2025"), ("510600", "period", "2024")]
    assert (found.subjects, found.indicator_id) == (words, "gdp")
    assert "mixed-years" not in keys(of_row(KNOWN, compared(KNOWN, "gdp", *words)))


def test_mixed_people() -> None:
    """2020 is divided by the census, other years by the year-end figure."""
    mixed = compared(KNOWN, "hnte_per_10k_people", "510100", "510700")
    assert len(only(of_row(KNOWN, mixed), "mixed-people").numbers) == 2
    later = compared(KNOWN, "gdp_per_person", "510600", "510700", period=LATEST)
    assert later.mixed
    assert "mixed-people" not in keys(of_row(KNOWN, later))


def test_mixed_units() -> None:
    gdp, hnte, sme = (KNOWN.indicators[name] for name in ("gdp", "hnte", "hightech_revenue"))
    found = only(on_one_axis([gdp, hnte]), "mixed-units")
    assert said(found) == [("gdp", "unit", "100 million yuan"), ("hnte", "unit", "enterprises")]
    assert on_one_axis([gdp, sme]) == on_one_axis([gdp]) == ()


def test_raw_counts_of_places_of_very_different_size() -> None:
    found = only(of_row(KNOWN, compared(KNOWN, "hnte", "510100", "510600")), "raw-counts")
    people = [
        float(r["value"])
        for r in rows(REAL, "values")
        if r["indicator_id"] == "population_census" and r["place_id"] in ("510100", "510600")
    ]
    assert said(found) == [("510100", "size", people[0]), ("510600", "size", people[1])]
    assert found.ratio == pytest.approx(people[0] / people[1])
    assert found.limit == SIZE_RATIO
    assert all(number.source_ids for number in found.numbers)
    share = of_row(KNOWN, compared(KNOWN, "hnte_province_share", "510100", "510600"))
    assert "raw-counts" in keys(share)


@pytest.mark.parametrize(
    ("indicator", "words"),
    [
        ("gdp", ("510600", "510900")),
        ("population", ("510100", "510600")),
        ("population_census_province_share", ("510100", "510600")),
        ("gdp_per_person", ("510100", "510600")),
        ("rd_intensity", ("510100", "510600")),
    ],
)
def test_sizes_rates_and_places_alike_are_no_raw_counts(
    indicator: str, words: tuple[str, str]
) -> None:
    found = compared(KNOWN, indicator, *words)
    assert found.known == 2
    assert "raw-counts" not in keys(of_row(KNOWN, found))


def test_zones_are_as_large_as_their_documented_area() -> None:
    zones = compared(KNOWN, "gdp", "htz-chengdu", "htz-mianyang", period=LATEST)
    found = only(of_row(KNOWN, zones), "raw-counts")
    stated = {r["zone_id"]: float(r["area_km2"]) for r in rows(REAL, "zones") if r["area_km2"]}
    assert {n.subject: n.value for n in found.numbers} == {
        word: stated[word] for word in ("htz-chengdu", "htz-mianyang")
    }


def test_where_no_source_gives_a_size_nobody_can_tell() -> None:
    like = TOYLAND.cell("htz-two", "zone_revenue", "2020")[0]
    known = replace(TOYLAND, values=(*TOYLAND.values, replace(like, period="2021")))
    revenue = compared(known, "zone_revenue", "htz-one", "htz-two")
    assert only(of_row(known, revenue), "size-unknown").subjects == ("htz-two",)
    assert size(known, subject(known, "htz-one")) is not None
    official = replace(known, official_zones={"htz-two": Boundary(7.0, "toy-press")})
    found = size(official, subject(official, "htz-two"))
    assert found
    assert (found.value, found.of, found.source_ids) == (7, "km2", ("toy-press",))


def test_areas_are_as_large_as_their_latest_plan() -> None:
    whole = size(KNOWN, subject(KNOWN, "wcsc-0"))
    assert whole
    assert (whole.value, whole.of) == (394.2, "km2")
    about = size(TOYLAND, subject(TOYLAND, "wcsc-3"))
    assert about
    assert (about.value, about.about) == (60, True)
    assert size(TOYLAND, subject(TOYLAND, "mst-3")) is None


def test_counts_that_are_not_alike() -> None:
    words = ("htz-chengdu", "htz-jingyang")
    found = of_row(KNOWN, compared(KNOWN, "zone_enterprises", *words))
    assert only(found, "unlike-counts").subjects == words


def test_sources_in_conflict() -> None:
    found = only(of_row(TOYLAND, compared(TOYLAND, "gdp", "510100", "510300")), "conflict")
    assert said(found) == [("510100", "value", 1), ("510100", "other", 1.5)]
    assert [n.source_ids for n in found.numbers] == [("plan-2022",), ("toy-press",)]
    rate = compared(TOYLAND, "gdp_per_person", "510100", "510300", period="2021")
    assert said(only(of_row(TOYLAND, rate), "conflict")) == said(found)
    whole = of_row(KNOWN, compared(KNOWN, "hnte", "510100", "510900", period="2022"))
    assert ("510100", "other", 14668) in said(only(whole, "conflict"))


def test_least_figures() -> None:
    found = of_row(TOYLAND, compared(TOYLAND, "hnte", "510100", "510300", period="2021"))
    assert said(only(found, "floor")) == [("510300", "value", 7)]


def test_tiny_denominators() -> None:
    """Toyland's prefectures have 10,000 people each; nobody in Sichuan is so small."""
    rate = compared(TOYLAND, "hnte_per_10k_people", "510100", "510200")
    found = only(of_row(TOYLAND, rate), "tiny-denominator")
    assert said(found) == [("510100", "below", 1), ("510200", "below", 1)]
    assert found.limit == TINY_PEOPLE
    share = of_row(TOYLAND, compared(TOYLAND, "gdp_province_share", "510100", "510200"))
    assert "tiny-denominator" not in keys(share)
    every = [
        one
        for start in range(0, 20, 5)
        for one in cautions(KNOWN, profile(KNOWN, subjects(KNOWN, PREFECTURES[start : start + 5])))
    ]
    assert "tiny-denominator" not in keys(every)


def test_a_per_cent_of_few() -> None:
    everyone = [subject(KNOWN, word) for word in PREFECTURES]
    sides = Measure("hnte", "2023"), Measure("hnte", "2022")
    found = of_differences(KNOWN, differences(KNOWN, everyone, *sides, way="percent"))
    tiny = only(found, "tiny-denominator")
    assert ("512000", "base", 75) in said(tiny)
    assert all(isinstance(n.value, float) and n.value < TINY_COUNT for n in tiny.numbers)
    people = Measure("population", "2023"), Measure("population", "2022")
    assert "tiny-denominator" not in keys(
        of_differences(KNOWN, differences(KNOWN, everyone, *people, way="percent"))
    )


def test_changed_boundaries() -> None:
    """Nothing in the data says that any changed; a change that is handed over is told."""
    change = BoundaryChange("510100", "2021", ("toy-press",))
    older = compared(TOYLAND, "gdp", "region:north", "group:ends", period="2020")
    found = only(cautions(TOYLAND, [older], changes=[change]), "boundary-changed")
    assert found.subjects == ("region:north", "group:ends")
    assert [(n.value, n.period) for n in found.numbers] == [("2021", "2020")] * 2
    newer = compared(TOYLAND, "gdp", "510100", "510300", period="2021")
    assert "boundary-changed" not in keys(cautions(TOYLAND, [newer], changes=[change]))
    assert "boundary-changed" not in keys(cautions(TOYLAND, [older]))
    sides = Measure("gdp", "2021"), Measure("gdp", "2020")
    both = differences(TOYLAND, subjects(TOYLAND, ["510100", "510300"]), *sides, way="minus")
    assert "boundary-changed" in keys(of_differences(TOYLAND, both, changes=[change]))


def test_boundary_confidence() -> None:
    zones = profile(TOYLAND, subjects(TOYLAND, ["htz-one", "htz-two"]))
    found = only(cautions(TOYLAND, zones), "boundary-confidence")
    assert said(found) == [
        ("htz-one", "confidence", "area-circle"),
        ("htz-two", "confidence", "host-county"),
    ]
    both = {name: Boundary(50.0, "toy-press") for name in ("htz-one", "htz-two")}
    one = replace(TOYLAND, official_zones={"htz-two": both["htz-two"]})
    assert said(only(cautions(one, zones), "boundary-confidence"))[1][2] == "official"
    assert "boundary-confidence" not in keys(cautions(replace(TOYLAND, official_zones=both), zones))
    assert confidence(KNOWN, subject(KNOWN, "510100")) is None
    assert confidence(KNOWN, subject(KNOWN, "wcsc-1")) == "area-circle"


def test_overlap() -> None:
    groups = profile(TOYLAND, subjects(TOYLAND, ["region:north", "group:ends", "region:south"]))
    found = [c for c in cautions(TOYLAND, groups) if c.key == "overlap"]
    assert [c.subjects for c in found] == [
        ("region:north", "group:ends"),
        ("group:ends", "region:south"),
    ]
    assert said(found[0]) == [("510100", "shared", "region:north")]
    areas = [compared(KNOWN, "planned_area", "wcsc-1", "wcsc-2", "wcsc-0", "mst-2")]
    of_areas = [c.subjects for c in cautions(KNOWN, areas) if c.key == "overlap"]
    assert of_areas == [("wcsc-1", "wcsc-0"), ("wcsc-2", "wcsc-0")]
    two = [compared(KNOWN, "planned_area", "wcsc-0", "wcsc-2")]
    assert only(cautions(KNOWN, two), "overlap").subjects == ("wcsc-0", "wcsc-2")


@pytest.mark.parametrize("way", ["minus", "percent", "rank"])
def test_a_change_between_years_is_told_with_every_number(way: Way) -> None:
    everyone = [subject(TOYLAND, word) for word in TOYLAND.at_level_ids("prefecture")]
    sides = Measure("gdp", "2021"), Measure("gdp", "2020")
    found = of_differences(TOYLAND, differences(TOYLAND, everyone, *sides, way=way))
    first = only(found, "first-published")
    assert first.subjects == ("510100", "510200", "510300")
    assert {(n.name, n.value) for n in first.numbers} == {("period", "2020"), ("period", "2021")}
    assert said(only(found, "conflict")) == [("510100", "value", 1), ("510100", "other", 1.5)]


def test_caveats_of_a_difference_are_cautions() -> None:
    words = ["510100", "510300"]
    floors = differences(
        TOYLAND,
        subjects(TOYLAND, words),
        Measure("hnte", "2021"),
        Measure("hnte", "2020"),
        way="rank",
    )
    assert said(only(of_differences(TOYLAND, floors), "floor")) == [("510300", "value", 7)]
    per_person = [Measure("gdp_per_person", period) for period in ("2021", "2020")]
    people = differences(TOYLAND, subjects(TOYLAND, words), *per_person, way="minus")
    assert "mixed-people" in keys(of_differences(TOYLAND, people))
    shares = [Measure(f"{name}_province_share", "2021") for name in ("gdp", "rd_expenditure")]
    two = subjects(KNOWN, ["510100", "510600"])
    found = of_differences(KNOWN, differences(KNOWN, two, *shares, way="minus"))
    only(found, "other-whole")
    only(found, "raw-counts")


def test_one_figure_is_compared_with_nothing() -> None:
    assert of_row(TOYLAND, compared(TOYLAND, "zone_enterprises", "htz-one", "htz-two")) == ()
    assert cautions(TOYLAND, []) == ()


@pytest.mark.parametrize(
    ("indicator", "period", "words", "fair"),
    [
        ("gdp", COMMON, ("510100", "510600"), ("gdp_per_person", "2021")),
        ("hnte", COMMON, ("510100", "510600", "510700"), ("hnte_per_100km2", "2023")),
        ("gdp", LATEST, ("510600", "510900"), ("gdp", "2024")),
        ("gdp_per_person", LATEST, ("510100", "510600"), ("gdp_per_person", "2021")),
        ("gdp_province_share", COMMON, ("510100", "510600"), ("gdp_per_person", "2021")),
        ("hightech_revenue", COMMON, ("510700", "511500"), None),
        ("gdp", COMMON, ("510600", "510900"), None),
        ("gdp", LATEST, ("htz-chengdu", "htz-mianyang"), None),
    ],
)
def test_what_makes_a_row_fair(
    indicator: str, period: str, words: tuple[str, ...], fair: tuple[str, str] | None
) -> None:
    found = fairer(KNOWN, compared(KNOWN, indicator, *words, period=period))
    assert found == (Measure(*fair) if fair else None)


@FEW
@given(
    st.lists(st.sampled_from(PREFECTURES), min_size=2, max_size=6, unique=True),
    st.sampled_from([COMMON, LATEST, "2020", "2022"]),
)
def test_the_fair_row_loses_nobody_and_what_was_unfair(words: list[str], period: str) -> None:
    chosen = subjects(KNOWN, words)
    for one in profile(KNOWN, chosen, period=period):
        before, choice = keys(of_row(KNOWN, one)), fairer(KNOWN, one)
        if choice is None:
            continue
        fair = row(KNOWN, choice.indicator_id, chosen, period=choice.period)
        after = keys(of_row(KNOWN, fair))
        assert "mixed-years" not in after
        assert fair.known >= one.known
        if choice.indicator_id != one.indicator.indicator_id:
            assert "raw-counts" in before
            assert "raw-counts" not in after


@pytest.mark.parametrize("key", get_args(Key))
def test_every_caution_has_a_fixture(key: str) -> None:
    fixture = f'"{key}")'
    assert fixture in Path(__file__).read_text(encoding="utf-8"), f"no test raises {key}"
