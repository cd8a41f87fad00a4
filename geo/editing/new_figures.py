"""A table that was read becomes figures: of which indicator, in its unit, with the words read."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING

from geo.errors import AtlasError
from geo.own_table.units import NONE, Unit, between, unit_of
from geo.sentences import said

if TYPE_CHECKING:
    from geo.model.indicators import Indicator
    from geo.own_table.layout import FigureColumn
    from geo.own_table.report import RowFigure, RowReport, TableReport
    from geo.store.catalogue import Catalogue

LONGEST_WORDS = 200
SURE_DIGITS = 12
Cells = Mapping[str, str]


@dataclass(frozen=True)
class Wish:
    """What an officer says of a table: its source, and which indicators its columns are of.

    ``columns`` are headers or letters and the indicator of each; ``whole`` is that of all others.
    Columns ``without`` stay out.
    """

    source_id: str
    whole: str = ""
    columns: Mapping[str, str] = field(default_factory=dict)
    without: Collection[str] = ()

    def takes(self, measure: FigureColumn) -> bool:
        """Return whether figures of a column are wanted."""
        return measure.name not in self.without and measure.letter not in self.without


def new_figures(report: TableReport, known: Catalogue, wish: Wish) -> tuple[Cells, ...]:
    """Return the rows of ``statistics/values.csv`` that the rows taken of a table are.

    Raises AtlasError where indicator, unit or year of a column are not certain; it says what to
    state.
    """
    return tuple(
        _cells(row, one, _indicator(one.measure, report, known, wish), wish.source_id)
        for row in report.rows
        if row.place is not None
        for one in row.values
        if one.figure.value is not None and wish.takes(one.measure)
    )


def _indicator(
    measure: FigureColumn, report: TableReport, known: Catalogue, wish: Wish
) -> Indicator:
    """Return what a column is of: as it was said, else by its header."""
    for word in (measure.letter, measure.name):
        if word in wish.columns:
            return _measured(known, wish.columns[word])
    called = [
        one
        for one in known.indicators.values()
        if measure.name in (one.indicator_id, one.name_zh, one.name_en) and not one.denominator
    ]
    names = set(_names(report))
    if wish.whole and (len(names) == 1 or not called):
        if len(names) > 1:
            raise AtlasError(said("figures.which", columns=tuple(sorted(names))))
        return _measured(known, wish.whole)
    if len(called) == 1:
        return called[0]
    raise AtlasError(said("figures.unknown", column=measure.letter, name=measure.name))


def _names(report: TableReport) -> Iterator[str]:
    """Yield the names of the columns and series that figures are taken of."""
    for row in report.rows:
        if row.place is not None:
            yield from (one.measure.name for one in row.values if one.figure.value is not None)


def _measured(known: Catalogue, indicator_id: str) -> Indicator:
    indicator = known.indicator(indicator_id)
    if indicator.denominator:
        raise AtlasError(said("figures.derived", indicator=indicator_id))
    return indicator


def _cells(row: RowReport, one: RowFigure, indicator: Indicator, source_id: str) -> Cells:
    if not one.period:
        raise AtlasError(said("figures.no-year", row=row.number, column=one.measure.letter))
    value, note = _converted(row, one, indicator)
    words = (row.words[:LONGEST_WORDS], one.measure.name, one.period, one.figure.raw.strip())
    return {
        "place_id": row.place.place_id if row.place else "",
        "indicator_id": indicator.indicator_id,
        "period": one.period,
        "value": value,
        "status": "observed",
        "source_id": source_id,
        "quote": " ".join(filter(None, words)),
        "note": note,
    }


def _converted(row: RowReport, one: RowFigure, indicator: Indicator) -> tuple[str, str]:
    """Return a number in the unit of its indicator, and the arithmetic where there is any."""
    number, mine = Decimal(f"{one.figure.value:.{SURE_DIGITS}g}"), unit_of(indicator.unit_zh)
    read = one.figure.unit
    if read == NONE and (mine is None or not mine.times):
        return _plain(number), ""
    times = None if mine is None else _factor(read, mine)
    if times is None:
        key = "figures.no-unit" if read == NONE else "figures.other-unit"
        told = said(
            key,
            row=row.number,
            column=one.measure.letter,
            unit=str(read),
            wanted=indicator.unit_zh,
        )
        raise AtlasError(told)
    kept = _plain(number * times)
    if times == 1:
        return kept, ""
    return kept, f"{_plain(number)} {read} = {kept} {indicator.unit_zh}"


def _factor(read: Unit, mine: Unit) -> Decimal | None:
    """Return by what a number is multiplied; things are counted alike, whatever they are called."""
    if read != NONE and not read.times and not mine.times and {read.base, mine.base} <= COUNTED:
        return Decimal(1)
    factor = between(read, mine)
    return None if factor is None or read == NONE else Decimal(f"{factor:.{SURE_DIGITS}g}")


def _plain(number: Decimal) -> str:
    """Return a number without an exponent and without zeros at its end."""
    text = f"{number:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


# What offices count the same things by.
COUNTED = frozenset({"家", "个", "户", "所", "项", "件"})
