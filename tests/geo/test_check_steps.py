"""Steps of zones and regions of prefectures: what two tables say together."""

from __future__ import annotations

from pathlib import Path

from geo.validate import inspect
from tests.geo.damage import append, edit, found, only, set_cell

STEPS, REGIONS = "statistics/zone_steps.csv", "statistics/regions.csv"


def test_a_national_approval_stands_among_the_steps(folder: Path) -> None:
    set_cell(folder, "zones", 2, "national_approval", "1992")
    fault = only(folder)
    assert (fault.file, fault.row, fault.rule) == ("statistics/zones.csv", 2, "step-missing")


def test_a_provincial_zone_was_never_approved_as_national(folder: Path) -> None:
    set_cell(folder, "zone_steps", 3, "step", "national_approved")
    assert only(folder).rule == "step-contradicts"


def test_every_prefecture_has_a_region(folder: Path) -> None:
    edit(folder, REGIONS, "south,南区,South <b>,990400,toy-bulletin\n", "")
    fault = only(folder)
    assert (fault.file, fault.rule) == (REGIONS, "region-missing")
    assert "990400" in fault.message


def test_a_prefecture_has_one_region(folder: Path) -> None:
    set_cell(folder, "regions", 3, "prefecture_adcode", "990100")
    rules = {rule for _, _, _, rule in found(folder)}
    assert "region-missing" in rules
    assert len(rules) > 1


def test_a_step_of_an_unknown_zone_is_a_fault(folder: Path) -> None:
    set_cell(folder, "zone_steps", 3, "zone_id", "htz-tow")
    assert (STEPS, 3, "zone_id", "unknown-zone") in found(folder)


def test_a_step_of_an_unknown_kind_is_a_fault(folder: Path) -> None:
    set_cell(folder, "zone_steps", 3, "step", "upgraded")
    assert (STEPS, 3, "step", "enum") in found(folder)


def test_a_step_without_a_source_is_a_fault(folder: Path) -> None:
    set_cell(folder, "zone_steps", 3, "source_id", "toy-pres")
    assert (STEPS, 3, "source_id", "unknown-source") in found(folder)


def test_the_circle_is_of_the_area_that_is_shown(folder: Path) -> None:
    append(folder, "indicators", "approved_area,核准面积,Approved area,平方公里,km²,amount,2,,")
    append(folder, "values", "htz-one,approved_area,2018,,314.159,observed,toy-press,x,")
    assert inspect(folder).faults == ()
    set_cell(folder, "zones", 2, "approved_area_km2", "31.4159")
    place = ("statistics/zones.csv", 2, "approved_area_km2", "area-contradicts")
    assert found(folder) == {place}
