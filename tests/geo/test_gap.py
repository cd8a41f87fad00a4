"""Gaps: plain arithmetic on the tables, exactly neutral on the path, and never a guessed share."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.analysis.target_gap import ALLOCATIONS, Allocation, aims, gap, periods
from geo.store.catalogue import Catalogue
from tests.catalogues import REAL, TOY, of, rows

TOYLAND = of(TOY)
HNTE = TOYLAND.targets[0]
KNOWN = of(REAL)


def stated(place: str, indicator: str, period: str) -> list[float]:
    return [
        float(row["value"])
        for row in rows(REAL, "values")
        if (row["place_id"], row["indicator_id"], row["period"]) == (place, indicator, period)
    ]


def test_a_gap_is_the_table_s_own_arithmetic() -> None:
    """2023, by population: the province's path is the geometric mean of 10,247 and 16,000."""
    aim = next(t for t in aims(KNOWN, "population") if t.indicator_id == "hnte")
    for place in ("510100", "510900", "511900"):
        figure = stated(place, "hnte", "2023")[0]
        [mine] = stated(place, "population_census", "2020")
        [all_of_them] = stated("510000", "population_census", "2020")
        path = (10247 * 16000) ** 0.5 * mine / all_of_them
        found = gap(KNOWN, aim, place, "2023", "population")
        assert found.path == pytest.approx(path)
        assert found.percent == pytest.approx((figure - path) / path * 100)
        assert {"plan-2022", *_sources(place, "hnte", "2023")} <= set(found.source_ids)


def _sources(place: str, indicator: str, period: str) -> tuple[str, ...]:
    return KNOWN.cell(place, indicator, period)[0].source_ids


@pytest.mark.parametrize("allocation", ALLOCATIONS)
def test_a_gap_has_all_its_parts_or_is_none(allocation: Allocation) -> None:
    for aim in aims(KNOWN, allocation):
        for period in periods(KNOWN, aim):
            assert "2021" <= period <= "2025"
            for place in KNOWN.at_level_ids("prefecture"):
                found = gap(KNOWN, aim, place, period, allocation)
                assert (found.percent is None) == bool(found.lack)
                assert (found.figure is None) == (found.lack == "no-figure")


def test_ratios_are_not_shared_out() -> None:
    for allocation in ("base", "population", "gdp"):
        kinds = {KNOWN.indicator(aim.indicator_id).kind for aim in aims(KNOWN, allocation)}
        assert kinds <= {"count", "amount"}
    assert {KNOWN.indicator(aim.indicator_id).kind for aim in aims(KNOWN, "path")} == {"ratio"}


def test_the_base_share_is_exactly_on_the_path_in_the_base_year() -> None:
    aim = next(t for t in aims(KNOWN, "base") if t.indicator_id == "hnte")
    assert gap(KNOWN, aim, "510900", "2021", "base").percent == 0
    assert gap(TOYLAND, HNTE, "990100", "2021", "base").percent == 0


def test_toyland_by_population() -> None:
    """Four places of 10,000 each: a quarter of 12 is 3."""
    found = {p: gap(TOYLAND, HNTE, p, "2021", "population") for p in ("990100", "990200", "990400")}
    assert found["990100"].percent == pytest.approx((5 - 3) / 3 * 100)
    assert found["990200"].percent == -100
    assert found["990400"].lack == "no-figure"


def test_a_share_is_never_guessed() -> None:
    # The fourth place has no GDP of 2020, the second a base of zero.
    more = replace(TOYLAND.cell("990100", "hnte", "2021")[0], place_id="990400", period="2022")
    later = replace(more, place_id="990200")
    known = replace(TOYLAND, values=(*TOYLAND.values, more, later))
    assert gap(known, HNTE, "990400", "2022", "gdp").lack == "no-share"
    assert gap(known, HNTE, "990200", "2022", "base").lack == "no-share"
    assert gap(known, HNTE, "990200", "2022", "gdp").percent is not None


def own_target() -> Catalogue:
    """Return Toyland with an aim of its first place alone: from 4 in 2021 to 8 in 2023."""
    own = replace(
        HNTE, target_id="own", place_id="990100", base_value=4, due_period="2023", value=8
    )
    late = replace(TOYLAND.cell("990100", "hnte", "2021")[0], period="2024", value=9)
    return replace(TOYLAND, targets=(HNTE, own), values=(*TOYLAND.values, late))


@pytest.mark.parametrize("allocation", ["base", "population", "gdp"])
def test_a_place_s_own_target_goes_first(allocation: Allocation) -> None:
    found = gap(own_target(), HNTE, "990100", "2021", allocation)
    assert (found.own, found.path, found.share) == (True, 4, None)
    assert found.percent == pytest.approx(25)
    assert not gap(own_target(), HNTE, "990300", "2021", allocation).own


def test_outside_its_own_target_a_place_has_no_gap() -> None:
    found = gap(own_target(), HNTE, "990100", "2024", "population")
    assert (found.lack, found.percent) == ("outside", None)
