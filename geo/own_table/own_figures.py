"""The figures of a table as the atlas knows figures: indicators, values, and whose they are.

They join a copy of the catalogue, for one answer; the catalogue itself is not changed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace

from geo.errors import AtlasError
from geo.levels import level_facts
from geo.model.figures import Value
from geo.model.indicators import Indicator
from geo.model.sources import AGGREGATOR, Source
from geo.own_table.layout import Layout
from geo.own_table.own_numbers import (
    MOST_DECIMALS,
    RATE,
    SOURCE,
    TOTAL,
    OwnNumbers,
    OwnSeries,
    own_indicator,
    own_value,
)
from geo.own_table.report import RowFigure, TableReport
from geo.own_table.units import NONE, Unit, between, stated
from geo.own_table.years import without_year
from geo.sentences import said
from geo.store.catalogue import Catalogue
from geo.store.derived import quotient

KINDS = (TOTAL, RATE)
RATES = re.compile(r"率|占比|比重|比例|份额|人均|户均|地均|平均|密度|强度|指数|系数")
CHANGES = re.compile(r"增速|增长|增幅|涨幅|变化率")
RANKS = re.compile(r"排名|排位|位次|名次")
PARTS = ("%", "‰", "百分点", "个百分点", "倍", "岁", "分", "年", "天", "小时")
AREAS = ("平方公里", "平方千米", "平方米", "公顷", "亩", "km²", "km2", "m²", "ha")
MONEY, PEOPLE, KM2 = "元", "万人", "平方公里"
PEOPLE_PER_UNIT, KM2_PER_UNIT = 10_000, 100
# Residents of a year so far away may stand in, as for the counts of the atlas.
YEARS_NEAR = 2
# Units that the tables of the atlas need not have.
UNITS_EN: Mapping[str, str] = {
    "元": "yuan",
    "万元": "10,000 yuan",
    "亿元": "100 million yuan",
    "家": "enterprises",
    "户": "households",
    "人": "people",
    "万人": "10,000 people",
    "元/人": "yuan per person",
    "万元/平方公里": "10,000 yuan per km²",
    "平方公里": "km²",
}
OVER_EN = {f"/{PEOPLE}": " per 10,000 people", "/百平方公里": " per 100 km²"}


@dataclass(frozen=True)
class OwnFigures:
    """What a table adds to a catalogue; ``undated`` are figures without a year, which no map has.

    ``level`` is what their places are.
    """

    level: str
    series: tuple[OwnSeries, ...]
    derived: tuple[Indicator, ...]
    catalogue: Catalogue
    undated: int

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """Return every indicator that has figures: those of the table, then what is made of it."""
        return (*(one.indicator for one in self.series), *self.derived)


def own_numbers(report: TableReport, known: Catalogue, kinds: Mapping[str, str]) -> OwnNumbers:
    """Return the measures of a table and the figures that were taken.

    ``kinds`` says of a column, by its letter, whether it is a total or a rate; without it the unit
    and the header do. Raises AtlasError for another word.
    """
    for letter, kind in kinds.items():
        if kind not in KINDS:
            raise AtlasError(said("own.choice.kind", column=letter, word=kind))
    series: list[OwnSeries] = []
    values: list[Value] = []
    undated = 0
    for found in _series(report).values():
        dated = [one for one in found if one[1].period]
        undated += len(found) - len(dated)
        if not dated:
            continue
        one = _described(report.layout, dated, kinds, f"own-{len(series) + 1}", known)
        series.append(one)
        values += _values(one.indicator.indicator_id, dated)
    return OwnNumbers(report.level, tuple(series), tuple(values), undated)


def own_figures(numbers: OwnNumbers, known: Catalogue, *, rates: bool = True) -> OwnFigures:
    """Return the figures of a table in a copy of the catalogue, with the rates made of them."""
    series, values = numbers.series, numbers.values
    own = {one.indicator.indicator_id: one.indicator for one in series}
    whole = replace(
        known,
        sources={**known.sources, SOURCE: _source()},
        indicators={**known.indicators, **own},
        values=(*known.values, *values),
    )
    if not rates or not numbers.level or not level_facts(numbers.level).division:
        return OwnFigures(numbers.level, series, (), whole, numbers.undated)
    made = {one.indicator_id: one for each in series for one in _quotients(each.indicator)}
    whole = replace(whole, indicators={**whole.indicators, **made})
    computed = tuple(
        value
        for indicator in made.values()
        for top in values
        if top.indicator_id == indicator.numerator
        and (value := quotient(whole, indicator, top.place_id, top.period)) is not None
    )
    used = {value.indicator_id for value in computed}
    kept = {name: one for name, one in made.items() if name in used}
    whole = replace(
        whole,
        indicators={**known.indicators, **own, **kept},
        values=(*whole.values, *computed),
    )
    return OwnFigures(numbers.level, series, tuple(kept.values()), whole, numbers.undated)


def _source() -> Source:
    """Return whose the figures are: nobody's that published them."""
    words = said("own.source")
    return Source(SOURCE, words, words, "", said("own.source.date"), "", AGGREGATOR, "")


