"""Boundaries as plain GeoJSON geometries by place: for files out, without geopandas."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from geo.files.precision import coarse
from geo.files.shape_files import FILES, Feature, read_level


def shapes(folder: Path, level: str) -> Mapping[str, Mapping[str, Any]]:
    """Return the boundary of each place of a level, in CGCS2000 degrees as they may be published.

    Platforms have none, zones and science-city areas only those that a user supplied.
    """
    if level not in FILES:
        return {}
    _, key = FILES[level]
    features = read_level(folder, level).sound()
    return {feature.word(key): _geometry(feature) for feature in features}


def _geometry(feature: Feature) -> Mapping[str, Any]:
    """Return what is drawn of a feature as a GeoJSON geometry."""
    parts = [[[list(corner) for corner in ring] for ring in polygon] for polygon in feature.drawn]
    multi = feature.kind == "MultiPolygon"
    return {"type": feature.kind, "coordinates": parts if multi else parts[0]}


def point(at: tuple[float, float] | None) -> Mapping[str, Any] | None:
    """Return a GeoJSON point, or None where no location is known."""
    return (
        None
        if at is None
        else {"type": "Point", "coordinates": [coarse(degrees) for degrees in at]}
    )
