"""Dash is shipped where layers are explored, and nowhere else: a quarter of a megabyte."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from app.index.registry import PAGES
from app.shell.page import Page

SUITE = re.compile(r"_dash-component-suites|_dash-config|react-entry-point")
EXPLORED = {"/map", "/zones", "/science-cities"}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_ships_dash_where_its_layers_are_explored(client: FlaskClient, page: Page) -> None:
    answer = client.get(page.path)
    assert answer.status_code == 200
    assert bool(SUITE.search(answer.text)) == (page.path in EXPLORED) == page.dash
    assert answer.text.count('id="leaf"') == (page.path != "/map")
    assert answer.text.count("</body>") == 1


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.path)
def test_a_page_without_dash_has_no_layout_to_ask_for(client: FlaskClient, page: Page) -> None:
    asked = client.get(f"/{page.own_prefix}_dash-layout").status_code
    assert asked == (200 if page.dash else 404)
