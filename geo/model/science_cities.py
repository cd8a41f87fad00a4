"""Science cities: the parts of planned cities, and how exactly each is known."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import dataclass
from math import pi, sqrt
from typing import Annotated, ClassVar

from geo.languages import cell
from geo.levels import Level
from geo.model.figures import Value
from geo.model.patterns import AREA, DIVISION, WORDS
from geo.model.places import Confidence, point_in
from geo.model.table_schema import ColumnSchema, by, row_table

# The whole has no symbol: it is its parts, and no point of it is known.
WHOLE = "whole"
KINDS = ("core", "zone", "belt", "overlay", "facility")
# The parts whose planned areas add up to the whole.
ADDED = ("core", "zone")
PLANNED = "planned_area"
SEAT = "prefecture-seat"


@dataclass(frozen=True)
class ScienceCityArea:
    """A part of a science city, or (kind ``whole``) the science city itself.

    ``area_km2`` is a documented area that belongs to no version of the plan; planned areas are
    figures. ``named_by`` are the words by which an address or a name says it lies here.
    """

    place_id: Annotated[
        str,
        ColumnSchema(
            "Area",
            "Identifier: that of its science city, and a number.",
            name="area_id",
            required=True,
            unique=True,
            pattern=AREA,
        ),
    ]
    science_city: Annotated[str, ColumnSchema("Science city", "Which of the two.", required=True)]
    name_zh: Annotated[
        str, ColumnSchema("Part (Chinese)", "Name of the part.", name="component_zh", required=True)
    ]
    name_en: Annotated[
        str,
        ColumnSchema(
            "Part (English)", "Name of the part in English.", name="component_en", required=True
        ),
    ]
    short_zh: Annotated[
        str, ColumnSchema("Short name (Chinese)", "Name on the map.", required=True)
    ]
    short_en: Annotated[
        str, ColumnSchema("Short name (English)", "Name on the map.", required=True)
    ]
    kind: Annotated[
        str,
        ColumnSchema(
            "Kind",
            "What the part is in the plan of the science city.",
            required=True,
            enum=(WHOLE, *KINDS),
        ),
    ]
    prefecture: Annotated[
        str,
        ColumnSchema(
            "Prefecture",
            "Adcode of the prefecture that it lies in. Blank for the belt, which joins two.",
            name="prefecture_adcode",
            pattern=DIVISION,
            refers_to=("prefectures.adcode",),
        ),
    ]
    counties: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Host counties",
            (
                "Adcodes of the counties that the words of its documents name, separated by "
                "semicolons."
            ),
            name="county_adcodes",
            refers_to=("counties.adcode",),
        ),
    ]
    area_km2: Annotated[
        float | None,
        ColumnSchema(
            "Documented area",
            (
                "Area that a document gives and that belongs to no version of the plan: planned, "
                "administered or rounded, see the note."
            ),
            minimum=0,
            unit="km²",
        ),
    ]
    area_about: Annotated[
        bool,
        ColumnSchema(
            "Area is rounded",
            (
                'Whether the document says "about" or "nearly". Given exactly where the '
                "documented area is."
            ),
        ),
    ]
    area_note_zh: Annotated[
        str,
        ColumnSchema(
            "Note on the area (Chinese)", "Which area that is, and what other sources say."
        ),
    ]
    area_note_en: Annotated[str, ColumnSchema("Note on the area (English)", "The same in English.")]
    quote: Annotated[
        str, ColumnSchema("Quote on the area", "The words of the sources.", name="area_quote")
    ]
    limits_zh: Annotated[
        str,
        ColumnSchema(
            "Limits (Chinese)",
            "The limits in words; nothing here is a drawn line.",
            name="boundaries_zh",
        ),
    ]
    limits_en: Annotated[str, ColumnSchema("Limits (English)", "Translated.", name="boundaries_en")]
    towns: Annotated[
        str,
        ColumnSchema("Districts, streets, towns", "Where it lies.", name="districts_streets_towns"),
    ]
    function_zh: Annotated[str, ColumnSchema("Function", "What it is meant for.", name="function")]
    function_en: Annotated[str, ColumnSchema("Function (English)", "Translated.")]
    industries_zh: Annotated[
        str,
        ColumnSchema(
            "Leading industries", "In the words of the documents.", name="lead_industries"
        ),
    ]
    industries_en: Annotated[
        str, ColumnSchema("Leading industries (English)", "Translated.", name="lead_industries_en")
    ]
    key_platforms: Annotated[str, ColumnSchema("Key platforms", "In the words of the documents.")]
    named_by: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Named by",
            (
                "Words, separated by semicolons: a platform of the same prefecture whose name or "
                "address holds one of them is counted as named in the area."
            ),
        ),
    ]
    at: Annotated[tuple[float, float] | None, point_in("centre_lon", "centre_lat")]
    precision: Annotated[
        str,
        ColumnSchema(
            "Precision of the point",
            "What the point is a point of. Only campus and site are the place itself.",
            name="location_precision",
            enum=("township", "campus", "site", "county-centroid", "prefecture-seat"),
        ),
    ]
    method: Annotated[
        str, ColumnSchema("Method of the point", "How the point was found.", name="location_method")
    ]
    aims: Annotated[
        str, ColumnSchema("Aims", "In the words of the documents.", name="targets_2025")
    ]
    note_zh: Annotated[str, ColumnSchema("Note (Chinese)", "Contradictions, doubts, arithmetic.")]
    note_en: Annotated[str, ColumnSchema("Note (English)", "The same in English.")]
    source_ids: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Sources",
            "Documents, separated by semicolons.",
            required=True,
            refers_to=("sources.source_id",),
        ),
    ]
    level: ClassVar[Level] = "area"

    @property
    def city(self) -> str:
        """Return which science city of the profile it is of."""
        return self.place_id.partition("-")[0]

    @property
    def city_level(self) -> bool:
        """Return whether its point is only the seat of the prefecture, and stays there."""
        return self.precision == SEAT

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)

    def short(self, lang: str) -> str:
        """Return the name that a map has room for."""
        return cell(self, "short", lang)

    def limits(self, lang: str) -> str:
        """Return the limits in words (四至), or nothing where no source gives them."""
        return cell(self, "limits", lang)

    def area_note(self, lang: str) -> str:
        """Return what else is said of its area."""
        return cell(self, "area_note", lang)

    def function(self, lang: str) -> str:
        """Return what it is meant for."""
        return cell(self, "function", lang)

    def industries(self, lang: str) -> str:
        """Return its leading industries."""
        return cell(self, "industries", lang)

    def remark(self, lang: str) -> str:
        """Return contradictions, doubts and arithmetic."""
        return cell(self, "note", lang)

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

    word_id: Annotated[
        str,
        ColumnSchema(
            "Words",
            'Identifier; those that begin with laboratories speak of the "4+3" system.',
            required=True,
            unique=True,
            pattern=WORDS,
        ),
    ]
    areas: Annotated[
        tuple[str, ...],
        ColumnSchema(
            "Areas",
            "The areas it speaks of, separated by semicolons.",
            name="area_ids",
            required=True,
            refers_to=("science_city_areas.area_id",),
        ),
    ]
    clause: Annotated[
        str, ColumnSchema("Clause", "Clause of the plan; blank for another document.")
    ]
    quote: Annotated[str, ColumnSchema("Quote", "The words, as they stand.", required=True)]
    said_en: Annotated[
        str, ColumnSchema("In English", "The same in English, translated.", required=True)
    ]
    source_id: Annotated[
        str,
        ColumnSchema("Source", "The document.", required=True, refers_to=("sources.source_id",)),
    ]

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


SCIENCE_CITY_AREAS = row_table(
    ScienceCityArea, "science_city_areas", ("area_id",), by("place_id"), "present"
)
SCIENCE_CITY_WORDS = row_table(Words, "science_city_words", ("word_id",), tuple, "present")
