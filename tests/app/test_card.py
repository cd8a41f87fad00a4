"""The card of a place: every figure with its origin, in words that stay text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from dash import html
from dash.development.base_component import Component

from app.index.atlas import Atlas
from app.pages.explore.card import card
from app.shell.citation import citation
from app.shell.notes import foreign, original
from geo.languages import LANGS
from geo.model.places import Boundary
from geo.model.sources import Source
from geo.sentences import Said


def texts(node: object) -> Iterator[str]:
    """Yield every text of a component, in order."""
    if isinstance(node, str):
        yield node
    elif isinstance(node, list | tuple):
        for child in node:
            yield from texts(child)
    elif isinstance(node, Component):
        yield from texts(getattr(node, "children", None))


def links(node: object) -> Iterator[str]:
    """Yield the address of every link of a component."""
    if isinstance(node, list | tuple):
        for child in node:
            yield from links(child)
    elif isinstance(node, Component):
        if isinstance(node, html.A):
            yield str(node.to_plotly_json()["props"]["href"])
        yield from links(getattr(node, "children", None))


def said(atlas: Atlas, place: str, lang: str = "zh") -> str:
    """Return all that a card says, as one text."""
    return "\n".join(texts(card(atlas.world.catalogue, {"place": place, "lang": lang})))


@pytest.mark.parametrize("lang", LANGS)
def test_every_figure_of_a_place_has_its_sources(atlas: Atlas, lang: str) -> None:
    catalogue = atlas.world.catalogue
    words = said(atlas, "990100", lang)
    for figures in catalogue.figures("990100"):
        assert catalogue.indicators[figures[0].indicator_id].name(lang) in words
        for value in figures:
            for source in value.source_ids:
                assert catalogue.sources[source].title in words


def test_sources_that_disagree_have_a_row_each(atlas: Atlas) -> None:
    words = said(atlas, "990100")
    assert "另一来源" in words
    assert "\n1 亿元" in words
    assert "\n1.5 亿元" in words


def test_rank_counts_only_places_with_a_figure(atlas: Atlas) -> None:
    assert "第 1 位，共 3 个有数据" in said(atlas, "990300")


def test_a_floor_is_said_to_be_one(atlas: Atlas) -> None:
    assert "不低于" in said(atlas, "990300")


def test_a_zone_says_how_its_extent_is_known(atlas: Atlas) -> None:
    words = said(atlas, "htz-one", "en")
    assert all(word in words for word in ("National", "1991", "Sources"))


def test_the_province_has_a_card_without_ranks(atlas: Atlas) -> None:
    words = said(atlas, "990000", "en")
    assert "Province" in words
    assert "rank" not in words


def test_every_place_has_a_card(atlas: Atlas) -> None:
    catalogue = atlas.world.catalogue
    for place in (*catalogue.places, *catalogue.zones, *catalogue.platforms):
        for lang in LANGS:
            assert catalogue.place(place).name(lang) in said(atlas, place, lang)


@pytest.mark.parametrize(
    "chosen", [None, 3, "990100", [], {}, {"place": "999"}, {"place": 5, "lang": "zh"}]
)
def test_what_names_no_place_gives_the_hint(atlas: Atlas, chosen: object) -> None:
    assert "在地图上点选" in "".join(texts(card(atlas.world.catalogue, chosen)))


def test_the_card_leads_with_what_the_map_shows(atlas: Atlas) -> None:
    chosen = {"place": "990100", "lang": "zh", "layer": "prefectures", "indicator": "gdp"}
    words = list(texts(card(atlas.world.catalogue, {**chosen, "period": "2020"})))
    at = words.index("这个数的出处")
    assert words[at + 1 : at + 3] == ["地区生产总值", "2020"]
    assert at < words.index("区划代码")
    other = list(texts(card(atlas.world.catalogue, {**chosen, "layer": "zones"})))
    assert "这个数的出处" not in other


def test_a_note_in_two_languages_is_read_in_that_of_the_page() -> None:
    note = Said("about a Chinese name, 绵阳", "关于绵阳")
    assert original(note, "en") == ["about a Chinese name, 绵阳"]
    assert original(note, "zh") == ["关于绵阳"]
    assert len(original("绵阳", "en")) == 2


def test_a_source_names_who_made_the_text_and_where_it_was_read() -> None:
    source = Source("s", "title", "泸州市统计局", "某网", "2021", "", "B", "")
    assert "泸州市统计局（经某网转载）" in "".join(texts(citation(source, "zh")))
    assert "泸州市统计局 (republished by 某网)" in "".join(texts(citation(source, "en")))
    assert replace(source, read_in="").origin == "泸州市统计局"


def test_foreign_words_are_told() -> None:
    assert foreign("已知", "en")
    assert foreign("campus of a university", "zh")
    assert not foreign("27-8 km²", "zh")


def test_the_targets_of_a_plan_stand_with_their_document(atlas: Atlas) -> None:
    catalogue = atlas.world.catalogue
    for target in catalogue.targets:
        words = said(atlas, target.place_id)
        assert target.document in words
        assert target.quote in words


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "ftp://a", "data:text/html,x"])
def test_only_web_addresses_are_linked(url: str) -> None:
    source = Source("s", "title", "publisher", "", "2021", url, "A", "")
    assert not list(links(citation(source, "zh")))


def test_a_web_address_is_linked_away_from_us() -> None:
    source = Source("s", "title", "publisher", "", "2021", "https://a.example/b", "B", "")
    assert list(links(citation(source, "en"))) == ["https://a.example/b"]


def test_a_zone_has_a_density_only_inside_an_official_boundary(atlas: Atlas) -> None:
    catalogue = atlas.world.catalogue
    assert "不计算" in said(atlas, "htz-one")
    official = replace(catalogue, official_zones={"htz-one": Boundary(50.0, "toy-press")})
    words = "\n".join(texts(card(official, {"place": "htz-one", "lang": "zh"})))
    assert "不计算" not in words
    assert "2 亿元 / 平方公里 · 2021" in words
    assert catalogue.sources["toy-press"].title in words


def test_a_map_of_gaps_leads_with_the_gap(atlas: Atlas) -> None:
    shown = {"place": "990100", "lang": "zh", "layer": "gap-population", "indicator": "hnte"}
    words = "\n".join(texts(card(atlas.world.catalogue, {**shown, "period": "2021"})))
    assert "这个数的出处" in words
    assert "+66.7%" in words
    assert "5 家 ÷ 时序目标 3 家" in words
    for strange in ({"period": "1999"}, {"period": "2021", "indicator": "gdp"}):
        assert "这个数的出处" not in list(texts(card(atlas.world.catalogue, {**shown, **strange})))
