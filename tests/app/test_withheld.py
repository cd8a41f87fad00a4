"""What is withheld goes with all that names it: what stays is whole, or nothing is published."""

from __future__ import annotations

import csv
import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from app.cli import main
from app.config import Config
from app.withheld import refusal, withheld
from geo.check import check
from geo.errors import CatalogueError
from geo.sensitive import RulesError
from geo.withhold import SensitiveError
from tests.catalogues import REAL, TOY
from tests.geo.damage import edit_json, set_cell

CANARY = "金丝雀"
TABLES = sorted(path.stem for path in TOY.glob("statistics/*.csv"))
# Text that no rule of the check looks into, by table; the others have a note.
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
    "regions": "name_en",
    "science_city_areas": "function",
    "science_city_words": "said_en",
    "targets": "note_zh",
    "zone_requirements": "quote",
    "zone_towns": "basis",
}
# Over all of the first prefecture, where half of Toyland lies.
WIDE = [[103.9, 30.9], [105.1, 30.9], [105.1, 32.1], [103.9, 32.1], [103.9, 30.9]]


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
        column = next(c for c in (FREE.get(table), "note", "name_en") if c in row)
        set_cell(seeded, table, 2, column, f"{row[column]}{CANARY}")
        copy = withheld(_config(seeded, tmp_path, words=f"{CANARY},drop\n")).data
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
    copy = withheld(_config(data, tmp_path, words=f"{CANARY},drop\n")).data
    words = {row["word_id"]: row["area_ids"] for row in _rows(copy, "science_city_words")}
    assert words["structure"] == "wcsc-0"
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
    copy = withheld(_config(data, tmp_path, words=f"{CANARY},drop\n")).data
    assert not any(
        first == row["source_id"] and row["value"] == "6" for row in _rows(copy, "values")
    )
    assert not check(copy)


def test_lines_of_the_copy_are_those_of_the_operators_files(data: Path, tmp_path: Path) -> None:
    set_cell(data, "zones", 2, "national_approval", "1991")
    set_cell(data, "zones", 3, "note", "two\nlines")
    set_cell(data, "zone_steps", 2, "note", CANARY)
    set_cell(data, "values", 3, "note", CANARY)
    copy = withheld(_config(data, tmp_path, words=f"{CANARY},drop\n")).data
    lines = [
        (path / "statistics" / "values.csv").read_text("utf-8").splitlines()
        for path in (data, copy)
    ]
    assert lines[1] == [line if CANARY not in line else "" for line in lines[0]]
    error = refusal(copy, check(copy))
    assert isinstance(error, SensitiveError)
    assert "statistics/zones.csv:2" in str(error)
    assert "zone_steps.csv row 2 (words.csv row 2)" in str(error)


def test_faults_of_ones_own_data_stay_their_own(data: Path, tmp_path: Path) -> None:
    set_cell(data, "values", 30, "status", "guessed")
    copy = withheld(_config(data, tmp_path, words="nowhere-said,drop\n")).data
    error = refusal(copy, check(copy))
    assert isinstance(error, CatalogueError)
    assert [(fault.row, fault.column) for fault in error.faults] == [(30, "status")]


@pytest.mark.parametrize("action", ["drop", "coarsen"])
def test_remarks_on_withheld_cells_go_with_them(data: Path, tmp_path: Path, action: str) -> None:
    _describe_notes(data)
    set_cell(data, "zones", 2, "address", f"{CANARY}路")
    copy = withheld(_config(data, tmp_path, words=f"{CANARY},{action}\n")).data
    left = {(row["row_id"], row["column"]) for row in _rows(copy, "reader_notes")}
    other = {("htz-two", "note"), ("htz-two|provincial_approved", "note")}
    vague = other | {("htz-one", "note"), ("htz-one|national_approved", "note")}
    assert left == (other if action == "drop" else vague)
    assert not check(copy)


def test_supplied_boundaries_go_with_their_zone_or_their_source(data: Path, tmp_path: Path) -> None:
    source = _rows(data, "sources")[2]["source_id"]
    _supply(data, {"place_id": "htz-one", "source_id": "plan-2022"}, 104.4)
    copy = withheld(_config(data, tmp_path, words="one high-tech zone,drop\n")).data
    assert not (copy / "shapes" / "zones.geojson").exists()
    _supply(data, {"zone_id": "htz-one", "source_id": source}, 104.4)
    set_cell(data, "sources", 4, "note", CANARY)
    copy = withheld(_config(data, tmp_path, words=f"{CANARY},drop\n")).data
    assert not (copy / "shapes" / "zones.geojson").exists()
    assert not check(copy)


@pytest.mark.parametrize("action", ["drop", "coarsen"])
def test_a_wide_area_publishes_the_rest(data: Path, tmp_path: Path, action: str) -> None:
    config = _config(data, tmp_path, areas=_area(WIDE, action))
    copy = withheld(config).data
    assert not check(copy)
    assert (len(_rows(copy, "zones")) < len(_rows(data, "zones"))) == (action == "drop")
    out = tmp_path / "zones.csv"
    assert main(["export", "zones", "-o", str(out), *_arguments(config)]) == 0


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("word,action\n金,hide\n".encode(), "row 2: action 'hide' must be drop or coarsen"),
        (b"word,action\n,drop\n", "row 2: the word is blank"),
        ("word,action\n甲,drop,x\n".encode(), "row 2: the row has 3 cells"),
        (b'word,action\n"a,drop\n', "words.csv:2 cannot be used"),
        (b"word,action\n", "the list is empty"),
        (b"", "the columns must be word,action"),
        ("word,action\n金,drop\n".encode("gb18030"), "words.csv:2 cannot be used"),
    ],
)
def test_words_that_cannot_work_stop_the_publication(
    data: Path, tmp_path: Path, words: bytes, said: str
) -> None:
    config = _config(data, tmp_path, words="x,drop\n")
    (tmp_path / "words.csv").write_bytes(words)
    with pytest.raises(RulesError) as error:
        withheld(config)
    assert said in str(error.value)
    _nothing_goes_out(config, tmp_path)


