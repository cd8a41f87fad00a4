"""The figures of a table by themselves, as they go to a process that has no file.

What that process needs is names, units and numbers: it never sees the bytes that somebody brought,
nor trusts what another process made of them.
"""

from __future__ import annotations

import json
import math
from dataclasses import dataclass
from typing import Any

from geo.model.figures import Value
from geo.model.indicators import KINDS, Indicator
from geo.sentences import said

SOURCE = "own-table"
# What a reader may say of a column: what adds up over places, or what does not.
TOTAL, RATE = "total", "rate"
MOST_DECIMALS = 6


@dataclass(frozen=True)
class OwnSeries:
    """A measure of a table: its indicator, the columns it is read from, its kind."""

    indicator: Indicator
    columns: tuple[str, ...] = ()
    chosen: bool = False

    @property
    def kind(self) -> str:
        """Return whether it adds up over places."""
        return TOTAL if self.indicator.total else RATE


@dataclass(frozen=True)
class OwnNumbers:
    """The measures of a table, and the figures of its places, which are of one ``level``.

    ``undated`` are figures without a year, which no map has.
    """

    level: str
    series: tuple[OwnSeries, ...]
    values: tuple[Value, ...]
    undated: int = 0


def own_indicator(
    indicator_id: str, *, name: str, unit: tuple[str, str], kind: str, decimals: int
) -> Indicator:
    """Return the indicator of a measure; ``unit`` is in Chinese and in English."""
    return Indicator(
        indicator_id=indicator_id,
        name_zh=name,
        name_en=name,
        unit_zh=unit[0],
        unit_en=unit[1],
        kind=kind,
        decimals=decimals,
        note_zh=said("own.note-source").zh,
        note_en=str(said("own.note-source")),
    )


def own_value(place_id: str, indicator_id: str, period: str, value: float, quote: str) -> Value:
    """Return a figure of a table; ``quote`` is how it stands there."""
    return Value(
        place_id=place_id,
        indicator_id=indicator_id,
        period=period,
        as_of="",
        value=value,
        status="observed",
        source_ids=(SOURCE,),
        quote=quote,
        note="",
    )


def numbers_json(numbers: OwnNumbers) -> str:
    """Return the figures of a table as JSON."""
    plain = {
        "level": numbers.level,
        "series": [
            (one.indicator_id, one.name_zh, one.unit_zh, one.unit_en, one.kind, one.decimals)
            for one in (series.indicator for series in numbers.series)
        ],
        "values": [
            (one.place_id, one.indicator_id, one.period, one.value, one.quote)
            for one in numbers.values
        ],
    }
    return json.dumps(plain, ensure_ascii=False, separators=(",", ":"))


def numbers_of(text: str) -> OwnNumbers:
    """Return what ``numbers_json`` said; raises ValueError for anything else."""
    try:
        plain: Any = json.loads(text)
        series = tuple(_series(*map(str, row[:5]), decimals=row[5]) for row in plain["series"])
        known = {one.indicator.indicator_id for one in series}
        values = tuple(_value(*row, known=known) for row in plain["values"])
        return OwnNumbers(str(plain["level"]), series, values)
    except (KeyError, TypeError, IndexError, AttributeError) as error:
        raise ValueError("these are no figures of a table") from error


def _series(name: str, title: str, zh: str, en: str, kind: str, *, decimals: object) -> OwnSeries:
    digits = isinstance(decimals, int) and 0 <= decimals <= MOST_DECIMALS
    if kind not in KINDS or not digits or not isinstance(decimals, int):
        raise ValueError("this is no measure of a table")
    made = own_indicator(name, name=title, unit=(zh, en), kind=kind, decimals=decimals)
    return OwnSeries(made)


def _value(
    place: object,
    indicator: object,
    period: object,
    value: object,
    quote: object,
    *,
    known: set[str],
) -> Value:
    words = isinstance(place, str) and isinstance(period, str) and isinstance(quote, str)
    number = isinstance(value, int | float) and math.isfinite(value)
    if not words or not number or indicator not in known:
        raise ValueError("this is no figure of a table")
    return own_value(str(place), str(indicator), str(period), float(str(value)), str(quote))
