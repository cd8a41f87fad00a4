"""Cautions of a row: a fixture for each, and the numbers each rests on."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import get_args

import pytest
from hypothesis import settings

from geo.analysis.cautions import (
    SIZE_RATIO,
    TINY_PEOPLE,
    Key,
    of_row,
)
from geo.analysis.comparability import cautions
from geo.analysis.subject_profile import profile, sense
from geo.analysis.subject_sizes import size
from geo.analysis.subjects import subject, subjects
from geo.model.periods import LATEST
from geo.model.places import Boundary
from tests.catalogues import REAL, TOY, of, rows
from tests.geo.compared import compared, keys, only, said

KNOWN, TOYLAND = of(REAL), of(TOY)
# No deadline: a busy machine is no fault.
FEW = settings(max_examples=60, deadline=None)
PREFECTURES = KNOWN.at_level_ids("prefecture")


def test_mixed_years() -> None:
    words = ("510600", "510900")
    found = only(of_row(KNOWN, compared(KNOWN, "hnte", *words, period=LATEST)), "mixed-years")
    assert said(found) == [("510600", "period", "2025"), ("510900", "period", "2023")]
    assert (found.subjects, found.indicator_id) == (words, "hnte")
    assert "mixed-years" not in keys(of_row(KNOWN, compared(KNOWN, "hnte", *words)))


def test_mixed_people() -> None:
    """2020 is divided by the census, other years by the year-end figure."""
    mixed = compared(KNOWN, "sme_tech_per_10k_people", "511000", "510700", period=LATEST)
    assert len(only(of_row(KNOWN, mixed), "mixed-people").numbers) == 2
    later = compared(KNOWN, "gdp_per_person", "510600", "510700", period=LATEST)
    assert later.mixed
    assert "mixed-people" not in keys(of_row(KNOWN, later))


def test_residents_of_another_year_are_said() -> None:
    known = replace(
        TOYLAND,
        values=tuple(
            replace(v, people_period="2020")
            if (v.place_id, v.indicator_id, v.period) == ("990100", "hnte_per_10k_people", "2021")
            else v
            for v in TOYLAND.values
        ),
    )
    found = of_row(known, compared(known, "hnte_per_10k_people", "990100", "990200"))
    assert said(only(found, "other-year")) == [("990100", "period", "2020")]
    assert "mixed-people" in keys(found)


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


def test_zones_are_as_large_as_their_approved_area() -> None:
    zones = compared(KNOWN, "gdp", "htz-chengdu", "htz-mianyang", period=LATEST)
    found = only(of_row(KNOWN, zones), "raw-counts")
    column = "approved_area_km2"
    stated = {r["zone_id"]: float(r[column]) for r in rows(REAL, "zones") if r[column]}
    assert {n.subject: n.value for n in found.numbers} == {
        word: stated[word] for word in ("htz-chengdu", "htz-mianyang")
    }
    # The one document that says the area, not every document on the zone.
    told = {r["place_id"]: r["source_id"] for r in rows(REAL, "values")
            if r["indicator_id"] == "approved_area"}  # fmt: skip
    assert {n.subject: ";".join(n.source_ids) for n in found.numbers} == {
        word: told[word] for word in ("htz-chengdu", "htz-mianyang")
    }


def test_an_area_is_no_count_that_a_size_makes_unfair() -> None:
    for name in ("approved_area", "planned_area", "population_census", "population"):
        assert sense(KNOWN.indicators[name]) == "size"


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


def test_counts_that_are_not_alike() -> None:
    words = ("htz-chengdu", "htz-jingyang")
    found = of_row(KNOWN, compared(KNOWN, "zone_enterprises", *words))
    assert only(found, "unlike-counts").subjects == words


def test_sources_in_conflict() -> None:
    found = only(of_row(TOYLAND, compared(TOYLAND, "gdp", "990100", "990300")), "conflict")
    assert said(found) == [("990100", "value", 1), ("990100", "other", 1.5)]
    assert [n.source_ids for n in found.numbers] == [("toy-plan",), ("toy-press",)]
    rate = compared(TOYLAND, "gdp_per_person", "990100", "990300", period="2021")
    parts = only(of_row(TOYLAND, rate), "conflict")
    assert said(parts) == said(found)
    assert {n.figure.indicator_id for n in parts.numbers if n.figure} == {"gdp"}
    group = only(
        of_row(TOYLAND, compared(TOYLAND, "gdp", "group:ends", "region:north")), "conflict"
    )
    assert {(n.subject, n.figure.place_id) for n in group.numbers if n.figure} == {
        ("group:ends", "990100"),
        ("region:north", "990100"),
    }
    whole = of_row(KNOWN, compared(KNOWN, "hnte", "510100", "510900", period="2022"))
    assert ("510100", "other", 14668) in said(only(whole, "conflict"))


def test_least_figures() -> None:
    found = of_row(TOYLAND, compared(TOYLAND, "hnte", "990100", "990300", period="2021"))
    assert said(only(found, "floor")) == [("990300", "value", 7)]


def test_tiny_denominators() -> None:
    """Toyland's prefectures have 10,000 people each; nobody in Sichuan is so small."""
    rate = compared(TOYLAND, "hnte_per_10k_people", "990100", "990200")
    found = only(of_row(TOYLAND, rate), "tiny-denominator")
    assert said(found) == [("990100", "below", 1), ("990200", "below", 1)]
    assert found.limit == TINY_PEOPLE
    share = of_row(TOYLAND, compared(TOYLAND, "gdp_province_share", "990100", "990200"))
    assert "tiny-denominator" not in keys(share)
    every = [
        one
        for start in range(0, 20, 5)
        for one in cautions(KNOWN, profile(KNOWN, subjects(KNOWN, PREFECTURES[start : start + 5])))
    ]
    assert "tiny-denominator" not in keys(every)


def test_one_figure_is_compared_with_nothing() -> None:
    assert of_row(TOYLAND, compared(TOYLAND, "zone_enterprises", "htz-one", "htz-two")) == ()
    assert cautions(TOYLAND, []) == ()


def test_areas_are_as_large_as_their_latest_plan() -> None:
    whole = size(KNOWN, subject(KNOWN, "wcsc-0"))
    assert whole
    assert (whole.value, whole.of) == (394.2, "km2")
    about = size(TOYLAND, subject(TOYLAND, "toy-3"))
    assert about
    assert (about.value, about.about) == (60, True)
    assert size(TOYLAND, subject(TOYLAND, "far-3")) is None


@pytest.mark.parametrize("key", get_args(Key))
def test_every_caution_has_a_fixture(key: str) -> None:
    fixture = f'"{key}")'
    files = Path(__file__).parent.glob("test_*.py")
    text = "".join(path.read_text(encoding="utf-8") for path in files)
    assert fixture in text, f"no test raises {key}"
