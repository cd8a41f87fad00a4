"""Approvals: what a file must hold, and which state a map is in."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path

import pytest

from geo.approval.document import Grant, GrantError, grant
from geo.approval.state import MISSING, approval, sums

LAYERS = ("prefectures", "zones")
ONE = "a" * 64
FIELDS = {
    "number": "（测试号 0）",
    "holder": "甲",
    "authority": "乙",
    "issued": "2026-01-01",
    "expires": "2026-12-31",
    "layers": ["prefectures"],
    "max_zoom": 12,
    "boundaries": {"province.geojson": ONE},
}
BOUNDARIES = {"province.geojson": ONE}
DAY = date(2026, 6, 1)


def written(folder: Path, **other: object) -> Path:
    path = folder / "approval.json"
    fields = {name: value for name, value in {**FIELDS, **other}.items() if value is not None}
    path.write_text(json.dumps(fields), encoding="utf-8")
    return path


def of(folder: Path, **other: object) -> Grant:
    return grant(written(folder, **other), layers=LAYERS, strange=("底图 GS(2024)0650号",))


def test_json_and_toml_say_the_same(tmp_path: Path) -> None:
    path = tmp_path / "approval.toml"
    path.write_text(
        'number = "（测试号 0）"\nholder = "甲"\nauthority = "乙"\nissued = 2026-01-01\n'
        'expires = 2026-12-31\nlayers = ["prefectures"]\nmax_zoom = 12\n'
        f'[boundaries]\n"province.geojson" = "{ONE.upper()}"\n',
        encoding="utf-8",
    )
    assert grant(path, layers=LAYERS) == of(tmp_path)


@pytest.mark.parametrize(
    ("field", "value", "right"),
    [
        ("number", None, "the field 'number' is missing"),
        ("number", "（待填）", "it has digits"),
        ("number", " ", "a text of one line"),
        ("number", "GS（2024）0650 号", "the basemap's"),
        ("holder", 7, "a text of one line"),
        ("authority", "a\nb", "a text of one line"),
        ("issued", "2026/01/01", "a day as YYYY-MM-DD"),
        ("expires", 20261231, "a day as YYYY-MM-DD"),
        ("expires", "2025-12-31", "not before 2026-01-01"),
        ("layers", [], "a list of layers"),
        ("layers", ["prefecture"], "the layers are prefectures, zones"),
        ("max_zoom", "12", "a whole number from 0 to 24"),
        ("max_zoom", True, "a whole number from 0 to 24"),
        ("boundaries", {}, "a table of SHA-256 sums"),
        ("boundaries", {"province.geojson": "（待填）"}, "64 signs 0-9 a-f"),
        ("maxzoom", 12, "unknown field 'maxzoom'; the fields are number, holder"),
    ],
)
def test_faults_name_field_and_remedy(
    field: str, value: object, right: str, tmp_path: Path
) -> None:
    with pytest.raises(GrantError) as caught:
        of(tmp_path, **{field: value})
    message = str(caught.value)
    assert field in message
    assert right in message
    assert "\n" not in message.replace("a\\nb", "")


@pytest.mark.parametrize(
    ("name", "text", "said"),
    [
        ("a.json", "{", "line 1: cannot be read as JSON"),
        ("a.toml", "number", "line 1: cannot be read as TOML"),
        ("a.json", "[]", "must hold the fields"),
        ("a.yaml", "", "ends in .json or .toml"),
    ],
)
def test_files_that_are_none(name: str, text: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    with pytest.raises(GrantError, match=said):
        grant(path, layers=LAYERS)
    with pytest.raises(GrantError, match="cannot be read"):
        grant(tmp_path / "none.json", layers=LAYERS)


def test_both_days_belong_to_it(tmp_path: Path) -> None:
    known = of(tmp_path)

    def state(today: date) -> str:
        return approval(known, today=today, boundaries=BOUNDARIES, layers=LAYERS[:1]).state

    assert state(known.issued) == state(known.expires) == "approved"
    assert state(known.issued - timedelta(days=1)) == "missing"
    assert state(known.expires + timedelta(days=1)) == "expired"


@pytest.mark.parametrize(
    ("boundaries", "layers", "zoom", "why"),
    [
        ({"province.geojson": "b" * 64}, LAYERS[:1], 12, "is not the one that was approved"),
        ({**BOUNDARIES, "zones.geojson": ONE}, LAYERS[:1], 12, "zones.geojson is not covered"),
        ({}, LAYERS[:1], 12, "is covered, but there is none"),
        (BOUNDARIES, LAYERS, 12, "not covered: layer zones"),
        (BOUNDARIES, LAYERS[:1], 13, "to zoom 13, approved is zoom 12"),
    ],
)
def test_what_is_not_covered_is_said(
    boundaries: dict[str, str], layers: tuple[str, ...], zoom: int, why: str, tmp_path: Path
) -> None:
    known = of(tmp_path)
    found = approval(known, today=DAY, boundaries=boundaries, layers=layers, zoom=zoom)
    assert (found.state, found.number) == ("mismatch", "")
    assert why in " ".join(found.why)


def test_what_covers_is_approved_and_nothing_is_not(tmp_path: Path) -> None:
    known = of(tmp_path)
    found = approval(known, today=DAY, boundaries=BOUNDARIES, layers=LAYERS[:1], zoom=12)
    assert (found.state, found.number, found.why) == ("approved", FIELDS["number"], ())
    assert approval(None, today=DAY, boundaries=BOUNDARIES, layers=LAYERS) == MISSING


def test_one_changed_byte_is_another_file(tmp_path: Path, toyland: Path) -> None:
    (tmp_path / "shapes").mkdir()
    for path in (toyland / "shapes").glob("*.geojson"):
        (tmp_path / "shapes" / path.name).write_bytes(path.read_bytes())
    assert sums(tmp_path) == sums(toyland)
    changed = tmp_path / "shapes" / "province.geojson"
    changed.write_bytes(changed.read_bytes() + b"\n")
    assert sums(tmp_path) != sums(toyland)
