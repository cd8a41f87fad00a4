"""Steps of zones: what happened to a zone, when, by which document; and what is asked of one."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import date
from typing import Annotated, Literal

from geo.languages import cell
from geo.model.patterns import DATE, REQUIREMENT, ZONE
from geo.model.shared_columns import Clause, Quote, SourceIds
from geo.model.table_schema import ColumnSchema, row_table

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

    zone_id: Annotated[
        str,
        ColumnSchema(
            "Zone", "The zone.", required=True, pattern=ZONE, refers_to=("zones.zone_id",)
        ),
    ]
    step: Annotated[str, ColumnSchema("Step", "What happened.", required=True, enum=STEPS)]
    date: Annotated[
        str,
        ColumnSchema(
            "Date", "Year, month or day, as exact as the sources are.", required=True, pattern=DATE
        ),
    ]
    qualifier: Annotated[
        str,
        ColumnSchema(
            "Qualifier",
            (
                "Blank: the date of the step itself. before: not later than that date; about: "
                "near it; reported: the date of the report; inferred: not stated, concluded from "
                "other figures."
            ),
            enum=QUALIFIERS,
        ),
    ]
    document: Annotated[
        str,
        ColumnSchema(
            "Document", "The document or the body that decided, in the words of the sources."
        ),
    ]
    source_ids: SourceIds
    note: Annotated[
        str, ColumnSchema("Note", "What else the sources say, what is inferred, what disagrees.")
    ]

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

    requirement_id: Annotated[
        str,
        ColumnSchema("Requirement", "Identifier.", required=True, unique=True, pattern=REQUIREMENT),
    ]
    level: Annotated[
        str,
        ColumnSchema(
            "Level", "The level it is asked for.", required=True, enum=("national", "provincial")
        ),
    ]
    name_zh: Annotated[str, ColumnSchema("Name", "The requirement in Chinese.", required=True)]
    name_en: Annotated[
        str, ColumnSchema("Name in English", "The requirement in English.", required=True)
    ]
    threshold: Annotated[
        str,
        ColumnSchema(
            "Threshold",
            "The figure that must be reached. Blank: no source that was found states one.",
        ),
    ]
    evidence: Annotated[
        str,
        ColumnSchema(
            "Evidence",
            (
                "What in the tables shows that a zone meets it: a step, its level, or that the "
                "plan names it. Blank: nothing in the tables can."
            ),
            enum=EVIDENCE,
        ),
    ]
    clause: Clause
    quote: Quote
    source_ids: SourceIds

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)


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


ZONE_STEPS = row_table(ZoneStep, "zone_steps", ("zone_id", "step", "date"), tuple, "present")
ZONE_REQUIREMENTS = row_table(
    Requirement, "zone_requirements", ("requirement_id",), tuple, "present"
)
