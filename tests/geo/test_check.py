"""The check as a whole: the shipped data pass, everything wrong is said at once."""

from __future__ import annotations

import re
import time
from pathlib import Path

import pytest
from frictionless import Package

from geo.errors import Fault
from geo.store.package_tables import TABLES
from geo.validate import check, inspect
from tests import house
from tests.geo.damage import append, edit, found, set_cell

SECONDS = 5
# Words with a hyphen in the checker's code that name something else.
NOT_RULES = {
    *(
        "primary-key",
        "type-error",
        "unique-error",
        "constraint-error",
        "platform-type",
        "utf-8-sig",
    ),
    *(word for table in TABLES.values() for column in table.columns for word in column.enum),
}


def test_shipped_data_are_fine(project: Path) -> None:
    report = inspect(project / "data")
    assert report.faults == ()
    tables = list((project / "data" / "statistics").glob("*.csv"))
    assert (report.tables, report.places) == (len(tables), 1 + 21 + 183 + 26 + 21)


def test_toyland_is_fine(toyland: Path) -> None:
    assert check(toyland) == ()


def test_the_check_is_quick(project: Path) -> None:
    started = time.process_time()
    check(project / "data")
    assert time.process_time() - started < SECONDS


def test_frictionless_itself_agrees(project: Path) -> None:
    report = Package((project / "data" / "datapackage.json").as_posix()).validate()
    assert report.valid, report.to_summary()


def test_every_fault_is_reported_at_once(folder: Path) -> None:
    set_cell(folder, "values", 2, "place_id", "999999")
    set_cell(folder, "values", 3, "value", "4,000")
    set_cell(folder, "values", 3, "status", "guess")
    set_cell(folder, "zones", 2, "upgrade_candidate", "TRUE")
    (folder / "statistics" / "fields.csv").unlink()
    edit(folder, "shapes/prefectures.geojson", '"adcode": "990200"', '"adcode": "990100"')
    expected = {
        ("statistics/values.csv", 2, "place_id", "unknown-place"),
        ("statistics/values.csv", 3, "value", "type"),
        ("statistics/values.csv", 3, "status", "enum"),
        ("statistics/zones.csv", 2, "upgrade_candidate", "type"),
        ("statistics/fields.csv", None, "", "file-missing"),
        ("shapes/prefectures.geojson", None, "adcode", "duplicate-key"),
    }
    assert expected <= found(folder)


def test_a_missing_table_is_one_fault(folder: Path) -> None:
    (folder / "statistics" / "sources.csv").unlink()
    assert found(folder) == {("statistics/sources.csv", None, "", "file-missing")}


def test_faults_stand_in_the_order_of_the_file(folder: Path) -> None:
    for line in (20, 3, 11):
        set_cell(folder, "values", line, "status", "guess")
    assert [fault.row for fault in check(folder)] == [3, 11, 20]


def test_remarks_are_no_faults(folder: Path) -> None:
    set_cell(folder, "values", 2, "note", "see toy-S99")
    set_cell(folder, "values", 7, "note", "")
    report = inspect(folder)
    assert report.faults == ()
    assert [(w.row, w.rule) for w in report.warnings] == [
        (2, "unlisted-source"),
        (2, "not-for-readers"),
        (7, "unexplained-conflict"),
    ]


@pytest.mark.parametrize(
    ("line", "value", "said"),
    [
        (6, "0.01", "less than a tenth of the 1.25 亿元 of its other years"),
        (11, "0.0001", ""),
        (14, "0", ""),
        (6, "0.125", ""),
    ],
)
def test_a_figure_far_off_its_other_years_is_a_remark(
    folder: Path, line: int, value: str, said: str
) -> None:
    set_cell(folder, "values", line, "value", value)
    report = inspect(folder)
    leaps = [w for w in report.warnings if w.rule == "leap" and w.row == line]
    assert report.faults == ()
    assert [said in w.message for w in leaps] == ([True] if said else [])


def test_yuan_typed_as_yi_is_a_remark(folder: Path) -> None:
    set_cell(folder, "values", 3, "value", "400000000")
    leaps = {w.row: w.message for w in inspect(folder).warnings if w.rule == "leap"}
    assert set(leaps) == {2, 3}
    assert leaps[3] == "more than 10 times the 6 亿元 of its other years; is the unit right?"


def test_words_that_look_like_formulas_are_no_fault(folder: Path) -> None:
    set_cell(folder, "values", 2, "quote", "=HYPERLINK(1)")
    assert check(folder) == ()


@pytest.mark.parametrize(
    ("table", "line", "column", "value", "hint"),
    [
        ("values", 2, "source_id", "toy-plans", "did you mean 'toy-plan'?"),
        ("values", 5, "place_id", "甲市", "did you mean '990100'?"),
        ("zones", 2, "lon", "1045", "lon 104.00 to 106.00"),
        ("zones", 2, "prefecture_adcode", "990300", "km outside 990300 丙市"),
        ("values", 6, "value", "60", "more than the whole province's 6 亿元"),
    ],
)
def test_a_message_says_what_would_be_right(
    folder: Path, table: str, line: int, column: str, value: str, hint: str
) -> None:
    set_cell(folder, table, line, column, value)
    messages = [fault.message for fault in check(folder)]
    assert any(hint in message for message in messages), messages


def test_swapped_coordinates_are_recognized(folder: Path) -> None:
    set_cell(folder, "zones", 2, "lon", "31.5")
    set_cell(folder, "zones", 2, "lat", "104.5")
    messages = [fault.message for fault in check(folder)]
    assert any("lon and lat swapped?" in message for message in messages), messages


def test_every_rule_is_explained() -> None:
    code = "".join(house.text(name) for name in house.ours() if name.startswith("geo/validate/"))
    rules = set(re.findall(r'"((?:[a-z0-9]+-)+[a-z0-9]+)"', code)) - NOT_RULES
    explained = set(re.findall(r"^\| `([a-z0-9-]+)`", house.text("docs/data.md"), re.MULTILINE))
    assert rules <= explained, f"docs/data.md does not explain {sorted(rules - explained)}"


def test_a_fault_reads_as_one_line(folder: Path) -> None:
    set_cell(folder, "values", 2, "status", "guess")
    assert check(folder) == (
        Fault(
            file="statistics/values.csv",
            row=2,
            column="status",
            value="guess",
            rule="enum",
            message="must be one of: observed, derived, floor, registry",
        ),
    )


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_unlisted_place_names_files_and_is_no_guess(folder: Path, lang: str) -> None:
    """A code that nearly has the digits of another city is no misspelling of it."""
    set_cell(folder, "values", 2, "place_id", "999900")
    set_cell(folder, "values", 3, "source_id", "toy-pres")
    [place, source] = [
        fault.in_lang(lang) for fault in check(folder) if fault.rule.startswith("unknown-")
    ]
    files = ("province.geojson", "prefectures.geojson", "zones.csv", "science_city_areas.csv")
    assert all(one in place for one in files)
    assert "science_city_areas " not in place
    assert "51" not in place.replace("999900", "")
    assert "或 " not in place
    # A misspelt word is still led to the one it is like.
    assert "toy-press" in source
    assert "sources.csv" in source


def test_a_repeated_key_is_said_by_its_line(folder: Path) -> None:
    append(folder, "values", (folder / "statistics" / "values.csv").read_text().splitlines()[1])
    [found_] = [fault for fault in check(folder) if fault.rule == "duplicate-key"]
    assert "与第 2 行重复" in found_.in_lang("zh")
    assert "repeats that of line 2" in found_.in_lang("en")
