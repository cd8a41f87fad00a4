"""Fairness: cautions of subjects together and of differences, and what makes a row fair."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from geo.analysis.cautions import (
    TINY_COUNT,
    BoundaryChange,
    of_row,
)
from geo.analysis.comparability import cautions, confidence, fairer, of_differences, on_one_axis
from geo.analysis.difference import differences
from geo.analysis.operands import Way
from geo.analysis.subject_profile import COMMON, profile, row
from geo.analysis.subjects import subject, subjects
from geo.model.figures import Measure
from geo.model.periods import LATEST
from geo.model.places import Boundary
from tests.catalogues import REAL, TOY, of
from tests.geo.compared import compared, keys, only, said

KNOWN, TOYLAND = of(REAL), of(TOY)
# No deadline: a busy machine is no fault.
FEW = settings(max_examples=60, deadline=None)
PREFECTURES = KNOWN.at_level_ids("prefecture")


def test_mixed_units() -> None:
    gdp, hnte, sme = (KNOWN.indicators[name] for name in ("gdp", "hnte", "hightech_revenue"))
    found = only(on_one_axis([gdp, hnte]), "mixed-units")
    assert said(found) == [("gdp", "unit", "100 million yuan"), ("hnte", "unit", "enterprises")]
    assert on_one_axis([gdp, sme]) == on_one_axis([gdp]) == ()


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
    change = BoundaryChange("990100", "2021", ("toy-press",))
    older = compared(TOYLAND, "gdp", "region:north", "group:ends", period="2020")
    found = only(cautions(TOYLAND, [older], changes=[change]), "boundary-changed")
    assert found.subjects == ("region:north", "group:ends")
    assert [(n.value, n.period) for n in found.numbers] == [("2021", "2020")] * 2
    newer = compared(TOYLAND, "gdp", "990100", "990300", period="2021")
    assert "boundary-changed" not in keys(cautions(TOYLAND, [newer], changes=[change]))
    assert "boundary-changed" not in keys(cautions(TOYLAND, [older]))
    sides = Measure("gdp", "2021"), Measure("gdp", "2020")
    both = differences(TOYLAND, subjects(TOYLAND, ["990100", "990300"]), *sides, way="minus")
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
    assert said(found[0]) == [("990100", "shared", "region:north")]
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
    assert first.subjects == ("990100", "990200", "990300")
    assert {(n.name, n.value) for n in first.numbers} == {("period", "2020"), ("period", "2021")}
    assert said(only(found, "conflict")) == [("990100", "value", 1), ("990100", "other", 1.5)]


def test_caveats_of_a_difference_are_cautions() -> None:
    words = ["990100", "990300"]
    floors = differences(
        TOYLAND,
        subjects(TOYLAND, words),
        Measure("hnte", "2021"),
        Measure("hnte", "2020"),
        way="rank",
    )
    assert said(only(of_differences(TOYLAND, floors), "floor")) == [("990300", "value", 7)]
    per_person = [Measure("gdp_per_person", period) for period in ("2021", "2020")]
    people = differences(TOYLAND, subjects(TOYLAND, words), *per_person, way="minus")
    assert "mixed-people" in keys(of_differences(TOYLAND, people))
    shares = [Measure(f"{name}_province_share", "2021") for name in ("gdp", "rd_expenditure")]
    two = subjects(KNOWN, ["510100", "510600"])
    found = of_differences(KNOWN, differences(KNOWN, two, *shares, way="minus"))
    only(found, "other-whole")
    only(found, "raw-counts")


@pytest.mark.parametrize(
    ("indicator", "period", "words", "fair"),
    [
        ("gdp", COMMON, ("510100", "510600"), ("gdp_per_person", "2025")),
        ("hnte", COMMON, ("510100", "510600", "510700"), ("hnte_per_10k_people", "2023")),
        ("hnte", LATEST, ("510600", "510900"), ("hnte", "2023")),
        ("gdp_per_person", LATEST, ("510100", "510700"), ("gdp_per_person", "2024")),
        ("gdp_province_share", COMMON, ("510100", "510600"), ("gdp_per_person", "2025")),
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
