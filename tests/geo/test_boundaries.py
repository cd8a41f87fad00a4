"""Boundaries: complete, measured as an independent computation measures them, and joined."""

from __future__ import annotations

import json
import shutil
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
import shapely
from pyproj import Geod
from shapely.geometry import shape

from geo.export.geometries import shapes
from geo.store import boundaries
from tests.catalogues import REAL, TOY, ground, of, topologies

# GRS80, the ellipsoid of CGCS2000, without any projection.
GEOD = Geod(ellps="GRS80")
Json = Mapping[str, Any]


@pytest.mark.parametrize("level", ["province", "prefecture", "county"])
def test_areas_agree_with_the_ellipsoid(level: str) -> None:
    for place in of(REAL).places.values():
        if place.level != level:
            continue
        edge = ground(REAL)[level].geometry[place.place_id]
        # A geodesic bends away from the straight edge of a projection; vertices every kilometre
        # or so keep the two within a thousandth.
        area, _ = GEOD.geometry_area_perimeter(shapely.segmentize(edge, 0.01))
        assert place.area_km2 == pytest.approx(abs(area) / 1e6, rel=1e-3), place.name_en


def test_prefectures_fill_the_province_and_counties_fill_prefectures() -> None:
    known = of(REAL)
    total = sum(p.area_km2 for p in known.places.values() if p.level == "prefecture")
    assert total == pytest.approx(known.province.area_km2, rel=1e-4)
    for prefecture in known.at_level("prefecture"):
        mine = [p.area_km2 for p in known.places.values() if p.prefecture == prefecture.place_id]
        assert sum(mine) == pytest.approx(known.places[prefecture.place_id].area_km2, rel=1e-4)


def test_labels_lie_inside_their_places() -> None:
    for place in of(REAL).places.values():
        edge = ground(REAL)[place.level].geometry[place.place_id]
        assert edge.contains(shapely.Point(place.label)), place.name_en
        west, south, east, north = place.bounds
        assert west < place.label[0] < east
        assert south < place.label[1] < north


@pytest.mark.parametrize(("kind", "names"), [("places", {"prefectures": 21, "province": 1}),
                                             ("counties", {"counties": 183})])  # fmt: skip
def test_topologies_hold_every_place_with_its_names(kind: str, names: dict[str, int]) -> None:
    packed: Any = topologies(REAL)[kind]
    known = of(REAL).places
    assert {name: len(found["geometries"]) for name, found in packed["objects"].items()} == names
    for found in packed["objects"].values():
        for one in found["geometries"]:
            place = known[one["properties"]["adcode"]]
            assert one["properties"]["name_zh"] == place.name_zh
            assert one["properties"]["label"] == list(place.label)


def test_neighbors_share_their_borders() -> None:
    packed: Any = topologies(TOY)["places"]
    uses: dict[int, int] = {}
    for one in packed["objects"]["prefectures"]["geometries"]:
        for at in _arcs(one["arcs"]):
            uses[at if at >= 0 else ~at] = uses.get(at if at >= 0 else ~at, 0) + 1
    assert 2 in uses.values()
    assert max(uses.values()) == 2


def _arcs(nested: int | list[Any]) -> list[int]:
    if isinstance(nested, int):
        return [nested]
    return [at for part in nested for at in _arcs(part)]


def test_a_supplied_boundary_takes_the_place_of_a_circle(tmp_path: Path) -> None:
    folder = tmp_path / "data"
    shutil.copytree(TOY, folder)
    ring = [[104.4, 31.4], [104.6, 31.4], [104.6, 31.6], [104.4, 31.6], [104.4, 31.4]]
    feature = {
        "type": "Feature",
        "properties": {"zone_id": "htz-one", "source_id": "toy-bulletin"},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    collection = json.dumps({"type": "FeatureCollection", "features": [feature]})
    (folder / "shapes" / "zones.geojson").write_text(collection, encoding="utf-8")
    known = of(folder)
    assert known.zones["htz-one"].confidence(known.official_zones) == "official"
    assert known.zones["htz-two"].confidence(known.official_zones) != "official"
    packed = boundaries.topology(folder, "zones", known.places.values())
    [one] = packed["objects"]["zones"]["geometries"]
    assert one["properties"]["zone_id"] == "htz-one"
    assert shapes(folder, "zone").keys() == {"htz-one"}


@pytest.mark.parametrize("level", ["prefecture", "county"])
def test_shapes_without_geopandas_are_the_same_shapes(level: str) -> None:
    plain = shapes(REAL, level)
    frame = ground(REAL)[level].geometry
    assert plain.keys() == set(frame.index)
    for place, geometry in plain.items():
        # As exact as may be published: a corner moves by half a thousandth of a degree each way.
        assert shape(dict(geometry)).hausdorff_distance(frame[place]) < 0.00075
