"""What the plan says of its ten fields: numbered parts, boxes, and the words that name a field."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from geo.languages import cell
from geo.model.cells import listed
from geo.model.table_schema import ColumnSchema, SeveralCells, by, row_table


@dataclass(frozen=True)
class TechField:
    """One of the ten fields of the plan, and the clause that names it."""

    field: Annotated[
        str,
        ColumnSchema(
            "Field (Chinese)",
            "Name of the field as the plan words it, shortened.",
            required=True,
            unique=True,
        ),
    ]
    name_en: Annotated[str, ColumnSchema("Field (English)", "Name in English.", required=True)]
    clause: Annotated[
        str,
        ColumnSchema("Clause", "Section of the plan that is about it.", required=True),
    ]

    @property
    def name_zh(self) -> str:
        """Return the field as the plan words it."""
        return self.field

    def name(self, lang: str) -> str:
        """Return the field in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)


@dataclass(frozen=True)
class FieldPart:
    """A numbered part of a field, such as 三（一）2 新型显示."""

    clause: Annotated[
        str,
        ColumnSchema(
            "Clause",
            "Section and number in the plan.",
            required=True,
            unique=True,
        ),
    ]
    field: Annotated[
        str,
        ColumnSchema(
            "Field", "The field it is a part of.", required=True, refers_to=("fields.field",)
        ),
    ]
    name_zh: Annotated[
        str, ColumnSchema("Part (Chinese)", "Its heading in the plan.", required=True)
    ]
    name_en: Annotated[
        str, ColumnSchema("Part (English)", "The heading in English.", required=True)
    ]

    def name(self, lang: str) -> str:
        """Return the heading in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)


@dataclass(frozen=True)
class PlanBox:
    """A box (专栏) of the plan: ``quote`` is its whole text, ``programmes`` may be none.

    A programme is (Chinese name, what it is about in English).
    """

    number: Annotated[
        int,
        ColumnSchema(
            "Box", "Its number.", name="box", required=True, unique=True, minimum=1, maximum=8
        ),
    ]
    field: Annotated[
        str,
        ColumnSchema(
            "Field",
            "The field it belongs to.",
            required=True,
            unique=True,
            refers_to=("fields.field",),
        ),
    ]
    title_zh: Annotated[str, ColumnSchema("Title (Chinese)", "Its heading.", required=True)]
    title_en: Annotated[
        str, ColumnSchema("Title (English)", "The heading in English.", required=True)
    ]
    programmes: Annotated[
        tuple[tuple[str, str], ...],
        SeveralCells(
            _pairs,
            (
                ColumnSchema(
                    "Programmes (Chinese)",
                    (
                        "Special programmes (专项) that it names, separated by semicolons. Blank "
                        "where it names none."
                    ),
                    name="programmes_zh",
                ),
                ColumnSchema(
                    "Programmes (English)",
                    "What each programme is about, in the same order.",
                    name="programmes_en",
                ),
            ),
        ),
    ]
    quote: Annotated[str, ColumnSchema("Quote", "Its whole text.", required=True)]

    @property
    def clause(self) -> str:
        """Return how the plan numbers the box."""
        return f"专栏 {self.number}"

    def title(self, lang: str) -> str:
        """Return the heading in Chinese (``zh``) or English (``en``)."""
        return cell(self, "title", lang)


@dataclass(frozen=True)
class FieldWord:
    """A word of the industry lists that belongs to a field, and the words of the plan for it.

    ``basis`` is verbatim (the quoted words contain the word) or reading (they do not).
    """

    word: Annotated[str, ColumnSchema("Word", "The word of the industry lists.", required=True)]
    word_en: Annotated[str, ColumnSchema("Word (English)", "The word in English.", required=True)]
    field: Annotated[
        str,
        ColumnSchema(
            "Field",
            "The field it is counted under. A word may stand under several.",
            required=True,
            refers_to=("fields.field",),
        ),
    ]
    clause: Annotated[
        str,
        ColumnSchema(
            "Clause",
            "Where in the plan the quoted words stand.",
            required=True,
        ),
    ]
    quote: Annotated[str, ColumnSchema("Quote", "Words of the plan in that clause.", required=True)]
    basis: Annotated[
        str,
        ColumnSchema(
            "Basis",
            (
                "verbatim: the quoted words contain the word; reading: they do not, and the "
                "atlas reads it so."
            ),
            required=True,
            enum=("verbatim", "reading"),
        ),
    ]


def _pairs(names: str, meanings: str) -> tuple[tuple[str, str], ...]:
    """Return the programmes of a box; ValueError if one lacks a name."""
    return tuple(zip(listed(names), listed(meanings), strict=True))


FIELDS = row_table(TechField, "fields", ("field",), by("field"))
FIELD_PARTS = row_table(FieldPart, "field_parts", ("clause",), tuple)
BOXES = row_table(PlanBox, "boxes", ("box",), by("field"))
FIELD_WORDS = row_table(FieldWord, "field_words", ("word", "field"), tuple)
