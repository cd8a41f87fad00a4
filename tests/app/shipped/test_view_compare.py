"""The view that compares, as a client without a browser meets it."""

from __future__ import annotations

import html
import io
import json
import re
from itertools import pairwise
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from geo.analysis.subject_profile import profile
from geo.analysis.subjects import subjects
from tests.app.comparing import FOUR, files, maps, page, part
from tests.catalogues import REAL, of
from tests.catalogues import rows as table_rows


def test_it_opens_with_four_cities_on_one_scale(client: FlaskClient) -> None:
    assert maps(page(client)) == {}
    text = page(client, "a=prefectures/gdp")
    specs = maps(text)
    assert [spec["selected"] for spec in specs.values()] == list(FOUR)
    assert len({json.dumps(spec["theme"]) for spec in specs.values()}) == 1
    assert {spec["sync"] for spec in specs.values()} == {"move"}
    assert {spec["group"] for spec in specs.values()} == {"compare"}
    assert len({json.dumps(spec["bounds"]) for spec in specs.values()}) == len(FOUR)
    assert text.count('class="legend-blocks"') == 1
    for slot in specs:
        assert f'data-map="{slot}"' in text
    # The legend alone says it, of none.
    assert re.findall("暂无公开数据 ?(.)", part(text, "plates")) == ["0"]


def test_maps_move_freely_on_request(client: FlaskClient) -> None:
    assert {spec["sync"] for spec in maps(page(client, "sync=free")).values()} == {"free"}


def test_the_table_has_the_figures_of_the_profile(client: FlaskClient) -> None:
    known = of(REAL)
    expected = profile(known, subjects(known, FOUR))
    rows = {(row["indicator_id"], row["subject"]): row for row in files(client, "comparison")}
    assert len(rows) == len(expected) * len(FOUR)
    for row in expected:
        for cell in row.cells:
            line = rows[row.indicator.indicator_id, cell.entry.subject.word]
            assert (float(line["value"]) if line["value"] else None) == cell.entry.value
            assert bool(line["no_value_because"]) == (cell.entry.figure is None)
            assert bool(line["sources"]) == (cell.entry.figure is not None)


def test_published_figures_are_those_of_the_source_table(client: FlaskClient) -> None:
    published = {
        (row["place_id"], row["indicator_id"], row["period"], float(row["value"]))
        for row in table_rows(REAL, "values")
    }
    base = {row["indicator_id"] for row in table_rows(REAL, "indicators")}
    checked = 0
    for row in files(client, "comparison"):
        if row["value"] and row["indicator_id"] in base:
            figure = (row["subject"], row["indicator_id"], row["period"], float(row["value"]))
            assert figure in published
            checked += 1
    assert checked > 20


def test_best_and_worst_are_said_in_words(client: FlaskClient) -> None:
    text = page(client)
    row = text[text.index('data-row="gdp"') :].partition("</tr>")[0]
    assert row.count("is-best") == 1
    assert "最高" in row
    assert "最低" in row


def test_a_group_is_summed_and_has_no_rank(client: FlaskClient) -> None:
    query = "places=group:cdm,region:south&year=2020"
    rows = {(r["indicator_id"], r["subject"]): r for r in files(client, "comparison", query)}
    known = of(REAL)
    members = [known.cell(p, "gdp", "2020")[0].value for p in ("510100", "510600", "510700")]
    group = rows["gdp", "group:cdm"]
    assert float(group["value"]) == pytest.approx(sum(members))
    assert not group["rank"]
    people = [
        known.cell(p, "population_census", "2020")[0].value for p in ("510100", "510600", "510700")
    ]
    rate = float(rows["gdp_per_person", "group:cdm"]["value"])
    assert rate == pytest.approx(sum(members) * 1e8 / sum(people))


def test_raw_counts_are_warned_of_and_made_fair(client: FlaskClient) -> None:
    text = page(client, "a=prefectures/gdp")
    said = part(text, "guard")
    assert "总量比大小悬殊的地区" in said
    assert "人均地区生产总值" in said
    found = re.search(r'href="(\?[^"]*)"[^>]*data-key="fair"', text)
    assert found
    fair = client.get("/compare" + html.unescape(found[1])).text
    assert {s["theme"]["file"] for s in maps(fair).values()} == {
        s["theme"]["file"] for s in maps(page(client, "a=prefectures/gdp_per_person")).values()
    }
    assert "总量比大小悬殊的地区" not in part(fair, "guard")


def test_mixed_years_are_made_common(client: FlaskClient) -> None:
    text = page(client, "year=latest")
    row = text[text.index('data-row="hnte"') :].partition("</tr>")[0]
    assert "年份不一" in row
    assert "年份不一" not in (page(client).partition('data-row="hnte"')[2].partition("</tr>")[0])


