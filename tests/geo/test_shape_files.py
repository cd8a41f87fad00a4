"""One reader of boundaries: each odd file has one answer, and it says what would be right."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.files.shape_files import ShapeFile, read_shapes
from geo.sentences import in_words

FILE = "shapes/zones.geojson"
SQUARE = [[104.4, 31.4], [104.6, 31.4], [104.6, 31.6], [104.4, 31.6], [104.4, 31.4]]
Change = Callable[[Any], object]


def collection(ring: list[list[Any]] = SQUARE, **more: object) -> dict[str, Any]:
    """Return a collection of one zone, as a JSON document."""
    feature = {
        "type": "Feature",
        "properties": {"zone_id": "htz-one", "source_id": "toy-plan", **more},
        "geometry": {"type": "Polygon", "coordinates": [[list(corner) for corner in ring]]},
    }
    return {"type": "FeatureCollection", "features": [feature]}


def _read(folder: Path, text: str) -> ShapeFile:
    (folder / "shapes").mkdir()
    (folder / FILE).write_text(text, encoding="utf-8")
    return read_shapes(folder, FILE)


def _changed(change: Change) -> str:
    document = collection()
    change(document)
    return json.dumps(document)


def _geometry(**members: object) -> Change:
    return lambda d: d["features"][0]["geometry"].update(members)


def _corner(*numbers: object) -> Change:
    return lambda d: d["features"][0]["geometry"]["coordinates"][0].__setitem__(1, list(numbers))


@pytest.mark.parametrize(
    ("change", "rule", "said", "zh"),
    [
        (lambda d: d["features"][0].update(geometry=None), "geometry", "(null)", "没有图形"),
        (_geometry(type="Point"), "geometry", "not Point", "而不是 Point"),
        (_geometry(type="GeometryCollection"), "geometry", "not GeometryCollection", "面"),
        (_geometry(type="polygon"), "geometry", "not polygon", "polygon"),
        (_geometry(type=7), "geometry", "not 7", "7"),
        (_geometry(coordinates=[]), "geometry", "is empty", "面是空的"),
        (_geometry(coordinates=[[]]), "geometry", "is empty", "面是空的"),
        (_geometry(type="MultiPolygon", coordinates=[]), "geometry", "is empty", "空"),
        (_geometry(type="MultiPolygon", coordinates=[[SQUARE], []]), "geometry", "empty", "空"),
        (_geometry(type="MultiPolygon"), "geometry", "not nested", "层次"),
        (_geometry(coordinates=SQUARE), "geometry", "not nested", "层次"),
        (_geometry(coordinates=None), "geometry", "not nested", "层次"),
        (_geometry(coordinates=[SQUARE[:-1]]), "geometry", "every ring closed", "闭合"),
        (_geometry(coordinates=[SQUARE[:2] + SQUARE[:1]]), "geometry", "4 corners", "4 个拐点"),
        (_corner(104.6, 31.4, 500, 1), "geometry", "have 4 numbers", "4 个数"),
        (_corner(104.6), "geometry", "have 1 numbers", "1 个数"),
        (_corner("104.6", "31.4"), "geometry", "'104.6'", "「104.6」"),
        (_corner(104.6, None), "geometry", "is null", "null"),
        (_corner(104.6, {}), "geometry", "is {…}", "{…}"),
        (_corner(104.6, 31.4, "high"), "geometry", "is high", "high"),
        (_corner(104.6, float("nan")), "geometry", "NaN", "NaN"),
        (_corner(float("-inf"), 31.4), "geometry", "infinite", "无穷"),
        (_corner(10**400, 31.4), "geometry", "too large", "过大"),
        (_corner(31.4, 104.6), "crs", "outside China", "中国之外"),
        (_geometry(coordinates=[[[y, x] for x, y in SQUARE]]), "crs", "swapped", "颠倒"),
        (_geometry(coordinates=[[[x * 1e5, y] for x, y in SQUARE]]), "crs", "no degrees", "不是度"),
        (lambda d: d.update(crs={"name": "EPSG:3857"}), "crs", "reproject", "投影"),
        (lambda d: d.update(crs={"name": "EPSG:44901"}), "crs", "reproject", "投影"),
        (lambda d: d.update(features=[]), "empty-file", "no feature", "没有要素"),
        (lambda d: d.update(type="Topology"), "not-geojson", "TopoJSON", "TopoJSON"),
        (lambda d: d.update(type="Feature"), "not-geojson", "single Feature", "单个"),
        (lambda d: d.update(type="Polygon"), "not-geojson", "FeatureCollection", "要素列表"),
        (lambda d: d.update(spatialReference={"wkid": 4490}), "not-geojson", "Esri", "Esri"),
        (lambda d: d["features"].append(5), "geometry", "(null)", "没有图形"),
    ],
)
def test_each_odd_thing_has_one_fault(
    tmp_path: Path, change: Change, rule: str, said: str, zh: str
) -> None:
    [fault] = _read(tmp_path, _changed(change)).faults
    assert (fault.file, fault.rule) == (FILE, rule)
    assert said in fault.message
    assert zh in in_words(fault.message, "zh")


@pytest.mark.parametrize(
    ("member", "again"),
    [
        ('"features": [', '"features": [], "features": ['),
        ('"type": "FeatureCollection"', '"type": "FeatureCollection", "type": "FeatureCollection"'),
        ('"geometry": {', '"geometry": null, "geometry": {'),
        ('"properties": {', '"properties": {}, "properties": {'),
        ('"coordinates": [', '"coordinates": [], "coordinates": ['),
        ('"zone_id": "htz-one"', '"zone_id": "htz-two", "zone_id": "htz-one"'),
        ('"crs": {}', '"crs": {"name": "4490", "name": "3857"}'),
    ],
)
def test_a_member_that_stands_twice_is_named(tmp_path: Path, member: str, again: str) -> None:
    text = json.dumps({"crs": {}, **collection()}).replace(member, again, 1)
    faults = [fault for fault in _read(tmp_path, text).faults if fault.rule == "member-twice"]
    assert [fault.column for fault in faults] == [
        "name" if member == '"crs": {}' else member.split('"')[1]
    ]
    assert "stands twice" in faults[0].message


@pytest.mark.parametrize(
    ("text", "rule", "said"),
    [
        ('<?xml version="1.0"?><kml/>', "not-geojson", "KML"),
        ('{"type": "Feature"}\n{"type": "Feature"}\n', "not-geojson", "one feature a line"),
        ('\x1e{"type": "Feature"}\n', "not-geojson", "one feature a line"),
        ('{"features": [{"attributes": {}, "geometry": {"rings": []}}]}', "not-geojson", "Esri"),
        ('{"type": "FeatureCollection", "features": [', "not-json", "not JSON"),
    ],
)
def test_other_formats_are_called_by_their_names(
    tmp_path: Path, text: str, rule: str, said: str
) -> None:
    [fault] = _read(tmp_path, text).faults
    assert fault.rule == rule
    assert said in fault.message


@pytest.mark.parametrize("where", ["crs", "properties", "coordinates"])
@pytest.mark.parametrize("depth", [70, 900, 990, 5_000])
def test_what_is_nested_too_deeply_is_a_fault(tmp_path: Path, where: str, depth: int) -> None:
    deep = '{"a":' * depth + "1" + "}" * depth
    text = json.dumps(collection())
    if where == "coordinates":
        text = text.replace("[[[104.4, 31.4]", f"[[[104.4, {deep}]")
    else:
        text = text.replace('{"type"', f'{{"{where}": {deep}, "type"', 1)
    assert _read(tmp_path, text).faults


@pytest.mark.parametrize("height", [[512.345678], [None], [float("nan")]])
def test_a_height_is_left_out(tmp_path: Path, height: list[object]) -> None:
    high = [[*corner, *height] for corner in SQUARE]
    [feature] = _read(tmp_path, json.dumps(collection(high))).sound()
    assert feature.polygons == ((tuple(map(tuple, SQUARE)),),)
    assert feature.drawn == feature.polygons


def test_other_properties_are_nobodys_business(tmp_path: Path) -> None:
    more: dict[str, Any] = {"place_id": "x", "geometry": 1, "id": [], "ZONE_ID": {"level_0": 2}}
    [feature] = _read(tmp_path, json.dumps(collection(**more))).sound()
    assert (feature.word("zone_id"), feature.name) == ("htz-one", "htz-one")


def test_a_byte_order_mark_and_its_own_crs_are_fine(tmp_path: Path) -> None:
    crs = {"type": "name", "properties": {"name": "urn:ogc:def:crs:OGC:1.3:CRS84"}}
    text = json.dumps({**collection(), "crs": crs, "metadata": {"by": "QGIS"}})
    assert not _read(tmp_path, "\ufeff" + text).faults
