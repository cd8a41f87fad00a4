"""Places: divisions, zones and platforms, and how exactly each is known."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from geo.languages import cell
from geo.levels import Level
from geo.model.cells import point
from geo.model.table_schema import ColumnSchema, SeveralCells

Confidence = Literal[
    "official", "user", "area-circle", "streets-union", "host-county", "point", "none"
]

# The columns that name the places figures are of.
PLACE_IDS = (
    *("province.adcode", "prefectures.adcode", "zones.zone_id"),
    "science_city_areas.area_id",
)
CONFIDENCES: tuple[Confidence, ...] = (
    *("official", "user", "area-circle", "streets-union", "host-county", "point", "none"),
)


@dataclass(frozen=True)
class Place:
    """An administrative division: ``place_id`` is its adcode.

    ``area_km2`` is computed from the boundary in an equal-area projection; ``label`` and
    ``bounds`` (west, south, east, north) are CGCS2000 degrees.
    """

    place_id: str
    level: Level
    name_zh: str
    name_en: str
    prefecture: str
    area_km2: float
    label: tuple[float, float]
    bounds: tuple[float, float, float, float]

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)


@dataclass(frozen=True)
class Boundary:
    """A boundary of a zone or an area, supplied by a user: its km2, and where it is from."""

    area_km2: float
    source_id: str


def point_in(lon: str, lat: str, *, required: bool = False) -> SeveralCells:
    """Return what a point is read from: the columns of its longitude and its latitude."""
    return SeveralCells(
        point,
        (
            ColumnSchema(
                "Longitude",
                (
                    "Longitude of an approximate point. Not shifted: neither GCJ-02 nor BD-09. "
                    "Blank where no point could be cited."
                ),
                name=lon,
                type="number",
                required=required,
                minimum=73,
                maximum=136,
                unit="degrees east (CGCS2000)",
            ),
            ColumnSchema(
                "Latitude",
                "Latitude of the same point. Given exactly where the longitude is.",
                name=lat,
                type="number",
                required=required,
                minimum=3,
                maximum=54,
                unit="degrees north (CGCS2000)",
            ),
        ),
    )
