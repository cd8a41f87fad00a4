"""Boundaries: read them, measure them, and pack them for the browser.

Imports geopandas, so only the command line and the one-time build use this module.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import geopandas as gpd
import shapely

from geo.files.precision import coarse
from geo.files.shape_areas import CGCS2000, EQUAL_AREA, geometry_of, sound_areas
from geo.files.shape_files import FILES, SUPPLIED, read_level
from geo.levels import DIVISIONS, Level, level_facts
from geo.model.names import shortened
from geo.model.places import Boundary, Place

# What a feature says of its place.
PROPERTIES = ("name_zh", "name_en", "prefecture_adcode", "source_id")
# A grid of 100,000 steps over the province is about 10 m: far below the boundaries' own detail.
GRID_STEPS = 100_000
# A grid of about 400 m, and how far (degrees) a border may move, for maps of a few hundred pixels:
# one of them is a kilometre and more, and a grid much finer than the move says nothing.
LIGHT_STEPS, LIGHT_TOLERANCE = 3_000, 0.0075
LABEL_TOLERANCE_M = 500


def boundaries(folder: Path, level: Level, *, drawn: bool = False) -> gpd.GeoDataFrame:
    """Return the boundaries of one level in CGCS2000 degrees, indexed by ``place_id``.

    For zones and areas this is whatever a user supplied: an empty frame when there is no file.
    ``drawn`` ones have corners that are no more exact than may be published. Other properties of
    the features are not looked at. Raises CatalogueError for a file that the check would not take.
    """
    _, key = FILES[level]
    found = sound_areas(read_level(folder, level))
    columns: dict[str, list[Any]] = {
        "place_id": [feature.word(key) for feature, _ in found],
        **{name: [feature.word(name) for feature, _ in found] for name in PROPERTIES},
        "geometry": [geometry_of(f.drawn, f.kind) if drawn else shape for f, shape in found],
    }
    # GeoJSON cannot carry CGCS2000, so readers call it WGS 84; the two agree within centimetres.
    return gpd.GeoDataFrame(columns, crs=CGCS2000).set_index("place_id").sort_index()


def places(folder: Path) -> tuple[Place, ...]:
    """Return province, prefectures and counties, measured from their boundaries."""
    return tuple(place for level in DIVISIONS for place in _places(folder, level))


def _places(folder: Path, level: Level) -> Iterable[Place]:
    frame = boundaries(folder, level)
    flat = frame.geometry.to_crs(EQUAL_AREA)
    widest = shapely.maximum_inscribed_circle(flat.to_numpy(), tolerance=LABEL_TOLERANCE_M)
    inner = gpd.GeoSeries(shapely.get_point(widest, 0), crs=EQUAL_AREA).to_crs(CGCS2000)
    measured = zip(frame.iterrows(), flat.area, inner.x, inner.y, strict=True)
    for (place_id, row), square_metres, lon, lat in measured:
        yield Place(
            place_id=str(place_id),
            level=level,
            name_zh=row["name_zh"],
            name_en=row["name_en"],
            prefecture=row["prefecture_adcode"] if level_facts(level).in_prefecture else "",
            area_km2=round(square_metres / 1e6, 3),
            label=(coarse(lon), coarse(lat)),
            bounds=_rounded(row.geometry.bounds),
        )


def _rounded(bounds: tuple[float, ...]) -> tuple[float, float, float, float]:
    west, south, east, north = (coarse(edge) for edge in bounds)
    return west, south, east, north


def official_zones(folder: Path) -> dict[str, Boundary]:
    """Return the boundaries of zones that a user supplied, by zone."""
    return _official(folder, "zone")


def official_areas(folder: Path) -> dict[str, Boundary]:
    """Return the boundaries of science-city areas that a user supplied, by area."""
    return _official(folder, "area")


def _official(folder: Path, level: Level) -> dict[str, Boundary]:
    frame = boundaries(folder, level)
    areas = frame.geometry.to_crs(EQUAL_AREA).area / 1e6
    return {
        str(place): Boundary(round(areas[place], 3), str(frame.loc[place, "source_id"]))
        for place in frame.index
    }


def topology(
    folder: Path, kind: str, known: Iterable[Place], *, light: bool = False
) -> dict[str, Any]:
    """Return boundaries as TopoJSON, of kind ``places``, ``counties`` or ``zones``.

    ``places`` holds the objects prefectures and province, ``counties`` one of its name, ``zones``
    the objects zones and areas as far as a user supplied them.
    Shared borders are stored once, to a thousandth of a degree, so neighbours never part. ``light``
    ones are for small maps: on a coarser grid, without what is less than half a kilometre wide.
    """
    from topojson.core.topology import Topology  # noqa: PLC0415  slow to import, rarely needed

    by_id = {place.place_id: place for place in known}
    kinds: Mapping[str, Mapping[str, Level]] = {
        "places": {"prefectures": "prefecture", "province": "province"},
        "counties": {"counties": "county"},
        "zones": {"zones": "zone", "areas": "area"},
    }
    frames, names = [], []
    for name, level in kinds[kind].items():
        frame = boundaries(folder, level, drawn=True)[["geometry"]].reset_index()
        if frame.empty:
            continue
        names.append(name)
        if level not in SUPPLIED:
            mine = [by_id[place_id] for place_id in frame["place_id"]]
            frame["name_zh"] = [place.name_zh for place in mine]
            frame["name_en"] = [place.name_en for place in mine]
            if level_facts(level).shortened:
                frame["short_zh"] = [shortened(place.name_zh) for place in mine]
            frame["label"] = [list(place.label) for place in mine]
        _, key = FILES[level]
        frames.append(frame.rename(columns={"place_id": key}))
    if light and kind != "zones":
        packed = Topology(
            frames, object_name=names, prequantize=LIGHT_STEPS, toposimplify=LIGHT_TOLERANCE
        )
    else:
        packed = Topology(frames, object_name=names, prequantize=GRID_STEPS)
    return packed.to_dict()
