"""Geometries that somebody brings are read as GDAL reads them, judged, placed or asked about."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from functools import cache
from pathlib import Path

import geopandas as gpd
import numpy as np
import pytest
import shapely
from pyproj import CRS, Transformer

from geo.own_geometry.coordinates import shift_decision, system_decision
from geo.own_geometry.geometry_file import geometry_kind, read_geometry
from geo.own_geometry.own_ground import Indices, OwnGround, ground_of
from geo.own_geometry.own_shapes import OwnShapes
from geo.own_geometry.point_columns import has_points, points_of
from geo.own_geometry.shape_choices import CoordinateChoices, ShapeChoices, ShapeLimits
from geo.own_geometry.shape_report import ShapeReport, shape_report
from geo.own_geometry.shape_words import questions, shape_sentence, source_words
from geo.own_geometry.shifted import SHIFTS, TO_WGS, Shift, gcj_to_bd, to_bd, to_gcj
from geo.own_geometry.systems import DEGREES, Coordinates, System, by_code, stated
from geo.own_table.grid import UnreadableFile
from geo.own_table.limits import Limits
from geo.own_table.matching import Matcher
from geo.own_table.own_file import Reading, read_file
from geo.own_table.place_index import PlaceIndex
from geo.store.place_grid import NOWHERE
from tests.catalogues import REAL, TOY, of
from tests.geo.drawn_files import (
    GEOGCS,
    HOME,
    collection,
    feature,
    packed,
    polygon,
    shapefile,
)

FORWARD: Mapping[Shift, Callable[[Coordinates], Coordinates]] = {
    "wgs84": lambda corners: corners,
    "gcj02": to_gcj,
    "bd09": to_bd,
}
SQUARE = [[104.2, 31.4], [104.2, 31.6], [104.3, 31.6], [104.3, 31.4], [104.2, 31.4]]
# Codes of zones with and without their number, of both widths, and of others.
CODES = (4523, 4544, 4545, 4495, 4506, 3857, 32648, 4490, 4326)


@cache
def ground(folder: Path = REAL) -> OwnGround:
    """Return the counties of a data folder."""
    return ground_of(folder)


def read(body: bytes, layer: str = "", encoding: str = "") -> OwnShapes:
    """Return a layer of a file."""
    return read_geometry(body, Limits(), ShapeLimits(), layer=layer, encoding=encoding)


def judged(body: bytes, *, system: str = "", shift: str = "") -> ShapeReport:
    """Return the report of a file in Toyland."""
    chosen = ShapeChoices(coordinates=CoordinateChoices(system, shift))
    return shape_report(read(body), Matcher(PlaceIndex(of(TOY))), ground(TOY), chosen, {})


def table(text: str, **choices: str) -> ShapeReport:
    """Return the report of a table with coordinates in Toyland."""
    file = read_file(text.encode(), Limits(), Reading())
    assert has_points(file)
    shapes = points_of(file, ShapeLimits())
    coordinates = CoordinateChoices(**choices)
    matcher = Matcher(PlaceIndex(of(TOY)))
    return shape_report(shapes, matcher, ground(TOY), ShapeChoices(coordinates=coordinates), {})


def sample(number: int, seed: int) -> tuple[Coordinates, Indices]:
    """Return points of the province and the county that each row states, three of 100 wrongly."""
    rng = np.random.default_rng(seed)
    west, south, east, north = ground().box
    found = np.empty((0, 2))
    while len(found) < number:
        some = np.column_stack([rng.uniform(west, east, number), rng.uniform(south, north, number)])
        found = np.vstack([found, some[ground().at(some) != NOWHERE]])
    points = found[:number]
    claimed = ground().at(points)
    wrong = rng.random(number) < 0.03
    claimed[wrong] = rng.integers(0, len(ground().counties), int(wrong.sum()))
    return points, claimed


@pytest.mark.parametrize("driver", ["GeoJSON", "ESRI Shapefile", "GPKG", "KML"])
def test_files_are_read_as_gdal_writes_them(tmp_path: Path, driver: str) -> None:
    hole = [(104.22, 31.45), (104.25, 31.45), (104.25, 31.5), (104.22, 31.45)]
    shapes = [
        shapely.Polygon(SQUARE, [hole]),
        shapely.MultiPolygon(
            [shapely.box(104, 31, 104.1, 31.1), shapely.box(105, 31, 105.1, 31.2)]
        ),
        shapely.box(104.4, 31.2, 104.41, 31.3),
    ]
    frame = gpd.GeoDataFrame({"Name": ["甲区", "乙区", "丙区"]}, geometry=shapes, crs=4326)
    path = tmp_path / {"GPKG": "a.gpkg", "KML": "a.kml", "GeoJSON": "a.json"}.get(driver, "a.shp")
    frame.to_file(path, driver=driver, encoding="UTF-8")
    body = path.read_bytes()
    if path.suffix == ".shp":
        body = packed({f"数据/{one.name}": one.read_bytes() for one in tmp_path.iterdir()})
    found = read(body)
    assert found.system == System(DEGREES)
    for one, shape, name in zip(found.features, shapes, ("甲区", "乙区", "丙区"), strict=True):
        assert not one.fault
        assert shapely.equals(one.shape, shape)
        assert {"Name": name}.items() <= {
            k.replace("name", "Name"): v for k, v in one.properties.items()
        }.items()


def test_lines_points_and_heights_are_read_from_a_shapefile(tmp_path: Path) -> None:
    for name, shape in (
        ("p", shapely.Point(104, 31, 500)),
        ("l", shapely.MultiLineString([[(104, 31), (105, 31)], [(104, 32), (105, 32)]])),
    ):
        gpd.GeoDataFrame({"a": [1.5]}, geometry=[shape], crs=4490).to_file(tmp_path / f"{name}.shp")
    body = packed({one.name: one.read_bytes() for one in tmp_path.iterdir()})
    assert set(read(body).layers) == {"p", "l"}
    point, line = (read(body, layer).features[0] for layer in ("p", "l"))
    assert (point.shape, point.notes) == (shapely.Point(104, 31), ("heights",))
    assert line.shape is not None
    assert shapely.get_num_geometries(line.shape) == 2
    assert line.properties == {"a": 1.5}


def test_names_in_gb_18030_without_a_cpg_are_read() -> None:
    names = ["成都高新区", "绵阳市科技城"]
    raw = [name.encode("gb18030") for name in names]
    found = read(packed(shapefile([SQUARE, SQUARE], names=raw)))
    assert [one.properties["NAME"] for one in found.features] == names
    assert found.encoding == "gb18030"
    wrong = read(packed(shapefile([SQUARE, SQUARE], names=raw, cpg="GBK")))
    assert [one.properties["NAME"] for one in wrong.features] == names


def test_a_shift_and_back_is_where_it_was() -> None:
    known = np.array([[116.404, 39.915]])
    # As the published code has them.
    assert to_gcj(known)[0] == pytest.approx([116.41024449916938, 39.91640428150164], abs=1e-9)
    assert gcj_to_bd(known)[0] == pytest.approx([116.41036949371029, 39.92133699351022], abs=1e-9)
    points, _ = sample(2_000, 1)
    for shift in SHIFTS:
        moved = FORWARD[shift](points)
        assert np.abs(TO_WGS[shift](moved) - points).max() < 1e-9


@pytest.mark.parametrize("shift", SHIFTS)
def test_from_a_thousand_points_on_a_shift_is_told(shift: Shift) -> None:
    told = []
    for seed in range(40):
        points, claimed = sample(1_000, seed)
        moved = FORWARD[shift](points)
        told.append(shift_decision(moved, claimed, {}, System(DEGREES), ground(), ""))
    assert {one.told for one in told} == {shift}
    assert all(one.open == (shift != "wgs84") for one in told)
    points, claimed = sample(999, 1)
    few = shift_decision(FORWARD[shift](points), claimed, {}, System(DEGREES), ground(), "")
    assert (few.told, few.asked, few.open) == ("", True, False)


@pytest.mark.parametrize("shift", SHIFTS)
def test_outlines_of_ours_tell_a_shift_by_their_edges(shift: Shift) -> None:
    codes = ("510700", "510104")
    outlines = {}
    for code in codes:
        edge = ground().edge(code)
        assert edge is not None
        outlines[code] = FORWARD[shift](shapely.get_coordinates(edge))
    points = np.array([corners[0] for corners in outlines.values()])
    nowhere = np.full(len(codes), NOWHERE)
    found = shift_decision(points, nowhere, outlines, System(DEGREES), ground(), "")
    assert found.told == shift


def test_systems_are_those_of_the_register() -> None:
    for code in CODES:
        system = by_code(code)
        assert system is not None
        for form in ("WKT1_ESRI", "WKT1_GDAL"):
            assert stated(CRS(code).to_wkt(form)) == system
        points, _ = sample(50, code)
        moved = Transformer.from_crs(4490, code, always_xy=True).transform(*points.T)
        assert np.abs(system.degrees(np.column_stack(moved)) - points).max() < 1e-7


@pytest.mark.parametrize("code", [code for code in CODES if code not in (4490, 4326)])
def test_what_states_no_system_is_tried_in_every_one(code: int) -> None:
    system = by_code(code)
    assert system is not None
    points, claimed = sample(300, 7)
    moved = np.column_stack(Transformer.from_crs(4490, code, always_xy=True).transform(*points.T))
    nowhere = np.full(len(points), NOWHERE)
    alone = system_decision(moved, nowhere, None, "", ground(), "")
    unique = code in (4523, 4495, 3857)
    assert (alone.reading.key if alone.reading else "") == (system.key if unique else "")
    assert system.key in {one.key for one in alone.fits}
    # With counties the right one is offered first; X as north is asked about, never taken.
    turned = system_decision(moved[:, ::-1], claimed, None, "", ground(), "")
    assert turned.reading is None
    assert turned.fits[0].key == f"{system.key}:yx"
    chosen = system_decision(moved[:, ::-1], claimed, None, "", ground(), f"{system.key}:yx")
    assert chosen.reading is not None
    assert np.abs(chosen.reading.degrees(moved[:, ::-1]) - points).max() < 1e-7


def test_exchanged_degrees_are_asked_about_and_exchanged_by_an_answer() -> None:
    turned = [[y, x] for x, y in SQUARE]
    report = judged(collection(feature(polygon(turned), name="某区")))
    assert [row.verdict for row in report.rows] == ["asked"]
    [question] = questions(report)
    assert question["blocks"]
    [[key, _]] = question["answers"]
    answered = judged(collection(feature(polygon(turned), name="某区")), system=key)
    shape = answered.rows[0].shape
    assert shape is not None
    assert shapely.equals(shape, shapely.Polygon(SQUARE))
    assert "先纬度后经度" in source_words(answered).zh


def test_a_shift_is_undone_only_when_a_person_says_so() -> None:
    moved = to_gcj(np.array(SQUARE))
    body = packed(shapefile([moved.tolist()], names=["甲高新区".encode("gb18030")]))
    asked = judged(body)
    assert [one["what"] for one in questions(asked)] == ["shift"]
    assert "未经确认" in source_words(asked).zh
    shape = asked.rows[0].shape
    assert shape is not None
    assert np.allclose(shapely.get_coordinates(shape), moved)
    told = judged(body, shift="gcj02")
    shape = told.rows[0].shape
    assert shape is not None
    assert np.allclose(shapely.get_coordinates(shape), SQUARE, atol=1e-8)
    assert (
        source_words(told)
        == "Own data, not part of the atlas; converted from GCJ-02 as the reader said"
    )
    # The name is that of a zone of ours.
    assert told.rows[0].place is not None
    assert told.rows[0].place.place_id == "htz-one"


def test_every_feature_has_a_verdict_and_a_remedy() -> None:
    first, second, third, fourth, _ = SQUARE
    entries = {
        "taken": polygon(SQUARE),
        "closed": polygon([[x + 0.3, y] for x, y in SQUARE[:-1]]),
        "crossing": polygon([first, third, second, fourth, first]),
        "heights": {"type": "Point", "coordinates": [*HOME, 500]},
        "same": polygon(SQUARE),
        "empty": None,
        "infinite": {"type": "Point", "coordinates": [float("nan"), 31]},
        "huge": {"type": "Point", "coordinates": [1e300, 31]},
        "short": polygon(SQUARE[:2]),
        "groundless": polygon([[104, 31 + at / 10] for at in (0, 1, 2, 1, 0)]),
        "outside": {"type": "Point", "coordinates": [80, 40]},
        "far": polygon([*SQUARE[:2], [140, 80], SQUARE[0]]),
        "points": {"type": "MultiPoint", "coordinates": [HOME, [104.1, 31.2]]},
        "mixed": {
            "type": "GeometryCollection",
            "geometries": [polygon(SQUARE), {"type": "Point", "coordinates": HOME}],
        },
        "kind": {"type": "CircularString", "coordinates": [HOME, HOME]},
        "corners": {"type": "Point", "coordinates": ["104", {}]},
        "esri": {"rings": [SQUARE]},
    }
    report = judged(collection(*(feature(one, name=name) for name, one in entries.items())))
    found = {row.words: (row.verdict, row.reason or "taken", row.notes) for row in report.rows}
    for name, (verdict, reason, notes) in found.items():
        assert name in (reason, *notes), (name, found[name])
        assert (verdict == "refused") == (reason == name != "taken")
    assert sum(report.counts.values()) == len(entries)
    for row in report.rows:
        if row.verdict == "refused":
            told = shape_sentence(row, of(TOY))
            assert "：" in told.zh
            assert ":" in told
    areas = [row.km2 for row in report.rows if row.words == "taken"]
    # A tenth by a fifth of a degree at this latitude.
    assert areas == [pytest.approx(210, rel=0.02)]


def test_a_table_with_coordinates_is_points_in_our_counties() -> None:
    report = table(
        "2024年企业名录\n企业名称,所在区县,东经(°),北纬(°)\n甲厂,甲西区,104°15′0″E,31°30′\n"
        "乙厂,甲西区,１０４.７５,31.5\n丙厂,甲西区,abc,31\n丁厂,,,\n"
    )
    assert [(row.number, row.words, row.verdict) for row in report.rows] == [
        (3, "甲厂", "taken"),
        (4, "乙厂", "noted"),
        (5, "丙厂", "refused"),
        (6, "丁厂", "refused"),
    ]
    assert report.county == "所在区县"
    assert [row.county for row in report.rows[:2]] == ["990101", "990102"]
    assert "甲东区" in shape_sentence(report.rows[1], of(TOY)).zh
    words = table('name,wkt\na,POINT (104.2 31.5)\nb,"LINESTRING (104.2 31.5, 104.3 31.6)"\n')
    assert [row.drawn for row in words.rows] == ["spot", "line"]
    both = table('名称,坐标\n甲,"104.2,31.5"\n乙,"104.3，31.4"\n')
    assert both.counts["taken"] == 2
    assert not has_points(read_file("地区,X,Y\n甲市,甲,乙\n".encode(), Limits(), Reading()))


@pytest.mark.parametrize(
    ("body", "word"),
    [
        (b"{}" + b" " * 30_000_000, "字节"),
        (collection(), "没有要素"),
        (b'{"type":"FeatureCollection","features":' + b"[" * 200_000, "嵌套"),
        (json.dumps({"type": "Topology"}).encode(), "TopoJSON"),
        (shapefile([SQUARE])["zone.shp"], "ZIP"),
        (b"SQLite format 3\0" + bytes(900), "GeoPackage"),
        (b"<?xml version='1.0'?><!DOCTYPE a><kml/>", "DOCTYPE"),
        (b"<kml><NetworkLink/></kml>", "链接"),
        (b"<OGRVRTDataSource/>", "另存为"),
        (packed({"a.shp": b"\0" * 60_000_000}), "倍"),
    ],
)
def test_files_are_refused_with_a_remedy(body: bytes, word: str) -> None:
    assert geometry_kind(body) is not None
    with pytest.raises(UnreadableFile) as refused:
        read(body)
    assert word in refused.value.in_lang("zh")
    assert "：" in refused.value.in_lang("zh")


@pytest.mark.parametrize(
    ("limits", "word"),
    [
        (ShapeLimits(features=1), "要素"),
        (ShapeLimits(vertices=6), "拐点"),
        (ShapeLimits(columns=1), "属性"),
    ],
)
def test_limits_are_said(limits: ShapeLimits, word: str) -> None:
    body = collection(*[feature(polygon(SQUARE), a=1, b=2)] * 2)
    with pytest.raises(UnreadableFile) as refused:
        read_geometry(body, Limits(), limits)
    assert word in refused.value.in_lang("zh")


def test_an_archive_that_lies_about_its_names_is_read_as_what_it_holds() -> None:
    files = shapefile([SQUARE], folder="../../etc/", prj=GEOGCS)
    body = packed(files)
    assert [one.fault for one in read(body).features] == [""]
    with zipfile.ZipFile(io.BytesIO(body)) as archive:
        assert "../../etc/zone.shp" in archive.namelist()
