"""What the check takes, the build draws: small parts, our own exports, whatever chance finds."""

from __future__ import annotations

import json
import math
import shutil
import tempfile
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some

from app.cli import main
from geo.errors import CatalogueError
from geo.export.geometries import shapes
from geo.sentences import in_words
from geo.store import boundaries
from geo.validate import check, inspect
from tests.geo.test_shape_files import FILE, SQUARE, collection
from tools.toyland import TOY

AREAS = "shapes/science_city_areas.geojson"
SPECK = [[0.0, 0.0], [0.0, 0.0003], [0.0003, 0.0003], [0.0003, 0.0], [0.0, 0.0]]


def _speck(x: float, y: float) -> list[list[float]]:
    return [[x + east, y + north] for east, north in SPECK]


def _write(folder: Path, document: object, file: str = FILE) -> None:
    (folder / file).write_text(json.dumps(document), encoding="utf-8")


def _drawn(folder: Path) -> tuple[int, int]:
    """Return how many zones the maps and the files draw; the topology must be whole."""
    packed: Any = boundaries.topology(folder, "zones", ())
    objects = packed.get("objects", {})
    return len(objects.get("zones", {}).get("geometries", [])), len(shapes(folder, "zone"))


@pytest.mark.parametrize("where", ["hole", "part", "both"])
def test_a_part_too_small_to_see_is_left_out_with_a_remark(folder: Path, where: str) -> None:
    document = collection()
    holes = [_speck(104.5, 31.5)] if where in ("hole", "both") else []
    parts = [[_speck(104.7, 31.5)]] if where in ("part", "both") else []
    geometry = {"type": "MultiPolygon", "coordinates": [[SQUARE, *holes], *parts]}
    document["features"][0]["geometry"] = geometry
    _write(folder, document)
    report = inspect(folder)
    assert not report.faults
    [remark] = [one for one in report.warnings if one.rule == "small-parts"]
    assert f"{len(holes) + len(parts)} of its" in remark.message
    assert "不画出" in in_words(remark.message, "zh")
    assert _drawn(folder) == (1, 1)
    assert shapes(folder, "zone")["htz-one"]["coordinates"] == [[SQUARE]]


def test_a_zone_too_small_to_see_is_a_fault_everywhere(folder: Path) -> None:
    document = collection(_speck(104.5, 31.5))
    _write(folder, document)
    assert [fault.rule for fault in check(folder)] == ["geometry"]
    for read in (boundaries.official_zones, lambda data: shapes(data, "zone")):
        with pytest.raises(CatalogueError, match="nothing of it would be seen"):
            read(folder)


def test_a_science_city_area_too_small_to_see_is_a_fault_too(folder: Path) -> None:
    document = collection(_speck(104.5, 31.5), area_id="toy-1")
    _write(folder, document, AREAS)
    assert {(AREAS, "geometry")} <= {(fault.file, fault.rule) for fault in check(folder)}


def test_heights_are_not_handed_on(folder: Path) -> None:
    _write(folder, collection([[*corner, 512.345678] for corner in SQUARE]))
    assert not check(folder)
    assert shapes(folder, "zone")["htz-one"]["coordinates"] == [SQUARE]


@pytest.mark.parametrize(
    "more",
    [
        {"place_id": "htz-one"},
        {"place_id": 3, "geometry": "x", "index": 1, "id": "y", "fid": 7, "level_0": None},
        {"name_zh": {"zh": ["甲"]}, "crs": 1, "source_ids": ["a"], "ZONE_ID": "z", "": 0},
    ],
)
def test_other_properties_never_collide(folder: Path, more: dict[str, Any]) -> None:
    _write(folder, collection(**more))
    assert not check(folder)
    assert _drawn(folder) == (1, 1)


def test_what_we_exported_may_be_put_back(folder: Path, tmp_path: Path) -> None:
    _write(folder, collection())
    out = tmp_path / "zones.geojson"
    data = ["--data", str(folder), "--cache", str(tmp_path / "cache")]
    assert main(["export", "zones", "-o", str(out), *data]) == 0
    document = json.loads(out.read_text(encoding="utf-8"))
    # A zone that nobody drew is a point there: whoever edits the file keeps the polygons.
    kept = [one for one in document["features"] if one["geometry"]["type"] == "Polygon"]
    _write(folder, {"type": "FeatureCollection", "name": "zones", "features": kept})
    assert not check(folder)
    assert _drawn(folder) == (1, 1)
    assert boundaries.official_zones(folder)["htz-one"].source_id == "toy-plan"


