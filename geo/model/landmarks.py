"""Landmarks: rivers, towns and airports, by which a reader finds his way on a map of a city.

They are no data of the atlas: no figure is of one. Each kind is a file of its own, of a licence of
its own, and need not be there. None has a map approval number (see geo.approval).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

from geo.files.shape_files import LANDMARKS, read_shapes
from geo.files.shape_rings import Lines
from geo.languages import cell
from geo.model.patterns import DIVISION, IATA
from geo.model.table_schema import ColumnSchema, TableSchema

LandmarkKind = Literal["river", "town", "airport"]
_RIVERS, _TOWNS, _AIRPORTS = LANDMARKS
FILE_OF: dict[LandmarkKind, str] = {"river": _RIVERS, "town": _TOWNS, "airport": _AIRPORTS}
# What a class may be, by kind, the most important first.
CLASSES: dict[LandmarkKind, tuple[str, ...]] = {
    "river": ("main", "tributary", "channel"),
    "town": ("prefecture_seat", "county_seat", "town"),
    "airport": ("hub", "airport"),
}


def _columns(kind: LandmarkKind) -> tuple[ColumnSchema, ...]:
    return (
        ColumnSchema("Name (Chinese)", "What it is called.", name="name_zh", required=True),
        ColumnSchema("Name (English)", "The same in English.", name="name_en", required=True),
        ColumnSchema(
            "Class",
            "How important it is: from which zoom it is drawn follows.",
            name="class",
            required=True,
            enum=CLASSES[kind],
        ),
    )


LANDMARK_FILES = (
    TableSchema("rivers", _RIVERS, ("name_zh",), _columns("river"), "optional"),
    TableSchema(
        "towns",
        _TOWNS,
        ("adcode", "name_zh"),
        (
            ColumnSchema(
                "County",
                "Adcode of the county that it lies in.",
                name="adcode",
                required=True,
                pattern=DIVISION,
                refers_to=("counties.adcode",),
            ),
            *_columns("town"),
        ),
        "optional",
    ),
    TableSchema(
        "airports",
        _AIRPORTS,
        ("iata",),
        (
            ColumnSchema("Code", "Its code of IATA.", name="iata", required=True, pattern=IATA),
            *_columns("airport"),
        ),
        "optional",
    ),
)


@dataclass(frozen=True)
class Landmark:
    """A river, a town or an airport.

    ``lines`` are longitude and latitude in degrees; those of a town or an airport are one point.
    ``adcode`` is the county that a town lies in, blank of the others.
    """

    kind: LandmarkKind
    grade: str
    name_zh: str
    name_en: str
    lines: Lines
    adcode: str = ""

    def name(self, lang: str) -> str:
        """Return the name in Chinese (``zh``) or English (``en``)."""
        return cell(self, "name", lang)


def landmarks(folder: Path) -> Iterator[Landmark]:
    """Yield the landmarks of a data folder, file by file; none where there is no file.

    Raises CatalogueError for a file that the check would not take.
    """
    for kind, file in FILE_OF.items():
        if not (folder / file).exists():
            continue
        for feature in read_shapes(folder, file).sound():
            yield Landmark(
                kind,
                feature.word("class"),
                feature.word("name_zh"),
                feature.word("name_en"),
                feature.lines,
                feature.word("adcode"),
            )
