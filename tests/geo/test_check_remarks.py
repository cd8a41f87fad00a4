"""Remarks on text that a conversion lost, and on dates that have not come; cells without end."""

from __future__ import annotations

import csv
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from geo.errors import CatalogueError
from geo.export.statistics import statistics
from geo.files.records import LONGEST_CELL
from geo.store import boundaries, package
from geo.validate import check, inspect
from geo.validate.garbled import garbled
from tests.geo.damage import only, set_cell

QUOTE = "全市高新技术企业达到410家，比上年增长12.5%"
LOSSES: dict[str, Callable[[str], str]] = {
    "ansi": lambda text: _read_as(text, "cp1252", "cp1252"),
    "utf-8 as latin": lambda text: _read_as(text, "utf-8", "latin-1"),
    "utf-8 as cp1252": lambda text: _read_as(text, "utf-8", "cp1252"),
    "utf-8 as gbk": lambda text: _read_as(text, "utf-8", "gbk"),
    "gbk as latin": lambda text: _read_as(text, "gbk", "latin-1"),
    "gbk as utf-8 as gbk": lambda text: _read_as(
        text.encode("gbk").decode("utf-8", "replace"), "utf-8", "gbk"
    ),
}
SOUND = (
    *(QUOTE, "Qu'est-ce que c'est ? Déjà vu — l'été", "»Café«", "GDP (nominal) ≥ 5 %, what??"),
    *("2020 年 · 单位", "泸州市、邛崃市、崃山、沱江", "①②③", "Zürich®", "https://a.cn/?a=1&b=%3F"),
)


def _read_as(text: str, written: str, read: str) -> str:
    return text.encode(written, "replace").decode(read, "ignore")


@pytest.mark.parametrize("loss", LOSSES)
def test_text_lost_in_a_conversion_is_a_remark(folder: Path, loss: str) -> None:
    set_cell(folder, "values", 2, "quote", LOSSES[loss](QUOTE))
    report = inspect(folder)
    assert report.faults == ()
    assert [(w.row, w.column, w.rule) for w in report.warnings] == [(2, "quote", "garbled")]


@pytest.mark.parametrize("text", ["????????410?", "é«æ°ææ¯", "锟斤拷", "ï»¿source_id", "Â·"])
def test_signs_of_a_lost_text_are_known(text: str) -> None:
    assert garbled(text)


@pytest.mark.parametrize("text", SOUND)
def test_sound_text_is_not_suspected(text: str) -> None:
    assert garbled(text) == ""


def test_shipped_text_is_not_suspected(project: Path) -> None:
    for path in sorted((project / "data" / "statistics").glob("*.csv")):
        with path.open(encoding="utf-8-sig", newline="") as file:
            suspected = [cell for row in csv.reader(file) for cell in row if garbled(cell)]
        assert not suspected, path.name


@pytest.mark.parametrize(
    ("table", "column", "told", "remarks"),
    [
        ("sources", "published", "2031-02-01", ["future"]),
        ("sources", "published", "2024-06-02", ["future"]),
        ("sources", "published", "2024-07", ["future"]),
        ("sources", "published", "2024-06-01", []),
        ("sources", "published", "2024", []),
        ("sources", "published", "2022-10-17 (corrected 2031)", ["future"]),
    ],
)
def test_a_source_dated_in_the_future_is_a_remark(
    folder: Path, table: str, column: str, told: str, remarks: list[str]
) -> None:
    set_cell(folder, table, 2, column, told)
    report = inspect(folder, today=date(2024, 6, 1))
    assert [w.rule for w in report.warnings if w.file == f"statistics/{table}.csv"] == remarks


def test_a_cell_without_end_has_one_verdict_everywhere(folder: Path) -> None:
    set_cell(folder, "values", 2, "quote", "长" * 140_000)
    fault = only(folder)
    assert (fault.file, fault.row, fault.column) == ("statistics/values.csv", 2, "quote")
    assert (fault.rule, "140,000 characters" in fault.message) == ("cell-too-long", True)
    with pytest.raises(CatalogueError) as raised:
        package.load(folder, places=boundaries.places(folder))
    assert raised.value.faults == (fault,)
    assert csv.field_size_limit() > LONGEST_CELL
    assert statistics(folder, "values", {}).name == "values"


def test_the_longest_cell_is_taken(folder: Path) -> None:
    set_cell(folder, "values", 2, "quote", "长" * LONGEST_CELL)
    assert check(folder) == ()


@pytest.mark.parametrize("table", ["sources", "indicators", "targets", "zones"])
@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_whoever_reads_a_table_says_the_same_of_its_encoding(
    folder: Path, table: str, encoding: str
) -> None:
    path = folder / "statistics" / f"{table}.csv"
    text = path.read_text("utf-8") + "\n"
    path.write_text(text.replace(",", ",市", 3) if encoding != "utf-16" else text, encoding)
    told = [fault for fault in check(folder) if fault.rule == "not-utf8"]
    with pytest.raises(CatalogueError) as raised:
        package.load(folder, places=boundaries.places(folder))
    assert list(raised.value.faults) == told
    assert (told[0].row is not None, "save it as 'CSV UTF-8'" in told[0].message) == (True, True)


def test_one_row_in_another_encoding_is_named(folder: Path) -> None:
    path = folder / "statistics" / "values.csv"
    lines = path.read_bytes().splitlines(keepends=True)
    lines[4] = lines[4].decode("utf-8").replace(",", ",高", 1).encode("gb18030")
    path.write_bytes(b"".join(lines))
    assert (only(folder).row, only(folder).rule) == (5, "not-utf8")
