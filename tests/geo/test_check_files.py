"""Files that are no tables, and packages that point where they should not."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from geo.files import text_files
from geo.validate import check
from tests.geo.damage import edit, edit_json, found, only

VALUES = "statistics/values.csv"
HEADER = "place_id,indicator_id,period,as_of,value,status,source_id,quote,note"


def test_gbk_is_recognized(folder: Path) -> None:
    path = folder / "statistics" / "sources.csv"
    path.write_bytes(path.read_text(encoding="utf-8").encode("gb18030"))
    fault = only(folder)
    assert (fault.file, fault.row, fault.rule) == ("statistics/sources.csv", 2, "not-utf8")
    assert "saved from Excel as GBK? save it as 'CSV UTF-8'" in fault.message


def test_utf16_is_recognized(folder: Path) -> None:
    path = folder / VALUES
    path.write_bytes(path.read_text(encoding="utf-8").encode("utf-16"))
    assert "save it as 'CSV UTF-8'" in only(folder).message


@pytest.mark.parametrize("encoding", ["gb18030", "utf-16"])
def test_boundaries_in_another_encoding_have_a_remedy_of_their_own(
    folder: Path, encoding: str
) -> None:
    path = folder / "shapes/prefectures.geojson"
    path.write_bytes(path.read_text(encoding="utf-8").encode(encoding))
    fault = only(folder)
    assert (fault.file, fault.rule) == ("shapes/prefectures.geojson", "not-utf8")
    assert "QGIS" in fault.message
    assert "CSV" not in fault.message
    assert "Excel" not in fault.message


@pytest.mark.parametrize(
    ("beginning", "what"),
    [
        (b"PK\x03\x04", "a ZIP archive"),
        (b"SQLite format 3\0", "a GeoPackage"),
        (b"\x00\x00\x27\x0a\x00", "a shapefile"),
    ],
)
def test_boundaries_of_another_format_are_called_by_its_name(
    folder: Path, beginning: bytes, what: str
) -> None:
    (folder / "shapes/prefectures.geojson").write_bytes(beginning + bytes(40))
    fault = only(folder)
    assert fault.rule == "not-geojson"
    assert what in fault.message
    assert "QGIS" in fault.message


def test_bytes_of_no_encoding_are_refused(folder: Path) -> None:
    path = folder / VALUES
    path.write_bytes(path.read_bytes() + b"\xff\xff\xff\n")
    assert (only(folder).row, only(folder).rule) == (36, "not-utf8")


def test_a_byte_order_mark_is_fine(folder: Path) -> None:
    for path in folder.glob("statistics/*.csv"):
        path.write_bytes(b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n"))
    assert check(folder) == ()


def test_a_nul_byte_is_found(folder: Path) -> None:
    path = folder / VALUES
    path.write_bytes(path.read_bytes().replace(b"gdp,2021", b"gdp,\x002021", 1))
    assert (only(folder).row, only(folder).rule) == (3, "nul-byte")


def test_a_huge_file_is_not_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(text_files, "MAX_BYTES", 1_000_000)
    (folder / VALUES).write_bytes(b"x" * 1_000_001)
    rules = {(file, rule) for file, _, _, rule in found(folder)}
    assert (VALUES, "file-too-large") in rules


@pytest.mark.parametrize(
    ("old", "new", "row", "column", "rule"),
    [
        ("990000,gdp,2021,,4,", "990000,gdp,2021,4,", 3, "", "ragged-row"),
        ("990000,gdp,2021,,4,", "990000,gdp,2021,,,4,", 3, "", "ragged-row"),
        ("990000,gdp,2021,", ",,,,,,,,\n990000,gdp,2021,", 3, "", "blank-row"),
        ("990000,gdp,2021,", '990000,"gdp,2021,', 3, "", "not-csv"),
        ("990000,gdp,2021,", '"990"000,gdp,2021,', 3, "", "not-csv"),
        (",as_of,", ",date,", 1, "as_of", "column-missing"),
        (",as_of,", ",date,", 1, "date", "column-unknown"),
        (",as_of,", ",,", 1, "", "column-unknown"),
        ("quote,note", "note,note", 1, "note", "column-repeated"),
        (HEADER, HEADER.replace(",", ";"), 1, "", "not-csv"),
        (HEADER, HEADER.replace(",", "\t"), 1, "", "not-csv"),
    ],
)
def test_broken_tables_are_found(
    folder: Path, old: str, new: str, row: int, column: str, rule: str
) -> None:
    edit(folder, VALUES, old, new)
    assert (VALUES, row, column, rule) in found(folder)


def test_lines_are_counted_as_an_editor_counts(folder: Path) -> None:
    edit(folder, VALUES, "observed,toy-plan,6,", 'observed,toy-plan,"two\nlines",')
    edit(folder, VALUES, "990000,hnte,2021,,12", "\n990000,hnte,2021,,12.5")
    assert only(folder).row == 6


def test_columns_may_stand_in_another_order(folder: Path) -> None:
    rows = (folder / "statistics/fields.csv").read_text(encoding="utf-8").splitlines()
    turned = [",".join(reversed(row.split(","))) for row in rows]
    (folder / "statistics/fields.csv").write_text("\n".join(turned), encoding="utf-8")
    assert check(folder) == ()


def test_a_column_with_capitals_is_recognized(folder: Path) -> None:
    edit(folder, VALUES, ",as_of,", ", As_Of,")
    assert any("rename ' As_Of'" in fault.message for fault in check(folder))


@pytest.mark.parametrize("content", ["", "\n\n"])
def test_an_empty_file_is_found(folder: Path, content: str) -> None:
    (folder / VALUES).write_text(content, encoding="utf-8")
    assert only(folder).rule == "empty-file"


def test_a_table_without_rows_is_found_where_rows_are_needed(folder: Path) -> None:
    (folder / VALUES).write_text(f"{HEADER}\n", encoding="utf-8")
    assert only(folder).rule == "empty-file"


def test_a_folder_in_place_of_a_file_is_found(folder: Path) -> None:
    (folder / VALUES).unlink()
    (folder / VALUES).mkdir()
    assert only(folder).rule == "file-missing"
    assert "this is a folder" in only(folder).message


def test_a_table_nobody_described_is_found(folder: Path) -> None:
    (folder / "statistics" / "values_2025.csv").write_text("a,b\n", encoding="utf-8")
    fault = only(folder)
    assert (fault.file, fault.rule) == ("statistics/values_2025.csv", "file-undescribed")


@pytest.mark.parametrize(
    "path",
    [
        *("../secret.csv", "statistics/../../secret.csv", "/etc/hostname", "C:\\data.csv"),
        *("https://example.org/values.csv", "file:///etc/hostname", "~/values.csv", "a\0b.csv", ""),
    ],
)
def test_paths_stay_inside(folder: Path, path: str) -> None:
    (folder.parent / "secret.csv").write_text("a\n", encoding="utf-8")
    edit_json(folder, "datapackage.json", lambda d: d["resources"][9].update(path=path))
    rules = {rule for file, _, _, rule in found(folder) if file == "datapackage.json"}
    assert rules & {"path-outside", "package"}, rules


def test_links_stay_inside(folder: Path) -> None:
    secret = folder.parent / "secret.csv"
    (folder / "statistics" / "fields.csv").rename(secret)
    (folder / "statistics" / "fields.csv").symlink_to(secret)
    faults = [fault for fault in check(folder) if fault.rule == "path-outside"]
    assert ["is a link that leaves the data folder" in fault.message for fault in faults] == [True]


def test_a_package_that_is_a_link_out_is_found(folder: Path) -> None:
    (folder / "datapackage.json").rename(folder.parent / "other.json")
    (folder / "datapackage.json").symlink_to(folder.parent / "other.json")
    assert "datapackage.json is a link that leaves" in only(folder).message


@pytest.mark.parametrize(
    ("content", "rule"),
    [
        ("", "not-json"),
        ("{", "not-json"),
        ("[" * 100_000, "not-json"),
        ("9" * 10_000, "not-json"),
        ("[]", "package"),
        ("{}", "package"),
        ('{"resources": 5}', "package"),
        ('{"resources": [5]}', "package"),
    ],
)
def test_a_malformed_package_is_found(folder: Path, content: str, rule: str) -> None:
    (folder / "datapackage.json").write_text(content, encoding="utf-8")
    assert ("datapackage.json", rule) in {(file, r) for file, _, _, r in found(folder)}


def test_a_missing_package_is_found(folder: Path) -> None:
    (folder / "datapackage.json").unlink()
    assert only(folder).rule == "file-missing"


def _schema(document: Any) -> Any:  # noqa: ANN401  JSON
    return document["resources"][3]["schema"]


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d["resources"].pop(3),
        lambda d: d["resources"].append(d["resources"][3]),
        lambda d: d["resources"][3].update(path="statistics/figures.csv"),
        lambda d: d["resources"][3].update(format="xlsx"),
        lambda d: d["resources"][3].pop("schema"),
        lambda d: d["resources"][12].update(features="many"),
        lambda d: _schema(d).update(fields=[]),
        lambda d: _schema(d)["fields"].pop(4),
        lambda d: _schema(d)["fields"].append(_schema(d)["fields"][0]),
        lambda d: _schema(d)["fields"][4].update(type="money"),
        lambda d: _schema(d)["fields"][2]["constraints"].update(pattern="("),
        lambda d: _schema(d)["fields"][2]["constraints"].update(required="yes"),
        lambda d: _schema(d)["fields"][2]["constraints"].update(colour="red"),
        lambda d: _schema(d)["fields"][4]["constraints"].update(pattern="6"),
        lambda d: _schema(d)["fields"][4].update(constraints={"minimum": float("inf")}),
        lambda d: _schema(d)["fields"][4].update(type="integer", constraints={"minimum": 1.5}),
        lambda d: _schema(d)["fields"][0].update(refersTo="places"),
        lambda d: _schema(d).update(primaryKey=["nothing"]),
        lambda d: _schema(d).update(foreignKeys=[{"fields": ["a", "b"]}]),
    ],
)
def test_a_wrong_description_is_found(folder: Path, change: Callable[[Any], object]) -> None:
    edit_json(folder, "datapackage.json", change)
    assert "datapackage.json" in {file for file, *_ in found(folder)}
