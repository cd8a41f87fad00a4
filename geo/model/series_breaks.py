"""Breaks of series, and quotients that are refused: where figures do not measure the same thing.

A break stands between two periods: figures of either side are true, a change across it is none.
A refusal is of a quotient whose two parts are not of the same ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from geo.languages import cell
from geo.model.indicators import Indicator
from geo.model.patterns import YEAR
from geo.model.places import PLACE_IDS
from geo.model.table_schema import ColumnSchema, row_table

# Both kinds of rows say why in two languages, and by which documents.
ReasonZh = Annotated[str, ColumnSchema("原因", "Why, in Chinese.", required=True)]
ReasonEn = Annotated[str, ColumnSchema("Reason", "The same in English.", required=True)]
Witnesses = Annotated[
    tuple[str, ...],
    ColumnSchema(
        "Sources",
        "Documents, separated by semicolons, that say it or show it.",
        name="source_id",
        required=True,
        refers_to=("sources.source_id",),
    ),
]


@dataclass(frozen=True)
class SeriesBreak:
    """A break of an indicator's series between two periods, for some places or (blank) for all.

    ``before`` is the last period of the old basis, ``after`` the first of the new one.
    """

    indicator_id: Annotated[
        str,
        ColumnSchema(
            "Indicator",
            "The indicator whose series breaks.",
            required=True,
            refers_to=("indicators.indicator_id",),
        ),
    ]
    places: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Places",
            "For which places, separated by semicolons; blank for all.",
            name="place_ids",
            refers_to=PLACE_IDS,
        ),
    ]
    before: Annotated[
        str, ColumnSchema("Before", "Last period of the old basis.", required=True, pattern=YEAR)
    ]
    after: Annotated[
        str, ColumnSchema("After", "First period of the new basis.", required=True, pattern=YEAR)
    ]
    reason_zh: ReasonZh
    reason_en: ReasonEn
    source_ids: Witnesses

    def reason(self, lang: str) -> str:
        """Return why figures of the two sides do not compare."""
        return cell(self, "reason", lang)

    def parts(self, place_id: str, one: str, other: str) -> bool:
        """Return whether it lies between two periods of a place, in whatever order.

        >>> broken = SeriesBreak("gdp", ("a",), "2015", "2019", "", "", ())
        >>> broken.parts("a", "2020", "2015"), broken.parts("a", "2010", "2015")
        (True, False)
        >>> broken.parts("b", "2010", "2020")
        False
        """
        first, last = min(one, other), max(one, other)
        return (not self.places or place_id in self.places) and (
            first < self.after and last > self.before
        )


@dataclass(frozen=True)
class QuotientRefusal:
    """A quotient that is not computed for some places up to a period, and why."""

    numerator: Annotated[
        str,
        ColumnSchema(
            "Numerator",
            "The indicator that would be divided.",
            name="numerator_id",
            required=True,
            refers_to=("indicators.indicator_id",),
        ),
    ]
    denominator: Annotated[
        str,
        ColumnSchema(
            "Denominator",
            "What it would be divided by, as in `derived`.",
            required=True,
            enum=("people", "area"),
        ),
    ]
    places: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Places",
            "For which places, separated by semicolons.",
            name="place_ids",
            required=True,
            refers_to=PLACE_IDS,
        ),
    ]
    until: Annotated[
        str,
        ColumnSchema(
            "Until", "The last period that it is refused for.", required=True, pattern=YEAR
        ),
    ]
    reason_zh: ReasonZh
    reason_en: ReasonEn
    source_ids: Witnesses

    def reason(self, lang: str) -> str:
        """Return why the two parts do not go together."""
        return cell(self, "reason", lang)

    def holds(self, indicator: Indicator, place_id: str, period: str) -> bool:
        """Return whether it forbids an indicator of a place in a period."""
        return (
            (indicator.numerator, indicator.denominator) == (self.numerator, self.denominator)
            and place_id in self.places
            and period <= self.until
        )


SERIES_BREAKS = row_table(
    SeriesBreak,
    "series_breaks",
    ("indicator_id", "place_ids", "before", "after"),
    tuple,
    "present",
)
REFUSALS = row_table(
    QuotientRefusal,
    "refusals",
    ("numerator_id", "denominator", "place_ids"),
    tuple,
    "present",
)
