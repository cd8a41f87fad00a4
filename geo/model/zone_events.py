"""Steps of zones: what happened to a zone, when, by which document; and what is asked of one."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Literal

from geo.model.figures import Row, listed

STEPS = (
    "established",
    "provincial_considered",
    "provincial_approved",
    "application_started",
    "site_visit",
    "application_reported",
    "national_approved",
    "plaque_unveiled",
)
QUALIFIERS = ("before", "about", "reported", "inferred")
EVIDENCE = (
    "provincial_level",
    "named_in_plan",
    "application_started",
    "site_visit",
    "provincial_approved",
    "national_approved",
)
DECEMBER = 12
State = Literal["met", "not-met", "not-stated"]


@dataclass(frozen=True)
class ZoneStep:
    """One dated step of a zone; ``date`` is a year, a month or a day, as sources have it.

    ``qualifier`` is blank for the date of the step itself; ``before`` means not later than it,
    ``about`` near it, ``reported`` the day of the report, ``inferred`` concluded, not stated.
    """

    zone_id: str
    step: str
    date: str
    qualifier: str
    document: str
    source_ids: tuple[str, ...]
    note: str

    @classmethod
    def from_row(cls, row: Row) -> ZoneStep:
        """Return the step a row of zone_steps.csv states."""
        same = ("zone_id", "step", "date", "qualifier", "document", "note")
        return cls(**{name: row[name] for name in same}, source_ids=listed(row["source_id"]))

    def happened(self, by: str) -> bool | None:
        """Return whether the step lay behind at the end of a date, None where nobody says.

        >>> ZoneStep("htz-a", "site_visit", "2018-03-10", "", "", (), "").happened("2018-07")
        True
        >>> ZoneStep("htz-a", "site_visit", "2017-06", "before", "", (), "").happened("2013-03")
        """
        if last_day(self.date) <= last_day(by):
            return True
        if self.qualifier == "before" or first_day(self.date) <= last_day(by):
            return None
        return False


@dataclass(frozen=True)
class Requirement:
    """Something a source asks of a zone of a level; a blank ``threshold`` is stated nowhere.

    ``evidence`` says what in the tables shows that a zone meets it; blank: nothing can.
    """

    requirement_id: str
    level: str
    name_zh: str
    name_en: str
    threshold: str
    evidence: str
    clause: str
    quote: str
    source_ids: tuple[str, ...]

    @classmethod
    def from_row(cls, row: Row) -> Requirement:
        """Return the requirement a row of zone_requirements.csv states."""
        same = ("requirement_id", "level", "name_zh", "name_en", "threshold", "evidence")
        return cls(
            **{name: row[name] for name in (*same, "clause", "quote")},
            source_ids=listed(row["source_id"]),
        )

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return self.name_zh if lang == "zh" else self.name_en


def first_day(words: str) -> date:
    """Return the first day of a year, a month or a day.

    >>> first_day("2018-07"), last_day("2018-07"), last_day("2021")
    (datetime.date(2018, 7, 1), datetime.date(2018, 7, 31), datetime.date(2021, 12, 31))
    """
    year, month, day = _parts(words)
    return date(year, month or 1, day or 1)


def last_day(words: str) -> date:
    """Return the last day of a year, a month or a day."""
    year, month, day = _parts(words)
    month = month or DECEMBER
    return date(year, month, day or monthrange(year, month)[1])


def _parts(words: str) -> tuple[int, int, int]:
    year, month, day = (*(int(part) for part in words.split("-")), 0, 0)[:3]
    return year, month, day
