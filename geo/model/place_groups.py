"""Place groups: groups of prefectures that have a name of their own, such as 成德绵."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from geo.model.cells import single
from geo.model.patterns import DIVISION, WORDS
from geo.model.shared_columns import SourceIds
from geo.model.table_schema import ColumnSchema, row_table


@dataclass(frozen=True)
class PlaceGroup:
    """A named group: ``prefectures`` are adcodes. Unlike regions, groups may overlap.

    ``quote`` are the words that name it and its members.
    """

    group_id: Annotated[str, ColumnSchema("Group", "Identifier.", required=True, pattern=WORDS)]
    name_zh: Annotated[str, ColumnSchema("Name", "Name of the group in Chinese.", required=True)]
    name_en: Annotated[
        str, ColumnSchema("Name in English", "Name of the group in English.", required=True)
    ]
    prefectures: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Prefecture",
            "Adcode of the prefecture.",
            name="prefecture_adcode",
            required=True,
            pattern=DIVISION,
            refers_to=("prefectures.adcode",),
            convert=single,
        ),
    ]
    source_ids: SourceIds
    quote: Annotated[
        str, ColumnSchema("Quote", "The words that name the group and its members.", required=True)
    ]

    @classmethod
    def gathered(cls, rows: Iterable[PlaceGroup]) -> Mapping[str, PlaceGroup]:
        """Return groups by id, the rows of one group put together in their order."""
        members: dict[str, list[PlaceGroup]] = {}
        for row in rows:
            members.setdefault(row.group_id, []).append(row)
        return {
            name: cls(
                group_id=name,
                name_zh=place_groups[0].name_zh,
                name_en=place_groups[0].name_en,
                prefectures=tuple(row.prefectures[0] for row in place_groups),
                source_ids=tuple(dict.fromkeys(s for row in place_groups for s in row.source_ids)),
                quote=place_groups[0].quote,
            )
            for name, place_groups in members.items()
        }


PLACE_GROUPS = row_table(
    PlaceGroup,
    "place_groups",
    ("group_id", "prefecture_adcode"),
    PlaceGroup.gathered,
    "present",
)
