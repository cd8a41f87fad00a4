"""Published totals of platforms: what the list of platforms must not be mistaken for."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated

from geo.languages import cell
from geo.model.patterns import COUNTED, DATE, DIVISION
from geo.model.shared_columns import SourceId
from geo.model.table_schema import ColumnSchema, SeveralCells, row_table


@dataclass(frozen=True)
class PlatformTotal:
    """How many platforms a source says there are; ``floor`` when it says "more than".

    ``match`` says how the types of the list compare with what the total counts: same, wider,
    narrower, or empty where nothing of the list can be counted beside it; ``why`` tells the rest.
    """

    as_of: Annotated[
        str, ColumnSchema("As of", "Month or year of the total.", required=True, pattern=DATE)
    ]
    scope_en: Annotated[str, ColumnSchema("Scope", "Whose total.", name="scope", required=True)]
    name_en: Annotated[
        str, ColumnSchema("Quantity", "What is counted.", name="indicator", required=True)
    ]
    value: Annotated[
        int,
        ColumnSchema(
            "Value",
            "The total; a plus sign means 'more than'.",
            required=True,
            pattern=COUNTED,
            convert=_count,
        ),
    ]
    floor: Annotated[bool, SeveralCells(_is_floor, ("value",))]
    source_id: SourceId
    quote: Annotated[
        str, ColumnSchema("Quote", "The words of the source.", name="quote_or_note", required=True)
    ]
    scope_zh: Annotated[
        str, ColumnSchema("Scope (Chinese)", "Whose total, in Chinese.", required=True)
    ]
    name_zh: Annotated[
        str,
        ColumnSchema(
            "Quantity (Chinese)", "What is counted, in Chinese.", name="indicator_zh", required=True
        ),
    ]
    prefecture: Annotated[
        str,
        ColumnSchema(
            "Prefecture",
            (
                "Whose platforms are counted beside the total. Blank: of the whole province, or "
                "of one host."
            ),
            name="prefecture_adcode",
            pattern=DIVISION,
            refers_to=("prefectures.adcode",),
        ),
    ]
    match: Annotated[
        str,
        ColumnSchema(
            "Match",
            (
                "How the types of the list compare with what the total counts: same, wider or "
                "narrower. Blank where nothing in the list can be counted beside it."
            ),
            enum=("same", "wider", "narrower"),
        ),
    ]
    types: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Types",
            "Types of `platforms` counted beside the total, separated by semicolons.",
            refers_to=("platform_types.type",),
        ),
    ]
    rank: Annotated[
        str,
        ColumnSchema(
            "Level",
            "Level of `platforms` counted beside the total. Blank: any.",
            name="level",
            enum=("national", "provincial"),
        ),
    ]
    status: Annotated[
        str,
        ColumnSchema(
            "Status",
            "Status of `platforms` counted beside the total. Blank: any.",
            enum=("built", "planned"),
        ),
    ]
    host: Annotated[
        str, ColumnSchema("Host", "Host of `platforms` counted beside the total. Blank: any.")
    ]
    why_zh: Annotated[
        str,
        ColumnSchema(
            "Reason (Chinese)", "Why the two do not count the same, or why nothing can be counted."
        ),
    ]
    why_en: Annotated[str, ColumnSchema("Reason (English)", "The same in English.")]

    def name(self, lang: str) -> str:
        """Return what is counted in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)

    def scope(self, lang: str) -> str:
        """Return whose total it is in Chinese (``zh``) or English (``en``)."""
        return cell(self, "scope", lang)

    def why(self, lang: str) -> str:
        """Return why the two counts are not of the same thing, or nothing."""
        return cell(self, "why", lang)


def _count(text: str) -> int:
    return int(text.removesuffix("+"))


def _is_floor(text: str) -> bool:
    return text.endswith("+")


PLATFORM_TOTALS = row_table(
    PlatformTotal, "platform_totals", ("as_of", "scope", "indicator", "source_id"), tuple
)
