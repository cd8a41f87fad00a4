"""Regions: the economic regions of the province, each a group of prefectures."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Annotated

from geo.languages import cell
from geo.model.cells import single
from geo.model.patterns import DIVISION, WORDS
from geo.model.shared_columns import SourceIds
from geo.model.table_schema import ColumnSchema, row_table


@dataclass(frozen=True)
class Region:
    """An economic region: ``prefectures`` are adcodes. Each prefecture is in one region."""

    region_id: Annotated[str, ColumnSchema("Region", "Identifier.", required=True, pattern=WORDS)]
    name_zh: Annotated[str, ColumnSchema("Name", "Name of the region in Chinese.", required=True)]
    name_en: Annotated[
        str, ColumnSchema("Name in English", "Name of the region in English.", required=True)
    ]
    prefectures: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Prefecture",
            "Adcode of the prefecture.",
            name="prefecture_adcode",
            required=True,
            unique=True,
            pattern=DIVISION,
            refers_to=("prefectures.adcode",),
            convert=single,
        ),
    ]
    source_ids: SourceIds

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)


def _gathered(rows: Iterable[Region]) -> Mapping[str, Region]:
    """Return regions by id, the rows of one region put together in their order."""
    found: dict[str, Region] = {}
    for row in rows:
        known = found.get(row.region_id)
        found[row.region_id] = row if known is None else _joined(known, row)
    return found


def _joined(region: Region, other: Region) -> Region:
    return Region(
        region_id=region.region_id,
        name_zh=region.name_zh,
        name_en=region.name_en,
        prefectures=(*region.prefectures, *other.prefectures),
        source_ids=tuple(dict.fromkeys((*region.source_ids, *other.source_ids))),
    )


REGIONS = row_table(Region, "regions", ("prefecture_adcode",), _gathered)
