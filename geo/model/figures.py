"""Figures: what a source says of a place, an indicator and a period."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, Literal

from geo.model.patterns import INFERRED, YEAR
from geo.model.places import PLACE_IDS
from geo.model.table_schema import ColumnSchema, row_table

Status = Literal["observed", "derived", "floor", "registry"]
REGISTRY_STATUS: Status = "registry"


@dataclass(frozen=True)
class DivisionPart:
    """A number of a division, in its own unit; ``period`` where it is of another year."""

    value: float
    period: str = ""


@dataclass(frozen=True)
class Division:
    """How a rate was computed: sums of ``tops`` ÷ sums of ``below`` × the indicator's factor.

    ``disputed`` says that sources disagree on a part.
    """

    tops: tuple[DivisionPart, ...]
    below: tuple[DivisionPart, ...]
    disputed: bool = False


@dataclass(frozen=True)
class Value:
    """One figure: place x indicator x period, with the words it was read from.

    ``status`` is observed (stands in a source), derived (arithmetic on figures in sources), floor
    (at least this much) or registry (counted in a registry of enterprises). ``people_period`` is
    the year of the residents that a rate is divided by, blank for any other figure. ``division`` is
    the arithmetic of a rate of ours, which ``note`` says in the units of the tables.
    """

    place_id: Annotated[
        str,
        ColumnSchema(
            "Place",
            (
                "Adcode of the province or of a prefecture, or the identifier of a zone or of a "
                "science-city area."
            ),
            required=True,
            refers_to=PLACE_IDS,
        ),
    ]
    indicator_id: Annotated[
        str,
        ColumnSchema(
            "Indicator",
            "What is measured; its unit stands in `indicators`.",
            required=True,
            refers_to=("indicators.indicator_id",),
        ),
    ]
    period: Annotated[
        str,
        ColumnSchema("Period", "The year that the figure speaks of.", required=True, pattern=YEAR),
    ]
    as_of: Annotated[
        str,
        ColumnSchema(
            "As of",
            (
                "A finer date within the period where the source gives one, as YYYY-MM or "
                "YYYY-MM-DD; the year, a space and '(inferred)' where the year itself is inferred."
            ),
            pattern=INFERRED,
        ),
    ]
    value: Annotated[
        float,
        ColumnSchema(
            "Value",
            (
                "The figure, in the indicator's unit. A figure that was not found has no row: "
                "blank is never zero."
            ),
            required=True,
            unit="see indicators.unit_zh",
        ),
    ]
    status: Annotated[
        Status,
        ColumnSchema(
            "Status",
            (
                "observed: stands in a source. derived: arithmetic on figures in sources, shown "
                "in the note. floor: at least this much. registry: counted in a registry of "
                "enterprises."
            ),
            required=True,
        ),
    ]
    source_ids: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Sources",
            "The document or, separated by semicolons, the documents it was read or derived from.",
            name="source_id",
            required=True,
            refers_to=("sources.source_id",),
        ),
    ]
    quote: Annotated[
        str, ColumnSchema("Quote", "The words of the source that give the figure.", required=True)
    ]
    note: Annotated[
        str,
        ColumnSchema("Note", "The arithmetic of a derived figure; a disagreement between sources."),
    ]
    people_period: str = ""
    division: Division | None = None

    def of_another_date(self, other: Value) -> bool:
        """Return whether two figures of a period say that they are of two dates in it."""
        return bool(self.as_of and other.as_of and self.as_of != other.as_of)

    def disagrees(self, other: Value) -> bool:
        """Return whether two figures of a cell cannot both be right: numbers differ, dates not."""
        return self.value != other.value and not self.of_another_date(other)


@dataclass(frozen=True)
class Measure:
    """An indicator of one period, as a reader picks it."""

    indicator_id: str
    period: str


VALUES = row_table(
    Value, "values", ("place_id", "indicator_id", "period", "as_of", "source_id"), tuple
)
