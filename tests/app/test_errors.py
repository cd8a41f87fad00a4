"""What cannot be met: real status codes, known words, no traceback, nothing run."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient


@pytest.mark.parametrize(
    "path",
    [
        "/nowhere",
        "/files/none.js",
        "/assets/server.py",
        "/assets/css/10-base.css",
        "/_dash-component-suites/os/path.py",
        "/_dash-component-suites/dash/dash.py",
        "/_dash-component-suites/dash/../../etc/passwd",
    ],
)
def test_unknown_path_is_not_found(client: FlaskClient, path: str) -> None:
    answer = client.get(path)
    assert answer.status_code == 404
    assert "没有这一页" in answer.text
    assert answer.headers["Content-Security-Policy"]


def test_not_found_speaks_the_language_asked_for(client: FlaskClient) -> None:
    assert "no such page" in client.get("/nowhere?lang=en").text
    english = {"Accept-Language": "en-GB,en;q=0.9"}
    assert "no such page" in client.get("/nowhere", headers=english).text


@pytest.mark.parametrize(
    ("query", "status", "known"),
    [
        ("layer=roads", 400, "zones"),
        ("indicator=joy", 400, "gdp"),
        ("period=1999", 400, "2020"),
        ("place=999999", 400, "990100"),
        ("k=9", 400, "7"),
        ("view=north", 400, "30.66,104.06,7"),
        ("scheme=magic", 400, "quantiles"),
    ],
)
def test_bad_view_answers_with_the_known_words(
    client: FlaskClient, query: str, status: int, known: str
) -> None:
    chinese, english = client.get(f"/map?{query}"), client.get(f"/map?{query}&lang=en")
    assert (chinese.status_code, english.status_code) == (status, status)
    assert "可以用" in chinese.text
    assert "What can be used" in english.text
    assert f"<code>{known}</code>" in chinese.text


def test_word_in_the_address_is_text(client: FlaskClient) -> None:
    answer = client.get("/map?layer=<script>alert(1)</script>")
    assert "<script>" not in answer.text
    assert "&lt;script&gt;" in answer.text


def test_program_reads_json(client: FlaskClient) -> None:
    answer = client.get("/map?layer=roads", headers={"Accept": "application/json"})
    assert answer.status_code == 400
    assert answer.get_json()["known"][0] == "prefectures"


def test_wrong_method_is_refused(client: FlaskClient) -> None:
    assert client.post("/health").status_code == 405


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_an_error_page_leads_to_every_page_and_says_what_the_law_asks(
    client: FlaskClient, lang: str
) -> None:
    error, page = (client.get(f"{path}?lang={lang}").text for path in ("/nowhere", "/zones"))
    navigation = re.findall(
        r'class="nav-link"[^>]* href="([^"?]+)|href="([^"?]+)[^>]*nav-link', page
    )
    paths = {first or second for first, second in navigation}
    assert len(paths) > 4
    links = re.findall(r'class="nav-link" href="([^"?]+)', error)
    assert set(links) == paths
    strip = re.search(r'<p class="unapproved-strip".*?</p>', page)
    assert strip
    assert strip[0] in error
