"""Words: digits of the source, units of the language, large numbers said as people say them."""

from __future__ import annotations

import re
from decimal import Decimal

import pytest

from geo.model.indicators import Indicator
from layers.build.derivation import arithmetic_words
from layers.words import (
    NO_DIGIT,
    NO_POINT,
    column_words,
    number_words,
    parted_words,
    per_cent,
    period_words,
    published_words,
    shown_unit,
    text,
    unit_words,
    value_words,
)
from tests.catalogues import REAL, of

KNOWN = of(REAL).indicators


@pytest.mark.parametrize(
    ("indicator", "value", "zh", "en"),
    [
        ("gdp", 17716.67, "17,716.67 亿元", "1.77 trillion yuan"),
        ("gdp", 30400.0, "30,400 亿元", "3.04 trillion yuan"),
        ("population_census", 20937757.0, "20,937,757 人", "20,937,757 people"),
        ("population_census", 99999.0, "99,999 人", "99,999 people"),
        ("population", 2119.2, "2,119.2 万人", "21.192 million people"),
        ("hnte", 613.0, "613 家", "613 enterprises"),
        ("rd_intensity", 3.17, "3.17%", "3.17%"),
        ("rd_intensity", 3.0, "3%", "3%"),
        ("zone_revenue", 1124.9, "1,124.9 亿元", "112 billion yuan"),
        ("gdp_province_share", 36.5, "36.50%", "36.50%"),
        ("gdp_per_km2", 12360.3, "12,360.3 万元/平方公里", "123.603 million yuan per km²"),
        ("gdp_per_person", 84617.4, "84,617 元/人", "84,617 yuan per person"),
    ],
)
def test_values_are_said_as_published(indicator: str, value: float, zh: str, en: str) -> None:
    assert value_words(value, KNOWN[indicator], "zh") == zh
    assert value_words(value, KNOWN[indicator], "en") == en


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("indicator", KNOWN.values(), ids=lambda i: i.indicator_id)
def test_an_indicator_has_one_unit_that_no_number_stands_before(
    indicator: Indicator, lang: str
) -> None:
    unit = unit_words(indicator, lang)
    assert not unit[:1].isdigit()
    for value in (3.0, 99999.0, 2_093_775_700.0):
        words = value_words(value, indicator, lang)
        if indicator.kind != "rank":
            number = number_words(value, indicator, lang)
            if unit == "billion yuan":
                assert re.fullmatch(r"[\d,.]+ [mbtr]+illion yuan", words)
                assert words == " ".join(parted_words(value, indicator, lang))
            else:
                assert words == f"{number} {unit}".replace(" %", "%")


@pytest.mark.parametrize(
    "value", [0.0, 0.05, 0.5, 1.0, 5.0, 9.99, 99.96, 9999.6, 30400.0, 47036.75]
)
def test_money_in_english_is_rounded_to_three_digits_and_never_finer(value: float) -> None:
    words = value_words(value, KNOWN["gdp"], "en")
    number, size, _ = words.split(" ")
    read = float(number.replace(",", "")) * {"million": 0.01, "billion": 10, "trillion": 1e4}[size]
    assert read == pytest.approx(value, rel=0.005)
    assert len(re.sub(r"\D", "", number).lstrip("0")) <= 3
    # As published it is a table's, whatever sentences say.
    said = published_words(value, KNOWN["gdp"], "en")
    assert float(said.split(" ")[0].replace(",", "")) == pytest.approx(value / 10, rel=1e-9)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_a_column_has_as_many_decimals_in_each_row_and_invents_none(lang: str) -> None:
    known = of(REAL)
    for indicator in KNOWN.values():
        for period in known.periods(indicator.indicator_id, "prefecture"):
            cells = [
                known.cell(place, indicator.indicator_id, period)
                for place in known.at_level_ids("prefecture")
            ]
            values = [cell[0].value for cell in cells if cell]
            column = column_words(values, indicator, lang)
            # What is not written is as wide as what is.
            assert len({len(re.sub(r"^[^.\u2008]*", "", one)) for one in column}) <= 1
            for value, words in zip(values, column, strict=True):
                shown = Decimal(words.strip(NO_DIGIT + NO_POINT).replace(",", "").replace("−", "-"))
                # Rounding takes digits away, and adds none to those of the table.
                decimals = -int(shown.as_tuple().exponent) + shown_unit(indicator.unit(lang))[1]
                exact = Decimal(repr(value)).normalize()
                finer = decimals > max(-int(exact.as_tuple().exponent), 0)
                assert not finer or indicator.denominator


def test_arithmetic_is_said_in_the_units_of_the_language() -> None:
    known = of(REAL)
    [value] = known.cell("510600", "hnte_per_10k_people", "2023")
    assert re.fullmatch(
        r"[\d,]+ 家 ÷ [\d,.]+ 万人(；其中有的数来源不一致)?", arithmetic_words(value, known, "zh")
    )
    for value in known.values:
        if value.division is None:
            continue
        words = arithmetic_words(value, known, "en")
        assert not re.search("[\u3400-\u9fff]", words)
        assert "10,000 people" not in words
        assert "100 million" not in words
        numbers = [
            float(n.replace(",", ""))
            for n in re.findall(r"[\d,]+(?:\.\d+)?", re.sub(r"\(of \d+\)|/?km²", "", words))
        ]
        indicator = known.indicators[value.indicator_id]
        factor = numbers[2] if len(numbers) > 2 else 1
        shown = float(Decimal(repr(value.value)).scaleb(shown_unit(indicator.unit_en)[1]))
        assert numbers[0] / numbers[1] * factor == pytest.approx(shown, rel=2e-3)


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
