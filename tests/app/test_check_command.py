"""``python -m app check``: exit codes, a list for people, a list for spreadsheets."""

from __future__ import annotations

import csv
import io
import shutil
import sys
from pathlib import Path

import pytest

from app.cli import main
from tests.geo.damage import set_cell

NUMBER = "must be a number: digits and a point, no thousands separator, no unit"


@pytest.fixture
def folder(toyland: Path, tmp_path: Path) -> Path:
    """Return a copy of Toyland's data folder that a test may damage."""
    return Path(shutil.copytree(toyland, tmp_path / "data"))


def test_sound_data_take_one_line(toyland: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(toyland)]) == 0
    said = capsys.readouterr().out
    tables = list((toyland / "statistics").glob("*.csv"))
    rows = sum(len(path.read_text("utf-8").splitlines()) - 1 for path in tables)
    size = f"{len(tables)} tables, {rows} rows, 23 places"
    assert said == f"The data are fine: {size}; 0 remarks.\n"


def test_faults_are_listed_by_file(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_cell(folder, "values", 2, "status", "guess")
    set_cell(folder, "values", 12, "value", "一万")
    assert main(["check", "--data", str(folder)]) == 1
    assert capsys.readouterr().out.splitlines() == [
        "statistics/values.csv",
        "   2  status  guess  must be one of: observed, derived, floor, registry [enum]",
        f"  12  value   一万   {NUMBER} [type]",
        "",
        "2 faults in 1 file, 0 remarks.",
    ]


def test_remarks_are_listed_when_asked_for(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    set_cell(folder, "values", 2, "note", "see toy-S99")
    assert main(["check", "--data", str(folder), "--remarks"]) == 0
    assert "the text speaks of toy-S99" in capsys.readouterr().out


def test_a_missing_folder_is_misuse(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", "--data", str(tmp_path / "none")]) == 2
    assert "there is no folder" in capsys.readouterr().err


def test_the_report_opens_in_a_spreadsheet(folder: Path, tmp_path: Path) -> None:
    set_cell(folder, "values", 2, "status", "=HYPERLINK(1)")
    report = tmp_path / "faults.csv"
    assert main(["check", "--data", str(folder), "--report", str(report)]) == 1
    raw = report.read_bytes()
    assert raw.startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(raw.decode("utf-8-sig"))))
    assert rows[0] == [
        "severity",
        "file",
        "row",
        "column",
        "value",
        "rule",
        "message",
        "message_zh",
    ]
    assert rows[1][:6] == [
        *("fault", "statistics/values.csv", "2", "status", "'=HYPERLINK(1)", "enum")
    ]


def test_a_report_that_cannot_be_written_is_misuse(folder: Path, tmp_path: Path) -> None:
    missing = tmp_path / "no" / "faults.csv"
    assert main(["check", "--data", str(folder), "--report", str(missing)]) == 2


def test_values_cannot_steer_the_terminal(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_cell(folder, "values", 2, "status", "\x1b[2J\u202e")
    assert main(["check", "--data", str(folder)]) == 1
    said = capsys.readouterr().out
    assert "\x1b" not in said
    assert "\\x1b[2J\\u202e" in said


def test_a_terminal_without_chinese_gets_escapes(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_cell(folder, "values", 2, "status", "猜")
    raw = io.BytesIO()
    monkeypatch.setattr(sys, "stdout", io.TextIOWrapper(raw, encoding="ascii", write_through=True))
    assert main(["check", "--data", str(folder)]) == 1
    assert b"\\u731c" in raw.getvalue()


def test_the_check_speaks_chinese(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    set_cell(folder, "values", 2, "status", "guess")
    assert main(["check", "--data", str(folder), "--lang", "zh"]) == 1
    assert "1 个文件中有 1 处错误，0 条提醒。" in capsys.readouterr().out


def test_the_check_speaks_as_the_machine_does(
    toyland: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "zh_CN.UTF-8")
    assert main(["check", "--data", str(toyland)]) == 0
    assert capsys.readouterr().out.startswith("数据没有错误：")
    assert main(["check", "--data", str(toyland), "--lang", "en"]) == 0
    assert capsys.readouterr().out.startswith("The data are fine:")