Dated = tuple[str, RowFigure]


def _series(report: TableReport) -> Mapping[tuple[str, int], list[Dated]]:
    """Return the numbers of each measure with their places; columns of years are one measure."""
    found: dict[tuple[str, int], list[Dated]] = defaultdict(list)
    for row in report.rows:
        if row.place is None:
            continue
        for one in row.values:
            if one.figure.value is None:
                continue
            across = -1 if one.measure.period else one.measure.column
            found[one.measure.name, across].append((row.place.place_id, one))
    return found


def _described(
    layout: Layout, dated: list[Dated], kinds: Mapping[str, str], name: str, known: Catalogue
) -> OwnSeries:
    columns = {one.measure.column: one.measure for _, one in dated}
    measure = next(iter(columns.values()))
    unit = next((one.figure.unit for _, one in dated if str(one.figure.unit)), NONE)
    title = measure.name or _title(layout)
    letters = tuple(one.letter for one in columns.values())
    chosen = next((kinds[letter] for letter in letters if letter in kinds), "")
    numbers = [_kept(one, unit) for _, one in dated]
    words = str(unit)
    indicator = own_indicator(
        name,
        name=title,
        unit=(words, unit_en(words, known)),
        kind=_kind(title, unit, numbers, chosen),
        decimals=max(map(_decimals, numbers)),
    )
    return OwnSeries(indicator, letters, bool(chosen))


def _kind(title: str, unit: Unit, numbers: Iterable[float], chosen: str) -> str:
    """Return the kind of an indicator; what a reader said goes before what the words say."""
    negative = min(numbers) < 0
    if chosen == TOTAL:
        return "balance" if negative else "amount"
    if not chosen and RANKS.search(title) and not negative:
        return "rank"
    if CHANGES.search(title) and unit.base in (*PARTS, ""):
        return "growth"
    rate = unit.base in PARTS or "/" in unit.base or "每" in unit.base or RATES.search(title)
    if chosen == RATE or rate:
        return "growth" if negative else "ratio"
    return "balance" if negative else "amount"


def _title(layout: Layout) -> str:
    titles = (without_year(one).strip() for one in layout.titles if stated(one) is None)
    return next(filter(None, titles), "") or layout.grid.name.strip() or said("own.nameless").zh


def _kept(one: RowFigure, unit: Unit) -> float:
    """Return a number in the unit of its series: columns of one measure may have several."""
    value = one.figure.value or 0.0
    factor = between(one.figure.unit, unit) if str(one.figure.unit) else 1.0
    return float(f"{value * (factor or 1.0):.12g}")


def _values(indicator_id: str, dated: Iterable[Dated]) -> Iterator[Value]:
    listed = list(dated)
    unit = next((one.figure.unit for _, one in listed if str(one.figure.unit)), NONE)
    for place, one in listed:
        yield own_value(place, indicator_id, one.period, _kept(one, unit), one.figure.raw)


def _decimals(number: float) -> int:
    return min(MOST_DECIMALS, len(f"{number:.10g}".partition(".")[2]))


def _quotients(top: Indicator) -> Iterator[Indicator]:
    """Yield what is made of a total: by residents and by area, in units of their own."""
    unit = _unit(top.unit_zh)
    if not top.total or unit.base in AREAS:
        return
    money = unit.base == MONEY
    people = ("元/人", unit.factor / PEOPLE_PER_UNIT) if money else _by(unit, f"/{PEOPLE}", 1)
    area = (
        (f"万元/{KM2}", unit.factor / PEOPLE_PER_UNIT)
        if money
        else _by(unit, "/百平方公里", KM2_PER_UNIT)
    )
    for below, (words, factor) in (("people", people), ("area", area)):
        name = said(f"own.{below}.{'money' if money else 'count'}", name=top.name_zh)
        yield Indicator(
            indicator_id=f"{top.indicator_id}-{below}",
            name_zh=name.zh,
            name_en=str(name),
            unit_zh=words,
            unit_en=_over_en(words),
            kind="ratio",
            decimals=2,
            note_zh=said(f"own.note-{below}").zh,
            note_en=str(said(f"own.note-{below}")),
            numerator=top.indicator_id,
            denominator=below,
            factor=factor,
            denominator_years=YEARS_NEAR,
        )


def _by(unit: Unit, over: str, times: float) -> tuple[str, float]:
    return f"{unit.base}{over}".lstrip("/") if unit.base else over[1:], unit.factor * times


def _unit(words: str) -> Unit:
    from_words = stated(f"单位：{words}") if words else None
    return from_words or NONE


def unit_en(words: str, known: Catalogue) -> str:
    """Return a unit in English, where the atlas knows a word for it; else as it is written."""
    said_before = {one.unit_en for one in known.indicators.values() if one.unit_zh == words}
    return UNITS_EN.get(words) or (said_before.pop() if len(said_before) == 1 else words)


def _over_en(words: str) -> str:
    for over, english in OVER_EN.items():
        if words.endswith(over):
            return UNITS_EN.get(words.removesuffix(over), words.removesuffix(over)) + english
    return UNITS_EN.get(words, words)
