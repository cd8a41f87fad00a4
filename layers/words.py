"""Words on screen that belong to the data: numbers with units, states, notes, in two languages."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from decimal import ROUND_HALF_EVEN, Context, Decimal
from functools import cache, lru_cache
from pathlib import Path

from geo.analysis.zone_status import INFERRED
from geo.errors import UnknownWord
from geo.languages import LANGS, ORIGINAL
from geo.model.indicators import Indicator
from geo.model.periods import LATEST
from geo.model.phrase_parts import PhraseParts

FOLDER = Path(__file__).with_name("text")
# Words of one subject, in files of their own.
PARTS = ("zones", "differences", "brief", "approval", "picture")
# Digits enough for any float: the usual 28 fail from 1e26 on.
WIDE = Context(prec=400)
# Units of the tables that English does not say; the number moves by a power of ten, exactly.
ENGLISH_UNITS: Mapping[str, tuple[str, int]] = {
    "100 million yuan": ("billion yuan", -1),
    "10,000 people": ("million people", -2),
    "10,000 yuan": ("million yuan", -2),
    "10,000 yuan per km²": ("million yuan per km²", -2),
}
# Amounts of money in English are said by their size: the unit of the tables as a power of ten yuan,
# and the units that are said, the largest first.
YUAN = {"100 million yuan": 8, "10,000 yuan": 4}
SAID_YUAN = (("trillion yuan", 12), ("billion yuan", 9), ("million yuan", 6))
# So many digits of them are read; what was published stands in tables and files.
DIGITS_READ = 3
PER_CENT = "%"
AREA_DECIMALS = 2
# How documents number their clauses, and the rows of their tables.
HAN_DIGITS = str.maketrans(
    {
        **{han: str(at) for at, han in enumerate("一二三四五六七八九十", start=1)},
        "（": " (",
        "）": ") ",
    }
)
TABLE_ROW = re.compile(r"表(\d+) 第(\d+)行")
# As wide as a digit and as a point: in a column they stand where a source has none.
NO_DIGIT, NO_POINT = "\N{FIGURE SPACE}", "\N{PUNCTUATION SPACE}"
MINUS = "\N{MINUS SIGN}"


@cache
def text(lang: str) -> Mapping[str, str]:
    """Return the words of a language, or raise UnknownWord."""
    if lang not in LANGS:
        raise UnknownWord("language", lang, LANGS)
    words: dict[str, str] = {}
    for name in (f"{lang}.json", *(f"{part}.{lang}.json" for part in PARTS)):
        words |= json.loads((FOLDER / name).read_text("utf-8"))
    return words


@lru_cache(maxsize=8)
def words_of(parts: PhraseParts, lang: str) -> Mapping[str, str]:
    """Return the words of a language with what they leave open for a province filled in."""
    return parts.fill(text(lang), lang)


def say_of(parts: PhraseParts, lang: str, key: str, **others: object) -> str:
    """Return a phrase of a province for a key with its other parts filled in."""
    return words_of(parts, lang)[key].format(**others)


def extent_words(confidence: str, level: str, lang: str) -> str:
    """Return how an extent is known: circles of zones are of another area than those of parts.

    >>> extent_words("area-circle", "zone", "en"), extent_words("area-circle", "area", "en")
    ('Circle of the approved area', 'Equal-area circle')
    """
    phrases = text(lang)
    return phrases.get(f"confidence.{confidence}.{level}", phrases[f"confidence.{confidence}"])


def say(lang: str, key: str, **parts: object) -> str:
    """Return the phrase for a key with its parts filled in."""
    return text(lang)[key].format(**parts)


def period_words(period: str, lang: str) -> str:
    """Return a period as it is read: a year, the month of one, ``LATEST``; nothing for none."""
    if period == LATEST:
        return text(lang)["period.latest"]
    year, _, month = period.partition("-")
    if month.isdigit():
        months = text(lang)["months"].split(", ")
        return say(lang, "period.month", year=year, month=months[int(month) - 1])
    return say(lang, "period", period=period) if period else ""


def unit_words(indicator: Indicator, lang: str) -> str:
    """Return the unit as it stands beside the legend."""
    return shown_unit(indicator.unit(lang))[0]


def shown_unit(unit: str) -> tuple[str, int]:
    """Return the unit that is shown for one of the tables, and the power of ten of its numbers.

    >>> shown_unit("100 million yuan"), shown_unit("亿元")
    (('billion yuan', -1), ('亿元', 0))
    """
    return ENGLISH_UNITS.get(unit, (unit, 0))


def number_words(value: float, indicator: Indicator, lang: str) -> str:
    """Return a number in the unit of the legend, without it: separators and published decimals.

    Of an amount of money in English three digits are said, fewer where that is all there is.

    >>> gdp = Indicator("gdp", "", "", "亿元", "100 million yuan", "amount", 2)
    >>> number_words(17716.67, gdp, "zh"), number_words(17716.67, gdp, "en")
    ('17,716.67', '1,770')
    """
    return published_number(_read(value, indicator, lang), indicator, lang)


def published_number(value: float, indicator: Indicator, lang: str) -> str:
    """Return a number as it was published, in the unit of the legend, without it.

    >>> gdp = Indicator("gdp", "", "", "亿元", "100 million yuan", "amount", 2)
    >>> published_number(17716.67, gdp, "en")
    '1,771.667'
    """
    return _shown(Decimal(repr(value)), indicator, shown_unit(indicator.unit(lang))[1])


def column_words(
    values: Sequence[float | None], indicator: Indicator, lang: str
) -> tuple[str, ...]:
    """Return the numbers of a column, whose head has the unit: as many decimals in each.

    They are those of the figure that was published with the fewest, which invents none, where that
    leaves the least figure three digits; else each keeps its own, below those of the others. Of
    money in English the least has no more than three.

    >>> gdp = Indicator("gdp", "", "", "亿元", "100 million yuan", "amount", 2)
    >>> column_words([2404.1, 3010.08, None], gdp, "zh")
    ('2,404.1', '3,010.1', '')
    >>> share = Indicator("r", "", "", "%", "%", "ratio", 2)
    >>> column_words([7.15, 3.3], share, "en") == ("7.15", "3.3" + NO_DIGIT)
    True
    """
    known = [Decimal(repr(value)) for value in values if value is not None]
    if indicator.denominator or indicator.kind == "rank" or not known:
        return tuple("" if v is None else published_number(v, indicator, lang) for v in values)
    published = [min(_decimals(value), indicator.decimals) for value in known]
    least = min((abs(value).adjusted() for value in known if value), default=0)
    enough = DIGITS_READ - 1 - least
    decimals = max(min(published), min(max(published), enough))
    if _yuan(indicator, lang) is not None:
        decimals = min(decimals, enough)
    shift = shown_unit(indicator.unit(lang))[1]
    own = (None if value is None else Decimal(repr(value)) for value in values)
    return tuple("" if v is None else _in_column(v, decimals, shift) for v in own)


def _in_column(value: Decimal, decimals: int, shift: int) -> str:
    """Return a figure with so many decimals of the tables' unit, and room for those it lacks."""
    most, mine = (max(d - shift, 0) for d in (decimals, min(_decimals(value), decimals)))
    digits = _digits(value.scaleb(shift), mine).replace("-", MINUS)
    return f"{digits}{NO_POINT if most and not mine else ''}{NO_DIGIT * (most - mine)}"


