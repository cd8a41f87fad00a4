"""What a search may find: every kind of thing, each with an address that answers."""

from __future__ import annotations

import json
import re

import pytest
from flask.testing import FlaskClient

from app.address.destinations import DESTINATIONS
from app.address.urls import Urls
from app.build.spelling import spelled
from app.context.gazetteer import addressed
from app.index.atlas import Atlas
from app.index.registry import PAGES
from geo.languages import LANGS
from geo.levels import LEVELS

KINDS = {*LEVELS, "indicator", "target", "field", "page"}


@pytest.mark.parametrize("lang", LANGS)
def test_every_kind_is_found_and_every_address_answers_in_its_language(
    atlas: Atlas, client: FlaskClient, lang: str
) -> None:
    rows = json.loads(atlas.world.shelf.body(f"gazetteer/{lang}"))
    assert {row[1] for row in rows} == KINDS
    for address in (row[-1] for row in rows if isinstance(row[-1], str)):
        page, _, part = address.partition("#")
        answer = client.get(page)
        assert answer.status_code == 200, address
        assert f'data-lang="{lang}"' in answer.text
        assert not part or f'id="{part}"' in answer.text, address


def test_every_page_is_found() -> None:
    found = {one.path for one in DESTINATIONS}
    # The page of one place, or of one indicator, is found by its name.
    assert {page.path for page in PAGES} <= found


def test_an_indicator_without_a_map_leads_to_its_page(atlas: Atlas) -> None:
    rows = {row[0]: row for row in json.loads(atlas.world.shelf.body("gazetteer/zh"))}
    assert rows["gdp"][-1] is None
    assert rows["zone_enterprises"][-1] == "/indicator/zone_enterprises"
    assert rows["hnte-2025-plan"][-1] == "/targets?target=hnte-2025-plan"


def test_addresses_stand_below_the_path_of_a_proxy(atlas: Atlas) -> None:
    shelf = addressed(atlas.world.shelf, Urls("/atlas/"))
    pages = [row[-1] for row in json.loads(shelf.body("gazetteer/en")) if isinstance(row[-1], str)]
    assert pages
    assert not [page for page in pages if not re.match(r"/atlas/[^/]*", page)]


@pytest.mark.parametrize(
    ("name", "latin", "syllables"),
    [
        ("研发经费（R&D）", "", "yan fa jing fei"),
        # Several readings: of a character alone, of one in a word.
        ("长宁县", "Changning County", "chang ning xian"),
        ("郫都区", "Pidu District", "pi du qu"),
        ("银行", "", "yin hang"),
        # A name in another language says nothing of the reading.
        ("阿坝藏族羌族自治州", "Ngawa (Aba)", "a ba zang zu qiang zu zi zhi zhou"),
        ("R&D", "", ""),
    ],
)
def test_names_are_spelled_as_they_are_typed(name: str, latin: str, syllables: str) -> None:
    assert spelled(name, latin) == syllables
