"""Boundaries as plain GeoJSON geometries by place: for files out, without geopandas."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.errors import CatalogueError, Fault
from geo.precision import coarse, coarse_shape

FILES: Mapping[str, tuple[str, str]] = {
    "province": ("province.geojson", "adcode"),
    "prefecture": ("prefectures.geojson", "adcode"),
    "county": ("counties.geojson", "adcode"),
    "zone": ("zones.geojson", "zone_id"),
    "area": ("science_city_areas.geojson", "area_id"),
}

SUPPLIED = ("zone", "area")


def shapes(folder: Path, level: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the boundary of each place of a level, in CGCS2000 degrees as they may be published.

    Platforms have none, zones and science-city areas only those that a user supplied.
    """
    if level not in FILES:
        return {}
    name, key = FILES[level]
    path = folder / "shapes" / name
    if level in SUPPLIED and not path.exists():
        return {}
    try:
        features = json.loads(path.read_text("utf-8-sig"))["features"]
        return {str(one["properties"][key]): coarse_shape(one["geometry"]) for one in features}
    except (OSError, ValueError, KeyError, TypeError) as error:
        fault = Fault(f"shapes/{name}", None, "", "", "file", f"cannot be read: {error}")
        raise CatalogueError([fault]) from error


def point(at: tuple[float, float] | None) -> Mapping[str, Any] | None:
    """Return a GeoJSON point, or None where no location is known."""
    return (
        None
        if at is None
        else {"type": "Point", "coordinates": [coarse(degrees) for degrees in at]}
    )