def _decimals(value: Decimal) -> int:
    return max(-int(value.normalize(WIDE).as_tuple().exponent), 0)


def _read(value: float, indicator: Indicator, lang: str) -> float:
    """Return the number that is said for one that was published."""
    if _yuan(indicator, lang) is None or not value:
        return value
    exact = Decimal(repr(value))
    step = Decimal(1).scaleb(exact.adjusted() - DIGITS_READ + 1)
    return float(exact.quantize(step, rounding=ROUND_HALF_EVEN, context=WIDE))


def _yuan(indicator: Indicator, lang: str) -> int | None:
    """Return the unit of an amount of money that is said by its size, as a power of ten yuan."""
    return None if indicator.denominator else YUAN.get(indicator.unit(lang))


def bound_words(bounds: Sequence[float], indicator: Indicator, lang: str) -> tuple[str, ...]:
    """Return the bounds of classes as one column: all with the decimals that one of them needs.

    >>> rate = Indicator("r", "", "", "%", "%", "ratio", 2)
    >>> bound_words([0.2, 0.45, 1.2], rate, "en")
    ('0.20', '0.45', '1.20')
    """
    shift = shown_unit(indicator.unit(lang))[1]
    shown = [Decimal(repr(bound)).scaleb(shift) for bound in bounds]
    needed = max(-int(bound.normalize(WIDE).as_tuple().exponent) for bound in shown)
    decimals = min(needed, indicator.decimals - shift)
    return tuple(_digits(bound, decimals).replace("-", MINUS) for bound in shown)


def value_words(value: float, indicator: Indicator, lang: str) -> str:
    """Return a number with its unit: that of the legend, or of its size where it is money.

    >>> people = Indicator("p", "", "", "人", "people", "count", 0)
    >>> value_words(20937757, people, "zh"), value_words(20937757, people, "en")
    ('20,937,757 人', '20,937,757 people')
    >>> gdp = Indicator("gdp", "", "", "亿元", "100 million yuan", "amount", 2)
    >>> value_words(47036.75, gdp, "zh"), value_words(47036.75, gdp, "en")
    ('47,036.75 亿元', '4.70 trillion yuan')
    """
    return _with_unit(*parted_words(value, indicator, lang), indicator, lang)


