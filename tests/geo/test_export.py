"""Files out, read back: every cell, its sources, and nothing that a spreadsheet would run."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
import subprocess
import sys
from pathlib import Path
from typing import Any

import geopandas as gpd
import openpyxl
import pandas as pd
import pyarrow.parquet as pq
import pyogrio
import pytest
from hypothesis import given
from hypothesis import strategies as st

from geo.errors import AtlasError, UnknownWord
from geo.export import FORMATS, SPATIAL, format_of, write_bytes
from geo.export.statistics import POINTS, names, statistics
from geo.export.table import Cell, Column, Table
from geo.export.text import guarded, unguarded
from geo.files.atomic import write_file
from geo.model.sources import Source
from tests.catalogues import REAL, TOY, of, rows

HOSTILE = (
    "=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "  =1", "　＝1+1", "＋1", "－1",
    "＠x", "'=1", "''+1",
    "=cmd|' /C calc'!A0", "#N/A", "plain", "'quoted'", "成都\n高新区", 'a "b", c', "0123",
)  # fmt: skip
SOURCES = (
    Source("s-1", '=HYPERLINK("x")', "甲", "", "2022", "https://a.example/?a=1&b=2", "A", ""),
    Source("s-2", "公报", "乙", "某网", "2021-03", "", "B", "a note"),
)
COLUMNS = (
    Column("place_id"),
    Column("value", "number"),
    Column("rank", "integer"),
    Column("flag", "boolean"),
    Column("note"),
)
ROWS: tuple[tuple[Cell, ...], ...] = (
    ("510100", 17716.67, 1, True, None),
    ("990200", -2.5, 2, False, "below zero"),
    ("510300", 0.0, None, None, "a true zero"),
    ("510400", None, None, None, None),
    *((f"x{at}", 613.0, None, None, text) for at, text in enumerate(HOSTILE)),
)
DEGREES = {name for pair in POINTS for name in pair}
SQUARE = {"type": "Polygon", "coordinates": [[[104, 31], [105, 31], [105, 32], [104, 31]]]}
POINT = {"type": "Point", "coordinates": [104.5, 31.5]}
TABLE = Table(
    name="toys",
    title="玩具",
    columns=COLUMNS,
    rows=ROWS,
    sources=SOURCES,
    geometries=(SQUARE, POINT, None, *(POINT for _ in ROWS[3:])),
    about=(("coverage", "3 of 4"), ("credit", "boundaries: nobody")),
)


def from_csv(body: bytes) -> list[dict[str, str]]:
    assert body.startswith(b"\xef\xbb\xbf"), "Excel needs the mark to read UTF-8"
    return list(csv.DictReader(io.StringIO(body.decode("utf-8-sig"), newline="")))


def test_csv_comes_back() -> None:
    for row, found in zip(ROWS, from_csv(write_bytes(TABLE, "csv")), strict=True):
        place, value, rank, flag, note = row
        assert found["place_id"] == place
        assert found["value"] == ("" if value is None else str(value).removesuffix(".0"))
        assert found["rank"] == ("" if rank is None else str(rank))
        assert found["flag"] == ("" if flag is None else str(flag).lower())
        assert unguarded(found["note"]) == (note or "")


def test_csv_runs_nothing() -> None:
    for found in from_csv(write_bytes(TABLE, "csv")):
        start = found["note"].lstrip()[:1]
        assert start not in tuple("=+-@＝＋－＠") or not start
        assert not found["note"].startswith(("\t", "\r"))
    assert "-2.5" in {found["value"] for found in from_csv(write_bytes(TABLE, "csv"))}


@given(st.text())
def test_every_text_comes_back_from_its_guard(text: str) -> None:
    assert unguarded(guarded(text)) == text
    assert not guarded(text).lstrip().startswith(tuple("=+-@＝＋－＠"))


def test_xlsx_comes_back() -> None:
    book = openpyxl.load_workbook(io.BytesIO(write_bytes(TABLE, "xlsx")))
    assert book.sheetnames == ["toys", "sources", "about"]
    [header, *found] = book["toys"].iter_rows()
    assert [cell.value for cell in header] == [column.name for column in COLUMNS]
    for row, cells in zip(ROWS, found, strict=True):
        assert tuple(cell.value for cell in cells) == tuple(
            cell.replace("\r", "\n") if isinstance(cell, str) else cell for cell in row
        )
        for cell in cells:
            assert cell.data_type != "f", "a text must not become a formula"
            assert isinstance(cell.value, (int, float)) == (
                cell.data_type in "nb" and cell.value is not None
            )
            if isinstance(cell.value, str) and guarded(cell.value) != cell.value:
                assert cell.quotePrefix
    titles = [row[1] for row in book["sources"].iter_rows(min_row=2, values_only=True)]
    assert titles == [source.title for source in SOURCES]
    assert ("coverage", "3 of 4") in list(book["about"].iter_rows(min_row=2, values_only=True))


def test_geojson_comes_back() -> None:
    whole = json.loads(write_bytes(TABLE, "geojson"))
    assert whole["type"] == "FeatureCollection"
    assert [source["source_id"] for source in whole["sources"]] == ["s-1", "s-2"]
    assert whole["about"]["credit"] == "boundaries: nobody"
    for row, shape, feature in zip(ROWS, TABLE.geometries, whole["features"], strict=True):
        assert tuple(feature["properties"].values()) == row
        assert feature["geometry"] == shape
    frame = gpd.read_file(io.BytesIO(write_bytes(TABLE, "geojson")))
    assert len(frame) == len(ROWS)


def test_geopackage_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "toys.gpkg"
    path.write_bytes(write_bytes(TABLE, "gpkg"))
    assert {name for name, _ in pyogrio.list_layers(path)} == {"toys", "sources", "about"}
    frame = gpd.read_file(path, layer="toys")
    assert frame.crs is not None
    assert frame.crs.to_epsg() == 4490
    _same(frame)
    with sqlite3.connect(path) as base:
        kinds = dict(base.execute("select table_name, data_type from gpkg_contents"))
        assert kinds == {"toys": "features", "sources": "attributes", "about": "attributes"}
        titles = [row[0] for row in base.execute("select title from sources order by fid")]
    base.close()
    assert titles == [source.title for source in SOURCES]


def test_geoparquet_comes_back(tmp_path: Path) -> None:
    path = tmp_path / "toys.parquet"
    path.write_bytes(write_bytes(TABLE, "parquet"))
    frame = gpd.read_parquet(path)
    assert frame.crs is not None
    assert frame.crs.to_epsg() == 4490
    _same(frame)
    metadata = pq.read_metadata(path).metadata
    assert [one["source_id"] for one in json.loads(metadata[b"sources"])] == ["s-1", "s-2"]
    assert json.loads(metadata[b"about"])["title"] == "玩具"


def _same(frame: gpd.GeoDataFrame) -> None:
    assert len(frame) == len(ROWS)
    for at, row in enumerate(ROWS):
        for column, cell in zip(COLUMNS, row, strict=True):
            found: Any = frame[column.name].iloc[at]
            missing = bool(pd.isna(found))
            assert missing == (cell is None), (column.name, at, found)
            assert missing or found == cell
        shape = TABLE.geometries[at]
        found = frame.geometry.iloc[at]
        assert (found is None) == (shape is None)
        assert shape is None or found.geom_type.removeprefix("Multi") == shape["type"]


@pytest.mark.parametrize("form", FORMATS)
def test_the_same_table_gives_the_same_bytes(form: str) -> None:
    assert write_bytes(TABLE, form) == write_bytes(TABLE, form)


@pytest.mark.parametrize("form", ["csv", "xlsx", "geojson"])
def test_another_process_gives_the_same_bytes(form: str) -> None:
    script = (
        "import sys, hashlib\nfrom tests.geo.test_export import TABLE\n"
        "from geo.export import write_bytes\n"
        f"print(hashlib.sha256(write_bytes(TABLE, {form!r})).hexdigest())"
    )
    assert _printed(script) == _printed(script)


@pytest.mark.parametrize("form", SPATIAL)
def test_a_table_without_places_is_no_map(form: str) -> None:
    bare = Table("bare", "bare", COLUMNS, ROWS)
    with pytest.raises(AtlasError, match="csv or xlsx"):
        write_bytes(bare, form)


def test_unknown_formats_are_named_with_those_we_know() -> None:
    with pytest.raises(UnknownWord, match="csv, xlsx, geojson, gpkg, parquet"):
        format_of(Path("map.shp"))
    assert format_of(Path("x.dat"), chosen="csv") == "csv"
    assert format_of(Path("MAP.XLSX")) == "xlsx"


@pytest.mark.parametrize("folder", [REAL, TOY], ids=["real", "toyland"])
@pytest.mark.parametrize("name", names(REAL))
def test_every_table_goes_out_as_it_stands(folder: Path, name: str) -> None:
    if name not in names(folder):
        pytest.skip("Toyland has no such table")
    made = statistics(folder, name, of(folder).sources)
    found = from_csv(write_bytes(made, "csv"))
    for row, out in zip(rows(folder, name), found, strict=True):
        for column, cell in row.items():
            written = unguarded(out[column])
            # Degrees go out as exactly as may be published, all else to the last digit.
            wanted = str(round(float(cell), 3)) if cell and column in DEGREES else cell
            same = written == wanted or (wanted and float(written) == float(wanted))
            assert same, (column, cell, written)
    cited = {source for row in rows(folder, name) for source in _cited(row)}
    assert {source.source_id for source in made.sources} == cited & of(folder).sources.keys()


def _cited(row: dict[str, str]) -> list[str]:
    listed = row.get("source_ids") or row.get("source_id") or ""
    return [one.strip() for one in listed.split(";") if one.strip()]


def test_light_formats_need_nothing_heavy() -> None:
    script = (
        "import sys, geo.export, layers.table, layers.build.registry\n"
        "heavy = ('numpy', 'pandas', 'geopandas', 'openpyxl', 'shapely', 'mapclassify')\n"
        "print(*(name for name in heavy if name in sys.modules))"
    )
    assert _printed(script) == ""


def _printed(script: str) -> str:
    command = [sys.executable, "-c", script]
    done = subprocess.run(command, cwd=REAL.parent, capture_output=True, text=True, check=True)
    return done.stdout.strip()


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    write_file(path, b"first")
    write_file(path, b"second")
    assert path.read_bytes() == b"second"
    assert [one.name for one in tmp_path.iterdir()] == ["a.csv"], "no draft stays behind"
    with pytest.raises(AtlasError, match="it is a folder"):
        write_file(tmp_path, b"x")
    with pytest.raises(AtlasError, match="No such file"):
        write_file(tmp_path / "missing" / "a.csv", b"x")
