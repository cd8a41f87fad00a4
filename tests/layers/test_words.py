"""Words: digits of the source, units of the language, large numbers said as people say them."""

from __future__ import annotations

import pytest

from geo.figures import Indicator
from layers.words import (
    exact_words,
    number_words,
    per_cent,
    period_words,
    text,
    unit_words,
    value_words,
)
from tests.catalogues import REAL, of

KNOWN = of(REAL).indicators


@pytest.mark.parametrize(
    ("indicator", "value", "zh", "en"),
    [
        ("gdp", 17716.67, "17,716.67 亿元", "1,771.667 billion yuan"),
        ("gdp", 30400.0, "30,400 亿元", "3,040 billion yuan"),
        ("population_census", 20937757.0, "2,093.78 万人", "20.94 million people"),
        ("population_census", 99999.0, "99,999 人", "99,999 people"),
        ("population", 2119.2, "2,119.2 万人", "21.192 million people"),
        ("hnte", 613.0, "613 家", "613 enterprises"),
        ("rd_intensity", 3.17, "3.17%", "3.17%"),
        ("rd_intensity", 3.0, "3%", "3%"),
        ("zone_revenue", 1124.9, "1,124.9 亿元", "112.49 billion yuan"),
        ("gdp_province_share", 36.5, "36.50%", "36.50%"),
        ("gdp_per_person", 84617.4, "84,617 元/人", "84,617 yuan per person"),
    ],
)
def test_values_are_said_as_published(indicator: str, value: float, zh: str, en: str) -> None:
    assert value_words(value, KNOWN[indicator], "zh") == zh
    assert value_words(value, KNOWN[indicator], "en") == en


def test_exact_words_keep_the_unit_of_the_source() -> None:
    assert exact_words(20937757.0, KNOWN["population_census"], "zh") == "20,937,757 人"
    assert exact_words(17716.67, KNOWN["gdp"], "en") == "17,716.67 × 100 million yuan" or (
        exact_words(17716.67, KNOWN["gdp"], "en").startswith("17,716.67")
    )


def test_binary_fractions_do_not_show() -> None:
    assert number_words(0.1 + 0.2, KNOWN["zone_revenue"], "zh") == "0.3"
    assert number_words(10600.0 + 1124.9, KNOWN["zone_revenue"], "zh") == "11,724.9"


def test_shares_are_rounded_once() -> None:
    assert per_cent(11724.9, 30400) == "38.6%"
    assert per_cent(1, 3) == "33.3%"


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("indicator", KNOWN.values(), ids=lambda i: i.indicator_id)
def test_every_indicator_can_be_said(indicator: Indicator, lang: str) -> None:
    words = value_words(1234.5678, indicator, lang)
    assert words
    assert "None" not in words
    assert unit_words(indicator, lang) or indicator.kind == "rank"
    assert indicator.name(lang).strip()


def test_both_languages_have_the_same_phrases() -> None:
    assert text("zh").keys() == text("en").keys()


@pytest.mark.parametrize(
    ("period", "zh", "en"),
    [
        ("2024", "2024 年", "2024"),
        ("2024-07", "2024 年 7 月", "July 2024"),
        ("2013-12", "2013 年 12 月", "December 2013"),
        ("", "", ""),
    ],
)
def test_a_period_is_read_as_a_year_or_a_month(period: str, zh: str, en: str) -> None:
    assert (period_words(period, "zh"), period_words(period, "en")) == (zh, en)
