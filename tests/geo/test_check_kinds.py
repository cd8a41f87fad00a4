"""Kinds that may lie below zero: rates of change and balances, neither added nor shared out."""

from __future__ import annotations

from pathlib import Path

import pytest

from geo.analysis.observations import entry
from geo.analysis.operands import mismatch
from geo.analysis.subject_profile import row
from geo.analysis.subjects import subject, subjects
from geo.model.figures import Measure
from geo.validate import inspect
from layers.build.registry import sheet
from layers.paint import Classification, paint
from layers.palettes import arms
from layers.words import value_words
from tests.catalogues import of
from tests.geo.damage import append, found

GROWTH = "gdp_growth,地区生产总值增速,GDP growth,%,%,growth,1,,"
BALANCE = "surplus,财政收支差额,Budget balance,亿元,100 million yuan,balance,1,,"
FIGURES = (
    ("990100", "gdp_growth", "-3.2"),
    ("990200", "gdp_growth", "0"),
    ("990300", "gdp_growth", "120.5"),
    ("990100", "surplus", "-1234.5"),
    ("990200", "surplus", "12"),
)


@pytest.fixture
def signed(folder: Path) -> Path:
    """Return a copy of Toyland with a rate of change and a balance."""
    append(folder, "indicators", GROWTH, BALANCE)
    append(
        folder,
        "values",
        *(f"{p},{i},2021,,{v},observed,toy-press,{v}," for p, i, v in FIGURES),
    )
    return folder


def test_what_bulletins_print_is_taken(signed: Path) -> None:
    report = inspect(signed)
    assert report.faults == ()
    assert report.warnings == ()


def test_a_share_stays_between_nothing_and_all(folder: Path) -> None:
    append(folder, "indicators", GROWTH.replace(",growth,", ",ratio,"))
    append(folder, "values", "990100,gdp_growth,2021,,-3.2,observed,toy-press,x,")
    assert {rule for *_, rule in found(folder)} == {"out-of-range"}


def test_a_rate_of_change_is_in_per_cent(folder: Path) -> None:
    append(folder, "indicators", BALANCE.replace(",balance,", ",growth,"))
    assert {(c, rule) for _, _, c, rule in found(folder)} == {("unit_zh", "unit-conflict")}


def test_nothing_is_added_up_or_shared_out(signed: Path) -> None:
    known = of(signed)
    for name in ("gdp_growth", "surplus"):
        north = entry(known, subject(known, "region:north"), name, "2021")
        assert (north.figure, north.lack) == (None, "no-parts")
        found = row(known, name, subjects(known, ["990100", "990200"]), period="2021")
        assert {cell.share for cell in found.cells} == {None}
        sides = Measure(name, "2021"), Measure(name, "2020")
        assert mismatch(known, *sides, "percent") == "rank"
        assert mismatch(known, *sides, "minus") is None
    assert not [i for i in known.indicators.values() if i.numerator in ("gdp_growth", "surplus")]


@pytest.mark.parametrize("scheme", ["natural", "quantiles", "equal", "stdev", "pretty"])
def test_a_map_parts_at_zero(signed: Path, scheme: str) -> None:
    made = sheet(of(signed), "prefectures", indicator="gdp_growth")
    painted = paint(made, choice=Classification(scheme=scheme, k=3))
    at = {item.place_id: code for item, code in zip(made.items, painted.codes, strict=True)}
    assert at["990200"] == "z"
    assert at["990400"] == "-"
    down, up = (painted.row(at[place]).color for place in ("990100", "990300"))
    below = [row for row in painted.rows if row.label.endswith("0") and "−" in row.label]
    assert below
    assert down != up
    assert down in arms(7, 0) or down in {c for n in range(1, 8) for c in arms(n, 0)}
    assert up in {c for n in range(1, 8) for c in arms(0, n)}


def test_below_zero_has_a_minus_and_its_unit(signed: Path) -> None:
    known = of(signed)
    growth, balance = known.indicator("gdp_growth"), known.indicator("surplus")
    assert value_words(-3.2, growth, "zh") == "−3.2%"
    assert value_words(-1234.5, balance, "zh") == "−1,234.5 亿元"
    assert value_words(-1234.5, balance, "en") == "−123 billion yuan"
