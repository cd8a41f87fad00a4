"""``own-table`` says how a table was read and what became of every row, and keeps nothing."""

from __future__ import annotations

import io
import json
from pathlib import Path

import pytest
from openpyxl import Workbook, load_workbook

from app.cli import main
from app.jail.confinement import lacking

pytestmark = pytest.mark.skipif(bool(lacking()), reason="this kernel cannot confine a process")

ROWS = (
    ["2023年主要指标"],
    ["单位：万元"],
    ["地区", "产值"],
    ["成都市", "1,410"],
    ["锦阳市", 5],
    ["=HYPERLINK(1)", 7],
    ["合计", 1410],
)


@pytest.fixture
def table(tmp_path: Path) -> Path:
    whole = Workbook()
    sheet = whole.active
    assert sheet is not None
    for row in ROWS:
        sheet.append(row)
    sheet["A6"].data_type = "s"
    path = tmp_path / "table.xlsx"
    whole.save(path)
    return path


def test_it_says_how_the_table_was_read_and_every_row(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(["own-table", str(table), "--lang", "zh"]) == 1
    said = capsys.readouterr().out
    for words in (
        "地名列: A 地区",
        "年份: 2023 [见标题]",
        "第 4 行 | 采用并注明 | 以文本存放的数字；略去千分位分隔符",
        "第 5 行 | 待确认",
        "510700 绵阳市",
        "「=HYPERLINK(1)」不是本图集的地区",
        "4 行 = 采用 0 + 采用并注明 1 + 待确认 1 + 不采用 2",
        "合计 1,410，与第 7 行（合计）相符",
    ):
        assert words in said


def test_a_table_without_a_question_ends_well(
    table: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    chosen = ["--place", "锦阳市=510700", "--place", "=HYPERLINK(1)=510300", "--unit", "亿元"]
    assert main(["own-table", str(table), "--json", *chosen]) == 0
    told = json.loads(capsys.readouterr().out)
    assert told["counts"] == {"taken": 0, "noted": 3, "asked": 0, "refused": 1}
    assert [one["as_kept"] for one in told["cells"]][:3] == [0.141, 0.0005, 0.0007]
    assert {one["unit"] for one in told["cells"]} == {"亿元"}


def test_the_report_is_a_workbook_whose_words_are_words(table: Path) -> None:
    report = table.with_name("report.xlsx")
    assert main(["own-table", str(table), "--report", str(report)]) == 1
    book = load_workbook(io.BytesIO(report.read_bytes()))
    assert book.sheetnames == ["rows", "cells", "reading", "sums"]
    rows = list(book["rows"].iter_rows(min_row=2))
    assert [row[0].value for row in rows] == [4, 5, 6, 7]
    formula = rows[2][1]
    assert (formula.value, formula.data_type) == ("=HYPERLINK(1)", "s")
    for row in rows:
        by_name = {head.value: cell.value for head, cell in zip(book["rows"][1], row, strict=True)}
        assert by_name["sentence_zh"]
        assert by_name["sentence_en"]
    # Nothing is left but what was asked for.
    assert sorted(path.name for path in table.parent.iterdir()) == ["report.xlsx", "table.xlsx"]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["missing.xlsx"], "cannot read missing.xlsx"),
        (["table.xlsx", "--report", "report.csv"], "end its name with .xlsx"),
        (["table.xlsx", "--place", "甲"], "'甲' is not WORDS=CODE"),
        (["table.xlsx", "--place", "甲=1"], "'1', which you chose for '甲', is the code of no"),
        (["table.xlsx", "--unit", "斗"], "'斗' is no unit"),
        (["table.xlsx", "--period", "去年"], "'去年' is no year"),
        (["table.xlsx", "--level", "village"], "'village' is no level"),
        (["table.xlsx", "--upload-bytes", "100"], "more than 100 bytes"),
        (["table.xlsx", "--upload-rows", "2"], "2 rows"),
    ],
)
def test_what_is_asked_for_wrongly_is_a_sentence(
    table: Path,
    arguments: list[str],
    words: str,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(table.parent)
    assert main(["own-table", *arguments, "--lang", "en"]) == 2
    heard = capsys.readouterr()
    assert words in heard.err
    assert "Traceback" not in heard.err
    assert [path.name for path in table.parent.iterdir()] == ["table.xlsx"]
