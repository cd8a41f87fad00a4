"""The view of the zones, as a client without a browser meets it."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from typing import Any
from zipfile import ZipFile

import pytest
from flask.testing import FlaskClient

from geo.analysis.zone_status import moments
from tests.catalogues import REAL, of

COUNTED = [zone for zone in of(REAL).zones.values() if zone.counted]
OK, BAD, NOT_FOUND = 200, 400, 404
MARKED = "up=htz-yibin,htz-suining&new=511902"


def page(client: FlaskClient, query: str = "") -> str:
    """Return the page at a query."""
    answer = client.get(f"/zones?{query}", follow_redirects=True)
    assert answer.status_code == OK
    return answer.text


def words(text: str, part: str = "") -> str:
    """Return what a page, or one part of it, says, without its tags."""
    inside = text[text.index("<main") : text.index("</main>")]
    if part:
        inside = inside[inside.index(f'data-part="{part}"') :]
        inside = inside.partition('data-part="')[2].partition('data-part="')[0]
        inside = inside[inside.index(">") + 1 :]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", inside)))


def drawn(text: str) -> dict[str, Any]:
    """Return the map that a page says it has."""
    found = re.search(r'data-maps="([^"]*)"', text)
    assert found
    spec: dict[str, Any] = json.loads(html.unescape(found[1]))["main"]
    return spec


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2013-03", "总数 4 家 = 名单 4 家"),
        ("2018-07", "总数 19 家 = 名单 16 家 + 名称待查 3 家"),
        ("2019-01", "总数 21 家 = 名单 18 家 + 名称待查 3 家"),
        ("2020", "国家级：这一时点暂无公布数"),
        ("2020-12", "总数 26 家 = 名单 21 家 + 名称待查 5 家"),
        ("2021", "总数 27 家 = 名单 23 家 + 名称待查 4 家"),
        ("2022-06", "省级 19 家 = 名单 15 家 + 名称待查 4 家"),
        ("2024-07", "国家级 8 家 = 名单 8 家"),
        ("2025", "省级 19 − 2 + 8 = 25 家"),
    ],
)
def test_the_counter_is_the_list_plus_the_unnamed(
    client: FlaskClient, date: str, said: str
) -> None:
    assert said in words(page(client, f"period={date}"), "evidence")
    assert drawn(page(client, f"period={date}"))["overlays"][0]["period"] == date


def test_unconfirmed_zones_are_named_and_not_counted(client: FlaskClient) -> None:
    said = words(page(client), "evidence")
    assert "另有 3 家待核实，不计入以上各数：中江高新区、旌阳、凉山高新区" in said


def test_the_board_shows_empty_places_and_the_unnamed(client: FlaskClient) -> None:
    said = words(page(client), "board")
    assert "待认定 8 不属于任何地区" in said
    assert "4 家名称待查" in said
    assert "国家级 8 / 10" in said
    assert "2 个名额待定" in said
    assert "争取 2 个国家级名额" in said


@pytest.mark.parametrize("date", ["2021", "2025"])
def test_the_board_has_a_chip_for_every_zone_that_is_counted(
    client: FlaskClient, date: str
) -> None:
    text = page(client, f"period={date}")
    board = text[text.index('data-part="board"') : text.index('class="zones-beside"')]
    chips = board.count('class="zones-chip"')
    assert chips == len(COUNTED)
    assert chips + board.count('class="zones-slot"') == 27
    # Two places for zones that the plan names, and eight for new ones.
    assert board.count('class="zones-slot is-open"') == 2 + 8


def test_a_zone_opens_over_the_board_and_each_level_has_its_mark(client: FlaskClient) -> None:
    pressed = page(client, "place=htz-suining")
    board = pressed[pressed.index('data-part="board"') : pressed.index('data-part="card"')]
    assert 'aria-current="true"' in board
    # What a zone is dragged by is a link too.
    for link in ('href="{}"', 'data-mark="{}"'):
        assert link.format("?place=htz-suining&amp;up=htz-suining") in board
    assert 'data-level="national"' in board
    card = words(pressed, "card")
    assert "遂宁高新技术产业园区" in card
    assert "省级 · 规划点名争取国家级 · 遂宁市" in card
    assert "zones-sheet" not in page(client)


def test_the_answer_says_of_which_year_each_count_is(client: FlaskClient) -> None:
    said = words(page(client, "period=2013-03"), "answer")
    for part in (
        "2024 年 7 月，目标 10",
        "2022 年 6 月，目标 25",
        "2021 年（规划基准年），目标 35",
    ):
        assert part in said
    assert "2025 年为目标年，终值暂无公开数据" in said


def test_every_published_date_is_a_step_of_the_line_and_a_link(client: FlaskClient) -> None:
    text = page(client)
    line = text[text.index('data-part="timeline"') : text.index('data-part="counter"')]
    known = moments(of(REAL))
    links = re.findall(r'class="zones-date[^"]*" style="[^"]*" href="([^"]*)"', line)
    assert len(links) == len(known) + 1
    assert sum("is-on" in one for one in re.findall(r'class="zones-date[^"]*"', line)) == 1
    # A count that is not of the date itself has no dot.
    told = sum(level in one.counts for one in known for level in ("national", "provincial"))
    assert line.count('class="zones-dot') == told


@pytest.mark.parametrize("tab", ["list", "balance", "next", "requirements", "sources"])
def test_one_tab_is_written_at_a_time(client: FlaskClient, tab: str) -> None:
    text = page(client, f"tab={tab}")
    nav = text[text.index('class="zones-tabs"') : text.index('class="zones-tab"')]
    assert nav.count("aria-current") == 1
    assert len(re.findall(r"<table", text[text.index('data-part="evidence"') :])) <= 2
    cited = set(re.findall(r'href="#note-(\d+)"', text))
    assert cited <= set(re.findall(r'id="note-(\d+)"', text))


def test_an_old_address_with_weights_opens_what_they_weigh(client: FlaskClient) -> None:
    assert "后续布局参考" in words(page(client, "gdp=5"), "evidence")
    assert "名单 ·" in words(page(client, "gdp=5&tab=list"), "evidence")


def test_the_atlas_opens_the_pipeline_at_a_date_and_not_at_the_target(client: FlaskClient) -> None:
    manifest = re.search(r'name="atlas-manifest" content="([^"]+)"', client.get("/").text)
    assert manifest
    layers = client.get(manifest[1]).get_json(force=True)["layers"]
    [pipeline] = [one for one in layers if one["id"] == "zones-pipeline"]
    assert pipeline["sheets"]["zones-pipeline"]["default_period"] == "2024-07"


def test_what_lies_beyond_the_province_is_told_with_its_words(client: FlaskClient) -> None:
    said = words(page(client, "tab=sources"), "evidence")
    assert re.search(r"重庆高新区 \d+ · 规划 四（三） · 标在图的东缘", said)
    assert "推动成都高新区与重庆高新区共建区域协同创新体系" in said
    assert "没有来源给出位置，也就不画点" in said
    english = words(page(client, "lang=en&tab=sources"), "evidence")
    assert "Chongqing High-Tech Zone" in english
    assert "at the eastern edge of the map" in english
    sheet = drawn(page(client, MARKED))["overlays"][0]["sheet"]
    assert [one["edge"] for one in sheet["beyond"]] == ["east"]
    assert "重庆高新区 →" in client.get("/embed/zones").text
    file = client.get("/zones/cooperation.csv").data.decode("utf-8-sig")
    assert [row["clause"] for row in csv.DictReader(io.StringIO(file))] == ["四（三）", "六（三）"]


@pytest.mark.parametrize("date", ["2013-03", "2018-07", "2020-12"])
def test_nobody_waits_before_it_was_planned(client: FlaskClient, date: str) -> None:
    said = words(page(client, f"period={date}"), "board")
    assert "待认定" not in said
    assert "名额待定" not in said


@pytest.mark.parametrize(
    ("date", "said"),
    [
        ("2024-07", "8 国家级 省级、总数：这一时点没有公布数"),
        ("2023", "8 国家级 省级、总数：这一时点没有公布数"),
        ("2022-06", "19 省级 国家级、总数：这一时点没有公布数"),
    ],
)
def test_what_is_not_published_is_no_term_of_a_sum(
    client: FlaskClient, date: str, said: str
) -> None:
    counter = words(page(client, f"period={date}"), "counter")
    assert said in counter
    assert "暂无公布数 =" not in counter


def test_the_balance_tells_national_zones_from_all(client: FlaskClient) -> None:
    text = words(page(client, "up=htz-suining,htz-yibin&tab=balance"), "evidence")
    assert "遂宁市 0 → 1 遂宁高新区" in text
    assert "宜宾市 0 → 1 宜宾高新区" in text
    file = client.get("/zones/balance.csv?up=htz-suining").data.decode("utf-8-sig")
    rows = {row["prefecture_id"]: row for row in csv.DictReader(io.StringIO(file))}
    suining = rows["510900"]
    assert (suining["national_zones_base"], suining["national_zones"]) == ("0", "1")
    assert suining["listed_zones_base"] == suining["listed_zones"]
    assert suining["nearest_national_in_prefecture"] == "true"
    assert rows["510500"]["nearest_km"] == "0"


def test_a_zone_of_its_own_is_not_far(client: FlaskClient) -> None:
    balance = words(page(client, "tab=balance"), "evidence")
    assert "泸州市 1 泸州高新区 · 在本市州 1 泸州高新区 · 在本市州" in balance
    far = balance[balance.index("到最近高新区") : balance.index("只数名单")]
    assert "泸州市" not in far
    assert "甘孜藏族自治州 326 公里 乐山高新区" in far


def test_that_no_threshold_is_stated_is_said_once_a_level(client: FlaskClient) -> None:
    said = words(page(client, "tab=requirements"), "evidence")
    assert said.count("都只有文字，没有数值门槛") == 2
    assert "已是省级高新区；规划点名支持创建国家高新区；提档升级" in said
    card = words(page(client, "place=htz-neijiang"), "card")
    assert "2016-03-25 科技部现场调研" in card
    assert "无据可判" in words(page(client, "place=htz-xindu"), "card")


def test_a_scenario_is_marked_everywhere(client: FlaskClient) -> None:
    text = page(client, MARKED)
    assert "<title>情景" in text
    for part in ("counter", "board", "result"):
        assert "情景" in words(text, part), part
    for tab in ("list", "balance", "next"):
        assert "情景" in words(page(client, f"{MARKED}&tab={tab}"), "evidence"), tab
    assert "28 家 = 名单 23 家 + 名称待查 4 家 + 情景新认定 1 家" in words(text, "evidence")
    assert 'class="zones-assumed-line"' in text
    sheet = drawn(text)["overlays"][0]["sheet"]
    assert sheet["title"].startswith("情景")
    assert sheet["frames"]["2021"]["coverage"].startswith("情景")


def test_without_a_scenario_nothing_is_marked(client: FlaskClient) -> None:
    text = page(client)
    assert "is-assumed" not in text
    assert "zones-assumed-line" not in text
    assert "尚未设置情景" in words(text, "result")
    assert drawn(text)["overlays"][0]["sheet"] is None


def test_another_date_shows_its_facts_beside_the_scenario(client: FlaskClient) -> None:
    text = page(client, f"period=2018-07&{MARKED}")
    assert "总数 19 家" in words(text, "evidence")
    assert "回到 2021 年看情景" in words(text, "counter")
    assert drawn(text)["overlays"][0]["sheet"] is None


def test_reset_and_undo_lead_back(client: FlaskClient) -> None:
    text = page(client, MARKED)
    links = [html.unescape(one) for one in re.findall(r'href="(\?[^"]*)"', text)]
    assert "?" in links
    assert "?up=htz-suining&new=511902" in links
    assert "?up=htz-yibin,htz-suining" in links


@pytest.mark.parametrize(
    ("zone", "said"),
    [("htz-chengdu", "已是国家级，不能再升"), ("htz-jingyang", "是否计入 27 家待核实")],
)
def test_what_cannot_be_marked_is_said_and_the_rest_stands(
    client: FlaskClient, zone: str, said: str
) -> None:
    text = words(page(client, f"up={zone},htz-yibin"), "result")
    assert said in text
    assert "国家级 8→9" in text


def test_a_county_that_is_named_twice_counts_once(client: FlaskClient) -> None:
    assert "全省由 27 家变为 28 家" in words(page(client, "new=511902,511902"), "result")


def test_beyond_the_target_is_said(client: FlaskClient) -> None:
    text = words(page(client, "up=htz-yibin,htz-suining,htz-meishan"), "result")
    assert "超出目标 1 家" in text


@pytest.mark.parametrize(
    "query", ["period=1999", "up=htz-nowhere", "new=510100", "place=511999", "gdp=11", "home=x"]
)
def test_strange_words_are_refused(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/zones?{query}")
    assert answer.status_code in (BAD, NOT_FOUND)
    assert query.partition("=")[2] in html.unescape(answer.text)


def test_weights_change_the_ranking(client: FlaskClient) -> None:
    usual = words(page(client, "tab=next"), "evidence")
    only_gdp = words(page(client, "scarcity=0&distance=0&hnte=0"), "evidence")
    assert "总在前一半：凉山彝族自治州、成都市、宜宾市。" in usual
    assert "总在前一半：成都市、" in only_gdp
    assert "2 个市州缺数" in usual


def test_where_all_depends_on_the_weights_no_rank_is_written(client: FlaskClient) -> None:
    said = words(page(client, "scarcity=0&distance=0&hnte=0&gdp=0"), "evidence")
    assert "先后全随权重而变，因此不列排名" in said
    assert "1–21" not in said


@pytest.mark.parametrize("name", ["zones", "balance", "suggestions"])
def test_files_say_what_is_assumed(client: FlaskClient, name: str) -> None:
    marked = client.get(f"/zones/{name}.csv?{MARKED}").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(marked)))
    assert rows
    assert all(row["scenario"].startswith("情景") for row in rows)
    plain = client.get(f"/zones/{name}.csv").data.decode("utf-8-sig")
    assert not any(row["scenario"] for row in csv.DictReader(io.StringIO(plain)))
    book = ZipFile(io.BytesIO(client.get(f"/zones/{name}.xlsx?{MARKED}").data))
    parts = (book.read(one).decode() for one in book.namelist() if one.endswith(".xml"))
    about = html.unescape("".join(parts))
    assert "情景" in about


def test_the_file_of_zones_has_the_assumed_ones(client: FlaskClient) -> None:
    text = client.get(f"/zones/zones.csv?{MARKED}").data.decode("utf-8-sig")
    levels = {row["zone_id"]: row["level"] for row in csv.DictReader(io.StringIO(text))}
    assert levels["htz-yibin"] == "upgraded (scenario)"
    assert levels["511902"] == "recognized (scenario)"
    assert levels["htz-dazhou"] == "candidate"
