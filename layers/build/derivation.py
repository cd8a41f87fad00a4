"""Arithmetic: how a rate of ours was computed, in the units and the words of a language."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from geo.model.figures import DivisionPart, Value
from geo.model.indicators import Indicator
from geo.sentences import in_words
from geo.store.catalogue import Catalogue
from layers.words import ENGLISH_UNITS, WIDE, text, unit_shift

# What people and areas are divided by, as units of the tables (English, Chinese).
PEOPLE, AREA = ("10,000 people", "万人"), ("km²", "平方公里")


def arithmetic_words(value: Value, catalogue: Catalogue, lang: str) -> str:
    """Return the division a figure comes from; nothing for a figure that is not of ours.

    English says other units than the tables, and the factor moves with them: 亿元 ÷ 万人 × 10,000
    is billion yuan ÷ million people × 1,000.
    """
    if value.division is None:
        return ""
    indicator = catalogue.indicator(value.indicator_id)
    top = catalogue.indicator(indicator.numerator)
    over, under = (top.unit_en, top.unit_zh), _below(indicator, top)
    shifts = unit_shift(over[0], lang), unit_shift(under[0], lang)
    moved = unit_shift(indicator.unit_en, lang) + shifts[1] - shifts[0]
    factor = Decimal(repr(indicator.factor)).scaleb(moved)
    scaled = "" if factor == 1 else f" × {_digits(factor)}"
    words = (
        f"{_side(value.division.tops, over, lang)} ÷ {_side(value.division.below, under, lang)}"
        f"{scaled}"
    )
    return f"{words}{text(lang)['arithmetic.disputed']}" if value.division.disputed else words


def note_words(value: Value, catalogue: Catalogue, lang: str) -> str:
    """Return the division a figure comes from, or else what the tables note of it."""
    return arithmetic_words(value, catalogue, lang) or in_words(value.note, lang)


def _below(indicator: Indicator, top: Indicator) -> tuple[str, str]:
    """Return the unit of what is divided by: English, Chinese."""
    if indicator.denominator == "province":
        return top.unit_en, top.unit_zh
    return AREA if indicator.denominator == "area" else PEOPLE


def _side(parts: Sequence[DivisionPart], unit: tuple[str, str], lang: str) -> str:
    english = ENGLISH_UNITS.get(unit[0], (unit[0], 0))[0]
    shift, said = unit_shift(unit[0], lang), english if lang == "en" else unit[1]
    numbers = [
        text(lang)["arithmetic.of-year"].format(number=_number(one, shift), year=one.period)
        if one.period
        else _number(one, shift)
        for one in parts
    ]
    joined = " + ".join(numbers)
    return f"({joined}) {said}" if len(numbers) > 1 else f"{joined} {said}"


def _number(part: DivisionPart, shift: int) -> str:
    return _digits(Decimal(repr(round(part.value, 6))).scaleb(shift))


def _digits(number: Decimal) -> str:
    """Return a number with separators, without zeros at its end.

    >>> _digits(Decimal("3350.290")), _digits(Decimal("1E+4"))
    ('3,350.29', '10,000')
    """
    said = f"{number.normalize(WIDE):,f}"
    return said.rstrip("0").rstrip(".") if "." in said else said
