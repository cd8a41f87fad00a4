"""Figures and where they come from: Source, Indicator, Value, Target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

Status = Literal["observed", "derived", "floor"]
Row = Mapping[str, str]

GRADES = ("A", "B", "C")
GROUPS = {"": "base", "people": "per-person", "area": "per-area", "province": "share"}


@dataclass(frozen=True)
class Source:
    """A document figures were read from; ``grade`` A official, B press, C aggregator."""

    source_id: str
    title: str
    publisher: str
    published: str
    url: str
    grade: str
    note: str

    @classmethod
    def from_row(cls, row: Row) -> Source:
        """Return the source a row of sources.csv describes."""
        return cls(**{name: row[name] for name in cls.__dataclass_fields__})


@dataclass(frozen=True)
class Indicator:
    """A measured quantity, its unit, and how many decimals it is published with.

    ``kind`` is count, amount, ratio or rank; only counts and amounts can be added up.
    An indicator we compute names its ``numerator``, its ``denominator`` (people, area or
    province) and the ``factor`` that brings the quotient to its unit.
    """

    indicator_id: str
    name_zh: str
    name_en: str
    unit_zh: str
    unit_en: str
    kind: str
    decimals: int
    numerator: str = ""
    denominator: str = ""
    factor: float = 1.0
    note: str = ""

    @classmethod
    def from_row(cls, row: Row) -> Indicator:
        """Return the indicator a row of indicators.csv describes."""
        names = ("indicator_id", "name_zh", "name_en", "unit_zh", "unit_en", "kind")
        return cls(**{name: row[name] for name in names}, decimals=int(row["decimals"]))

    @classmethod
    def from_derived_row(cls, row: Row) -> Indicator:
        """Return the indicator a row of derived.csv declares."""
        names = ("indicator_id", "name_zh", "name_en", "unit_zh", "unit_en", "denominator", "note")
        return cls(
            **{name: row[name] for name in names},
            kind="ratio",
            decimals=int(row["decimals"]),
            numerator=row["numerator_id"],
            factor=float(row["factor"]),
        )

    @property
    def group(self) -> str:
        """Return base, per-person, per-area or share: the heading it is listed under."""
        return GROUPS[self.denominator]

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return self.name_zh if lang == "zh" else self.name_en

    def unit(self, lang: str) -> str:
        """Return the unit in Chinese (``zh``) or English (``en``)."""
        return self.unit_zh if lang == "zh" else self.unit_en


@dataclass(frozen=True)
class Value:
    """One figure: place x indicator x period, with the words it was read from.

    ``status`` is observed (stands in a source), derived (arithmetic on figures in sources)
    or floor (at least this much).
    """

    place_id: str
    indicator_id: str
    period: str
    as_of: str
    value: float
    status: Status
    source_ids: tuple[str, ...]
    quote: str
    note: str

    @classmethod
    def from_row(cls, row: Row) -> Value:
        """Return the figure a row of values.csv states."""
        status = row["status"]
        if status not in ("observed", "derived", "floor"):
            raise ValueError(f"status {status!r} is not observed, derived or floor")
        return cls(
            place_id=row["place_id"],
            indicator_id=row["indicator_id"],
            period=row["period"],
            as_of=row["as_of"],
            value=float(row["value"]),
            status=status,
            source_ids=listed(row["source_id"]),
            quote=row["quote"],
            note=row["note"],
        )


@dataclass(frozen=True)
class Target:
    """One numbered aim of a document: base, due year and value."""

    target_id: str
    in_table_1: int | None
    indicator_id: str
    place_id: str
    base_period: str
    base_value: float | None
    due_period: str
    value: float
    document: str
    source_id: str
    quote: str

    @classmethod
    def from_row(cls, row: Row) -> Target:
        """Return the aim a row of targets.csv states."""
        words = ("target_id", "indicator_id", "place_id", "base_period", "due_period")
        return cls(
            **{name: row[name] for name in (*words, "document", "source_id", "quote")},
            in_table_1=int(row["in_table_1"]) if row["in_table_1"] else None,
            base_value=number(row["base_value"]),
            value=float(row["value"]),
        )


def number(text: str) -> float | None:
    """Return the number in a cell, or None for a blank: blank is never zero."""
    return float(text) if text.strip() else None


def listed(text: str) -> tuple[str, ...]:
    """Return the items of a cell that lists them with semicolons."""
    return tuple(item.strip() for item in text.split(";") if item.strip())
