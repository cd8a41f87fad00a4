"""Choosing what is compared, as a client without a browser meets it: ways in, wrong input."""

from __future__ import annotations

import re
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from app.address.fields import QueryField, StateError
from app.address.query import read
from geo.analysis.aliases import called, names_of
from geo.analysis.subjects import everything, subject
from geo.errors import Unfit
from tests.app.comparing import BAD, FOUR, files, maps, page, part
from tests.catalogues import REAL, of


@pytest.mark.parametrize(
    ("query", "said", "left"),
    [
        ("places=510100,nowhere,510700", "没有叫“nowhere”的地区", 2),
        ("places=510100,htz-luzhou,510700", "不是同一类", 2),
        ("places=510100", "只选了一个", 1),
        ("places=510100,510300,510400,510500,510600,510700,510800", "最多比较 6 个", 6),
        ("places=510100,510700,510100", "重复了", 2),
        ("find=" + quote("长安"), "找不到名为“长安”的地区", 4),
        ("places=" + quote("own:甲:510300"), "至少要有两个", 0),
        ("places=" + quote("own::510300+510500"), "1 至 40 个字", 0),
    ],
)
def test_wrong_choices_have_one_clear_message_and_the_rest_works(
    client: FlaskClient, query: str, said: str, left: int
) -> None:
    text = page(client, query)
    assert said in part(text, "choosing")
    assert text.count('class="warn" role="alert"') == 1
    assert text.count('class="chip cmp-chip"') == left
    assert ("指标对照" in part(text, "table")) == (left > 0)


@pytest.mark.parametrize("query", ["mode=upside", "a=prefectures/none", "bar=120", "year=1066"])
def test_words_that_cannot_be_parsed_have_the_usual_page(client: FlaskClient, query: str) -> None:
    assert client.get(f"/compare?{query}").status_code == BAD


def test_what_a_reader_types_is_escaped(client: FlaskClient) -> None:
    text = page(client, "places=" + quote("own:<script>x</script>:510300+510500,region:south"))
    assert "<script>x" not in text
    assert "&lt;script&gt;x" in text


def test_places_are_added_by_name_by_click_and_as_an_own_group(client: FlaskClient) -> None:
    by_name = maps(page(client, "tab=maps&find=" + quote("自贡")))
    assert [spec["selected"] for spec in by_name.values()] == [*FOUR, "510300"]
    clicked = maps(page(client, "tab=maps&pick=510300"))
    assert clicked == {
        slot: {**spec, "pick": clicked[slot]["pick"]} for slot, spec in by_name.items()
    }
    assert [s["selected"] for s in maps(page(client, "tab=maps&pick=510700")).values()] == [
        "510100", "510600", "511500",
    ]  # fmt: skip
    own = "places=region:south&name=" + quote("两市") + "&with=510300,510500"
    assert "两市" in part(page(client, own), "choosing")
    assert "川东北" in part(page(client, "places=region:south,group:cdm&pick=511300"), "choosing")


def test_links_say_all_subjects_in_one_field(client: FlaskClient) -> None:
    text = page(client, "find=" + quote("自贡"))
    for link in re.findall(r'href="(\?[^"]*)"', text):
        assert "find=" not in link
    assert "places=510100,510700,510600,511500,510300" in text


def test_an_unclear_name_offers_those_it_fits(client: FlaskClient) -> None:
    text = part(page(client, "places=htz-luzhou,htz-yibin&find=" + quote("绵")), "choosing")
    assert "有几个相符" in text
    assert "绵阳高新技术产业开发区" in text


def test_text_fields_take_what_can_be_printed() -> None:
    fields = (QueryField("places", "text", "a"),)
    assert read({"places": " 成都,绵阳 "}, fields)["places"] == "成都,绵阳"
    assert read({"places": "x"}, fields).pattern("places") == "?places={places}"
    for wrong in ("\x00", "x" * 601):
        with pytest.raises(StateError):
            read({"places": wrong}, fields)


def test_a_place_that_nobody_located_has_words_instead_of_a_map(client: FlaskClient) -> None:
    text = page(client, "tab=maps&places=wcsc-1,mst-1")
    assert len(maps(text)) == 1
    assert "位置未公布" in part(text, "plates")


def test_a_group_is_marked_as_a_whole(client: FlaskClient) -> None:
    specs = list(maps(page(client, "tab=maps&places=group:cdm,region:south")).values())
    assert specs[0]["outlined"] == ["510100", "510600", "510700"]
    assert specs[0]["selected"] == ""


