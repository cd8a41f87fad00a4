"""Breaks of series and refused quotients: no change across one, no quotient of two grounds."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise, permutations
from pathlib import Path

import pytest

from geo.analysis.difference import differences
from geo.analysis.operands import WAYS, Way
from geo.analysis.pairs import partner
from geo.analysis.subjects import offered, subjects
from geo.model.figures import Measure
from geo.model.series_breaks import QuotientRefusal
from geo.store.breaks import breaks_between
from geo.store.derived import derived_values
from geo.validate import inspect
from layers.build.difference import lack_words
from tests.catalogues import REAL, TOY, of, rows
from tests.geo.damage import found, set_cell

KNOWN, TOYLAND = of(REAL), of(TOY)


def reasons(place: str, indicator: str, one: str, other: str) -> list[str]:
    return [b.reason("en") for b in breaks_between(KNOWN, place, indicator, one, other)]


@pytest.mark.parametrize(
    ("place", "indicator", "one", "other", "count"),
    [
        ("510300", "gdp", "2019", "2023", 0),
        ("510300", "gdp", "2023", "2024", 1),
        ("510300", "gdp", "2023", "2025", 1),
        ("510300", "gdp", "2010", "2015", 0),
        ("510300", "gdp", "2015", "2020", 1),
        ("510100", "gdp", "2015", "2020", 2),
        ("511100", "gdp", "2024", "2025", 1),
        ("510300", "population", "2024", "2025", 1),
        ("510500", "industrial_revenue", "2022", "2024", 2),
        ("511000", "industrial_revenue", "2022", "2024", 0),
        ("511600", "hightech_revenue", "2021", "2023", 1),
        ("mst-0", "gdp", "2023", "2024", 2),
    ],
)
def test_breaks_stand_where_the_table_says(
    place: str, indicator: str, one: str, other: str, count: int
) -> None:
    assert len(breaks_between(KNOWN, place, indicator, one, other)) == count
    back = breaks_between(KNOWN, place, indicator, other, one)
    assert back == breaks_between(KNOWN, place, indicator, one, other)


def test_a_quotient_breaks_where_either_part_does() -> None:
    assert len(reasons("510300", "gdp_per_person", "2024", "2025")) == 1, "residents only"
    assert len(reasons("510300", "gdp_per_person", "2023", "2025")) == 2, "both"
    assert len(reasons("510300", "gdp_per_km2", "2023", "2024")) == 1
    assert len(reasons("510300", "gdp_province_share", "2023", "2024")) == 1, "said once"
    assert reasons("510300", "hnte_per_100km2", "2023", "2025") == []


def test_residents_of_another_year_bring_their_own_breaks() -> None:
    """Neijiang's last residents are of 2023: those of 2025 stand in no quotient of it."""
    assert not KNOWN.cell("511000", "population", "2025")
    used = {v.people_period for v in KNOWN.cell("511000", "hnte_per_10k_people", "2025")}
    assert used == {"2023"}
    assert reasons("511000", "hnte_per_10k_people", "2023", "2025") == []


def test_every_break_parts_figures_that_exist_and_has_its_sources() -> None:
    for one in KNOWN.series_breaks:
        places = one.places or tuple({v.place_id for v in KNOWN.values})
        periods = [
            sorted({v.period for v in KNOWN.values if (v.place_id, v.indicator_id) == (p, name)})
            for p in places
            for name in [one.indicator_id]
        ]
        pairs = [pair for known in periods for pair in pairwise(known)]
        assert any(one.parts(places[0], *pair) for pair in pairs), one
        assert one.source_ids
        assert one.reason_zh != one.reason_en


@pytest.mark.parametrize("period", ["2010", "2015"])
def test_no_quotient_of_two_grounds(period: str) -> None:
    for place in ("510100", "512000"):
        assert KNOWN.cell(place, "gdp", period)
        assert KNOWN.cell(place, "population", period)
        for name in ("gdp_per_person", "gdp_per_km2"):
            assert KNOWN.cell(place, name, period) == ()
            refused = KNOWN.refusal(place, name, period)
            assert refused
            assert "Jianyang" in refused.reason("en")
    assert KNOWN.cell("510100", "population_per_km2", period) == ()
    assert KNOWN.cell("512000", "population_per_km2", period)
    assert KNOWN.cell("510300", "gdp_per_person", period)
    assert KNOWN.refusal("510300", "gdp_per_person", period) is None


def test_a_refusal_is_data() -> None:
    assert TOYLAND.cell("990100", "gdp_per_km2", "2020")
    refusal = QuotientRefusal(
        "gdp", "area", ("990100",), "2020", "不算", "not computed", ("toy-press",)
    )
    known = replace(TOYLAND, refusals=(refusal,))
    left = {(v.place_id, v.indicator_id, v.period) for v in derived_values(known)}
    assert ("990100", "gdp_per_km2", "2020") not in left
    assert ("990100", "gdp_per_km2", "2021") in left
    assert ("990100", "gdp_per_person", "2020") in left
    refused = known.refusal("990100", "gdp_per_km2", "2020")
    assert refused
    assert refused.reason("zh") == "不算"


@pytest.mark.parametrize(
    ("table", "column", "value", "rule"),
    [
        ("series_breaks", "indicator_id", "gpd", "unknown-indicator"),
        ("series_breaks", "place_ids", "510300;htz-nowhere", "unknown-place"),
        ("series_breaks", "after", "2020", "year"),
        ("series_breaks", "before", "3000", "pattern"),
        ("series_breaks", "reason_zh", "", "required"),
        ("series_breaks", "source_id", "nobody", "unknown-source"),
    ],
)
def test_damaged_breaks_are_found(
    folder: Path, table: str, column: str, value: str, rule: str
) -> None:
    assert inspect(folder).faults == ()
    set_cell(folder, table, 2, column, value)
    assert (f"statistics/{table}.csv", 2, column, rule) in found(folder)


def test_the_shipped_rows_are_read_whole() -> None:
    assert len(KNOWN.series_breaks) == len(rows(REAL, "series_breaks"))
    assert len(KNOWN.refusals) == len(rows(REAL, "refusals"))


@pytest.mark.parametrize("way", WAYS)
def test_no_difference_is_taken_across_a_break(way: Way) -> None:
    """Every two periods of every indicator that has a break, for every prefecture."""
    everyone = offered(KNOWN, "prefecture")
    broken = 0
    for name in sorted({one.indicator_id for one in KNOWN.series_breaks} & set(KNOWN.indicators)):
        for a, b in permutations(KNOWN.periods(name, "prefecture"), 2):
            found = differences(KNOWN, everyone, Measure(name, a), Measure(name, b), way=way)
            for one in found.found:
                breaks = breaks_between(KNOWN, one.subject.word, name, a, b)
                if breaks:
                    assert one.value is None
                    assert one.lack in ("broken", "no-a", "no-b", "neither")
                if one.lack == "broken":
                    broken += 1
                    assert one.breaks == breaks
                    assert all(each.reason(lang) in lack_words(one, lang)
                               for lang in ("zh", "en") for each in breaks)  # fmt: skip
    assert broken


def test_a_pair_of_years_without_a_break_is_chosen_first() -> None:
    chosen = subjects(KNOWN, ["510100", "510700"])
    found = partner(KNOWN, chosen, Measure("gdp", "2023"))
    assert found
    assert not breaks_between(KNOWN, "510100", "gdp", "2023", found.period)
