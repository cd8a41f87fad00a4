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
        ("2018-07", "总数 19 家 = 名单 16 家 + 未见名单 3 家"),
        ("2019-01", "总数 21 家 = 名单 18 家 + 未见名单 3 家"),
        ("2020", "国家级：这一时点未见公布数"),
        ("2020-12", "总数 26 家 = 名单 21 家 + 未见名单 5 家"),
        ("2021", "总数 27 家 = 名单 23 家 + 未见名单 4 家"),
        ("2022-06", "省级 19 家 = 名单 15 家 + 未见名单 4 家"),
        ("2024-07", "国家级 8 家 = 名单 8 家"),
        ("2025", "省级 19 − 2 + 8 = 25 家"),
    ],
)
def test_the_counter_is_the_list_plus_the_unnamed(
    client: FlaskClient, date: str, said: str
) -> None:
    assert said in words(page(client, f"period={date}"), "counter")
    assert drawn(page(client, f"period={date}"))["overlays"][0]["period"] == date


def test_unconfirmed_zones_are_named_and_not_counted(client: FlaskClient) -> None:
    said = words(page(client), "counter")
    assert "另列 3 家未证实计入，不在以上数内：中江高新区、旌阳、凉山高新区" in said


def test_the_pipeline_shows_empty_places_and_the_unnamed(client: FlaskClient) -> None:
    said = words(page(client), "pipeline")
    assert said.count("待认定") == 8 + 1
    assert said.count("未见名单") == 4
    assert "争取 2 个国家级名额" in said


@pytest.mark.parametrize("date", ["2021", "2025"])
def test_the_pipeline_has_a_chip_for_every_zone_that_is_counted(
    client: FlaskClient, date: str
) -> None:
    text = page(client, f"period={date}")
    columns = text[text.index('class="columns"') : text.index('class="beside"')]
    chips = columns.count('class="chip ') + columns.count('class="chip"')
    assert chips + columns.count('class="slot"') == 27 + 8
    assert words(text, "pipeline").count("未见名单") == 27 - len(COUNTED)


def test_a_chip_says_where_it_is_pressed_what_it_chose(client: FlaskClient) -> None:
    pressed = page(client, "place=htz-suining")
    pipeline = pressed[pressed.index('id="zones-pipeline"') : pressed.index('data-part="balance"')]
    assert 'aria-current="true"' in pipeline
    assert "遂宁高新技术产业园区 · 省级 · 规划点名争取国家级" in words(pressed, "pipeline")
    assert re.search(r'href="\?place=htz-suining&amp;up=htz-suining"', pipeline)
    assert 'href="#zones-card"' in pipeline
    assert "chosen-here" not in page(client)


def test_the_atlas_opens_the_pipeline_at_a_date_and_not_at_the_target(client: FlaskClient) -> None:
    manifest = re.search(r'name="atlas-manifest" content="([^"]+)"', client.get("/").text)
    assert manifest
    layers = client.get(manifest[1]).get_json(force=True)["layers"]
    [pipeline] = [one for one in layers if one["id"] == "zones-pipeline"]
    assert pipeline["sheets"]["zones-pipeline"]["default_period"] == "2024-07"


def test_what_lies_beyond_the_province_is_told_with_its_words(client: FlaskClient) -> None:
    said = words(page(client), "cooperation")
    assert "重庆高新区 · 规划 四（三） · 标在图的东缘" in said
    assert "推动成都高新区与重庆高新区共建区域协同创新体系" in said
    assert "没有来源给出位置，也就不画点" in said
    english = words(page(client, "lang=en"), "cooperation")
    assert "Chongqing High-Tech Zone" in english
    assert "at the eastern edge of the map" in english
    sheet = drawn(page(client, MARKED))["overlays"][0]["sheet"]
    assert [one["edge"] for one in sheet["beyond"]] == ["east"]
    assert "重庆高新区 →" in client.get("/embed/zones").text
    file = client.get("/zones/cooperation.csv").data.decode("utf-8-sig")
    assert [row["clause"] for row in csv.DictReader(io.StringIO(file))] == ["四（三）", "六（三）"]


@pytest.mark.parametrize("date", ["2013-03", "2018-07", "2020-12"])
def test_nobody_waits_before_it_was_planned(client: FlaskClient, date: str) -> None:
    assert "待认定" not in words(page(client, f"period={date}"), "pipeline")


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
    assert "未见公布 =" not in counter


def test_the_balance_tells_national_zones_from_all(client: FlaskClient) -> None:
    text = words(page(client, "up=htz-suining,htz-yibin"), "balance")
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
    ranking = words(page(client), "ranking")
    luzhou = ranking[ranking.index("泸州市") :]
    assert "在本市州 +0" in luzhou[: luzhou.index("市 ", 4)]


