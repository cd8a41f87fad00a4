"""``registry import`` as its user sees it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from app.cli import main
from tools.registry import write

OPTIONS = ("--source", "the office", "--date", "2025-12-31")


def test_it_says_what_became_of_every_row(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("id,lon,lat\nA1,104.08,30.65\nA2,30.65,104.08\nA3\x1b[2J,,\n", encoding="utf-8")
    to = str(tmp_path / "out")
    assert main(["registry", "import", str(path), "--to", to, *OPTIONS, "--lang", "zh"]) == 1
    said = capsys.readouterr().out
    assert "3 行 = 采用 1 + 拒绝 2" in said
    assert "a.csv 第 2 行：30.65, 104.08" in said
    assert "经度和纬度对调后在省内" in said
    assert "不计到高新区" in said
    assert "\x1b" not in said


def test_what_is_invented_is_called_so(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    write(50, tmp_path / "s.parquet")
    words = ["registry", "import", str(tmp_path / "s.parquet"), "--to", str(tmp_path / "out")]
    assert main([*words, *OPTIONS]) == 0
    assert "Synthetic: 50 rows" in capsys.readouterr().out


def test_its_report_is_json_for_programs(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "a.csv"
    path.write_text("who,x,y\nA1,104.08,30.65\n", encoding="utf-8")
    named = [
        f"--column={ours}={theirs}"
        for ours, theirs in zip(("id", "lon", "lat"), ["who", "x", "y"], strict=True)
    ]
    words = ["registry", "import", str(path), "--to", str(tmp_path / "out"), "--json"]
    assert main([*words, *named, *OPTIONS]) == 0
    assert json.loads(capsys.readouterr().out)["taken"] == 1


def test_a_choice_without_its_column_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    words = ["registry", "import", "a.csv", "--to", str(tmp_path / "out"), "--column", "id"]
    assert main([*words, *OPTIONS]) != 0
    assert "--column id=NAME" in capsys.readouterr().err
