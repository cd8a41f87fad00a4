"""Boundary files: the properties that features of each carry beside their geometry."""

from __future__ import annotations

from geo.files.shape_files import APART, FILES, FOLDER
from geo.model.patterns import AREA, DIVISION, PREFECTURE, PROVINCE_CODE, ZONE
from geo.model.table_schema import ColumnSchema, Presence, TableSchema

_NAMES = (
    ColumnSchema("Name (Chinese)", "Full name.", name="name_zh", required=True),
    ColumnSchema("Name (English)", "Name in English.", name="name_en", required=True),
)
_AREA = ColumnSchema(
    "Area",
    (
        "Area of this geometry in an equal-area projection on the GRS 80 ellipsoid. Not the "
        "published land area."
    ),
    name="area_km2",
    type="number",
    minimum=0,
    unit="km²",
    needed=False,
)
_LABEL = (
    ColumnSchema(
        "Label longitude",
        "Longitude of a point inside, fit for a label.",
        name="label_lon",
        type="number",
        unit="degrees east (CGCS2000)",
        needed=False,
    ),
    ColumnSchema(
        "Label latitude",
        "Latitude of the same point.",
        name="label_lat",
        type="number",
        unit="degrees north (CGCS2000)",
        needed=False,
    ),
)
_SOURCE = ColumnSchema(
    "Source",
    "The document that the boundary was taken from, listed in `sources`.",
    name="source_id",
    required=True,
    refers_to=("sources.source_id",),
)


def _adcode(division: str, pattern: str) -> ColumnSchema:
    return ColumnSchema(
        "Adcode",
        f"Six-digit code of the {division} (GB/T 2260).",
        name="adcode",
        required=True,
        unique=True,
        pattern=pattern,
    )


def _area(description: str) -> ColumnSchema:
    return ColumnSchema(
        "Area",
        description,
        name="area_id",
        required=True,
        unique=True,
        pattern=AREA,
        refers_to=("science_city_areas.area_id",),
    )


def _file(
    name: str, level: str, *columns: ColumnSchema, presence: Presence = "filled"
) -> TableSchema:
    file, key = {**FILES, **APART}[level]
    return TableSchema(name, f"{FOLDER}/{file}", (key,), columns, presence)


BOUNDARY_FILES = (
    _file("province", "province", _adcode("province", PROVINCE_CODE), *_NAMES, _AREA),
    _file(
        "prefectures",
        "prefecture",
        _adcode("prefecture", PREFECTURE),
        *_NAMES,
        _AREA,
        ColumnSchema(
            "Counties",
            "Number of counties inside.",
            name="n_counties",
            type="integer",
            minimum=1,
            needed=False,
        ),
        *_LABEL,
    ),
    _file(
        "counties",
        "county",
        _adcode("county", DIVISION),
        *_NAMES,
        ColumnSchema(
            "Prefecture",
            "Adcode of the prefecture.",
            name="prefecture_adcode",
            required=True,
            pattern=PREFECTURE,
            refers_to=("prefectures.adcode",),
        ),
        ColumnSchema(
            "Prefecture (Chinese)", "Name of the prefecture.", name="prefecture_zh", needed=False
        ),
        _AREA,
        *_LABEL,
    ),
    _file(
        "zone_boundaries",
        "zone",
        ColumnSchema(
            "Zone",
            "Which zone of `zones` this is the boundary of.",
            name="zone_id",
            required=True,
            unique=True,
            pattern=ZONE,
            refers_to=("zones.zone_id",),
        ),
        _SOURCE,
        presence="optional",
    ),
    _file(
        "area_boundaries",
        "area",
        _area("Which area of `science_city_areas` this is the boundary of."),
        _SOURCE,
        presence="optional",
    ),
    _file(
        "street_unions",
        "street",
        _area("Which area of `science_city_areas` it is the streets of."),
        ColumnSchema(
            "Zone",
            "Which zone of `zones` it is a part of.",
            name="zone_id",
            required=True,
            pattern=ZONE,
            refers_to=("zones.zone_id",),
        ),
        ColumnSchema("Name (Chinese)", "What it is called.", name="name_zh", required=True),
        ColumnSchema("Name (English)", "The same in English.", name="name_en", required=True),
        ColumnSchema(
            "Streets", "The streets, separated by semicolons.", name="towns", required=True
        ),
        ColumnSchema(
            "Named by",
            "Documents that name the streets, separated by semicolons.",
            name="named_by",
            required=True,
            refers_to=("sources.source_id",),
            delimiter=";",
        ),
        ColumnSchema(
            "Licence",
            "Licence of the outline, and whom to credit.",
            name="licence",
            required=True,
        ),
        ColumnSchema(
            "Source",
            "Where the outline of the streets was read.",
            name="source_id",
            required=True,
            refers_to=("sources.source_id",),
        ),
        presence="optional",
    ),
)