def parted_words(value: float, indicator: Indicator, lang: str) -> tuple[str, str]:
    """Return a number and its unit, for a tile that writes them in two sizes.

    >>> gdp = Indicator("gdp", "", "", "亿元", "100 million yuan", "amount", 2)
    >>> parted_words(870.51, gdp, "en"), parted_words(29600, gdp, "en"), parted_words(5, gdp, "en")
    (('87.1', 'billion yuan'), ('2.96', 'trillion yuan'), ('500', 'million yuan'))
    """
    power = _yuan(indicator, lang)
    if power is None or not value:
        return number_words(value, indicator, lang), unit_words(indicator, lang)
    read, exact = (Decimal(repr(v)) for v in (_read(value, indicator, lang), value))
    unit, size = next(
        (one for one in SAID_YUAN if abs(read).adjusted() + power >= one[1]), SAID_YUAN[-1]
    )
    said = read.scaleb(power - size)
    # What was rounded has three digits, zeros among them; what is exact has no more than it had.
    decimals = DIGITS_READ - 1 - said.adjusted() if read != exact else _decimals(said)
    return _digits(said, decimals).replace("-", MINUS), unit


def published_words(value: float, indicator: Indicator, lang: str) -> str:
    """Return a number with its unit as it was published: the evidence of what is said of it.

    >>> gdp = Indicator("gdp", "", "", "亿元", "100 million yuan", "amount", 2)
    >>> published_words(47036.75, gdp, "en")
    '4,703.675 billion yuan'
    """
    number = published_number(value, indicator, lang)
    return _with_unit(number, unit_words(indicator, lang), indicator, lang)


def _with_unit(number: str, unit: str, indicator: Indicator, lang: str) -> str:
    if indicator.kind == "rank":
        return say(lang, "rank-value", rank=number)
    return f"{number}%" if unit == PER_CENT else f"{number} {unit}".rstrip()


def km2_words(km2: float, lang: str) -> str:
    """Return an area with its unit, with the digits that the figures of areas are shown with.

    >>> km2_words(5.799, "zh"), km2_words(1437.25, "en")
    ('5.8 平方公里', '1,437.25 km²')
    """
    digits = _digits(Decimal(repr(float(km2))), AREA_DECIMALS)
    shown = digits.rstrip("0").rstrip(".") if "." in digits else digits
    return say(lang, "in-km2", words=shown)


def km_words(km: float, lang: str, *, decimals: int = 0) -> str:
    """Return a distance with its unit.

    >>> km_words(97.4, "zh"), km_words(1.25, "en", decimals=1)
    ('97 公里', '1.2 km')
    """
    return say(lang, "in-km", words=_digits(Decimal(repr(float(km))), decimals))


def least_words(words: str, lang: str, *, least: bool) -> str:
    """Return a number in words, one that is only a least one as such."""
    return say(lang, "floor", words=words) if least else words


def per_cent(part: float, whole: float) -> str:
    """Return part of whole in per cent with one decimal."""
    return f"{_digits(Decimal(repr(part)) / Decimal(repr(whole)) * 100, 1)}%"


def _shown(value: Decimal, indicator: Indicator, shift: int) -> str:
    """Return the digits of a figure moved by a power of ten.

    A quotient of ours always has its decimals. A published figure has those of its source: a
    source that says 30400 does not say 30400.0.
    """
    words = _digits(value.scaleb(shift), indicator.decimals - shift).replace("-", MINUS)
    if indicator.denominator or "." not in words:
        return words
    return words.rstrip("0").rstrip(".")


def _digits(value: Decimal, decimals: int) -> str:
    step = Decimal(1).scaleb(-max(decimals, 0))
    return f"{value.quantize(step, rounding=ROUND_HALF_EVEN, context=WIDE):,f}"


def as_of_words(as_of: str, lang: str) -> str:
    """Return the date of a figure as it is read; one that is not stated says that it is inferred.

    >>> as_of_words("2020 (inferred)", "zh"), as_of_words("2020-12", "zh"), as_of_words("", "en")
    ('2020（推断）', '2020-12', '')
    """
    date, inferred, _ = as_of.partition(INFERRED)
    return say(lang, "qualifier.inferred", date=date) if inferred else as_of


def clause_words(clause: str, lang: str) -> str:
    """Return the number of a clause of the plan; in English in digits, which pictures have too.

    >>> clause_words("四（三）", "zh"), clause_words("四（三）", "en")
    ('四（三）', '4 (3)')
    >>> clause_words("表1 第10行", "en"), clause_words("三（一）2", "en")
    ('table 1, row 10', '3 (1) 2')
    """
    if lang == ORIGINAL:
        return clause
    if row := TABLE_ROW.fullmatch(clause):
        return text(lang)["clause.row"].format(table=row[1], row=row[2])
    return clause.translate(HAN_DIGITS).strip()


def ordinal_words(rank: int, lang: str) -> str:
    """Return a rank as an ordinal.

    >>> [ordinal_words(rank, "en") for rank in (1, 4, 12, 23)], ordinal_words(2, "zh")
    (['1st', '4th', '12th', '23rd'], '第 2 位')
    """
    tens, ones = divmod(rank, 10)
    kind = {1: "one", 2: "two", 3: "few"}.get(ones, "other")
    return say(lang, f"ordinal.{'other' if tens % 10 == 1 else kind}", rank=rank)
