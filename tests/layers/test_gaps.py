"""Gap sheets: neutral exactly on the path, the allocation named wherever a number goes."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

import pytest

from geo.analysis.target_gap import aims, gap
from layers.build.registry import sheet
from layers.build.target_gap import COLORS, NEUTRAL, code, percent_words, rows
from layers.paint import paint
from layers.palettes import DIVERGING
from layers.scale import NOT_APPLICABLE
from layers.spec import GapLayer
from layers.table import table
from tests.catalogues import REAL, TOY, choices, of, sheet_of
from tests.geo.test_gap import own_target
from tests.layers.test_palettes import GREY_NEIGHBORS, KINDS, NEIGHBORS, STATE, apart, grey

GAPS = [choice for choice in choices(REAL) if choice[0].startswith("gap-")]


def test_every_allocation_has_indicators() -> None:
    assert {layer for layer, _ in GAPS} == {"gap-base", "gap-population", "gap-gdp", "gap-path"}
    assert ("gap-path", "rd_intensity") in GAPS
    assert ("gap-population", "rd_intensity") not in GAPS


def test_only_zero_is_neutral() -> None:
    assert code(0) == str(NEUTRAL)
    for tiny in (1e-6, 0.04, 0.05, 3):
        assert int(code(tiny)) == NEUTRAL + 1
        assert int(code(-tiny)) == NEUTRAL - 1
        assert percent_words(tiny).startswith("+")
        assert percent_words(-tiny).startswith("\N{MINUS SIGN}")
        assert any(digit in percent_words(tiny) for digit in "123456789")


def test_a_half_and_a_double_are_as_far_from_the_path() -> None:
    for below, above in ((-50, 100), (-20, 25), (-60, 150), (-10, 11.1)):
        assert NEUTRAL - int(code(below)) == int(code(above)) - NEUTRAL


@pytest.mark.parametrize(("layer", "indicator"), GAPS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_sheet_says_what_the_gap_is(layer: str, indicator: str, lang: str) -> None:
    known, made = of(REAL), sheet_of(REAL, layer, indicator, lang)
    assert isinstance(made.layer, GapLayer)
    allocation = made.layer.allocation
    aim = next(a for a in aims(known, allocation) if a.indicator_id == indicator)
    assert made.unit == "%"
    for period, frame in made.frames.items():
        painted = paint(made, period=period)
        for item, cell, drawn in zip(made.items, frame.cells, painted.codes, strict=True):
            found = gap(known, aim, item.place_id, period, allocation)
            assert cell.value == found.percent
            if cell.value is not None:
                assert painted.row(drawn).color == COLORS[int(code(cell.value))]
                assert "÷" in cell.note
                assert cell.source_ids
            else:
                assert cell.words != ""
                assert drawn == "-"


def test_the_allocation_and_its_year_are_named() -> None:
    made = sheet_of(REAL, "gap-gdp", "hnte", "zh")
    words = "按 2020 年地区生产总值分摊"
    assert words in made.title
    exported = table([made], of(REAL))
    at = exported.names.index("indicator")
    assert all(words in str(row[at]) for row in exported.rows)
    assert {row[exported.names.index("unit")] for row in exported.rows} == {"%"}
    statuses = {row[exported.names.index("status")] for row in exported.rows}
    assert statuses == {"derived", "floor", "no-data"}
    assert "2021" in sheet_of(REAL, "gap-base", "hnte", "en").title
    assert "规划未给出起点" in sheet_of(REAL, "gap-path", "rd_intensity").note


def test_a_figure_without_a_share_is_said() -> None:
    made = sheet_of(REAL, "gap-base", "hnte")
    cells = {i.place_id: c for i, c in zip(made.items, made.frames["2023"].cells, strict=True)}
    assert cells["510100"].words == "有该年数字，但没有 2021 年基数，无从分摊"
    assert cells["513300"].words == "该年暂无公开数据"
    assert "13 个有该年数字" in made.frames["2023"].coverage


def test_a_year_outside_a_place_s_own_target_is_not_applicable() -> None:
    made = sheet(own_target(), "gap-population", indicator="hnte", lang="en")
    frame = made.frames["2024"]
    assert frame.codes[0] == NOT_APPLICABLE
    assert frame.cells[0].state == "not-applicable"
    assert "own target" in made.frames["2021"].cells[0].note
    assert made.frames["2021"].cells[0].value == pytest.approx(25)


def test_at_least_so_much_stays_at_least() -> None:
    made = sheet_of(TOY, "gap-population", "hnte", "en")
    third = made.frames["2021"].cells[2]
    assert third.floor
    assert third.words.startswith("at least +133.3%")


def test_the_rows_have_one_color_each_and_words_in_both_languages() -> None:
    for lang in ("zh", "en"):
        made = rows(lang)
        assert len({row.label for row in made}) == len({row.color for row in made}) == 7
    assert replace(rows("zh")[NEUTRAL]).color == COLORS[NEUTRAL]


@pytest.mark.parametrize("kind", KINDS)
def test_diverging_colors_differ_for_every_eye(kind: str) -> None:
    assert min(apart(a, b, kind) for a, b in pairwise(DIVERGING)) >= NEIGHBORS
    mirrored = zip(DIVERGING[:NEUTRAL], reversed(DIVERGING[NEUTRAL + 1 :]), strict=True)
    assert min(apart(a, b, kind) for a, b in mirrored) >= 2 * NEIGHBORS
    assert min(apart(c, "#e7e3da", kind) for c in DIVERGING) >= STATE
    assert min(apart(c, "#c9c5bc", kind) for c in DIVERGING) >= STATE


def test_both_arms_darken_away_from_the_path() -> None:
    for arm in (DIVERGING[: NEUTRAL + 1][::-1], DIVERGING[NEUTRAL:]):
        assert min(grey(a) - grey(b) for a, b in pairwise(arm)) >= GREY_NEIGHBORS
