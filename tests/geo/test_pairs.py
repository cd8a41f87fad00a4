"""Pairs: only what matches is offered, and what most subjects have goes first."""

from __future__ import annotations

import pytest

from geo.analysis.difference import differences
from geo.analysis.operands import mismatch
from geo.analysis.pairs import best, pairs, partner, unpaired
from geo.analysis.subjects import offered, subjects
from geo.model.figures import Measure
from tests.catalogues import REAL, TOY, of


@pytest.mark.parametrize("level", ["prefecture", "zone", "area"])
def test_every_pair_can_be_subtracted_for_some_place(level: str) -> None:
    known = of(REAL)
    found = pairs(known, level)
    assert found
    places = offered(known, level)  # type: ignore[arg-type]  # each level is a kind
    for a, others in found.items():
        for b in others:
            assert mismatch(known, a, b) is None
            told = differences(known, places, a, b, way="minus")
            assert any(one.a.figure and one.b.figure for one in told.found)


def test_counts_that_no_two_of_which_compare_are_not_offered() -> None:
    alone = [one.indicator_id for one in unpaired(of(REAL), "zone")]
    assert alone == ["zone_enterprises", "approved_area"]
    assert not {*alone} & {one.indicator_id for one in pairs(of(REAL), "zone")}


def test_a_level_where_nothing_matches_has_no_pair() -> None:
    assert not pairs(of(TOY), "zone")
    assert (
        partner(of(TOY), subjects(of(TOY), ["htz-one", "htz-two"]), Measure("hnte", "2021")) is None
    )


def test_the_pair_that_most_subjects_have_goes_first() -> None:
    known = of(REAL)
    some = subjects(known, ["htz-zigong", "htz-mianyang"])
    old, new = Measure("gdp", "2011"), Measure("gdp", "2013")
    every = [(a, b) for a, others in pairs(known, "zone").items() for b in others]
    assert best(known, subjects(known, ["htz-zigong", "htz-yibin"]), every[:4]) == (new, old)
    assert partner(known, some, new) == old
    assert best(known, some, []) is None


def test_of_equals_the_nearest_period_goes_first() -> None:
    known = of(REAL)
    chengdu = subjects(known, ["htz-chengdu", "htz-luzhou"])
    assert partner(known, chengdu, Measure("hnte", "2022")) == Measure("hnte", "2020")
    assert partner(known, chengdu, Measure("hnte", "2017")) == Measure("hnte", "2020")
