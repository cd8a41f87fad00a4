"""Spread: the lowest, the highest, and the middle half where there are places enough."""

from __future__ import annotations

import pytest

from geo.analysis.value_range import FEWEST_HALVED, spread
from geo.model.figures import Measure
from tests.catalogues import REAL, TOY, of, rows


def test_the_ends_are_those_of_the_table() -> None:
    found = spread(of(REAL), "prefecture", Measure("population_census", "2020"))
    assert found
    values = sorted(
        float(row["value"])
        for row in rows(REAL, "values")
        if row["indicator_id"] == "population_census" and row["place_id"] != "510000"
    )
    assert (found.lowest.value, found.highest.value) == (values[0], values[-1])
    assert (found.known, found.of) == (21, 21)
    # 21 figures in order: the quartiles are the 6th and the 16th.
    assert found.half == (values[5], values[15])


def test_a_quartile_between_two_figures_is_linear() -> None:
    found = spread(of(REAL), "prefecture", Measure("gdp_per_person", "2020"))
    assert found
    assert found.half
    known = of(REAL)
    values = sorted(
        known.cell(place, "gdp_per_person", "2020")[0].value
        for place in known.at_level_ids("prefecture")
        if known.cell(place, "gdp_per_person", "2020")
    )
    at = (len(values) - 1) / 4
    below, rest = int(at), at - int(at)
    expected = values[below] + rest * (values[below + 1] - values[below])
    assert found.half[0] == pytest.approx(expected)


def test_few_figures_have_no_middle_half() -> None:
    found = spread(of(TOY), "prefecture", Measure("hnte", "2021"))
    assert found
    assert found.known < FEWEST_HALVED
    assert found.half is None
    assert found.floors == 1
    assert (found.lowest.value, found.highest.value) == (0, 7)


def test_one_figure_spreads_nowhere() -> None:
    assert spread(of(TOY), "zone", Measure("zone_revenue", "2021")) is None
    assert spread(of(TOY), "county", Measure("gdp", "2021")) is None
