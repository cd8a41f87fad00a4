"""Indicators: what is measured, and the quotients that the atlas computes of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from geo.languages import cell
from geo.model.patterns import INDICATOR
from geo.model.table_schema import ColumnSchema, by, row_table

KINDS = ("count", "amount", "ratio", "rank", "growth", "balance")
# What can be added up over places.
ADDABLE = ("count", "amount")
# What may be less than nothing: neither added nor shared out.
SIGNED = ("growth", "balance")
DENOMINATORS = ("people", "area", "province")
GROUPS = {"": "base", "people": "per-person", "area": "per-area", "province": "share"}
# A measured indicator and a computed one are named alike.
NameZh = Annotated[
    str, ColumnSchema("Name (Chinese)", "Name as Chinese statistics word it.", required=True)
]
NameEn = Annotated[str, ColumnSchema("Name (English)", "Name in English.", required=True)]


@dataclass(frozen=True)
class Indicator:
    """A measured quantity, its unit, and how many decimals it is published with.

    ``kind`` is count, amount, ratio, rank, growth (a rate of change in %) or balance (a
    difference); only counts and amounts can be added up, only growth and balances be negative.
    An indicator we compute names its ``numerator``, its ``denominator`` (people, area or
    province) and the ``factor`` that brings the quotient to its unit. Residents of a year up to
    ``denominator_years`` away may stand in where the year itself has none.
    """

    indicator_id: Annotated[
        str,
        ColumnSchema(
            "Indicator",
            "Identifier; short, lower case.",
            required=True,
            unique=True,
            pattern=INDICATOR,
        ),
    ]
    name_zh: NameZh
    name_en: NameEn
    unit_zh: Annotated[
        str,
        ColumnSchema(
            "Unit (Chinese)", "Unit of every figure of this indicator, in Chinese.", required=True
        ),
    ]
    unit_en: Annotated[
        str,
        ColumnSchema(
            "Unit (English)",
            "The same unit in English. 亿元 is '100 million yuan', 万人 is '10,000 people'.",
            required=True,
        ),
    ]
    kind: Annotated[
        str,
        ColumnSchema(
            "Kind",
            (
                "count and amount can be added up over places; ratio, rank, growth (a rate of "
                "change in %) and balance (a difference) cannot. Only growth and balance may be "
                "negative, and growth above 100."
            ),
            required=True,
            enum=KINDS,
        ),
    ]
    decimals: Annotated[
        int,
        ColumnSchema(
            "Decimals",
            (
                "Digits after the point that the quantity is shown with. A count with 0 decimals "
                "must be whole."
            ),
            required=True,
            minimum=0,
            maximum=6,
        ),
    ]
    note_zh: Annotated[
        str, ColumnSchema("说明", "What a reader must know of the quantity, in Chinese.")
    ] = ""
    note_en: Annotated[str, ColumnSchema("Note", "The same in English.")] = ""
    numerator: str = ""
    denominator: str = ""
    factor: float = 1.0
    denominator_years: int = 0

    @property
    def group(self) -> str:
        """Return base, per-person, per-area or share: the heading it is listed under."""
        return GROUPS[self.denominator]

    @property
    def total(self) -> bool:
        """Return whether it says how much there is in a place, which large places have more of."""
        return self.kind in ADDABLE and not self.denominator

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)

    def note(self, lang: str) -> str:
        """Return what a reader must know of the quantity, or nothing."""
        return cell(self, "note", lang)

    def unit(self, lang: str) -> str:
        """Return the unit in Chinese (``zh``) or English (``en``)."""
        return cell(self, "unit", lang)


@dataclass(frozen=True)
class DerivedIndicator:
    """A quantity that the atlas computes."""

    indicator_id: Annotated[
        str,
        ColumnSchema(
            "Indicator",
            "Identifier of the computed quantity; must not repeat one of `indicators`.",
            required=True,
            unique=True,
            pattern=INDICATOR,
        ),
    ]
    numerator: Annotated[
        str,
        ColumnSchema(
            "Numerator",
            "The indicator that is divided, in its own unit.",
            name="numerator_id",
            required=True,
            refers_to=("indicators.indicator_id",),
        ),
    ]
    denominator: Annotated[
        str,
        ColumnSchema(
            "Denominator",
            (
                "What it is divided by. people: residents in units of 10,000 people (万人), for "
                "the year of the census its count, for any other period the year-end population of "
                "the same place and exactly that period. area: square kilometers computed from the "
                "boundaries in an equal-area projection. province: the province's own figure of "
                "the same indicator and period."
            ),
            required=True,
            enum=DENOMINATORS,
        ),
    ]
    factor: Annotated[
        float,
        ColumnSchema(
            "Factor",
            (
                "Multiplies the quotient to bring it to the unit of this row. Example: 亿元 / "
                "万人 × 10000 = 元/人; a share of the province × 100 = %."
            ),
            required=True,
        ),
    ]
    denominator_years: Annotated[
        int | None,
        ColumnSchema(
            "Years of residents",
            (
                "For people: where a place has no residents of the very year, those of the "
                "nearest year at most so many away are taken (of two the earlier), and every "
                "figure says which. Blank or 0: of the very year only."
            ),
            minimum=0,
            maximum=5,
        ),
    ]
    name_zh: NameZh
    name_en: NameEn
    unit_zh: Annotated[
        str,
        ColumnSchema(
            "Unit (Chinese)", "Unit after multiplication by the factor, in Chinese.", required=True
        ),
    ]
    unit_en: Annotated[
        str, ColumnSchema("Unit (English)", "The same unit in English.", required=True)
    ]
    decimals: Annotated[
        int,
        ColumnSchema(
            "Decimals",
            "Digits after the point that the quantity is shown with.",
            required=True,
            minimum=0,
            maximum=6,
        ),
    ]
    note_zh: Annotated[
        str, ColumnSchema("说明", "What a reader must know of the quantity, in Chinese.")
    ]
    note_en: Annotated[str, ColumnSchema("Note", "The same in English.")]

    @property
    def indicator(self) -> Indicator:
        """Return it as the indicator that its figures are of."""
        return Indicator(
            indicator_id=self.indicator_id,
            name_zh=self.name_zh,
            name_en=self.name_en,
            unit_zh=self.unit_zh,
            unit_en=self.unit_en,
            kind="ratio",
            decimals=self.decimals,
            note_zh=self.note_zh,
            note_en=self.note_en,
            numerator=self.numerator,
            denominator=self.denominator,
            factor=self.factor,
            denominator_years=self.denominator_years or 0,
        )


def _indicators(rows: Iterable[DerivedIndicator]) -> Mapping[str, Indicator]:
    return {row.indicator_id: row.indicator for row in rows}


INDICATORS = row_table(Indicator, "indicators", ("indicator_id",), by("indicator_id"))
DERIVED = row_table(DerivedIndicator, "derived", ("indicator_id",), _indicators, "present")
