"""The card of a place: every figure with its origin, in words that stay text."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from dash import html
from dash.development.base_component import Component

from app.panels.card import card
from app.panels.citation import citation
from app.server import Atlas
from app.text import LANGUAGES
from geo.figures import Source


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


@pytest.mark.parametrize("lang", LANGUAGES)
def test_every_figure_of_a_place_has_its_sources(atlas: Atlas, lang: str) -> None:
    catalogue = atlas.world.catalogue
    words = said(atlas, "510100", lang)
    for figures in catalogue.figures("510100"):
        assert catalogue.indicators[figures[0].indicator_id].name(lang) in words
        for value in figures:
            for source in value.source_ids:
                assert catalogue.sources[source].title in words


def test_sources_that_disagree_have_a_row_each(atlas: Atlas) -> None:
    words = said(atlas, "510100")
    assert "另一来源" in words
    assert "\n1 亿元" in words
    assert "\n1.5 亿元" in words


def test_rank_counts_only_places_with_a_figure(atlas: Atlas) -> None:
    assert "第 1 位，共 3 处有数据" in said(atlas, "510300")


def test_a_floor_is_said_to_be_one(atlas: Atlas) -> None:
    assert "不低于" in said(atlas, "510300")


def test_a_zone_says_how_its_extent_is_known(atlas: Atlas) -> None:
    words = said(atlas, "htz-one", "en")
    assert all(word in words for word in ("National", "1991", "Sources"))


def test_the_province_has_a_card_without_ranks(atlas: Atlas) -> None:
    words = said(atlas, "510000", "en")
    assert "Province" in words
    assert "rank" not in words


def test_every_place_has_a_card(atlas: Atlas) -> None:
    catalogue = atlas.world.catalogue
    for place in (*catalogue.places, *catalogue.zones, *catalogue.platforms):
        for lang in LANGUAGES:
            assert catalogue.place(place).name(lang) in said(atlas, place, lang)


@pytest.mark.parametrize(
    "chosen", [None, 3, "510100", [], {}, {"place": "999"}, {"place": 5, "lang": "zh"}]
)
def test_what_names_no_place_gives_the_hint(atlas: Atlas, chosen: object) -> None:
    assert "在地图上点选" in "".join(texts(card(atlas.world.catalogue, chosen)))


@pytest.mark.parametrize("url", ["", "javascript:alert(1)", "ftp://a", "data:text/html,x"])
def test_only_web_addresses_are_linked(url: str) -> None:
    source = Source("s", "title", "publisher", "2021", url, "A", "")
    assert not list(links(citation(source, "zh")))


def test_a_web_address_is_linked_away_from_us() -> None:
    source = Source("s", "title", "publisher", "2021", "https://a.example/b", "B", "")
    assert list(links(citation(source, "en"))) == ["https://a.example/b"]
