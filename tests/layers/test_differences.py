"""Difference sheets: table arithmetic, a neutral zero, rows that mirror one another."""

from __future__ import annotations

import pytest

from geo.analysis.difference import differences
from geo.analysis.operands import WAYS, Way
from geo.analysis.subjects import offered
from geo.errors import Refused
from geo.model.figures import Measure
from layers.build.difference import apart_words, difference_map
from layers.palettes import DIVERGING
from layers.scale import NO_DATA
from tests.catalogues import REAL, of, rows

A, B = Measure("gdp", "2021"), Measure("gdp", "2020")


def published(period: str) -> dict[str, set[float]]:
    """Return every GDP that values.csv has for a year, by place."""
    found: dict[str, set[float]] = {}
    for row in rows(REAL, "values"):
        if row["indicator_id"] == "gdp" and row["period"] == period:
            found.setdefault(row["place_id"], set()).add(float(row["value"]))
    return found


def test_the_map_is_the_arithmetic_of_the_table() -> None:
    painted = difference_map(of(REAL), A, B, way="minus", lang="zh")
    first, second = published("2021"), published("2020")
    known = 0
    for item, cell in zip(painted.sheet.items, painted.frame.cells, strict=True):
        sides = first.get(item.place_id), second.get(item.place_id)
        if not all(sides):
            assert cell.value is None
            continue
        known += 1
        possible = {round(a - b, 6) for a in sides[0] or () for b in sides[1] or ()}
        assert cell.value is not None
        assert round(cell.value, 6) in possible
    assert known >= 5


@pytest.mark.parametrize("way", WAYS)
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_every_place_has_the_side_of_its_sign(way: Way, lang: str) -> None:
    painted = difference_map(of(REAL), A, B, way=way, lang=lang)
    middle = next(at for at, row in enumerate(painted.rows) if row.color == DIVERGING[3])
    assert len(painted.rows) == 2 * middle + 1
    for cell, code in zip(painted.frame.cells, painted.codes, strict=True):
        if cell.value is None:
            assert code == NO_DATA
            assert cell.words
        else:
            side = int(code, 36) - middle
            assert (side > 0) == (cell.value > 0)
            assert (side < 0) == (cell.value < 0)


def test_no_difference_is_neutral_and_a_small_one_is_not_said_as_zero() -> None:
    known = of(REAL)
    places = offered(known, "prefecture")
    found = differences(known, places, A, B, way="minus")
    assert apart_words(0.0, found, "zh") == "0 亿元"
    assert apart_words(0.0004, found, "zh") == "+0.0004 亿元"
    assert apart_words(-12.5, found, "en") == "−1.25 billion yuan"
    percent = differences(known, places, A, B, way="percent")
    assert apart_words(12.345, percent, "zh") == "+12.3%"
    rank = differences(known, places, A, B, way="rank")
    assert apart_words(2.0, rank, "en") == "up 2"
    assert apart_words(-1.0, rank, "zh") == "后退 1 位"


def test_shares_differ_by_points() -> None:
    known = of(REAL)
    a, b = Measure("rd_intensity", "2021"), Measure("rd_intensity", "2020")
    found = differences(known, offered(known, "prefecture"), a, b, way="minus")
    assert apart_words(0.35, found, "zh") == "+0.35 个百分点"


def test_what_does_not_match_is_refused() -> None:
    with pytest.raises(Refused):
        difference_map(of(REAL), A, Measure("hnte", "2021"), way="minus", lang="zh")
