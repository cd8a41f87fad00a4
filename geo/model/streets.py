"""Unions of streets: what sources name as the streets of a place, drawn by a third party.

Not official, and of another licence than the boundaries: kept in a file of their own, merged with
nothing, drawn only where somebody asks for them, and left out of whatever the public sees.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from geo.files.shape_files import read_level
from geo.files.shape_rings import Polygons
from geo.languages import cell
from geo.model.cells import listed
from geo.model.places import Confidence

LEVEL = "street"
CONFIDENCE: Confidence = "streets-union"


@dataclass(frozen=True)
class StreetUnion:
    """The streets of a science-city area: their outline with corners as they may be published.

    ``towns`` are the streets, ``source_ids`` the outline's document and those that name them.
    """

    area_id: str
    zone_id: str
    name_zh: str
    name_en: str
    towns: tuple[str, ...]
    source_ids: tuple[str, ...]
    polygons: Polygons

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)


def street_unions(folder: Path) -> tuple[StreetUnion, ...]:
    """Return the unions that a data folder has; none where there is no file.

    Raises CatalogueError for a file that the check would not take.
    """
    return tuple(
        StreetUnion(
            area_id=feature.word("area_id"),
            zone_id=feature.word("zone_id"),
            name_zh=feature.word("name_zh"),
            name_en=feature.word("name_en"),
            towns=listed(feature.word("towns")),
            source_ids=(feature.word("source_id"), *listed(feature.word("named_by"))),
            polygons=feature.drawn,
        )
        for feature in read_level(folder, LEVEL).sound()
    )
