"""Breaks of series, and quotients that are refused: where figures do not measure the same thing.

A break stands between two periods: figures of either side are true, a change across it is none.
A refusal is of a quotient whose two parts are not of the same ground.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from geo.model.figures import Row, listed

if TYPE_CHECKING:
    from geo.model.figures import Indicator


@dataclass(frozen=True)
class SeriesBreak:
    """A break of an indicator's series between two periods, for some places or (blank) for all.

    ``before`` is the last period of the old basis, ``after`` the first of the new one.
    """

    indicator_id: str
    places: tuple[str, ...]
    before: str
    after: str
    reason_zh: str
    reason_en: str
    source_ids: tuple[str, ...]

    @classmethod
    def from_row(cls, row: Row) -> SeriesBreak:
        """Return the break a row of series_breaks.csv declares."""
        same = ("indicator_id", "before", "after", "reason_zh", "reason_en")
        return cls(
            **{name: row[name] for name in same},
            places=listed(row["place_ids"]),
            source_ids=listed(row["source_id"]),
        )

    def reason(self, lang: str) -> str:
        """Return why figures of the two sides do not compare."""
        return self.reason_zh if lang == "zh" else self.reason_en

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

    places: tuple[str, ...]
    numerator: str
    denominator: str
    until: str
    reason_zh: str
    reason_en: str
    source_ids: tuple[str, ...]

    @classmethod
    def from_row(cls, row: Row) -> QuotientRefusal:
        """Return the refusal a row of refusals.csv declares."""
        same = ("denominator", "until", "reason_zh", "reason_en")
        return cls(
            **{name: row[name] for name in same},
            numerator=row["numerator_id"],
            places=listed(row["place_ids"]),
            source_ids=listed(row["source_id"]),
        )

    def reason(self, lang: str) -> str:
        """Return why the two parts do not go together."""
        return self.reason_zh if lang == "zh" else self.reason_en

    def holds(self, indicator: Indicator, place_id: str, period: str) -> bool:
        """Return whether it forbids an indicator of a place in a period."""
        return (
            (indicator.numerator, indicator.denominator) == (self.numerator, self.denominator)
            and place_id in self.places
            and period <= self.until
        )
