"""Downloads of what is shown, and classes with breaks that a reader chose."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from app.address.file_name import attachment, file_name
from app.index.atlas import Atlas
from app.settings.approval import today


def rows(client: FlaskClient, query: str) -> list[dict[str, str]]:
    """Return the rows of a downloaded table."""
    answer = client.get(f"/download?{query}")
    assert answer.status_code == 200
    assert answer.mimetype == "text/csv"
    text = answer.data.decode("utf-8-sig")
    lines = [line for line in text.splitlines(keepends=True) if not line.startswith("#")]
    return list(csv.DictReader(io.StringIO("".join(lines), newline="")))


def test_csv_holds_every_period_and_place(client: FlaskClient) -> None:
    table = rows(client, "indicator=gdp&lang=en")
    assert len(table) == 2 * 4
    assert {row["period"] for row in table} == {"2020", "2021"}


def test_blank_is_not_zero(client: FlaskClient) -> None:
    table = {(row["place_id"], row["period"]): row for row in rows(client, "indicator=gdp")}
    assert table["990400", "2020"]["value"] == ""
    assert float(table["990200", "2021"]["value"]) == 0


def test_figures_carry_their_sources(client: FlaskClient) -> None:
    for row in rows(client, "indicator=gdp"):
        if row["value"]:
            assert row["source_titles"]
            count = len(row["source_ids"].split("; "))
            assert len(row["source_urls"].split("; ")) == count
            assert set(row["source_grades"].split("; ")) <= {"A", "B", "C"}


def test_workbook_and_map_data_hold_the_same_places(client: FlaskClient) -> None:
    book = client.get("/download?indicator=gdp&format=xlsx")
    assert zipfile.is_zipfile(io.BytesIO(book.data))
    shapes = json.loads(client.get("/download?indicator=gdp&format=geojson").data)
    found = {one["properties"]["place_id"]: one["geometry"]["type"] for one in shapes["features"]}
    assert set(found) == {"990100", "990200", "990300", "990400"}
    assert set(found.values()) <= {"Polygon", "MultiPolygon"}


@pytest.mark.parametrize("query", ["layer=zones", "layer=platforms-type&lang=en"])
def test_no_cell_is_run_by_a_spreadsheet(client: FlaskClient, query: str) -> None:
    for row in rows(client, query):
        assert not any(cell.startswith(("=", "+", "@")) for cell in row.values())


def test_file_is_named_after_what_it_holds(client: FlaskClient) -> None:
    for query, name in (
        ("indicator=hnte", "hnte_all.csv"),
        ("indicator=gdp&period=2020&format=xlsx", "gdp_all.xlsx"),
        ("indicator=gdp&period=2020&format=geojson", "gdp_2020.geojson"),
        ("indicator=gdp&format=geojson", "gdp_2021.geojson"),
        ("layer=zones&format=geojson", "zones.geojson"),
    ):
        disposition = client.get(f"/download?{query}").headers["Content-Disposition"]
        assert f'filename="{name}"' in disposition


@pytest.mark.parametrize(
    ("address", "name"),
    [
        ("/download?indicator=gdp", "_地区生产总值_市州_全部时期_{day}.csv"),
        ("/download?indicator=gdp&period=2020&format=geojson", "_市州_2020年_{day}.geojson"),
        ("/download?indicator=gdp&period=2020&format=xlsx&lang=en", "_all-periods_{day}.xlsx"),
        ("/place/990100/figures.csv", "_甲市_全部指标_{day}.csv"),
        ("/targets/register.csv?lang=en", "_{day}.csv"),
        ("/data/data-package.zip", "_完整数据包_{day}.zip"),
    ],
)
def test_a_file_is_kept_under_words_of_the_page_and_its_day(
    atlas: Atlas, client: FlaskClient, address: str, name: str
) -> None:
    disposition = client.get(address).headers["Content-Disposition"]
    assert disposition.isascii()
    spoken = unquote(disposition.partition("filename*=UTF-8''")[2])
    title = atlas.world.phrases("en" if "lang=en" in address else "zh")["site.title"]
    assert spoken.startswith(title.replace(" ", "-"))
    assert spoken.endswith(name.format(day=today(atlas.world.config)))


def test_names_of_files_are_safe_everywhere() -> None:
    name = file_name(["集", "人均 GDP（元/人）", "", 'a:b*?"<>|\\x', "2023 年", "很" * 300])
    assert name.startswith("集_人均GDP（元-人）_a-b-x_2023年_很")
    assert len(name.encode()) <= 200
    header = attachment("成都 b.csv", "brief.csv")
    assert (
        header == "attachment; filename=\"brief.csv\"; filename*=UTF-8''%E6%88%90%E9%83%BD%20b.csv"
    )


def test_map_data_hold_the_shown_period_only(client: FlaskClient) -> None:
    shapes = json.loads(client.get("/download?indicator=gdp&period=2020&format=geojson").data)
    assert [one["properties"]["period"] for one in shapes["features"]] == ["2020"] * 4


def test_unknown_format_is_refused_with_the_known(client: FlaskClient) -> None:
    answer = client.get("/download?format=exe")
    assert answer.status_code == 400
    assert "<code>csv</code>" in answer.text


def test_breaks_become_legend_rows_and_codes(client: FlaskClient) -> None:
    answer = client.get("/paint?indicator=gdp&period=2020&scheme=manual&breaks=1,2").get_json()
    assert answer["codes"] == "012-"
    assert len(answer["scale"]["rows"]) == 3


JSON = {"Accept": "application/json"}


@pytest.mark.parametrize(
    ("query", "status"),
    [
        ("scheme=manual&breaks=2,1", 400),
        ("scheme=manual", 400),
        ("scheme=natural", 400),
        ("layer=zones&scheme=manual&breaks=1", 400),
        ("scheme=manual&breaks=0.1,0.2,0.3,0.4,0.5,0.6,0.7,0.8", 400),
    ],
)
def test_breaks_that_cannot_be_are_refused_in_json(
    client: FlaskClient, query: str, status: int
) -> None:
    answer = client.get(f"/paint?{query}", headers=JSON)
    assert (answer.status_code, answer.is_json) == (status, True)
    assert answer.get_json()["error"]
