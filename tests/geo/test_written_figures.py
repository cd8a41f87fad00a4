"""Numbers as people write them are read and said, or refused; a blank is no data."""

from __future__ import annotations

import pytest

from geo.own_table.units import unit_of
from geo.own_table.written_figures import figure


@pytest.mark.parametrize(
    ("cell", "unit", "value", "notes"),
    [
        ("1,410", "", 1410, {"grouped"}),
        ("1，410", "", 1410, {"width", "grouped"}),
        ("１ ４１０", "", 1410, {"width", "grouped"}),
        ("1.2万", "家", 12_000, {"own_unit"}),
        ("1.2亿元", "万元", 12_000, {"own_unit"}),
        ("8.2%", "", 8.2, {"own_unit"}),
        ("12‰", "%", 1.2, {"own_unit"}),
        ("（3.2）", "", -3.2, {"width", "brackets"}),
        ("−3.2", "%", -3.2, set()),
        ("50①", "", 50, {"note_mark"}),
        ("50[2]", "", 50, {"note_mark"}),
        ("1.2E+05", "", 120_000, {"scientific"}),
        ("'410", "", 410, {"quoted"}),
        ("2.5家", "家", 2.5, {"own_unit"}),
    ],
)
def test_numbers_as_people_write_them(cell: str, unit: str, value: float, notes: set[str]) -> None:
    found = figure(cell, unit_of(unit) if unit else None)
    assert found.value == pytest.approx(value)
    assert set(found.notes) - {"text"} == notes
    assert found.raw == cell


@pytest.mark.parametrize(
    ("cell", "unit", "why"),
    [
        ("<1", "", "inexact"),
        ("约50", "", "inexact"),
        ("50左右", "", "inexact"),
        ("10-20", "", "inexact"),
        ("1,2", "", "comma"),
        ("12,5", "", "comma"),
        ("五十", "", "words"),
        ("1/2", "", "words"),
        ("3.5亿元", "%", "unit"),
        ("8%", "万元", "unit"),
        ("1.2万", "万元", "unit_twice"),
        ("1.2.3", "", "comma"),
        ("１０ ２０", "", "comma"),
    ],
)
def test_what_is_not_certainly_a_number_is_none(cell: str, unit: str, why: str) -> None:
    found = figure(cell, unit_of(unit) if unit else None)
    assert (found.state, found.why, found.value) == ("refused", why, None)


@pytest.mark.parametrize("cell", ["—", "…", "-", "--", "", "  ", "无", "N/A", "/", "…… ", None])
def test_a_blank_is_no_data_and_never_zero(cell: str | None) -> None:
    found = figure(cell, None)
    assert (found.state, found.value) == ("blank", None)
