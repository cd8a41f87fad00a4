"""Choosing what is compared, as a client without a browser meets it: ways in, wrong input."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

from app.asked import read
from app.config import Config
from app.fields import Field, StateError
from app.server import create_app
from tests.app.comparing import BAD, FOUR, MISSING, files, maps, page, part
from tests.catalogues import REAL


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    """Return a client of the real atlas."""
    with create_app(Config(data=REAL)).server.test_client() as client:
        yield client


@pytest.mark.parametrize(
    ("query", "said", "left"),
    [
        ("places=510100,nowhere,510700", "没有叫“nowhere”的地方", 2),
        ("places=510100,htz-luzhou,510700", "不是同一类", 2),
        ("places=510100", "只选了一个", 1),
        ("places=510100,510300,510400,510500,510600,510700,510800", "最多比较 6 个", 6),
        ("places=510100,510700,510100", "重复了", 2),
        ("find=" + quote("长安"), "找不到名为“长安”的地方", 4),
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
    assert len(maps(text)) == left
    assert ("指标对照" in part(text, "table")) == (left > 0)


@pytest.mark.parametrize("query", ["mode=upside", "a=prefectures/none", "bar=120", "year=1066"])
def test_words_that_cannot_be_parsed_have_the_usual_page(client: FlaskClient, query: str) -> None:
    assert client.get(f"/compare?{query}").status_code == BAD


def test_what_a_reader_types_is_escaped(client: FlaskClient) -> None:
    text = page(client, "places=" + quote("own:<script>x</script>:510300+510500,region:south"))
    assert "<script>x" not in text
    assert "&lt;script&gt;x" in text


def test_places_are_added_by_name_by_click_and_as_an_own_group(client: FlaskClient) -> None:
    by_name = maps(page(client, "find=" + quote("自贡")))
    assert [spec["selected"] for spec in by_name.values()] == [*FOUR, "510300"]
    clicked = maps(page(client, "pick=510300"))
    assert clicked == {
        slot: {**spec, "pick": clicked[slot]["pick"]} for slot, spec in by_name.items()
    }
    assert [s["selected"] for s in maps(page(client, "pick=510700")).values()] == [
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
    fields = (Field("places", "text", "a"),)
    assert read({"places": " 成都,绵阳 "}, fields)["places"] == "成都,绵阳"
    assert read({"places": "x"}, fields).pattern("places") == "?places={places}"
    for wrong in ("\x00", "x" * 601):
        with pytest.raises(StateError):
            read({"places": wrong}, fields)


def test_a_place_that_nobody_located_has_words_instead_of_a_map(client: FlaskClient) -> None:
    text = page(client, "places=wcsc-1,mst-1")
    assert len(maps(text)) == 1
    assert "没有来源给出它的位置" in part(text, "plates")


def test_a_group_is_marked_as_a_whole(client: FlaskClient) -> None:
    specs = list(maps(page(client, "places=group:cdm,region:south")).values())
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
        assert answer.status_code == MISSING
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
