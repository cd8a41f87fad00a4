"""Targets: the numbered aims of documents."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from geo.languages import cell
from geo.model.patterns import YEAR
from geo.model.places import PLACE_IDS
from geo.model.shared_columns import SourceId
from geo.model.table_schema import ColumnSchema, row_table

# Whose aims there are: those of a part of a science city stand in its own words.
AIMING = PLACE_IDS[:3]


@dataclass(frozen=True)
class Target:
    """One numbered aim of a document: base, due year and value, with the words that give it.

    ``kind`` is level (a state by the due year), yearly (so much in every year) or total (so much
    in all). ``due_period`` is blank where the document names no year. ``bound`` is how it is
    worded: reach, exceed or at-least; the text may word a number of Table 1 once more.
    """

    target_id: Annotated[str, ColumnSchema("Target", "Identifier.", required=True, unique=True)]
    in_table_1: Annotated[
        int | None,
        ColumnSchema(
            "Row in Table 1",
            (
                "The aim's row in Table 1 of the plan; blank if the plan states it in its text or "
                "another document does."
            ),
            unique=True,
            minimum=1,
            maximum=10,
        ),
    ]
    indicator_id: Annotated[
        str,
        ColumnSchema(
            "Indicator", "What is aimed at.", required=True, refers_to=("indicators.indicator_id",)
        ),
    ]
    place_id: Annotated[
        str,
        ColumnSchema("Place", "Who aims: an adcode or a zone.", required=True, refers_to=AIMING),
    ]
    kind: Annotated[
        str,
        ColumnSchema(
            "Kind",
            (
                "`level`: a state to be reached by the due year; `yearly`: so much in every "
                "year; `total`: so much in all, without a year of its own."
            ),
            required=True,
            enum=("level", "yearly", "total"),
        ),
    ]
    bound: Annotated[
        str,
        ColumnSchema(
            "Bound",
            (
                "How the document words it: `reach` (达到, or a bare number), `exceed` (突破, "
                "超过), `at-least` (以上)."
            ),
            required=True,
            enum=("reach", "exceed", "at-least"),
        ),
    ]
    base_period: Annotated[
        str, ColumnSchema("Base year", "The year the document starts from.", pattern=YEAR)
    ]
    base_value: Annotated[
        float | None,
        ColumnSchema(
            "Base value",
            "The figure of the base year as the document prints it; blank if it prints none.",
            unit="see indicators.unit_zh",
        ),
    ]
    due_period: Annotated[
        str,
        ColumnSchema(
            "Due year",
            (
                "The year in which the aim is due; blank if the document names none (an aim for "
                "every year, or one without a date)."
            ),
            pattern=YEAR,
        ),
    ]
    value: Annotated[
        float,
        ColumnSchema(
            "Target value",
            "The figure aimed at, as the row named by `clause` prints it.",
            required=True,
            unit="see indicators.unit_zh",
        ),
    ]
    document: Annotated[str, ColumnSchema("Document", "Number of the document.", required=True)]
    clause: Annotated[
        str,
        ColumnSchema(
            "Clause",
            (
                "Where the quote stands: chapter and section, or the row of Table 1; blank if it "
                "was not read."
            ),
        ),
    ]
    source_id: SourceId
    quote: Annotated[
        str,
        ColumnSchema(
            "Quote", "The words of the document that give the aim, from `clause`.", required=True
        ),
    ]
    text_clause: Annotated[
        str,
        ColumnSchema(
            "Clause of the text",
            "Where the text words an aim of Table 1 once more; blank if it does not.",
        ),
    ] = ""
    text_quote: Annotated[
        str,
        ColumnSchema(
            "Words of the text", "How the text words an aim of Table 1; it gives the bound."
        ),
    ] = ""
    note_zh: Annotated[
        str, ColumnSchema("说明", "What a reader must know of the aim, in Chinese.")
    ] = ""
    note_en: Annotated[str, ColumnSchema("Note", "The same in English.")] = ""

    def note(self, lang: str) -> str:
        """Return what a reader must know of the aim, or nothing."""
        return cell(self, "note", lang)


TARGETS = row_table(Target, "targets", ("target_id",), tuple)
