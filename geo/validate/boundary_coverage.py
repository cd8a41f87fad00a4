"""Boundaries together: no overlaps, no gaps, counties inside their own prefectures."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import shapely
from pyproj import Transformer
from shapely.geometry.base import BaseGeometry

from geo.errors import Fault
from geo.files.shape_areas import CGCS2000, EQUAL_AREA
from geo.sentences import Said, said
from geo.validate.boundary_rules import KM2, CheckedFeature, Shape

# Ten hectares: below what anybody sees at zoom 10, above what rounding to 6 decimals causes.
TOLERANCE_KM2 = 0.1


def faults(shapes: Mapping[str, Shape]) -> Iterator[Fault]:
    """Yield overlaps, gaps and misplaced counties above ``TOLERANCE_KM2``.

    Areas are taken in an Albers equal-area projection on GRS 80. Levels with an unusable
    geometry are left out: its hole would be reported again as a gap.
    """
    sound = {name: shape for name, shape in shapes.items() if shape.whole}
    for name in ("prefectures", "counties"):
        if name in sound:
            yield from _overlaps(sound[name])
    if "prefectures" in sound and "province" in sound:
        yield from _cover(sound["prefectures"], sound["province"])
    if "prefectures" in sound and "counties" in sound:
        yield from _nesting(sound["counties"], sound["prefectures"])


def _overlaps(shape: Shape) -> Iterator[Fault]:
    flats = _flats(shape.features)
    lower, higher = shapely.STRtree(flats).query(flats, predicate="intersects")
    for first, second in zip(lower.tolist(), higher.tolist(), strict=True):
        if first < second:
            area = shapely.intersection(flats[first], flats[second]).area / KM2
            if area > TOLERANCE_KM2:
                other = shape.features[second].name
                message = said("overlap", other=other, area=area)
                yield shape.fault(shape.features[first], "geometry", "", "overlap", message)


def _cover(prefectures: Shape, province: Shape) -> Iterator[Fault]:
    shape = shapely.union_all(_flats(province.features))
    filled = shapely.union_all(_flats(prefectures.features))
    file = prefectures.resource.path
    for part in _large_parts(shape.difference(filled)):
        message = said("gap.province", where=_where(part))
        yield Fault(file, None, "geometry", "", "gap", message)
    for part in _large_parts(filled.difference(shape)):
        message = said("beyond", where=_where(part))
        yield Fault(file, None, "geometry", "", "beyond", message)


def _nesting(counties: Shape, prefectures: Shape) -> Iterator[Fault]:
    homes = {f.word("adcode"): f for f in prefectures.features}
    members: dict[str, list[CheckedFeature]] = {adcode: [] for adcode in homes}
    for county in counties.features:
        adcode = county.word("prefecture_adcode")
        home = homes.get(adcode)
        if home is None or home.flat is None or county.flat is None:
            continue  # an unknown prefecture is a fault already
        members[adcode].append(county)
        outside = county.flat.difference(home.flat).area / KM2
        if outside > TOLERANCE_KM2:
            message = said("not-nested", outside=outside, home=home.name)
            yield counties.fault(county, "prefecture_adcode", adcode, "not-nested", message)
    for adcode, home in homes.items():
        filled = shapely.union_all(_flats(members[adcode]))
        rest = home.flat.difference(filled) if home.flat is not None else filled
        for part in _large_parts(rest):
            message = said("gap.prefecture", where=_where(part), home=home.name)
            yield Fault(counties.resource.path, None, "geometry", adcode, "gap", message)


def _flats(features: Sequence[CheckedFeature]) -> list[BaseGeometry]:
    return [feature.flat for feature in features if feature.flat is not None]


def _large_parts(geometry: BaseGeometry) -> list[BaseGeometry]:
    return [part for part in shapely.get_parts(geometry) if part.area / KM2 > TOLERANCE_KM2]


def _where(part: BaseGeometry) -> Said:
    """Return a part's size and a point in it, for a person who will look for it."""
    inside = part.representative_point()
    back = Transformer.from_crs(EQUAL_AREA, CGCS2000, always_xy=True)
    lon, lat = back.transform(inside.x, inside.y)
    return said("around", area=part.area / KM2, lon=lon, lat=lat)
