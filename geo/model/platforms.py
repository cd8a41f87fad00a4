"""Platforms: innovation platforms, institutes and campuses, and their types."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Annotated, ClassVar

from geo.languages import cell
from geo.levels import Level
from geo.model.cells import listed
from geo.model.patterns import DIVISION, PLATFORM, WORD, YEAR
from geo.model.places import point_in
from geo.model.table_schema import ColumnSchema, by, row_table


@dataclass(frozen=True)
class Platform:
    """An innovation platform, institute or campus, with its point and how exact the point is."""

    place_id: Annotated[
        str,
        ColumnSchema(
            "Platform",
            "Identifier.",
            name="platform_id",
            required=True,
            unique=True,
            pattern=PLATFORM,
        ),
    ]
    name_zh: Annotated[
        str,
        ColumnSchema("Name (Chinese)", "Name as the source prints it.", required=True, unique=True),
    ]
    name_en: Annotated[str, ColumnSchema("Name (English)", "Name in English.")]
    type: Annotated[
        str,
        ColumnSchema(
            "Type",
            "Type of platform; its family stands in `platform_types`.",
            required=True,
            refers_to=("platform_types.type",),
        ),
    ]
    rank: Annotated[
        str,
        ColumnSchema(
            "Level",
            "Who designated it.",
            name="level",
            required=True,
            enum=("national", "provincial", "local", "institution", "unspecified"),
        ),
    ]
    host: Annotated[str, ColumnSchema("Host", "Organization that runs it.")]
    field: Annotated[
        str,
        ColumnSchema(
            "Field",
            "Field of technology, one of `fields`; blank where none fits.",
            refers_to=("fields.field",),
        ),
    ]
    prefecture: Annotated[
        str,
        ColumnSchema(
            "Prefecture",
            "Adcode of the prefecture; blank where the source does not say.",
            name="prefecture_adcode",
            pattern=DIVISION,
            refers_to=("prefectures.adcode",),
        ),
    ]
    county: Annotated[
        str,
        ColumnSchema(
            "County (Chinese)", "Name of the county; blank where the source does not say."
        ),
    ]
    address: Annotated[str, ColumnSchema("Address", "Address or place name.")]
    at: Annotated[tuple[float, float] | None, point_in("lon", "lat")]
    precision: Annotated[
        str,
        ColumnSchema(
            "Precision of the point",
            (
                "What the point is a point of. Only campus and site are the place itself. Some "
                "hosts are kept at the level of the city on purpose."
            ),
            name="location_precision",
            enum=(
                "campus",
                "township",
                "county-seat",
                "county-centroid",
                "prefecture-seat",
                "site",
            ),
        ),
    ]
    method: Annotated[
        str, ColumnSchema("Method of the point", "How the point was found.", name="location_method")
    ]
    location_source_id: Annotated[
        str,
        ColumnSchema(
            "Source of the point",
            "The data set that the point was read from.",
            refers_to=("sources.source_id",),
        ),
    ]
    established: Annotated[
        str,
        ColumnSchema(
            "Established", "Year of foundation or approval.", name="year_established", pattern=YEAR
        ),
    ]
    status: Annotated[
        str,
        ColumnSchema(
            "Status",
            "Some platforms are planned, not built.",
            required=True,
            enum=("built", "planned"),
        ),
    ]
    source_ids: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Source",
            "The document it was read from.",
            name="source_id",
            required=True,
            refers_to=("sources.source_id",),
            convert=listed,
        ),
    ]
    quote: Annotated[str, ColumnSchema("Quote", "The words of the source.", required=True)]
    note: Annotated[str, ColumnSchema("Note", "Doubts, successors, assumptions.")]
    level: ClassVar[Level] = "platform"

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``), or in English (``en``) where there is one."""
        return cell(self, "name", lang) or self.name_zh


@dataclass(frozen=True)
class PlatformType:
    """A type of platform as sources call it, and the family that a map colors it by."""

    type: Annotated[
        str, ColumnSchema("Type", "Type as `platforms` words it.", required=True, unique=True)
    ]
    name_en: Annotated[str, ColumnSchema("Name (English)", "Name in English.", required=True)]
    family: Annotated[
        str,
        ColumnSchema(
            "Family",
            "Identifier of the family of types; a family has one symbol on the map.",
            required=True,
            pattern=WORD,
        ),
    ]
    family_zh: Annotated[
        str, ColumnSchema("Family (Chinese)", "Name of the family.", required=True)
    ]
    family_en: Annotated[
        str, ColumnSchema("Family (English)", "Name of the family in English.", required=True)
    ]

    @property
    def name_zh(self) -> str:
        """Return the type as sources word it."""
        return self.type

    def name(self, lang: str) -> str:
        """Return the type in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)

    def family_name(self, lang: str) -> str:
        """Return the family in Chinese (``zh``) or English (``en``)."""
        return cell(self, "family", lang)


PLATFORMS = row_table(Platform, "platforms", ("platform_id",), by("place_id"))
PLATFORM_TYPES = row_table(PlatformType, "platform_types", ("type",), by("type"))
