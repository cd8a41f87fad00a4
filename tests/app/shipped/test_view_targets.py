"""The view of targets: filters, cards, the gap of places, and files that say the same."""

from __future__ import annotations

import csv
import html
import io
import re

import pytest
from flask.testing import FlaskClient

from app.index.atlas import Atlas
from app.pages.targets import gap as targets_gap
from geo.analysis.target_gap import Allocation, aims, gap
from geo.analysis.target_track import VERDICTS, tracks
from geo.sentences import in_words
from tests.catalogues import REAL, of

OK, BAD = 200, 400
KNOWN = of(REAL)
TRACKS = {one.target.target_id: one for one in tracks(KNOWN)}


def part(client: FlaskClient, query: str, name: str) -> str:
    """Return a part of the page as its words, each element's apart."""
    page = client.get(f"/targets{query}")
    assert page.status_code == OK
    inside = page.text.split(f'data-part="{name}"')[1].split('data-part="')[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", inside)))


def rows(client: FlaskClient, address: str) -> list[dict[str, str]]:
    """Return the rows of a file; what follows its first blank line is about the file."""
    answer = client.get(address)
    assert answer.status_code == OK
    table = answer.text.lstrip("\ufeff").replace("\r\n", "\n").split("\n\n")[0]
    return list(csv.DictReader(io.StringIO(table)))


@pytest.mark.parametrize("verdict", VERDICTS)
def test_a_filter_shows_what_its_count_says(client: FlaskClient, verdict: str) -> None:
    wanted = sum(one.verdict == verdict for one in TRACKS.values())
    register = client.get(f"/targets?verdict={verdict}").text.split('data-part="register"')[1]
    assert register.count('data-key="row ') == wanted
    assert f"显示 {wanted} / {len(TRACKS)} 条" in part(client, f"?verdict={verdict}", "filters")


def test_filters_work_together(client: FlaskClient) -> None:
    words = part(client, "?kind=level&document=stat-scgov-28", "register")
    assert "国家高新区数" in words
    assert "省级高新区数" in words
    assert "瞪羚" not in words
    assert "没有符合筛选的目标" in part(client, "?kind=total&verdict=reached", "cards")


@pytest.mark.parametrize("target", TRACKS)
def test_a_track_opens_with_its_words(client: FlaskClient, target: str) -> None:
    one = TRACKS[target]
    words = part(client, f"?target={target}", "open")
    assert one.indicator.name_zh in words
    assert re.sub(r"\s+", " ", in_words(one.target.quote, "zh")) in words
    assert (in_words(one.target.clause, "zh") or "条款号未读到") in words
    for value in one.points:
        for source in value.source_ids:
            assert re.sub(r"\s+", " ", KNOWN.sources[source].title).strip() in words


def test_a_start_that_no_document_states_is_said(client: FlaskClient) -> None:
    words = part(client, "?target=rd_intensity-2025-plan", "open")
    assert "文件未给出起点" in words
    assert KNOWN.sources["stat-dizo-rd2021"].title in words
    assert "每年提高 0.035 个百分点" in words
    assert "低于该年时序目标值 2.295%" in words


def test_talents_have_no_year_and_no_figure(client: FlaskClient) -> None:
    words = part(client, "?target=talent_seedlings-total-plan", "open")
    assert "规划未写明年份" in words
    assert "1,000 名以上" in words
    assert "暂无公开数据" in words


def test_sources_that_disagree_are_both_drawn(client: FlaskClient) -> None:
    page = client.get("/targets?target=basic_research_share-2025-plan").text
    assert "来源不一致（2021 年）" in page
    words = re.findall(r'class="track-words"[^>]*>([^<]+)<', page)
    assert {"5.9", "4.8"} <= set(words)


@pytest.mark.parametrize(
    ("query", "allocation"),
    [
        ("?by=population", "population"),
        ("?by=gdp", "gdp"),
        ("?indicator=rd_intensity&by=path", "path"),
        ("?indicator=rd_intensity&by=gdp", "path"),
    ],
)
def test_the_list_is_the_arithmetic_of_the_gap(
    client: FlaskClient, query: str, allocation: Allocation
) -> None:
    name = "rd_intensity" if allocation == "path" else "hnte"
    aim = next(a for a in aims(KNOWN, allocation) if a.indicator_id == name)
    found = rows(client, f"/targets/gap.csv{query}")
    assert len(found) == 21 * len({row["period"] for row in found})
    for row in found:
        mine = gap(KNOWN, aim, row["place_id"], row["period"], allocation)
        assert (row["value"] == "") == (mine.percent is None)
        if mine.percent is not None:
            assert float(row["value"]) == pytest.approx(mine.percent, rel=1e-6)
            assert row["source_ids"]
    assert "不是下达给各地的任务" in part(client, query, "gaps")
    assert "情景模拟" in part(client, query, "choices")


def test_the_map_opens_on_what_changed_and_assumes_nothing(client: FlaskClient) -> None:
    known = {
        (v.place_id, v.period): v.value for v in reversed(KNOWN.values) if v.indicator_id == "hnte"
    }
    found = [row for row in rows(client, "/targets/gap.csv") if row["value"]]
    assert found
    for row in found:
        base, later = known[row["place_id"], "2021"], known[row["place_id"], "2023"]
        assert float(row["value"]) == pytest.approx((later / base - 1) * 100, rel=1e-6)
        assert row["source_ids"]
    assert "情景模拟" not in part(client, "", "choices")
    assert f"{len(found)}/21" in part(client, "", "gaps")
    # What was an address of the allocation before stays one.
    assert client.get("/targets?period=2021").status_code == OK
    assert client.get("/targets?indicator=gazelle").status_code == OK


def test_a_total_is_judged_by_its_parts(client: FlaskClient) -> None:
    total = TRACKS["zones_total-2025-plan"]
    assert [one.verdict for one in total.parts] == [total.verdict] * 2
    words = part(client, "?target=zones_total-2025-plan", "open")
    assert "截至 2022—2024 年：落后于时序进度" in words
    assert "按组成判断" in words


def test_the_headline_counts_what_the_register_has(client: FlaskClient) -> None:
    words = part(client, "", "headline")
    assert f"规划 {len(TRACKS)} 项目标" in words
    for verdict, said in (("reached", "已达到"), ("behind", "落后于时序进度")):
        count = sum(one.verdict == verdict for one in TRACKS.values())
        assert f"{count} 项{said}" in words
    never = sum(one.reason == "no-figure" for one in TRACKS.values())
    assert f"另有 {never} 项从未公布数据" in part(client, "", "cards")
    assert "截至 2024 年：已达到" in part(client, "", "cards")
    assert "2025 年到期，终值未公布" in part(client, "?target=hnte-2025-plan", "open")


def test_an_allocation_that_cannot_be_is_refused_and_not_offered(
    client: FlaskClient, monkeypatch: pytest.MonkeyPatch
) -> None:
    without: dict[str, tuple[str, ...]] = {"sme_tech": ("population", "gdp")}
    monkeypatch.setattr(targets_gap, "_offered", lambda _: without)
    assert client.get("/targets?indicator=sme_tech&by=base").status_code == BAD
    assert client.get("/targets?period=2020&indicator=sme_tech&by=gdp").status_code == BAD
    # No other test asks for this address: a page that was made is kept.
    address = "?indicator=sme_tech&by=gdp&kind=level"
    assert "by=base" not in client.get(f"/targets{address}").text
    assert "无从按基数分摊" in part(client, address, "choices")


def test_every_choice_of_indicator_leads_to_a_map(client: FlaskClient) -> None:
    page = client.get("/targets?by=base&period=2022").text.split('data-part="choices"')[1]
    links = re.findall(r'href="(\?[^"]*)"', page.split('data-part="gaps"')[0])
    assert len(links) >= 8
    for link in links:
        assert client.get(f"/targets{html.unescape(link)}").status_code == OK, link


def test_the_register_goes_out_whole(client: FlaskClient) -> None:
    found = {row["target_id"]: row for row in rows(client, "/targets/register.csv")}
    assert found.keys() == TRACKS.keys()
    for name, row in found.items():
        one = TRACKS[name]
        assert float(row["value"]) == one.target.value
        assert row["verdict"] == one.verdict
        assert row["quote"] == in_words(one.target.quote, "zh")
        assert row["source_titles"]
        assert (row["latest_value"] == "") == (one.latest is None)


def test_toyland_has_the_view_too(toy_atlas: Atlas) -> None:
    with toy_atlas.server.test_client() as client:
        words = part(client, "", "open")
        assert "玩科〔2022〕1号" in words
        assert "2021 年以后暂无公开数据" in words


def test_the_register_says_the_base_that_its_verdict_rests_on(client: FlaskClient) -> None:
    known = of(REAL)
    text = client.get("/targets").text
    register = text[text.index('id="register-title"') :]
    for one in tracks(known):
        row = register[register.index(f'data-key="row {one.target.target_id}"') :]
        row = html.unescape(row.partition("</tr>")[0])
        if one.path and not one.path.stated:
            [source] = one.path.source_ids
            assert f"{one.path.start_year} 年" in row
            assert f"文件未写，据{known.sources[source].publisher}" in row
        else:
            assert "文件未写" not in row


def test_two_dates_of_a_year_are_no_disagreement(client: FlaskClient) -> None:
    provincial = next(
        one for one in tracks(of(REAL)) if one.target.indicator_id == "zones_provincial"
    )
    assert {point.value for point in provincial.points if point.period == "2020"} == {17, 18}
    assert "2020" not in provincial.conflicts
    text = html.unescape(client.get(f"/targets?target={provincial.target.target_id}").text)
    assert "来源不一致（2020" not in text
    assert "2020（推断）" in text
    assert "(inferred)" not in text


@pytest.mark.parametrize("address", ["/targets", "/compare", "/zones", "/map?place=510000"])
def test_no_machine_word_for_a_date_stands_on_a_chinese_page(
    client: FlaskClient, address: str
) -> None:
    text = client.get(address, follow_redirects=True).text
    assert "(inferred)" not in text
