"""What is withheld goes with all that names it: what stays is whole, or nothing is published."""

from __future__ import annotations

import csv
import json
import shutil
from pathlib import Path

import pytest

from app.build.redacted import refusal, withheld
from app.cli import main
from geo.errors import CatalogueError
from geo.redact.redaction import SensitiveError
from geo.validate import check
from layers.typefaces import lacking
from tests.app.listed import WIDE, area, arguments, config
from tests.catalogues import REAL, TOY
from tests.geo.damage import set_cell

CANARY = "金丝雀"
TABLES = sorted(path.stem for path in TOY.glob("statistics/*.csv"))
USUAL = ("note", "note_zh", "reason_zh", "name_en")
# Text that no rule of the check looks into, by table; the others have one of the usual.
FREE = {
    "boxes": "title_zh",
    "derived": "note_zh",
    "field_parts": "name_en",
    "field_words": "word_en",
    "fields": "name_en",
    "indicators": "note_zh",
    "place_groups": "quote",
    "platform_totals": "quote_or_note",
    "platform_types": "name_en",
    "reader_notes": "reader_zh",
    "regions": "name_en",
    "science_city_areas": "function",
    "science_city_words": "said_en",
    "targets": "note_zh",
    "zone_requirements": "quote",
    "zone_towns": "basis",
}


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a copy of Toyland that a test may change."""
    return Path(shutil.copytree(TOY, tmp_path / "data"))


def test_every_row_of_every_table_can_be_dropped(data: Path, tmp_path: Path) -> None:
    """What stays is whole; where it cannot be, the reason is the list, and named."""
    refused = {}
    for table in filter(lambda name: _rows(data, name), TABLES):
        seeded = Path(shutil.copytree(data, tmp_path / table))
        row = _rows(seeded, table)[0]
        column = next(c for c in (FREE.get(table), *USUAL) if c in row)
        set_cell(seeded, table, 2, column, f"{row[column]}{CANARY}")
        copy = withheld(config(seeded, tmp_path, words=f"{CANARY},drop\n")).data
        assert CANARY not in (copy / "statistics" / f"{table}.csv").read_text("utf-8")
        faults = check(copy)
        if faults:
            refused[table] = refusal(copy, faults)
    for table, error in refused.items():
        assert isinstance(error, SensitiveError), f"{table}: {error}"
        assert f"{table}.csv row 2 (words.csv row 2)" in str(error)
        assert f"{table}.csv 第 2 行（words.csv 第 2 行）" in error.in_lang("zh")
    # Every prefecture has a region, a zone's date has a step; there is one target, and one source
    # that all else rests on.
    assert set(refused) <= {"regions", "zone_steps", "targets", "sources"}


def test_lists_keep_what_is_left_of_them(data: Path, tmp_path: Path) -> None:
    set_cell(data, "science_city_areas", 3, "function", CANARY)
    set_cell(data, "sources", 4, "note", CANARY)
    copy = withheld(config(data, tmp_path, words=f"{CANARY},drop\n")).data
    words = {row["word_id"]: row["area_ids"] for row in _rows(copy, "science_city_words")}
    assert words["structure"] == "toy-0"
    gone = _rows(data, "sources")[2]["source_id"]
    for table in TABLES:
        for row in _rows(copy, table):
            assert not any(
                gone in cell.split(";") for name, cell in row.items() if "source" in name
            )
    assert not check(copy)


def test_a_figure_of_several_sources_goes_with_any_of_them(data: Path, tmp_path: Path) -> None:
    first, _, last = (row["source_id"] for row in _rows(data, "sources"))
    set_cell(data, "values", 2, "source_id", f"{first};{last}")
    set_cell(data, "sources", 4, "note", CANARY)
    copy = withheld(config(data, tmp_path, words=f"{CANARY},drop\n")).data
    assert not any(
        first == row["source_id"] and row["value"] == "6" for row in _rows(copy, "values")
    )
    assert not check(copy)


def test_lines_of_the_copy_are_those_of_the_operators_files(data: Path, tmp_path: Path) -> None:
    set_cell(data, "zones", 2, "national_approval", "1991")
    set_cell(data, "zones", 3, "note", "two\nlines")
    set_cell(data, "zone_steps", 2, "note", CANARY)
    set_cell(data, "values", 3, "note", CANARY)
    copy = withheld(config(data, tmp_path, words=f"{CANARY},drop\n")).data
    lines = [
        (path / "statistics" / "values.csv").read_text("utf-8").splitlines()
        for path in (data, copy)
    ]
    assert lines[1] == [line if CANARY not in line else "" for line in lines[0]]
    error = refusal(copy, check(copy))
    assert isinstance(error, SensitiveError)
    assert "statistics/zones.csv:2" in str(error)
    assert "zone_steps.csv row 2 (words.csv row 2)" in str(error)


def test_a_table_that_cannot_be_read_is_named_with_its_line(data: Path, tmp_path: Path) -> None:
    with (data / "statistics" / "fields.csv").open("ab") as file:
        file.write("金".encode("gb18030"))
    with pytest.raises(CatalogueError, match=r"statistics/fields\.csv:[0-9]+: .*not UTF-8"):
        withheld(config(data, tmp_path, words="nowhere-said,drop\n"))


def test_faults_of_ones_own_data_stay_their_own(data: Path, tmp_path: Path) -> None:
    set_cell(data, "values", 30, "status", "guessed")
    copy = withheld(config(data, tmp_path, words="nowhere-said,drop\n")).data
    error = refusal(copy, check(copy))
    assert isinstance(error, CatalogueError)
    assert [(fault.row, fault.column) for fault in error.faults] == [(30, "status")]


def test_letters_that_nobody_can_draw_are_faults_of_ones_own_data(
    data: Path, tmp_path: Path
) -> None:
    set_cell(data, "zones", 2, "name_zh", "高新区\U0010fffd")
    copy = withheld(config(data, tmp_path, words="nowhere-said,drop\n")).data
    error = refusal(copy, check(copy, lacking=lacking))
    assert isinstance(error, CatalogueError)
    assert {fault.column for fault in error.faults} == {"name_zh"}


@pytest.mark.parametrize("action", ["drop", "coarsen"])
def test_notes_on_withheld_cells_go_with_them(data: Path, tmp_path: Path, action: str) -> None:
    steps = "htz-one|national_approved|1991", "htz-two|provincial_approved|2018-03-10"
    cells = [("zones", "htz-one", "address")]
    cells += [("zones", zone, "note") for zone in ("htz-one", "htz-two")]
    cells += [("zone_steps", step, "note") for step in steps]
    _note(data, cells)
    set_cell(data, "zones", 2, "address", f"{CANARY}路")
    copy = withheld(config(data, tmp_path, words=f"{CANARY},{action}\n")).data
    left = {(row["row_id"], row["column"]) for row in _rows(copy, "reader_notes")}
    other = {("htz-two", "note"), (steps[1], "note")}
    vague = other | {("htz-one", "note"), (steps[0], "note")}
    assert left == (other if action == "drop" else vague)
    assert not check(copy)


def test_supplied_boundaries_go_with_their_zone_or_their_source(data: Path, tmp_path: Path) -> None:
    source = _rows(data, "sources")[2]["source_id"]
    _supply(data, {"place_id": "htz-one", "source_id": "toy-plan"}, 104.4)
    copy = withheld(config(data, tmp_path, words="one high-tech zone,drop\n")).data
    assert not (copy / "shapes" / "zones.geojson").exists()
    _supply(data, {"zone_id": "htz-one", "source_id": source}, 104.4)
    set_cell(data, "sources", 4, "note", CANARY)
    copy = withheld(config(data, tmp_path, words=f"{CANARY},drop\n")).data
    assert not (copy / "shapes" / "zones.geojson").exists()
    assert not check(copy)


def test_unions_of_streets_go_with_any_source_that_names_them(data: Path, tmp_path: Path) -> None:
    kept, gone = (row["source_id"] for row in _rows(data, "sources")[::2])
    union = {"area_id": _rows(data, "science_city_areas")[0]["area_id"], "zone_id": "htz-one"}
    words = dict.fromkeys(("name_zh", "name_en", "towns", "licence"), "one")
    _supply(
        data,
        {**union, **words, "source_id": kept, "named_by": f"{kept};{gone}"},
        104.4,
        name="streets",
    )
    assert not check(data)
    set_cell(data, "sources", 4, "note", CANARY)
    copy = withheld(config(data, tmp_path, words=f"{CANARY},drop\n")).data
    assert not (copy / "shapes" / "streets.geojson").exists()
    assert not check(copy)


@pytest.mark.parametrize("action", ["drop", "coarsen"])
def test_a_wide_area_publishes_the_rest(data: Path, tmp_path: Path, action: str) -> None:
    settings = config(data, tmp_path, areas=area(WIDE, action))
    copy = withheld(settings).data
    assert not check(copy)
    assert (len(_rows(copy, "zones")) < len(_rows(data, "zones"))) == (action == "drop")
    out = tmp_path / "zones.csv"
    assert main(["export", "zones", "-o", str(out), *arguments(settings)]) == 0


@pytest.mark.slow
@pytest.mark.parametrize(
    ("words", "ring"),
    [
        ("实验室,drop\n", None),
        ("大学,drop\n研究院,coarsen\n", None),
        ("", [[103.5, 30.2], [104.6, 30.2], [104.6, 31.0], [103.5, 31.0], [103.5, 30.2]]),
    ],
)
def test_the_atlas_itself_is_whole_without_what_is_withheld(
    words: str, ring: list[list[float]] | None, tmp_path: Path
) -> None:
    areas = area(ring, "drop") if ring else None
    copy = withheld(config(REAL, tmp_path, words=words, areas=areas)).data
    assert len(_rows(copy, "platforms")) < len(_rows(REAL, "platforms"))
    faults = check(copy)
    assert not faults or isinstance(refusal(copy, faults), SensitiveError)
    assert not (words.startswith("实验室") or ring) or not faults


def _supply(data: Path, properties: dict[str, str], west: float, *, name: str = "zones") -> None:
    ring = [[west, 31.4], [west + 0.2, 31.4], [west + 0.2, 31.6], [west, 31.6], [west, 31.4]]
    document = area(ring, "")
    document["features"][0]["properties"] = properties
    (data / "shapes" / f"{name}.geojson").write_text(json.dumps(document), encoding="utf-8")


def _note(data: Path, cells: list[tuple[str, str, str]]) -> None:
    """Write notes for readers about these cells, and no others."""
    rows = [("table", "row_id", "column", "reader_zh", "reader_en", "source_ids")]
    rows += [(*cell, "甲", "one", "") for cell in cells]
    with (data / "statistics" / "reader_notes.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows(rows)


def _rows(data: Path, table: str) -> list[dict[str, str]]:
    with (data / "statistics" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
