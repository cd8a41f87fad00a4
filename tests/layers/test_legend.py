"""One legend: every renderer has the rows that were decided, in their order, with their counts."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest

from layers import legend
from layers.data import LOCKS, Painted
from layers.legend import LegendRow
from layers.paint import Classification, paint
from layers.placement import Box
from layers.print import legend_box
from layers.print.canvas import Paper
from layers.print.fonts import Letters
from layers.render import web
from layers.render.svg_layer import SvgLayer
from layers.render.svg_legend import legend as still_legend
from layers.scale import CLASS_COUNTS, SCHEMES
from tests.catalogues import REAL, choices, sheet_of
from tests.layers.test_agreement import SHOWN, rows_of_json

LANGS = ("zh", "en")
COMPUTED = tuple(scheme for scheme in SCHEMES if scheme != web.MANUAL)


def as_words(row: LegendRow) -> tuple[str, str]:
    some = row.placed < row.count
    return row.look.label, f"{row.placed} / {row.count}" if some else str(row.count)


def of_still(sheet: dict[str, Any], period: str, choice: str) -> list[tuple[str, str]]:
    """Return label and count of every row that stands beside a still picture."""
    page = still_legend([SvgLayer(sheet, period, choice)])
    found = re.findall(
        r'legend-label">(.*?) </span>.*?legend-count">(.*?)</span></span></li>', page
    )
    return [(unescape(label), count) for label, count in found]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("layer", "indicator"), choices(REAL))
def test_files_and_stills_have_every_row(layer: str, indicator: str, lang: str) -> None:
    sheet = sheet_of(REAL, layer, indicator, lang)
    made = web.sheet_json(sheet)
    ways = [
        Classification(scheme, k, lock)
        for scheme in COMPUTED
        for k in CLASS_COUNTS
        for lock in LOCKS
    ]
    for period in sheet.periods:
        for choice in [Classification()] if sheet.rows else ways:
            wanted = legend.rows(paint(sheet, period=period, choice=choice))
            name = "" if sheet.rows else choice.key
            assert rows_of_json(made, period, name) == [(r.code, r.count, r.placed) for r in wanted]
            assert of_still(made, period, name) == [as_words(row) for row in wanted]


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize(("layer", "indicator"), SHOWN)
def test_paper_has_every_row(layer: str, indicator: str, lang: str) -> None:
    painted = paint(sheet_of(REAL, layer, indicator, lang))
    said = on_paper(painted, lang)
    wanted = [word for row in legend.rows(painted) for word in as_words(row)]
    wanted += [
        word for one in legend.confidences(painted.sheet) for word in (one.label, str(one.count))
    ]
    at = 0
    for words in wanted:
        assert words in said[at:], words
        at = said.index(words, at)


def on_paper(painted: Painted, lang: str) -> list[str]:
    """Return what a legend on paper says, in a column so wide that no line is broken."""
    paper = Paper(Letters(lang), width=4000, height=4000)
    legend_box.LegendColumn(paper, Box(0, 0, 4000, 4000), 4000).layer(painted, first=True)
    return [one.get_text() for one in paper.axes.texts]


def test_a_legend_keeps_empty_classes_and_counts_what_is_not_on_the_map() -> None:
    equal = paint(sheet_of(REAL, "prefectures", "gdp"), choice=Classification("equal", 7))
    rows = legend.rows(equal)
    assert [row.code for row in rows] == [*"0123456", "-"]
    assert {row.count for row in rows} > {0}
    fields = legend.rows(paint(sheet_of(REAL, "platforms-field")))
    assert any(row.placed < row.count for row in fields)
