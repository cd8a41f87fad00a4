"""Figures and where they come from: Source, Indicator, Value, Target."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Literal

from geo.sentences import Said, in_words

Status = Literal["observed", "derived", "floor"]
Row = Mapping[str, str]

STATUSES: tuple[Status, ...] = ("observed", "derived", "floor")
GRADES = ("A", "B", "C")
AGGREGATOR = "C"
KINDS = ("count", "amount", "ratio", "rank", "growth", "balance")
# What may be less than nothing: neither added nor shared out.
SIGNED = ("growth", "balance")
GROUPS = {"": "base", "people": "per-person", "area": "per-area", "province": "share"}


@dataclass(frozen=True)
class Source:
    """A document figures were read from; ``grade`` A official, B press, C aggregator.

    ``publisher`` made the text; ``read_in`` is the reprint or mirror it was read in, if any. What
    they and ``published`` remark is a sentence in both languages (geo.model.reader_notes).
    """

    source_id: str
    title: str
    publisher: str
    read_in: str
    published: str
    url: str
    grade: str
    note: str

    @classmethod
    def from_row(cls, row: Row) -> Source:
        """Return the source a row of sources.csv describes."""
        return cls(**{name: row[name] for name in cls.__dataclass_fields__})

    @property
    def origin(self) -> Said:
        """Return who made the text and, where it was read elsewhere, in what."""
        en, zh = (in_words(self.publisher, lang) for lang in ("en", "zh"))
        if self.read_in:
            en = f"{en} (read in {in_words(self.read_in, 'en')})"
            zh = f"{zh}（经{in_words(self.read_in, 'zh')}）"
        return Said(en, zh)

    def maker(self, lang: str) -> str:
        """Return who made the text; the text itself where nobody is named."""
        return in_words(self.publisher, lang) or self.title

    def dated(self, lang: str) -> str:
        """Return when it was published, or what is known of that."""
        return in_words(self.published, lang)


@dataclass(frozen=True)
class Indicator:
    """A measured quantity, its unit, and how many decimals it is published with.

    ``kind`` is count, amount, ratio, rank, growth (a rate of change in %) or balance (a
    difference); only counts and amounts can be added up, only growth and balances be negative.
    An indicator we compute names its ``numerator``, its ``denominator`` (people, area or
    province) and the ``factor`` that brings the quotient to its unit. Residents of a year up to
    ``denominator_years`` away may stand in where the year itself has none.
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
    denominator_years: int = 0
    note_zh: str = ""
    note_en: str = ""

    @classmethod
    def from_row(cls, row: Row) -> Indicator:
        """Return the indicator a row of indicators.csv describes."""
        return cls(
            indicator_id=row["indicator_id"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            unit_zh=row["unit_zh"],
            unit_en=row["unit_en"],
            kind=row["kind"],
            decimals=int(row["decimals"]),
            note_zh=row["note_zh"],
            note_en=row["note_en"],
        )

    @classmethod
    def from_derived_row(cls, row: Row) -> Indicator:
        """Return the indicator a row of derived.csv declares."""
        return replace(
            cls.from_row({**row, "kind": "ratio"}),
            numerator=row["numerator_id"],
            denominator=row["denominator"],
            factor=float(row["factor"]),
            denominator_years=int(row["denominator_years"] or 0),
        )

    @property
    def group(self) -> str:
        """Return base, per-person, per-area or share: the heading it is listed under."""
        return GROUPS[self.denominator]

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return self.name_zh if lang == "zh" else self.name_en

    def note(self, lang: str) -> str:
        """Return what a reader must know of the quantity, or nothing."""
        return self.note_zh if lang == "zh" else self.note_en

    def unit(self, lang: str) -> str:
        """Return the unit in Chinese (``zh``) or English (``en``)."""
        return self.unit_zh if lang == "zh" else self.unit_en


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

    ``status`` is observed (stands in a source), derived (arithmetic on figures in sources)
    or floor (at least this much). ``people_period`` is the year of the residents that a rate is
    divided by, blank for any other figure. ``division`` is the arithmetic of a rate of ours, which
    ``note`` says in the units of the tables.
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
    people_period: str = ""
    division: Division | None = None

    @classmethod
    def from_row(cls, row: Row) -> Value:
        """Return the figure a row of values.csv states."""
        statuses: dict[str, Status] = {name: name for name in STATUSES}
        if row["status"] not in statuses:
            raise ValueError(f"status {row['status']!r} is not one of {', '.join(STATUSES)}")
        return cls(
            place_id=row["place_id"],
            indicator_id=row["indicator_id"],
            period=row["period"],
            as_of=row["as_of"],
            value=float(row["value"]),
            status=statuses[row["status"]],
            source_ids=listed(row["source_id"]),
            quote=row["quote"],
            note=row["note"],
        )

    def of_another_date(self, other: Value) -> bool:
        """Return whether two figures of a period say that they are of two dates in it."""
        return bool(self.as_of and other.as_of and self.as_of != other.as_of)

    def disagrees(self, other: Value) -> bool:
        """Return whether two figures of a cell cannot both be right: numbers differ, dates not."""
        return self.value != other.value and not self.of_another_date(other)


@dataclass(frozen=True)
class Target:
    """One numbered aim of a document: base, due year and value, with the words that give it.

    ``kind`` is level (a state by the due year), yearly (so much in every year) or total (so much
    in all). ``due_period`` is blank where the document names no year. ``bound`` is how it is
    worded: reach, exceed or at-least; the text may word a number of Table 1 once more.
    """

    target_id: str
    in_table_1: int | None
    indicator_id: str
    place_id: str
    kind: str
    bound: str
    base_period: str
    base_value: float | None
    due_period: str
    value: float
    document: str
    clause: str
    source_id: str
    quote: str
    text_clause: str = ""
    text_quote: str = ""
    note_zh: str = ""
    note_en: str = ""

    @classmethod
    def from_row(cls, row: Row) -> Target:
        """Return the aim a row of targets.csv states."""
        numbers = ("in_table_1", "base_value", "value")
        words = (name for name in cls.__dataclass_fields__ if name not in numbers)
        return cls(
            **{name: row[name] for name in words},
            in_table_1=int(row["in_table_1"]) if row["in_table_1"] else None,
            base_value=number(row["base_value"]),
            value=float(row["value"]),
        )

    def note(self, lang: str) -> str:
        """Return what a reader must know of the aim, or nothing."""
        return self.note_zh if lang == "zh" else self.note_en


def number(text: str) -> float | None:
    """Return the number in a cell, or None for a blank: blank is never zero."""
    return float(text) if text.strip() else None


def listed(text: str) -> tuple[str, ...]:
    """Return the items of a cell that lists them with semicolons."""
    return tuple(item.strip() for item in text.split(";") if item.strip())


@dataclass(frozen=True)
class Measure:
    """An indicator of one period, as a reader picks it."""

    indicator_id: str
    period: str