def _put(**members: object) -> Callable[[Any], object]:
    return lambda d: d["features"][0]["geometry"].update(members)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (_put(coordinates=[]), "the polygon is empty"),
        (_put(type="Point"), "must be a Polygon or MultiPolygon, not Point"),
        (_put(coordinates=[[[*corner, 1, 2] for corner in WIDE]]), "have 4 numbers"),
        (_put(coordinates=[[[y, x] for x, y in WIDE]]), "are swapped"),
        (_put(coordinates=[[[x * 1e5, y * 1e5] for x, y in WIDE]]), "no degrees"),
        (_put(coordinates=[[[x + 12, y + 8] for x, y in WIDE]]), "outside the province"),
        (lambda d: d.update(features=[]), "the collection has no feature"),
        (lambda d: d.update(crs={"name": "EPSG:3857"}), "reproject"),
        (lambda d: d["features"][0].update(geometry=None), "no geometry"),
        (lambda d: d["features"][0]["properties"].update(action="hide"), "drop or coarsen"),
    ],
)
def test_areas_that_cannot_work_stop_the_publication(
    data: Path, tmp_path: Path, change: Callable[[Any], object], said: str
) -> None:
    config = _config(data, tmp_path, areas=_area(WIDE, "drop"))
    edit_json(tmp_path, "areas.geojson", change)
    with pytest.raises(RulesError) as error:
        withheld(config)
    assert said in str(error.value)
    assert "areas.geojson" in str(error.value)
    assert error.value.in_lang("zh") != str(error.value)
    _nothing_goes_out(config, tmp_path)


def test_a_list_that_is_not_there_stops_it_too(data: Path, tmp_path: Path) -> None:
    config = _config(data, tmp_path, words="x,drop\n")
    (tmp_path / "words.csv").unlink()
    with pytest.raises(RulesError, match=r"words\.csv cannot be used.*no such file"):
        withheld(config)


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
    areas = _area(ring, "drop") if ring else None
    copy = withheld(_config(REAL, tmp_path, words=words, areas=areas)).data
    assert len(_rows(copy, "platforms")) < len(_rows(REAL, "platforms"))
    faults = check(copy)
    assert not faults or isinstance(refusal(copy, faults), SensitiveError)
    assert not (words.startswith("实验室") or ring) or not faults


def _nothing_goes_out(config: Config, tmp_path: Path) -> None:
    out = tmp_path / "out.csv"
    assert main(["export", "platforms.csv", "-o", str(out), *_arguments(config)]) == 2
    assert not out.exists()


def _config(
    data: Path, folder: Path, *, words: str = "", areas: dict[str, Any] | None = None
) -> Config:
    """Return settings with lists of these rows and areas; the cache is the folder's own."""
    listed, drawn = folder / "words.csv", folder / "areas.geojson"
    if words:
        listed.write_text(f"word,action\n{words}", encoding="utf-8")
    if areas:
        drawn.write_text(json.dumps(areas), encoding="utf-8")
    return Config(
        data=data,
        cache=folder / "cache",
        sensitive_words=listed if words else None,
        sensitive_areas=drawn if areas else None,
    )


def _arguments(config: Config) -> Iterator[str]:
    for flag in ("data", "cache", "sensitive_words", "sensitive_areas"):
        if getattr(config, flag):
            yield from (f"--{flag.replace('_', '-')}", str(getattr(config, flag)))


def _area(ring: list[list[float]], action: str) -> dict[str, Any]:
    geometry = {"type": "Polygon", "coordinates": [ring]}
    feature = {"type": "Feature", "properties": {"action": action}, "geometry": geometry}
    return {"type": "FeatureCollection", "features": [feature]}


def _supply(data: Path, properties: dict[str, str], west: float) -> None:
    ring = [[west, 31.4], [west + 0.2, 31.4], [west + 0.2, 31.6], [west, 31.6], [west, 31.4]]
    document = _area(ring, "")
    document["features"][0]["properties"] = properties
    (data / "shapes" / "zones.geojson").write_text(json.dumps(document), encoding="utf-8")


def _describe_notes(data: Path) -> None:
    """Add a table of notes on cells of other tables, as a package may describe it."""
    columns = ("table", "row_id", "column", "reader_zh")
    fields = [{"name": name, "type": "string"} for name in columns]
    resource = {
        "name": "reader_notes",
        "path": "statistics/reader_notes.csv",
        "format": "csv",
        "schema": {"fields": fields, "primaryKey": list(columns[:3])},
    }
    edit_json(data, "datapackage.json", lambda d: d["resources"].append(resource))
    rows = [
        ("zones", "htz-one", "address", "甲路"),
        ("zones", "htz-one", "note", "甲"),
        ("zone_steps", "htz-one|national_approved", "note", "甲"),
        ("zones", "htz-two", "note", "乙"),
        ("zone_steps", "htz-two|provincial_approved", "note", "乙"),
    ]
    with (data / "statistics" / "reader_notes.csv").open("w", encoding="utf-8", newline="") as file:
        csv.writer(file, lineterminator="\n").writerows([columns, *rows])


def _rows(data: Path, table: str) -> list[dict[str, str]]:
    with (data / "statistics" / f"{table}.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))
