"""Arithmetic: how a rate of ours was computed, in the units and the words of a language."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal

from geo.model.figures import DivisionPart, Value
from geo.model.indicators import Indicator
from geo.sentences import Said, in_words
from geo.store.catalogue import Catalogue
from layers.words import WIDE, shown_unit, text

# What people and areas are divided by, as units of the tables.
PEOPLE, AREA = Said("10,000 people", "万人"), Said("km²", "平方公里")


def arithmetic_words(value: Value, catalogue: Catalogue, lang: str) -> str:
    """Return the division a figure comes from; nothing for a figure that is not of ours.

    English says other units than the tables, and the factor moves with them: 亿元 ÷ 万人 × 10,000
    is billion yuan ÷ million people × 1,000.
    """
    if value.division is None:
        return ""
    indicator = catalogue.indicator(value.indicator_id)
    top = catalogue.indicator(indicator.numerator)
    over, under = top.unit(lang), _below(indicator, top, lang)
    moved = shown_unit(indicator.unit(lang))[1] + shown_unit(under)[1] - shown_unit(over)[1]
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


def _below(indicator: Indicator, top: Indicator, lang: str) -> str:
    """Return the unit of what is divided by."""
    if indicator.denominator == "province":
        return top.unit(lang)
    return (AREA if indicator.denominator == "area" else PEOPLE).in_lang(lang)


def _side(parts: Sequence[DivisionPart], unit: str, lang: str) -> str:
    said, shift = shown_unit(unit)
    numbers = [
        text(lang)["arithmetic.of-year"].format(number=_number(part, shift), year=part.period)
        if part.period
        else _number(part, shift)
        for part in parts
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
