"""Place groups: groups of prefectures that have a name of their own, such as 成德绵."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.model.figures import Row, listed


@dataclass(frozen=True)
class PlaceGroup:
    """A named group: ``prefectures`` are adcodes. Unlike regions, groups may overlap.

    ``quote`` are the words that name it and its members.
    """

    group_id: str
    name_zh: str
    name_en: str
    prefectures: tuple[str, ...]
    source_ids: tuple[str, ...]
    quote: str

    @classmethod
    def from_row(cls, row: Row) -> PlaceGroup:
        """Return a group of one prefecture, as a row of place_groups.csv states it."""
        return cls(
            group_id=row["group_id"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            prefectures=(row["prefecture_adcode"],),
            source_ids=listed(row["source_id"]),
            quote=row["quote"],
        )

    @classmethod
    def gathered(cls, rows: Iterable[PlaceGroup]) -> dict[str, PlaceGroup]:
        """Return groups by id, the rows of one group put together in their order."""
        members: dict[str, list[PlaceGroup]] = {}
        for row in rows:
            members.setdefault(row.group_id, []).append(row)
        return {
            name: cls(
                group_id=name,
                name_zh=found[0].name_zh,
                name_en=found[0].name_en,
                prefectures=tuple(row.prefectures[0] for row in found),
                source_ids=tuple(dict.fromkeys(s for row in found for s in row.source_ids)),
                quote=found[0].quote,
            )
            for name, found in members.items()
        }