@pytest.mark.parametrize("name", ["comparison", "difference", "most-alike"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_a_file_leaves_out_no_place_it_was_asked_for(
    client: FlaskClient, name: str, form: str
) -> None:
    path = f"/compare/{name}.{form}"
    for places in ("nowhere", "510100,nowhere,510700", "region:nowhere,region:south"):
        answer = client.get(f"{path}?lang=en&places={places}")
        assert answer.status_code == BAD
        assert "“place” cannot be “" in answer.text
        assert "nowhere" in answer.text
    known = client.get(f"{path}?places=nowhere", headers={"Accept": "application/json"}).json
    assert known
    assert {"510100", "htz-luzhou", "wcsc-1"} <= set(known["known"])
    for places, said in (
        ("510100,htz-luzhou", "not of one kind"),
        ("510100,510300,510400,510500,510600,510700,510800", "Six at most"),
        (quote("own:甲:510300"), "two prefectures or more"),
    ):
        answer = client.get(f"{path}?lang=en&places={places}")
        assert answer.status_code == BAD
        assert said in answer.text


@pytest.mark.parametrize("places", ["510100", "510100,510700,510100"])
def test_a_file_of_one_place_or_of_one_named_twice_is_whole(
    client: FlaskClient, places: str
) -> None:
    rows = files(client, "comparison", f"places={places}")
    assert {row["subject"] for row in rows} == set(places.split(","))


@pytest.mark.parametrize(
    ("places", "meant"),
    [
        ("成都市,绵阳市", "510100,510700"),
        ("成都、绵阳", "510100,510700"),
        ("成都 绵阳", "510100,510700"),
        ("Chengdu,mianyang", "510100,510700"),
        ("Chengdu High-Tech Zone,Mianyang HTZ", "htz-chengdu,htz-mianyang"),
        ("泸州高新区,宜宾市高新技术产业园区", "htz-luzhou,htz-yibin"),
        ("川南,成德绵", "region:south,group:cdm"),
        ("成都科学城（一核）,新经济活力区", "wcsc-1,wcsc-2"),
        ("阿坝,甘孜藏族自治州", "513200,513300"),
    ],
)
def test_places_are_understood_by_their_names(client: FlaskClient, places: str, meant: str) -> None:
    text = page(client, "places=" + quote(places))
    assert 'class="warn" role="alert"' not in text
    assert re.findall(r'class="chip cmp-chip" data-subject="([^"]*)"', text) == meant.split(",")
    # What leads on says ids, and so do files and briefs.
    assert f"places={meant}" in text
    assert files(client, "comparison", "places=" + quote(places)) == files(
        client, "comparison", f"places={meant}"
    )


def test_every_name_of_every_place_is_understood_or_said_to_be_of_several() -> None:
    known = of(REAL)
    every = everything(known)
    several = 0
    for one in every:
        for name in names_of(known, one):
            mine = [other for other in called(known, every, name) if other.kind == one.kind]
            assert one in mine
            if len(mine) == 1:
                assert subject(known, name, one.kind) == one
                continue
            several += 1
            with pytest.raises(Unfit) as refused:
                subject(known, name, one.kind)
            assert refused.value.rule == "ambiguous"
            assert {other.word for other in mine} <= set(refused.value.right)
    assert several < len(every)


@pytest.mark.parametrize(
    ("places", "said", "offered"),
    [
        ("510100,绵阳高新技术产业开发区区", "没有叫“绵阳高新技术产业开发区区”的地区", None),
        ("成都市,锦阳市", "没有叫“锦阳市”的地区", None),
        ("成都市,Mianyangg", "没有叫“Mianyangg”的地区", "绵阳市"),
        (
            "htz-luzhou,宜宾高新技术产业开发区",
            "没有叫“宜宾高新技术产业开发区”的地区",
            "宜宾市高新技术产业园区",
        ),
        ("成都市,519900", "没有叫“519900”的地区", None),
        ("绵阳高新区", "“绵阳高新区”可以指几个地区", "绵阳高新技术产业开发区"),
    ],
)
def test_a_name_that_is_none_or_of_several_is_said_and_offered(
    client: FlaskClient, places: str, said: str, offered: str | None
) -> None:
    text = page(client, "places=" + quote(places))
    told = part(text, "choosing")
    assert said in told
    if offered:
        assert re.search(rf'cmp-offers.*?<a[^>]*href="[^"]+"[^>]*>{offered}', text, re.DOTALL)
        inside = text.partition("cmp-offers")[2].partition("</div>")[0]
        names = re.findall(r'<a class="chip"[^>]*>([^<]*)</a>', inside)
        assert len(set(names)) == len(names), names
    if "519900" in places:
        assert "cmp-offers" not in text
    # Nothing is chosen: nothing is warned of, and nothing said to be fair.
    assert ('class="cmp-tabs"' in text) == ('class="chip cmp-chip"' in text)


@pytest.mark.parametrize(
    ("places", "zh", "en"),
    [
        ("510100,510700", "市州比较", "Prefectures compared"),
        ("htz-luzhou,htz-yibin", "高新区比较", "High-tech zones compared"),
        ("wcsc-1,wcsc-2", "科学城片区比较", "Parts of science cities compared"),
        ("region:south,group:cdm", "区域与组合比较", "Groups of prefectures compared"),
    ],
)
def test_the_heading_names_the_kind_that_is_compared(
    client: FlaskClient, places: str, zh: str, en: str
) -> None:
    for lang, said in (("zh", zh), ("en", en)):
        for path in ("/compare", "/embed/compare"):
            text = client.get(f"{path}?places={places}&lang={lang}").text
            heading = re.search(r'<h2 class="leaf-title">(.*?)</h2>', text, re.DOTALL)
            assert heading
            assert re.sub(r"<[^>]*>|\s+", " ", heading[1]).strip() == said
        assert f"<title>{said} · " in client.get(f"/compare?places={places}&lang={lang}").text
