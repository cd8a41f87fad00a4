"""Science cities: the parts of two planned cities, and how exactly each is known."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from math import pi, sqrt
from typing import ClassVar, Literal

from geo.files.precision import coarse
from geo.model.figures import Row, Value, listed, number
from geo.model.places import Confidence, Level

City = Literal["wcsc", "mst"]
CITIES: tuple[City, ...] = ("wcsc", "mst")
# The whole has no symbol: it is its parts, and no point of it is known.
WHOLE = "whole"
KINDS = ("core", "zone", "belt", "overlay", "facility")
# The parts whose planned areas add up to the whole.
ADDED = ("core", "zone")
PLANNED = "planned_area"
VERSIONS = ("2020", "2021")
SEAT = "prefecture-seat"


@dataclass(frozen=True)
class ScienceCityArea:
    """A part of a science city, or (kind ``whole``) the science city itself.

    ``area_km2`` is a documented area that belongs to no version of the plan; planned areas are
    figures. ``named_by`` are the words by which an address or a name says it lies here.
    """

    place_id: str
    science_city: str
    name_zh: str
    name_en: str
    short_zh: str
    short_en: str
    kind: str
    prefecture: str
    counties: tuple[str, ...]
    area_km2: float | None
    area_about: bool
    area_note_zh: str
    area_note_en: str
    quote: str
    limits_zh: str
    limits_en: str
    towns: str
    function_zh: str
    function_en: str
    industries_zh: str
    industries_en: str
    key_platforms: str
    named_by: tuple[str, ...]
    at: tuple[float, float] | None
    precision: str
    method: str
    aims: str
    note_zh: str
    note_en: str
    source_ids: tuple[str, ...]
    level: ClassVar[Level] = "area"

    @classmethod
    def from_row(cls, row: Row) -> ScienceCityArea:
        """Return the area a row of science_city_areas.csv describes."""
        same = ("science_city", "short_zh", "short_en", "kind", "area_note_zh", "area_note_en")
        more = ("function_en", "key_platforms", "note_zh", "note_en")
        lon, lat = number(row["centre_lon"]), number(row["centre_lat"])
        return cls(
            **{name: row[name] for name in (*same, *more)},
            place_id=row["area_id"],
            name_zh=row["component_zh"],
            name_en=row["component_en"],
            prefecture=row["prefecture_adcode"],
            counties=listed(row["county_adcodes"]),
            area_km2=number(row["area_km2"]),
            area_about=row["area_about"] == "true",
            quote=row["area_quote"],
            limits_zh=row["boundaries_zh"],
            limits_en=row["boundaries_en"],
            towns=row["districts_streets_towns"],
            function_zh=row["function"],
            industries_zh=row["lead_industries"],
            industries_en=row["lead_industries_en"],
            named_by=listed(row["named_by"]),
            at=None if lon is None or lat is None else (coarse(lon), coarse(lat)),
            precision=row["location_precision"],
            method=row["location_method"],
            aims=row["targets_2025"],
            source_ids=listed(row["source_ids"]),
        )

    @property
    def city(self) -> str:
        """Return which science city it is of: wcsc (Chengdu) or mst (Mianyang)."""
        return self.place_id.partition("-")[0]

    @property
    def city_level(self) -> bool:
        """Return whether its point is only the seat of the prefecture, and stays there."""
        return self.precision == SEAT

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return self.name_zh if lang == "zh" else self.name_en

    def short(self, lang: str) -> str:
        """Return the name that a map has room for."""
        return self.short_zh if lang == "zh" else self.short_en

    def limits(self, lang: str) -> str:
        """Return the limits in words (四至), or nothing where no source gives them."""
        return self.limits_zh if lang == "zh" else self.limits_en

    def area_note(self, lang: str) -> str:
        """Return what else is said of its area."""
        return self.area_note_zh if lang == "zh" else self.area_note_en

    def function(self, lang: str) -> str:
        """Return what it is meant for."""
        return self.function_zh if lang == "zh" else self.function_en

    def industries(self, lang: str) -> str:
        """Return its leading industries."""
        return self.industries_zh if lang == "zh" else self.industries_en

    def remark(self, lang: str) -> str:
        """Return contradictions, doubts and arithmetic."""
        return self.note_zh if lang == "zh" else self.note_en

    def confidence(self, official: Container[str], extent: Extent | None) -> Confidence:
        """Return how the extent is known, the strongest statement first.

        A point that is only the seat of a prefecture carries no circle: the area is elsewhere.
        """
        if self.place_id in official:
            return "official"
        if extent is not None and self.at is not None and not self.city_level:
            return "area-circle"
        if self.counties:
            return "host-county"
        return "none" if self.at is None else "point"


@dataclass(frozen=True)
class Words:
    """What a document says of areas: its clause (of the plan), its words, and them in English."""

    word_id: str
    areas: tuple[str, ...]
    clause: str
    quote: str
    said_en: str
    source_id: str

    @classmethod
    def from_row(cls, row: Row) -> Words:
        """Return the words a row of science_city_words.csv holds."""
        same = ("word_id", "clause", "quote", "said_en", "source_id")
        return cls(**{name: row[name] for name in same}, areas=listed(row["area_ids"]))

    @property
    def of_laboratories(self) -> bool:
        """Return whether they speak of the system of laboratories."""
        return self.word_id.startswith("laboratories")


@dataclass(frozen=True)
class Extent:
    """A documented area in km2; ``about`` says that its source rounds it.

    ``value`` is the figure of a plan version, or None for an area of another document.
    """

    km2: float
    about: bool
    value: Value | None = None

    @property
    def circle_m(self) -> float:
        """Return the radius in metres of the circle of this area."""
        return sqrt(self.km2 / pi) * 1000