def test_warnings_are_in_the_files(client: FlaskClient) -> None:
    rows = [row for row in files(client, "comparison", "lang=en") if row["indicator_id"] == "gdp"]
    assert all("Raw counts" in row["warnings"] for row in rows)
    for row in rows:
        assert "Per person or per area is fairer" in row["warnings_explained"]
        assert "times the smallest (limit 2)" in row["warnings_explained"]
    changed = (
        "mode=difference&a=prefectures/gdp&period_a=2021&b=prefectures/gdp&period_b=2020&lang=en"
    )
    for row in files(client, "difference", changed):
        assert "no growth rate" in row["warnings_explained"]
    book = ZipFile(io.BytesIO(client.get("/compare/comparison.xlsx?lang=en").data))
    words = "".join(book.read(name).decode() for name in book.namelist() if name.endswith("xml"))
    assert "warning: Raw counts of places of very different size" in words
    assert "times the smallest" in words


def test_the_table_is_sorted_by_links(client: FlaskClient) -> None:
    def order(query: str) -> list[str]:
        return re.findall(r'data-row="([^"]+)"', page(client, query))

    assert sorted(order("")) == sorted(order("sort=510700")) == sorted(order("sort=name"))
    assert order("sort=510700") != order("")
    known = of(REAL)
    names = [known.indicator(name).name_zh for name in order("sort=name")]
    # Rows of which one place alone has a figure are folded behind the others.
    assert sum(one > other for one, other in pairwise(names)) <= 1
    text = page(client, "tab=notes")
    row = text[text.index('id="how-population_census_per_km2"') :].partition("</details>")[0]
    found = re.search(r'href="(\?places=[^"]*)"[^>]*data-key="order', row)
    assert found
    assert "places=510100,510600,511500,510700" in found[1]


def test_the_difference_is_the_arithmetic_of_the_table(client: FlaskClient) -> None:
    query = "mode=difference&a=prefectures/gdp&period_a=2021&b=prefectures/gdp&period_b=2020"
    text = page(client, query)
    drawn = maps(text)["difference"]["theme"]["sheet"]
    cells = dict(zip((i["id"] for i in drawn["items"]), drawn["frames"][""]["cells"], strict=True))
    for row in files(client, "difference", query):
        assert float(row["difference"]) == pytest.approx(float(row["a"]) - float(row["b"]))
        assert cells[row["place_id"]]["value"] == pytest.approx(float(row["difference"]))
        assert cells[row["place_id"]]["words"] in part(text, "apart")
    assert "首次公布" in part(text, "guard")


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("b=prefectures/hnte", "单位不同"),
        ("b=prefectures/gdp&period_b=2021", "同一组数"),
        ("b=prefectures/gdp_per_person&period_b=2021", "不同"),
    ],
)
def test_what_cannot_be_subtracted_says_why(client: FlaskClient, query: str, said: str) -> None:
    text = page(client, f"mode=difference&a=prefectures/gdp&period_a=2021&{query}")
    assert said in part(text, "plates")
    assert maps(text) == {}


def test_swipe_has_two_maps_of_one_ground(client: FlaskClient) -> None:
    specs = maps(page(client, "mode=swipe&a=prefectures/gdp&period_a=2021&b=platforms-type"))
    left, right = specs["left"], specs["right"]
    assert left["bounds"] == right["bounds"]
    assert {left["sync"], right["sync"]} == {"same"}
    assert left["theme"]["file"] != right["theme"]["file"]
    text = page(client, "mode=swipe&bar=20&lang=en")
    assert 'data-link="?mode=swipe&amp;lang=en&amp;bar={bar}"' in text
    assert 'value="20"' in text


def test_contributions_add_up_to_the_distance(client: FlaskClient) -> None:
    sums: dict[str, float] = {}
    said: dict[str, float] = {}
    for row in files(client, "most-alike", "like=510700"):
        sums[row["place_id"]] = sums.get(row["place_id"], 0.0) + float(row["contribution"])
        said[row["place_id"]] = float(row["distance"])
    assert sums
    for place, total in sums.items():
        assert total == pytest.approx(said[place])


def test_the_one_that_does_not_fit_is_named(client: FlaskClient) -> None:
    said = part(page(client, "places=510100,510700,wcsc-1&lang=en"), "choosing")
    assert "left out: Chengdu Science City" in said
    assert "left out: Chengdu." not in said
    assert "Mianyang" in said


def test_bars_of_the_most_alike_have_one_axis(client: FlaskClient) -> None:
    text = page(client, "like=510700")
    drawn: dict[str, float] = {}
    for row in files(client, "most-alike", "like=510700"):
        drawn[row["place_id"]] = float(row["distance"])
        assert row["closeness"] in ("很接近", "较接近", "有些差距", "相差较大")
    bars = re.findall(r'<svg class="cmp-parts".*?</svg>', text, re.DOTALL)
    assert len(bars) == len(drawn)
    ends = []
    for bar in bars:
        last = re.findall(r'x="([\d.]+)" width="([\d.]+)"', bar)[-1]
        ends.append(sum(map(float, last)))
    most = max(drawn.values())
    for end, distance in zip(ends, drawn.values(), strict=True):
        assert end == pytest.approx(100 * distance / most, abs=0.1)
