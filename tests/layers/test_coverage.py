"""Coverage sentences against counts and sums taken from the tables by hand."""

from __future__ import annotations

from decimal import Decimal

import pytest

from geo.analysis.ranks import exceeding
from tests.catalogues import REAL, choices, of, rows, sheet_of

PROVINCE = "510000"


def figures(indicator: str, period: str) -> dict[str, Decimal]:
    """Return the first figure the table has of each place; the plan's where it has one."""
    found: dict[str, Decimal] = {}
    mine = [
        row
        for row in rows(REAL, "values")
        if row["indicator_id"] == indicator and row["period"] == period
    ]
    for row in sorted(mine, key=lambda row: "plan-2022" not in row["source_id"]):
        found.setdefault(row["place_id"], Decimal(row["value"]))
    return found


def test_zones_named_of_the_plan_s_count() -> None:
    named = sum(row["counted_in_base_year"] == "true" for row in rows(REAL, "zones"))
    unsure = sum(row["counted_in_base_year"] == "unknown" for row in rows(REAL, "zones"))
    total = figures("zones_total", "2021")[PROVINCE]
    said = sheet_of(REAL, "zones", lang="en").frames[""].coverage
    assert said.startswith(f"{named} of {total} zones of 2021 named")
    assert f"{unsure} more not confirmed" in said
    assert (named, int(total)) == (23, 27)


def test_revenue_known_of_the_province_s() -> None:
    known = figures("zone_revenue", "2021")
    total = known.pop(PROVINCE)
    zones = {place: value for place, value in known.items() if place.startswith("htz-")}
    share = round(sum(zones.values()) / total * 100, 1)
    said = sheet_of(REAL, "zones-revenue", lang="zh").frames["2021"].coverage
    assert f"已知 {len(zones)} 家" in said
    assert f"合计 {sum(zones.values()):,} 亿元" in said
    assert f"占全省 {total:,} 亿元的 {share}%" in said
    assert "11,724.9" in said
    assert "38.6%" in said


def test_a_sum_with_a_floor_in_it_is_a_floor() -> None:
    said = sheet_of(REAL, "zones-revenue", lang="zh").frames["2018"].coverage
    assert "合计 不低于 742 亿元" in said


@pytest.mark.parametrize("indicator", ["gdp", "hnte", "sme_tech", "rd_expenditure"])
def test_prefectures_with_a_figure(indicator: str) -> None:
    sheet = sheet_of(REAL, "prefectures", indicator, "en")
    prefectures = {p.place_id for p in of(REAL).at_level("prefecture")}
    for period in sheet.years:
        known = figures(indicator, period)
        count = len(prefectures & known.keys())
        said = sheet.frames[period].coverage
        assert said.startswith(f"{count} of 21 prefectures have data"), period


@pytest.mark.parametrize(("layer", "indicator"), choices(REAL))
def test_every_layer_says_what_it_covers(layer: str, indicator: str) -> None:
    for lang in ("zh", "en"):
        for frame in sheet_of(REAL, layer, indicator, lang).frames.values():
            assert frame.coverage.strip()


def test_shares_that_add_up_to_more_than_the_whole_say_so() -> None:
    known = of(REAL)
    made = sheet_of(REAL, "prefectures", "gdp_province_share", "en")
    for period, frame in made.frames.items():
        total = sum(cell.value or 0 for cell in frame.cells)
        said = "add up to" in frame.coverage
        assert said == (total > 100.01), period
        if said:
            assert f"{total:.2f}%" in frame.coverage
    assert exceeding(known, "gdp", "2023") == pytest.approx(100.76, abs=0.01)
    assert exceeding(known, "gdp", "2022") is None


def test_rates_stand_beside_the_province_and_say_other_years() -> None:
    made = sheet_of(REAL, "prefectures", "hnte_per_10k_people", "en")
    assert "province 2.0" in made.frames["2023"].coverage
    for frame in made.frames.values():
        others = [c for c in frame.cells if c.people_period not in ("", c.period)]
        assert (f"{len(others)} of them by residents of another year" in frame.coverage) == bool(
            others
        )
        assert all(c.people_period in c.status and c.people_period in c.note for c in others)
