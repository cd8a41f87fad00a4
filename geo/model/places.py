"""Places: divisions, zones and platforms, and how exactly each is known."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from math import pi, sqrt
from typing import ClassVar, Literal

from geo.files.precision import coarse
from geo.model.figures import Row, listed, number

Level = Literal["province", "prefecture", "county", "zone", "area", "platform"]
Confidence = Literal["official", "area-circle", "streets-union", "host-county", "point", "none"]

PROVINCE = "510000"
# The indicator whose figures of zones are those of the column approved_area_km2.
APPROVED = "approved_area"
LEVELS: tuple[Level, ...] = ("province", "prefecture", "county", "zone", "area", "platform")
CONFIDENCES: tuple[Confidence, ...] = (
    *("official", "area-circle", "streets-union", "host-county", "point", "none"),
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
        return self.name_zh if lang == "zh" else self.name_en


@dataclass(frozen=True)
class Boundary:
    """A boundary of a zone or an area, supplied by a user: its km2, and where it is from."""

    area_km2: float
    source_id: str


@dataclass(frozen=True)
class Zone:
    """A high-tech zone (高新区): a documented thing whose boundary is usually not published.

    ``at`` is an approximate point (CGCS2000 degrees); ``precision`` says what it is a point of.
    ``approved_km2`` (核准面积) is of one kind for all, from the national catalogue of 2018;
    the kinds of ``area_km2`` are mixed, so it sizes nothing.
    """

    place_id: str
    name_zh: str
    short_zh: str
    name_en: str
    grade: str
    candidate: bool
    counted: bool | None
    prefecture: str
    counties: tuple[str, ...]
    provincial_approval: str
    provincial_document: str
    national_approval: str
    national_document: str
    area_km2: float | None
    area_note: str
    industries: tuple[str, ...]
    parks: str
    address: str
    at: tuple[float, float] | None
    precision: str
    method: str
    source_ids: tuple[str, ...]
    note: str
    approved_km2: float | None = None
    catalogue_code: str = ""
    catalogue_name: str = ""
    catalogue_approval: str = ""
    catalogue_industries: tuple[str, ...] = ()
    level: ClassVar[Level] = "zone"

    @classmethod
    def from_row(cls, row: Row) -> Zone:
        """Return the zone a row of zones.csv describes."""
        same = ("name_zh", "name_en", "provincial_approval", "provincial_document", "parks")
        more = ("national_approval", "national_document", "area_note", "address", "note")
        counted = {"true": True, "false": False}.get(row["counted_in_27_of_2021"])
        return cls(
            **{name: row[name] for name in (*same, *more)},
            place_id=row["zone_id"],
            short_zh=row["short_name_zh"],
            grade=row["level"],
            candidate=row["upgrade_candidate"] == "true",
            counted=counted,
            prefecture=row["prefecture_adcode"],
            counties=listed(row["county_adcodes"]),
            area_km2=number(row["area_km2"]),
            industries=listed(row["industries_zh"]),
            at=_point(row),
            precision=row["location_precision"],
            method=row["location_method"],
            source_ids=listed(row["source_ids"]),
            approved_km2=number(row["approved_area_km2"]),
            catalogue_code=row["catalogue_code"],
            catalogue_name=row["catalogue_name_zh"],
            catalogue_approval=row["catalogue_approval"],
            catalogue_industries=listed(row["catalogue_industries_zh"]),
        )

    @property
    def rank(self) -> str:
        """Return national, provincial, or candidate (provincial, named for national)."""
        return "candidate" if self.candidate else self.grade

    @property
    def circle_m(self) -> float | None:
        """Return the radius in metres of the circle whose area is the approved area."""
        return None if self.approved_km2 is None else sqrt(self.approved_km2 / pi) * 1000

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return self.name_zh if lang == "zh" else self.name_en

    def confidence(self, official: Container[str]) -> Confidence:
        """Return how the zone's extent is known, the strongest statement first."""
        if self.place_id in official:
            return "official"
        if self.circle_m is not None:
            return "area-circle"
        return "host-county" if self.counties else "point"


@dataclass(frozen=True)
class Platform:
    """An innovation platform, institute or campus, with its point and how exact the point is."""

    place_id: str
    name_zh: str
    name_en: str
    type: str
    rank: str
    host: str
    field: str
    prefecture: str
    county: str
    address: str
    at: tuple[float, float] | None
    precision: str
    method: str
    location_source_id: str
    established: str
    status: str
    source_ids: tuple[str, ...]
    quote: str
    note: str
    level: ClassVar[Level] = "platform"

    @classmethod
    def from_row(cls, row: Row) -> Platform:
        """Return the platform a row of platforms.csv describes."""
        same = ("name_zh", "name_en", "type", "host", "field", "county", "address", "status")
        return cls(
            **{name: row[name] for name in (*same, "location_source_id", "quote", "note")},
            place_id=row["platform_id"],
            rank=row["level"],
            prefecture=row["prefecture_adcode"],
            at=_point(row),
            precision=row["location_precision"],
            method=row["location_method"],
            established=row["year_established"],
            source_ids=listed(row["source_id"]),
        )

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``), or in English (``en``) where there is one."""
        return self.name_en if lang == "en" and self.name_en else self.name_zh


@dataclass(frozen=True)
class PlatformType:
    """A type of platform as sources call it, and the family that a map colors it by."""

    type: str
    name_en: str
    family: str
    family_zh: str
    family_en: str

    @classmethod
    def from_row(cls, row: Row) -> PlatformType:
        """Return the type a row of platform_types.csv describes."""
        return cls(**{name: row[name] for name in cls.__dataclass_fields__})

    def name(self, lang: str) -> str:
        """Return the type in Chinese (``zh``) or English (``en``)."""
        return self.type if lang == "zh" else self.name_en

    def family_name(self, lang: str) -> str:
        """Return the family in Chinese (``zh``) or English (``en``)."""
        return self.family_zh if lang == "zh" else self.family_en


@dataclass(frozen=True)
class TechField:
    """One of the ten fields of the plan, and the clause that names it."""

    field: str
    name_en: str
    clause: str

    @classmethod
    def from_row(cls, row: Row) -> TechField:
        """Return the field a row of fields.csv describes."""
        return cls(field=row["field"], name_en=row["name_en"], clause=row["clause"])

    def name(self, lang: str) -> str:
        """Return the field in Chinese (``zh``) or English (``en``)."""
        return self.field if lang == "zh" else self.name_en


def _point(row: Row) -> tuple[float, float] | None:
    lon, lat = number(row["lon"]), number(row["lat"])
    return None if lon is None or lat is None else (coarse(lon), coarse(lat))