@pytest.mark.parametrize(
    ("properties", "column", "said"),
    [
        ({"name": "甲高新区"}, "zone_id", "is 'htz-one': write that"),
        ({"ZONE_ID": "htz-one"}, "zone_id", "rename 'ZONE_ID'"),
        ({"zone_id": "htz-one", "SOURCE_ID": "x"}, "source_id", "rename 'SOURCE_ID'"),
        ({"zone_id": None}, "zone_id", "write one of htz-"),
        ({}, "zone_id", "write one of htz-"),
        (None, "source_id", "write one of"),
    ],
)
def test_a_property_that_is_missing_is_named(
    folder: Path, properties: dict[str, object] | None, column: str, said: str
) -> None:
    document = collection()
    document["features"][0]["properties"] = properties
    _write(folder, document)
    found = {fault.column: fault for fault in check(folder)}
    assert said in found[column].message
    assert not any("position" in fault.message for fault in found.values())
    assert f"缺少属性 {column}" in in_words(found[column].message, "zh")


@pytest.mark.parametrize(
    ("file", "said"),
    [
        ("shapes/zones.shp", "export it as shapes/zones.geojson"),
        ("shapes/zones.gpkg", "export it as shapes/zones.geojson"),
        ("shapes/zones.zip", "export it as shapes/zones.geojson"),
        ("shapes/高新区.kml", "the atlas reads GeoJSON"),
        ("shapes/zones.json", "the atlas reads shapes/zones.geojson; rename it"),
        ("shapes/Zones.GeoJSON", "the atlas reads shapes/zones.geojson; rename it"),
        ("shapes/zones.geojson.geojson", "the atlas reads shapes/zones.geojson; rename it"),
        ("shapes/zones.geojson.txt", "the atlas reads shapes/zones.geojson; rename it"),
        ("shapes/science_city_areas.json", "reads shapes/science_city_areas.geojson; rename"),
        ("shapes/other.geojson", "describe it in datapackage.json"),
        ("zones.geojson", "boundaries lie in shapes/"),
        ("statistics/zones.geojson", "boundaries lie in shapes/"),
    ],
)
def test_a_file_that_nobody_reads_is_named(folder: Path, file: str, said: str) -> None:
    (folder / file).write_text("{}", encoding="utf-8")
    [fault] = check(folder)
    assert (fault.file, fault.rule) == (file, "file-undescribed")
    assert said in fault.message


def test_what_is_no_data_lies_there_in_peace(folder: Path) -> None:
    for name in (".zones.geojson.swp", "zones.qmd", "README.md", "zones.prj"):
        (folder / "shapes" / name).write_text("x", encoding="utf-8")
    assert not check(folder)


def _star(reaches: list[float]) -> list[list[float]]:
    """Return a ring around a point that reaches so far, each way: never crossing itself."""
    turns = [2 * math.pi * at / len(reaches) for at in range(len(reaches))]
    ring = [
        [104.5 + far * math.cos(turn), 31.5 + far * math.sin(turn)]
        for far, turn in zip(reaches, turns, strict=True)
    ]
    return [*ring, ring[0]]


# From 10 m to 10 km, so that many corners fall onto others when they are rounded.
REACHES = some.floats(0.0001, 0.1) | some.floats(0.0001, 0.002)
RINGS = some.lists(REACHES, min_size=3, max_size=9).map(_star)
SPECKS = some.builds(_speck, some.floats(104.41, 104.59), some.floats(31.41, 31.59))
ODD: some.SearchStrategy[Any] = some.sampled_from(
    [None, [], "x", 0, [[]], [[104.4, 31.4]], [104.4, 31.4, 1, 2], float("nan"), {"a": [1]}]
)
POLYGONS = some.lists(RINGS | SPECKS | some.just(SQUARE), min_size=1, max_size=3)
GEOMETRIES = (
    some.builds(lambda c: {"type": "Polygon", "coordinates": c}, POLYGONS | ODD)
    | some.builds(
        lambda c: {"type": "MultiPolygon", "coordinates": c},
        some.lists(POLYGONS, min_size=1, max_size=3) | ODD,
    )
    | ODD
)
PROPERTIES = some.dictionaries(
    some.sampled_from(["place_id", "geometry", "id", "index", "name_zh", "name"]),
    some.none() | some.text(max_size=3) | some.integers() | ODD,
    max_size=3,
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(geometry=GEOMETRIES, more=PROPERTIES)
def test_the_build_draws_whatever_the_check_takes(geometry: object, more: dict[str, Any]) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(shutil.copytree(TOY, Path(name) / "data"))
        document = collection(**more)
        document["features"][0]["geometry"] = geometry
        _write(folder, document)
        faults = [fault for fault in check(folder) if fault.file == FILE]
        if any(fault.rule in ("geometry", "crs") for fault in faults):
            with pytest.raises(CatalogueError):
                boundaries.official_zones(folder)
        elif not faults:
            assert _drawn(folder) == (1, 1)
            assert boundaries.official_zones(folder)["htz-one"].area_km2 > 0
