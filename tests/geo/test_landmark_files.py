"""Landmarks under check: whatever is wrong is named with its file, its feature and what to do."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from geo.approval.document import Grant
from geo.approval.state import Approval, approval, landmark_sums, sums
from geo.model.landmarks import landmarks
from geo.redact.redaction import SensitiveError, withhold
from geo.redact.rules import Rule
from geo.validate import check
from tests.catalogues import TOY
from tests.geo.damage import edit_json, only

RIVERS, TOWNS = "landmarks/lgpl/rivers.geojson", "landmarks/towns.geojson"
# Toyland lies from 104 to 106 east and from 30 to 32 north.
RIVER = {
    "type": "Feature",
    "properties": {"name_zh": "甲江", "name_en": "Jia River", "class": "main"},
    "geometry": {"type": "LineString", "coordinates": [[104.2, 30.2], [105.8, 31.8]]},
}


def _town(adcode: str) -> dict[str, Any]:
    return {
        "type": "Feature",
        "properties": {
            "name_zh": "乙城",
            "name_en": "Yi Town",
            "class": "town",
            "adcode": adcode,
        },
        "geometry": {"type": "Point", "coordinates": [104.5, 30.5]},
    }


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return Toyland with a river and a town."""
    folder = tmp_path / "data"
    shutil.copytree(TOY, folder)
    counties = json.loads((folder / "shapes/counties.geojson").read_text(encoding="utf-8"))
    adcode = counties["features"][0]["properties"]["adcode"]
    for file, feature in ((RIVERS, RIVER), (TOWNS, _town(adcode))):
        path = folder / file
        path.parent.mkdir(parents=True, exist_ok=True)
        text = json.dumps({"type": "FeatureCollection", "features": [feature]}, ensure_ascii=False)
        path.write_text(text, encoding="utf-8")
    assert not check(folder)
    return folder


def _change(**parts: object) -> Callable[[Any], object]:
    return lambda document: document["features"][0]["geometry"].update(parts)


@pytest.mark.parametrize(
    ("file", "change", "rule", "words"),
    [
        (RIVERS, _change(type="Polygon"), "geometry", "must be a LineString or MultiLineString"),
        (RIVERS, _change(coordinates=[[104.2, 30.2]]), "geometry", "two corners or more"),
        (RIVERS, _change(coordinates=[[[104.2, 30.2]]]), "geometry", "two corners or more"),
        (RIVERS, _change(coordinates=[[104.2, 30.2], [[1], 2]]), "geometry", "not nested"),
        (RIVERS, _change(coordinates=[[30.2, 104.2], [31.8, 105.8]]), "crs", "swapped"),
        (RIVERS, _change(coordinates=[[104.2, "30"], [105.8, 31]]), "geometry", "is text"),
        (RIVERS, _change(coordinates=[[104.2, 30.2], [99, 31]]), "outside-province", "clip it"),
        (RIVERS, lambda d: d["features"][0].update(geometry=None), "geometry", "no geometry"),
        (RIVERS, lambda d: d["features"][0]["properties"].pop("class"), "required", "add it"),
        (RIVERS, lambda d: d["features"][0]["properties"].update({"class": "sea"}), "enum", "main"),
        (TOWNS, _change(type="LineString"), "geometry", "must be a Point, not LineString"),
        (TOWNS, lambda d: d["features"].append(d["features"][0]), "duplicate-key", "1"),
    ],
)
def test_a_broken_file_is_named_with_its_feature_and_the_remedy(
    data: Path, file: str, change: Callable[[Any], object], rule: str, words: str
) -> None:
    edit_json(data, file, change)
    fault = only(data)
    assert (fault.file, fault.rule) == (file, rule)
    assert words in str(fault)
    assert "feature" in str(fault)


def test_a_town_of_no_county_is_named(data: Path) -> None:
    edit_json(data, TOWNS, lambda d: d["features"][0]["properties"].update(adcode="990999"))
    fault = only(data)
    assert (fault.file, fault.column) == (TOWNS, "adcode")


def test_a_file_in_the_wrong_folder_is_not_passed_over(data: Path) -> None:
    (data / RIVERS).rename(data / "landmarks" / "rivers.geojson")
    assert only(data).rule == "file-undescribed"


@pytest.mark.parametrize(
    "rule",
    [
        Rule("list", "drop", word="甲江"),
        # The line crosses it between two corners.
        Rule(
            "list",
            "coarsen",
            polygons=((((105, 31), (105.01, 31), (105.01, 31.01), (105, 31.01), (105, 31)),),),
        ),
    ],
)
def test_what_is_sensitive_is_left_out_of_the_copy(data: Path, tmp_path: Path, rule: Rule) -> None:
    done = withhold(data, (rule,), tmp_path / "copy")
    assert [one.name_zh for one in landmarks(tmp_path / "copy")] == ["乙城"]
    assert not (tmp_path / "copy" / RIVERS).exists()
    assert any("rivers.geojson" in place for place in done.met)


def test_what_is_undecided_stops_everything(data: Path, tmp_path: Path) -> None:
    with pytest.raises(SensitiveError, match=r"rivers\.geojson feature 1"):
        withhold(data, (Rule("list", "", word="甲江"),), tmp_path / "copy")


def test_under_a_number_they_are_drawn_only_if_the_approval_names_their_files(data: Path) -> None:
    granted = Grant(
        number="（测试号 0）",
        holder="玩具省",
        authority="玩具省",
        issued=date(2026, 1, 1),
        expires=date(2030, 1, 1),
        layers=("zones",),
        max_zoom=15,
        boundaries=sums(data),
    )
    covering = replace(granted, landmarks=landmark_sums(data))

    def state(one: Grant | None) -> Approval:
        return approval(
            one,
            today=date(2026, 6, 1),
            boundaries=sums(data),
            layers=["zones"],
            landmarks=landmark_sums(data),
        )

    assert len(landmark_sums(data)) == 2
    assert state(None).landmarks, "for review, with the words of the law"
    assert (state(granted).approved, state(granted).landmarks) == (True, False)
    assert (state(covering).approved, state(covering).landmarks) == (True, True)
    edit_json(data, TOWNS, lambda d: d["features"].pop())
    assert not state(covering).landmarks, "another file is not approved"
