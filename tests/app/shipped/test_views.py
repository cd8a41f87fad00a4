"""Every view, as a client without a browser meets it: words, links, files, refusals."""

from __future__ import annotations

import html
import json
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.address.fields import QueryField, StateError
from app.address.query import Asked, read
from app.pages.views import VIEWS
from app.shell.view import View
from app.text import filled
from geo.languages import LANGS
from tests.catalogues import REAL
from tests.catalogues import of as catalogue_of

OK, NOT_FOUND = 200, 404
FIELDS = (
    QueryField("period", "word", "2021", ("2020", "2021")),
    QueryField("tags", "words", (), ("a", "b")),
    QueryField("radius", "number", 10.0, limits=(1, 200)),
)


def of(query: dict[str, str]) -> Asked:
    """Return what a query of the fields above says."""
    return read(query, FIELDS)


def test_the_shortest_query_says_what_differs() -> None:
    assert of({}).link() == "?"
    asked = of({"period": "2020", "tags": "b,a", "utm_source": "x", "lang": "en"})
    assert asked.link() == "?period=2020&tags=b,a&lang=en"
    assert asked.link(period="2021") == "?tags=b,a&lang=en"
    assert asked.switched("tags", "a") == "?period=2020&tags=b&lang=en"
    assert asked.but(tags=()).switched("tags", "a") == "?period=2020&tags=a&lang=en"
    assert asked.carried("tags") == (("period", "2020"), ("lang", "en"))
    assert of({"radius": "12.5"}).link() == "?radius=12.5"


@pytest.mark.parametrize(
    "query", [{"period": "1999"}, {"tags": "a,c"}, {"radius": "0"}, {"radius": "nan"}]
)
def test_a_strange_word_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(StateError):
        of(query)


def test_a_field_that_is_not_there_is_our_mistake() -> None:
    with pytest.raises(KeyError):
        of({}).link(perod="2020")


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_view_has_words_and_maps_before_any_script(
    client: FlaskClient, view: View, lang: str
) -> None:
    answer = client.get(view.path, query_string={"lang": lang})
    page = answer.text
    assert answer.status_code == OK
    assert f'data-lang="{lang}"' in page
    # The heading of a comparison names the kind that it opens with.
    phrases = filled(catalogue_of(REAL).phrase_parts, lang, view.name)
    heading = phrases.get("title.prefecture", phrases[view.title])
    assert html.escape(heading, quote=False) in page
    for spec in maps(page).values():
        for drawn in (spec["theme"], *spec["overlays"]):
            assert drawn["sheet"] or client.get(drawn["file"]).status_code == OK


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_links_of_a_view_lead_somewhere(client: FlaskClient, view: View) -> None:
    page = client.get(view.path).text
    links = {html.unescape(found) for found in re.findall(r'href="(\?[^"]*)"', page)}
    for link in sorted(links)[:60]:
        assert client.get(view.path + link).status_code == OK, link


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_files_of_a_view_hold_rows_and_sources(client: FlaskClient, view: View) -> None:
    for name in view.tables:
        answer = client.get(f"{view.path}/{name}.csv")
        assert answer.status_code == OK
        assert len(answer.text.splitlines()) > 1
        assert client.get(f"{view.path}/{name}.xlsx").status_code == OK
        assert client.get(f"{view.path}/{name}.pdf").status_code == NOT_FOUND


def maps(page: str) -> dict[str, dict[str, Any]]:
    """Return the maps that a page says it has."""
    found = re.search(r"""data-maps=(["'])(.*?)\1""", page)
    return json.loads(html.unescape(found[2])) if found else {}
