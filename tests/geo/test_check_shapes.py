"""Boundaries that overlap, leave gaps, lie elsewhere or are no boundaries."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.validate import check, inspect
from tests.geo.damage import edit_json, found, only

PREFECTURES = "shapes/prefectures.geojson"
COUNTIES = "shapes/counties.geojson"
ZONES = "shapes/zones.geojson"


def _ring(document: Any, at: int = 0) -> list[list[float]]:  # noqa: ANN401  JSON
    ring: list[list[float]] = document["features"][at]["geometry"]["coordinates"][0]
    return ring


def _moved(east: float, north: float = 0) -> Callable[[Any], object]:
    def change(document: Any) -> None:  # noqa: ANN401  JSON
        ring = _ring(document)
        ring[:] = [[x + east, y + north] for x, y in ring]

    return change


def _mapped(point: Callable[[float, float], list[float]]) -> Callable[[Any], object]:
    def change(document: Any) -> None:  # noqa: ANN401  JSON
        for at in range(len(document["features"])):
            ring = _ring(document, at)
            ring[:] = [point(x, y) for x, y in ring]

    return change


@pytest.mark.parametrize(
    ("file", "change", "rules"),
    [
        (PREFECTURES, lambda d: d["features"].pop(), {"feature-count", "gap"}),
        (
            PREFECTURES,
            lambda d: d["features"][0]["properties"].update(adcode="520100"),
            {"pattern"},
        ),
        (PREFECTURES, lambda d: d["features"][0]["properties"].update(adcode=990100), {"type"}),
        (PREFECTURES, lambda d: d["features"][1]["properties"].pop("name_zh"), {"required"}),
        (PREFECTURES, _moved(0.1), {"overlap", "gap"}),
        (PREFECTURES, _moved(-0.1), {"beyond", "gap"}),
        (PREFECTURES, lambda d: d["features"][0].update(geometry=None), {"geometry"}),
        (PREFECTURES, lambda d: _ring(d).pop(), {"geometry"}),
        (PREFECTURES, lambda d: _ring(d).__setitem__(slice(None), []), {"geometry"}),
        (PREFECTURES, lambda d: _ring(d)[1].__setitem__(0, 10**400), {"geometry"}),
        (PREFECTURES, lambda d: d["features"].append(5), {"feature-count", "geometry"}),
        (PREFECTURES, lambda d: d.update(features={}), {"not-geojson"}),
        (PREFECTURES, _mapped(lambda x, y: [y, x]), {"crs"}),
        (PREFECTURES, _mapped(lambda x, y: [x * 111_320, y * 111_320]), {"crs"}),
        (PREFECTURES, _mapped(lambda x, y: [x - 90, y]), {"crs"}),
        (PREFECTURES, lambda d: d.update(crs={"properties": {"name": "EPSG:3857"}}), {"crs"}),
        (PREFECTURES, lambda d: d.update(crs={"properties": {"name": "EPSG:4490"}}), set()),
        (COUNTIES, _moved(0.1), {"overlap", "gap"}),
        (COUNTIES, _moved(-0.1), {"not-nested", "gap"}),
        (
            COUNTIES,
            lambda d: d["features"][0]["properties"].update(prefecture_adcode="990300"),
            {"not-nested", "gap"},
        ),
        (
            COUNTIES,
            lambda d: d["features"][0]["properties"].update(prefecture_adcode="990900"),
            {"unknown-prefecture"},
        ),
    ],
)
def test_wrong_boundaries_are_found(
    folder: Path, file: str, change: Callable[[Any], object], rules: set[str]
) -> None:
    edit_json(folder, file, change)
    assert rules <= {rule for name, _, _, rule in found(folder) if name == file}


def test_a_bow_tie_is_no_polygon(folder: Path) -> None:
    bow_tie = [[104.0, 31.0], [105.0, 32.0], [105.0, 31.0], [104.0, 32.0], [104.0, 31.0]]
    edit_json(folder, PREFECTURES, lambda d: _ring(d).__setitem__(slice(None), bow_tie))
    messages = [fault.message for fault in check(folder)]
    assert len(messages) == 1, messages
    assert messages[0].startswith("feature 1 (990100 甲市): not valid: Self-intersection")


def test_an_unusable_boundary_hides_no_other_fault(folder: Path) -> None:
    edit_json(folder, PREFECTURES, lambda d: d["features"][0].update(geometry=None))
    edit_json(folder, COUNTIES, _moved(0.1))
    assert {(PREFECTURES, "geometry"), (COUNTIES, "overlap")} <= {
        (file, rule) for file, _, _, rule in found(folder)
    }


def test_a_tiny_gap_passes(folder: Path) -> None:
    # Half a meter wide and 111 km long: 0.05 km².
    edit_json(folder, PREFECTURES, _moved(0.000_005))
    assert check(folder) == ()


@pytest.mark.parametrize("content", ["", "nothing", "[1, 2]", '{"features": 3}', "[" * 100_000])
def test_files_that_are_no_geojson_are_found(folder: Path, content: str) -> None:
    (folder / PREFECTURES).write_text(content, encoding="utf-8")
    assert {file for file, *_ in found(folder)} == {PREFECTURES}


def _zones(folder: Path, west: float, **properties: str | None) -> None:
    ring = [[west, 31.4], [west + 0.2, 31.4], [west + 0.2, 31.6], [west, 31.6], [west, 31.4]]
    feature = {
        "type": "Feature",
        "properties": {"zone_id": "htz-one", "source_id": "toy-plan", **properties},
        "geometry": {"type": "Polygon", "coordinates": [ring]},
    }
    document = {"type": "FeatureCollection", "features": [feature]}
    (folder / ZONES).write_text(json.dumps(document), encoding="utf-8")


def test_official_zones_are_welcome(folder: Path) -> None:
    _zones(folder, 104.4)
    report = inspect(folder)
    assert (report.faults, report.warnings) == ((), ())


@pytest.mark.parametrize(
    ("west", "properties", "column", "rule"),
    [
        (105.4, {}, "geometry", "outside-prefecture"),
        (104.4, {"zone_id": "htz-none"}, "zone_id", "unknown-zone"),
        (104.4, {"source_id": "nobody"}, "source_id", "unknown-source"),
        (104.4, {"source_id": ""}, "source_id", "required"),
        (104.4, {"source_id": None}, "source_id", "required"),
        (104.4, {"zone_id": None}, "zone_id", "required"),
    ],
)
def test_wrong_zones_are_found(
    folder: Path, west: float, properties: dict[str, str | None], column: str, rule: str
) -> None:
    _zones(folder, west, **properties)
    assert found(folder) == {(ZONES, None, column, rule)}
    assert only(folder).rule == rule


def test_a_zone_of_another_size_is_a_remark(folder: Path) -> None:
    _zones(folder, 104.4)
    edit_json(folder, ZONES, lambda d: _ring(d)[2].__setitem__(1, 31.41))
    edit_json(folder, ZONES, lambda d: _ring(d)[3].__setitem__(1, 31.41))
    report = inspect(folder)
    assert report.faults == ()
    assert [warning.rule for warning in report.warnings] == ["zone-area"]
