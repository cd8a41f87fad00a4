"""Regions: the economic regions of the province, each a group of prefectures."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from geo.model.figures import Row, listed


@dataclass(frozen=True)
class Region:
    """An economic region: ``prefectures`` are adcodes. Each prefecture is in one region."""

    region_id: str
    name_zh: str
    name_en: str
    prefectures: tuple[str, ...]
    source_ids: tuple[str, ...]

    @classmethod
    def from_row(cls, row: Row) -> Region:
        """Return a region of one prefecture, as a row of regions.csv states it."""
        return cls(
            region_id=row["region_id"],
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            prefectures=(row["prefecture_adcode"],),
            source_ids=listed(row["source_id"]),
        )

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return self.name_zh if lang == "zh" else self.name_en


def gathered(rows: Iterable[Region]) -> dict[str, Region]:
    """Return regions by id, the rows of one region put together in their order."""
    found: dict[str, Region] = {}
    for row in rows:
        known = found.get(row.region_id)
        found[row.region_id] = row if known is None else _joined(known, row)
    return found


def _joined(one: Region, other: Region) -> Region:
    return Region(
        region_id=one.region_id,
        name_zh=one.name_zh,
        name_en=one.name_en,
        prefectures=(*one.prefectures, *other.prefectures),
        source_ids=tuple(dict.fromkeys((*one.source_ids, *other.source_ids))),
    )
