"""Boundaries as geometries of shapely: valid or a fault, in degrees or in flat metres.

Only the check, the command line and the one-time build use this module.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

import numpy as np
import numpy.typing as npt
import shapely
from pyproj import Transformer
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry

from geo.errors import CatalogueError, Fault
from geo.files.shape_files import Feature, ShapeFile, feature_fault
from geo.files.shape_rings import Polygons
from geo.sentences import said

CGCS2000 = "EPSG:4490"
# Albers with the usual parallels for China, so it serves every province: any Albers cone is
# equal-area on its ellipsoid.
EQUAL_AREA = "+proj=aea +lat_1=25 +lat_2=47 +lat_0=0 +lon_0=105 +ellps=GRS80 +units=m"


def areas_of(shape: ShapeFile) -> Iterator[tuple[Feature, BaseGeometry | Fault | None]]:
    """Yield each feature with its geometry in degrees, the fault in it, or None if one is told."""
    for feature in shape.features:
        if not feature.polygons:
            yield feature, None
            continue
        geometry = geometry_of(feature.polygons, feature.kind)
        if shapely.is_valid(geometry):
            yield feature, geometry
        else:
            message = said("shape.invalid", reason=shapely.is_valid_reason(geometry))
            yield feature, feature_fault(shape.file, feature, "geometry", "", "geometry", message)


def sound_areas(shape: ShapeFile) -> list[tuple[Feature, BaseGeometry]]:
    """Return each feature with its geometry; raises CatalogueError if anything is wrong."""
    pairs = list(areas_of(shape))
    faults = [*shape.faults, *(found for _, found in pairs if isinstance(found, Fault))]
    if faults:
        raise CatalogueError(faults)
    return [(feature, found) for feature, found in pairs if isinstance(found, BaseGeometry)]


def geometry_of(polygons: Polygons, kind: str) -> BaseGeometry:
    """Return polygons as one geometry of a kind, as they are."""
    parts = [
        Polygon(np.array(outer), [np.array(hole) for hole in holes]) for outer, *holes in polygons
    ]
    return MultiPolygon(parts) if kind == "MultiPolygon" else parts[0]


def flatten(geometry: BaseGeometry) -> BaseGeometry:
    """Return a geometry in degrees as one in meters, in the equal-area projection."""
    return shapely.transform(geometry, _project)


def _project(points: npt.NDArray[np.float64]) -> npt.NDArray[np.float64]:
    return np.column_stack(_transformer().transform(points[:, 0], points[:, 1]))


@cache
def _transformer() -> Transformer:
    return Transformer.from_crs(CGCS2000, EQUAL_AREA, always_xy=True)
