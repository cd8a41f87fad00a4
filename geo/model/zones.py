"""High-tech zones: documented things whose boundary is usually not published."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from math import pi, sqrt
from typing import Annotated, ClassVar

from geo.languages import cell
from geo.levels import Level
from geo.model.patterns import CATALOGUE, DATE, DIVISION, TOWN, ZONE
from geo.model.places import Confidence, point_in
from geo.model.table_schema import ColumnSchema, TableSchema, by, row_table

# The indicator whose figures of zones are those of the column approved_area_km2.
APPROVED = "approved_area"


@dataclass(frozen=True)
class Zone:
    """A high-tech zone (高新区): a documented thing whose boundary is usually not published.

    ``at`` is an approximate point (CGCS2000 degrees); ``precision`` says what it is a point of.
    ``approved_km2`` (核准面积) is of one kind for all, from the national catalogue of 2018;
    the kinds of ``area_km2`` are mixed, so it sizes nothing.
    """

    place_id: Annotated[
        str,
        ColumnSchema(
            "Zone", "Identifier.", name="zone_id", required=True, unique=True, pattern=ZONE
        ),
    ]
    name_zh: Annotated[
        str, ColumnSchema("Name (Chinese)", "Full official name.", required=True, unique=True)
    ]
    short_zh: Annotated[
        str,
        ColumnSchema(
            "Short name (Chinese)", "Short name in use.", name="short_name_zh", required=True
        ),
    ]
    name_en: Annotated[str, ColumnSchema("Name (English)", "Name in English.", required=True)]
    grade: Annotated[
        str,
        ColumnSchema(
            "Level",
            "Who approved it.",
            name="level",
            required=True,
            enum=("national", "provincial"),
        ),
    ]
    candidate: Annotated[
        bool,
        ColumnSchema(
            "Upgrade candidate",
            "Whether the plan names it among the provincial zones to be raised to national level.",
            name="upgrade_candidate",
            required=True,
        ),
    ]
    counted: Annotated[
        bool | None,
        ColumnSchema(
            "Counted in the base year",
            "Whether it is one of the zones that the plan counts for its base year.",
            name="counted_in_base_year",
            required=True,
            enum=("true", "false", "unknown"),
            convert=_stated,
        ),
    ]
    prefecture: Annotated[
        str,
        ColumnSchema(
            "Prefecture",
            "Adcode of the prefecture that it lies in.",
            name="prefecture_adcode",
            required=True,
            pattern=DIVISION,
            refers_to=("prefectures.adcode",),
        ),
    ]
    counties: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Host counties",
            "Adcodes of the counties that host it, separated by semicolons.",
            name="county_adcodes",
            refers_to=("counties.adcode",),
        ),
    ]
    provincial_approval: Annotated[
        str,
        ColumnSchema(
            "Provincial approval", "When the province approved it, in the words of the sources."
        ),
    ]
    provincial_document: Annotated[str, ColumnSchema("Provincial document", "By which document.")]
    national_approval: Annotated[
        str, ColumnSchema("National approval", "When the State Council approved it.", pattern=DATE)
    ]
    national_document: Annotated[str, ColumnSchema("National document", "By which document.")]
    area_km2: Annotated[
        float | None,
        ColumnSchema(
            "Other documented area",
            (
                "Area that a source gives: administered, planned, built or approved, see the "
                "note. Kinds are mixed: never compared, never drawn. Not measured from a "
                "boundary."
            ),
            minimum=0,
            unit="km²",
        ),
    ]
    area_note: Annotated[
        str, ColumnSchema("Note on the area", "Which area that is, and what other sources say.")
    ]
    industries: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Industries (Chinese)",
            "Leading industries, separated by semicolons.",
            name="industries_zh",
        ),
    ]
    parks: Annotated[str, ColumnSchema("Parks", "Parts of the zone.")]
    address: Annotated[str, ColumnSchema("Address", "Address or neighborhood.")]
    at: Annotated[tuple[float, float] | None, point_in("lon", "lat", required=True)]
    precision: Annotated[
        str,
        ColumnSchema(
            "Precision of the point",
            (
                "What the point is a point of. Only site is the place itself; geocoded-name is a "
                "geocoder's answer to the zone's name, inside the host county."
            ),
            name="location_precision",
            required=True,
            enum=(
                "township",
                "county-seat",
                "county-interior",
                "prefecture-point",
                "geocoded-name",
                "site",
            ),
        ),
    ]
    method: Annotated[
        str,
        ColumnSchema(
            "Method of the point", "How the point was found.", name="location_method", required=True
        ),
    ]
    source_ids: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Sources",
            "Documents, separated by semicolons.",
            required=True,
            refers_to=("sources.source_id",),
        ),
    ]
    note: Annotated[
        str, ColumnSchema("Note", "Contradictions between sources, predecessors, doubts.")
    ]
    catalogue_code: Annotated[
        str,
        ColumnSchema(
            "Code in the catalogue",
            (
                "Code of its entry in the national catalogue of development zones "
                "(中国开发区审核公告目录); blank if it has no entry."
            ),
            unique=True,
            pattern=CATALOGUE,
        ),
    ]
    catalogue_name: Annotated[
        str,
        ColumnSchema(
            "Name in the catalogue (Chinese)",
            "Name of that entry: some zones stand there under their predecessor.",
            name="catalogue_name_zh",
        ),
    ]
    catalogue_approval: Annotated[
        str,
        ColumnSchema(
            "Approval in the catalogue",
            "Month of approval that the catalogue gives for the entry.",
            pattern=DATE,
        ),
    ]
    approved_km2: Annotated[
        float | None,
        ColumnSchema(
            "Approved area",
            (
                "核准面积: the approved park land that the catalogue gives. One kind for every "
                "zone that has it, and the area of its circle on the map; not a boundary."
            ),
            name="approved_area_km2",
            minimum=0,
            unit="km²",
        ),
    ]
    catalogue_industries: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Industries in the catalogue (Chinese)",
            "Leading industries of that entry, separated by semicolons.",
            name="catalogue_industries_zh",
        ),
    ]
    level: ClassVar[Level] = "zone"

    @property
    def rank(self) -> str:
        """Return national, provincial, or candidate (provincial, named for national)."""
        return "candidate" if self.candidate else self.grade

    @property
    def circle_m(self) -> float | None:
        """Return the radius in metres of the circle whose area is the approved area."""
        return None if self.approved_km2 is None else sqrt(self.approved_km2 / pi) * 1000

    def short(self, lang: str) -> str:
        """Return the name that a label has room for; the whole name where there is no shorter."""
        words: str = getattr(self, f"short_{lang}", self.name(lang))
        return words

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)

    def confidence(self, official: Container[str]) -> Confidence:
        """Return how the zone's extent is known, the strongest statement first."""
        if self.place_id in official:
            return "official"
        if self.circle_m is not None:
            return "area-circle"
        return "host-county" if self.counties else "point"


def _stated(text: str) -> bool | None:
    return {"true": True, "false": False}.get(text)


ZONES = row_table(Zone, "zones", ("zone_id",), by("place_id"))
# No map shows them; the check holds them against the zones and the counties.
ZONE_TOWNS = TableSchema(
    "zone_towns",
    "statistics/zone_towns.csv",
    ("zone_id", "town_name"),
    (
        ColumnSchema(
            "Zone", "The zone.", name="zone_id", required=True, refers_to=("zones.zone_id",)
        ),
        ColumnSchema(
            "Town", "Name of the town, street or statistical unit.", name="town_name", required=True
        ),
        ColumnSchema(
            "Town code",
            "Nine-digit statistical code; its first six digits are the county.",
            name="town_code",
            pattern=TOWN,
        ),
        ColumnSchema(
            "Sources",
            "Documents, separated by semicolons.",
            name="source_id",
            required=True,
            refers_to=("sources.source_id",),
            delimiter=";",
        ),
        ColumnSchema(
            "Basis",
            "How the source words the membership, and what contradicts it.",
            name="basis",
            required=True,
        ),
    ),
    "unread",
)