def test_a_missing_threshold_is_shown_as_missing(client: FlaskClient) -> None:
    said = words(page(client), "requirements")
    assert said.count("规划未给出门槛") == 7
    assert said.count("来源未给出门槛") == 4
    card = words(page(client, "place=htz-neijiang"), "card")
    assert "2016-03-25 科技部现场调研" in card
    assert "无据可判" in words(page(client, "place=htz-xindu"), "card")


def test_a_scenario_is_marked_everywhere(client: FlaskClient) -> None:
    text = page(client, MARKED)
    assert "<title>假设" in text
    for part in ("banner", "counter", "whatif", "pipeline", "balance", "ranking", "list"):
        assert "假设" in words(text, part), part
    assert "29 家" not in words(text, "counter")
    assert "28 家 = 名单 23 家 + 未见名单 4 家 + 假设新认定 1 家" in words(text, "counter")
    sheet = drawn(text)["overlays"][0]["sheet"]
    assert sheet["title"].startswith("假设")
    assert sheet["frames"]["2021"]["coverage"].startswith("假设")


def test_without_a_scenario_nothing_is_marked(client: FlaskClient) -> None:
    text = page(client)
    assert "banner-line" not in text
    assert "assumed-chip" not in text
    assert drawn(text)["overlays"][0]["sheet"] is None


def test_another_date_shows_its_facts_beside_the_scenario(client: FlaskClient) -> None:
    text = page(client, f"period=2018-07&{MARKED}")
    assert "总数 19 家" in words(text, "counter")
    assert "回到 2021 年看假设" in words(text, "counter")
    assert drawn(text)["overlays"][0]["sheet"] is None


def test_reset_and_undo_lead_back(client: FlaskClient) -> None:
    text = page(client, MARKED)
    links = [html.unescape(one) for one in re.findall(r'href="(\?[^"]*)"', text)]
    assert "?" in links
    assert "?up=htz-suining&new=511902" in links
    assert "?up=htz-yibin,htz-suining" in links


@pytest.mark.parametrize(
    ("zone", "said"),
    [("htz-chengdu", "已是国家级，不能再升"), ("htz-jingyang", "是否在 27 家之内未证实")],
)
def test_what_cannot_be_marked_is_said_and_the_rest_stands(
    client: FlaskClient, zone: str, said: str
) -> None:
    text = words(page(client, f"up={zone},htz-yibin"), "whatif")
    assert said in text
    assert "国家级 8→9" in text


def test_a_county_that_is_named_twice_counts_once(client: FlaskClient) -> None:
    assert "全省由 27 家变为 28 家" in words(page(client, "new=511902,511902"), "whatif")


def test_beyond_the_target_is_said(client: FlaskClient) -> None:
    text = words(page(client, "up=htz-yibin,htz-suining,htz-meishan"), "whatif")
    assert "超出目标 1 家" in text


@pytest.mark.parametrize(
    "query", ["period=1999", "up=htz-nowhere", "new=510100", "place=511999", "gdp=11", "home=x"]
)
def test_strange_words_are_refused(client: FlaskClient, query: str) -> None:
    answer = client.get(f"/zones?{query}")
    assert answer.status_code in (BAD, NOT_FOUND)
    assert query.partition("=")[2] in html.unescape(answer.text)


def test_weights_change_the_ranking(client: FlaskClient) -> None:
    usual = words(page(client), "ranking")
    only_gdp = words(page(client, "scarcity=0&distance=0&hnte=0"), "ranking")
    assert usual != only_gdp
    first = re.search(r"缺项 ([0-9–]+) (\S+)", only_gdp)
    assert first
    assert first.groups()[1] == "成都市"
    assert "2 个市州缺数" in usual


@pytest.mark.parametrize("name", ["zones", "balance", "suggestions"])
def test_files_say_what_is_assumed(client: FlaskClient, name: str) -> None:
    marked = client.get(f"/zones/{name}.csv?{MARKED}").data.decode("utf-8-sig")
    rows = list(csv.DictReader(io.StringIO(marked)))
    assert rows
    assert all(row["scenario"].startswith("假设") for row in rows)
    plain = client.get(f"/zones/{name}.csv").data.decode("utf-8-sig")
    assert not any(row["scenario"] for row in csv.DictReader(io.StringIO(plain)))
    book = ZipFile(io.BytesIO(client.get(f"/zones/{name}.xlsx?{MARKED}").data))
    about = "".join(book.read(one).decode() for one in book.namelist() if one.endswith(".xml"))
    assert "假设" in about


def test_the_file_of_zones_has_the_assumed_ones(client: FlaskClient) -> None:
    text = client.get(f"/zones/zones.csv?{MARKED}").data.decode("utf-8-sig")
    levels = {row["zone_id"]: row["level"] for row in csv.DictReader(io.StringIO(text))}
    assert levels["htz-yibin"] == "upgraded (scenario)"
    assert levels["511902"] == "recognized (scenario)"
    assert levels["htz-dazhou"] == "candidate"
