"""The page of platforms: what it counts is what it lists, and what it links to."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from collections import Counter

import pytest
from flask.testing import FlaskClient

from geo.analysis.platform_filter import BLANK, PlatformFilter, asks, chosen
from layers import legend
from layers.paint import paint
from tests.app.shipped.test_views import maps
from tests.catalogues import REAL, of, sheet_of

OK, REFUSED = 200, (400, 404)
PATH = "/platforms"
CHIP = re.compile(r'class="chip[^>]*href="([^"]*)"[^>]*>[^<]*<span class="chip-count">(\d+)')
ROW = re.compile(r'<tr data-row="(\w+)"')


def read(client: FlaskClient, query: str = "") -> str:
    """Return the page at an address of its own."""
    answer = client.get(PATH + query)
    assert answer.status_code == OK, query
    return answer.text


@pytest.mark.parametrize(
    "query",
    [
        "",
        "?field=电子信息",
        "?field=none",
        "?level=national&status=planned",
        "?prefecture=510700&sort=place",
        "?prefecture=none&campuses=1",
        "?host=四川大学&sort=exact",
        "?type=国家重点实验室/全国重点实验室,四川省重点实验室",
        "?field=技改升级&prefecture=513400",
    ],
)
def test_count_table_map_and_file_agree(client: FlaskClient, query: str) -> None:
    page = read(client, query)
    listed = ROW.findall(page)
    said = re.search(r"共 (\d+) 个：表中 (\d+) 行", page)
    assert said
    assert [int(number) for number in said.groups()] == [len(listed)] * 2
    assert len(set(listed)) == len(listed)
    (theme,) = [spec["theme"] for spec in maps(page).values()]
    assert sorted(theme["part"]["place_ids"]) == sorted(listed)
    known = {item["id"] for item in json.loads(client.get(theme["file"]).data)["items"]}
    assert known.issuperset(listed)
    file = client.get(f"{PATH}/platforms.csv{query}").text.lstrip("\ufeff")
    rows = [row for row in csv.DictReader(io.StringIO(file)) if row["place_id"] in set(listed)]
    assert len(rows) == len(listed)


def test_chips_and_selects_lead_to_as_many_rows_as_they_say(client: FlaskClient) -> None:
    page = read(client, "?level=provincial")
    chips = re.findall(
        r'class="chip[^>]*href="([^"]*)"[^>]*>[^<]*<span class="chip-count">(\d+)', page
    )
    assert len(chips) == 12
    for href, count in chips:
        assert len(ROW.findall(read(client, html.unescape(href)))) == int(count)
    for name in ("type", "status", "prefecture"):
        select = re.search(rf'<select name="{name}".*?</select>', page, re.DOTALL)
        assert select
        options = re.findall(r'value="([^"]+)"[^>]*>[^<]*\((\d+)\)', select[0])
        assert options
        for value, count in options:
            query = f"?level=provincial&{name}={html.unescape(value)}"
            assert len(ROW.findall(read(client, query))) == int(count), (name, value)


def test_a_total_links_to_the_rows_it_is_held_against(client: FlaskClient) -> None:
    page = read(client)
    links = re.findall(r'href="([^"]*)" data-key="total [^"]*">(\d+)</a>', page)
    totals = [total for total in of(REAL).platform_totals if total.match]
    assert len(links) == len(totals)
    assert sorted(int(n) for _, n in links) == sorted(
        len(chosen(of(REAL), asks(total))) for total in totals
    )
    for href, count in links:
        assert len(ROW.findall(read(client, html.unescape(href)))) == int(count)


def test_a_type_stands_beside_its_published_total(client: FlaskClient) -> None:
    page = read(client, "?type=四川省重点实验室")
    assert "省级重点实验室：列入本图 13 · 公布 134（四川省，2021）" in page
    assert "列入本图" not in page[: page.index('data-part="filters"')]
    other = read(client, "?type=四川省重点实验室&prefecture=510800")
    assert "省重点实验室：列入本图 0 · 公布 2（广元市，2013）" in other


def test_a_field_without_a_box_says_so(client: FlaskClient) -> None:
    assert "规划没有为这个领域设专栏" in read(client, "?field=资源环保")
    assert "本专栏没有点名专项" in read(client, "?field=数字经济")


def test_rings_are_around_the_counted_points(client: FlaskClient) -> None:
    (plain,) = maps(read(client)).values()
    assert plain["rings"] == []
    (ringed,) = maps(read(client, "?radius=50&field=生物医药")).values()
    assert ringed["rings"]
    assert {radius for _, _, radius in ringed["rings"]} == {50_000}
    (rough,) = maps(read(client, "?radius=50&field=生物医药&rough=1")).values()
    assert len(rough["rings"]) > len(ringed["rings"])


def test_people_are_told_by_how_their_prefecture_stands_to_the_rings(client: FlaskClient) -> None:
    file = client.get(f"{PATH}/coverage.csv?radius=50").text.lstrip("\ufeff")
    rows = [row for row in csv.DictReader(io.StringIO(file)) if row["standing"]]
    assert len(rows) == 21
    assert all(row["residents_source_ids"] for row in rows)
    counts = Counter(row["standing"] for row in rows)
    said = read(client, "?radius=50")
    said = said[said.index("reach-sum") :].partition("</p>")[0]
    assert f"部分在圈内的 {counts['touched']} 个" in said
    assert f"全在圈外的 {counts['outside']} 个" in said
    assert "没有资料可断" in said
    # Between nobody and nearly everybody is no statement.
    assert not any("residents_in_rings" in name for name in rows[0])


def test_platforms_of_a_prefecture_are_not_far_from_it(client: FlaskClient) -> None:
    file = client.get(f"{PATH}/coverage.csv").text.lstrip("\ufeff")
    rows = {row["prefecture_id"]: row for row in csv.DictReader(io.StringIO(file))}
    own = {p.prefecture for p in chosen(of(REAL), PlatformFilter()) if p.prefecture}
    for prefecture in of(REAL).at_level_ids("prefecture"):
        assert (rows[prefecture]["nearest_in_prefecture"] == "true") == (prefecture in own)
        assert (rows[prefecture]["nearest_km"] == "0") == (prefecture in own)
    assert rows["510400"]["farthest_county_km"] == ""
    assert "在本市州，地点只知到市州" in read(client)


def test_nothing_to_measure_is_said(client: FlaskClient) -> None:
    assert "量不出距离" in read(client, "?field=技改升级&prefecture=511900")


@pytest.mark.parametrize("query", ["?radius=3", "?radius=201", "?radius=x", "?place=nowhere"])
def test_a_strange_word_is_refused(client: FlaskClient, query: str) -> None:
    assert client.get(PATH + query).status_code in REFUSED


@pytest.mark.parametrize("place", ["scp036", "scp057", "htz-leshan", "htz-meishan"])
def test_a_card_names_its_sources(client: FlaskClient, place: str) -> None:
    page = read(client, f"?place={place}&lang=en")
    known = of(REAL)
    picked = known.place(place)
    card = page[page.index('data-part="card"') : page.index('data-part="field"')]
    for source in getattr(picked, "source_ids", ()):
        assert html.escape(known.sources[source].title, quote=False) in html.unescape(card)


def test_coverage_as_a_map_file_has_boundaries(client: FlaskClient) -> None:
    answer = client.get(f"{PATH}/coverage.geojson?radius=50")
    assert answer.status_code == OK
    features = answer.get_json(force=True)["features"]
    assert len(features) == 21
    assert all(one["geometry"]["type"] in ("Polygon", "MultiPolygon") for one in features)


@pytest.mark.parametrize("by", ["family", "field"])
def test_a_campus_is_no_platform_on_any_map(client: FlaskClient, by: str) -> None:
    known = of(REAL)
    platforms = chosen(known, PlatformFilter())
    campuses = len(chosen(known, PlatformFilter(campuses=True))) - len(platforms)
    assert f"共 {len(platforms)} 个" in read(client)
    whole = sheet_of(REAL, {"family": "platforms-type", "field": "platforms-field"}[by])
    [frame] = whole.frames.values()
    assert f"平台与机构 {len(platforms)} 个" in frame.coverage
    assert f"高等学校校区 {campuses} 处，不算平台" in frame.coverage
    counts = {row.look.label: row.count for row in legend.rows(paint(whole))}
    assert counts["高等学校校区"] == campuses
    assert sum(counts.values()) == len(platforms) + campuses
    if by == "field":
        without = len(chosen(known, PlatformFilter(field=BLANK)))
        assert counts["来源未写明领域"] == without


def test_the_search_calls_a_campus_a_campus(client: FlaskClient) -> None:
    manifest = re.search(r'name="atlas-manifest" content="([^"]+)"', client.get("/").text)
    assert manifest
    files = client.get(manifest[1]).get_json(force=True)["gazetteer"]
    kinds = Counter(row[1] for row in client.get(files["zh"]).get_json(force=True))
    known = of(REAL)
    platforms = len(chosen(known, PlatformFilter()))
    assert kinds["platform"] == platforms
    assert kinds["campus"] == len(known.platforms) - platforms
