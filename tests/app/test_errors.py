"""What cannot be met: real status codes, known words, no traceback, nothing run."""

from __future__ import annotations

import re

import pytest
from flask.testing import FlaskClient

from app.text import words


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
    links = re.findall(r'class="nav-link"[^>]* href="([^"?]+)|href="([^"?]+)[^>]*nav-link', error)
    assert {first or second for first, second in links} == paths
    # The search, the other language and the foot are there as on every page.
    for part in ('id="search"', 'id="language"', 'class="site-footer"', 'id="banner"'):
        assert part in error, part
    strip = re.search(r'<p class="unapproved-strip".*?</p>', page)
    assert strip
    assert strip[0] in error


@pytest.mark.parametrize(
    ("path", "right"),
    [
        ("/map?layer=zone&lang=en", "/map?lang=en&amp;layer=zones"),
        ("/map?k=9&lang=en&from=mail", "/map?lang=en&amp;from=mail&amp;k=7"),
        ("/zones?place=htz-onee", "/zones?place=htz-one"),
        ("/zone?lang=en", "/zones?lang=en"),
    ],
)
def test_what_would_be_right_is_a_link_to_it(client: FlaskClient, path: str, right: str) -> None:
    answer = client.get(path)
    assert answer.status_code in (400, 404)
    assert f'href="{right}"' in answer.text
    assert client.get(right.replace("&amp;", "&")).status_code == 200


def test_a_page_is_offered_without_what_is_wrong(client: FlaskClient) -> None:
    text = client.get("/map?k=4&layer=roads&lang=en").text
    assert 'href="/map?k=4&amp;lang=en"' in text
    assert "without “layer”" in text


def test_a_year_that_nobody_has_is_answered_with_the_nearest(client: FlaskClient) -> None:
    answer = client.get("/map?period=1999&lang=en")
    assert "There are data from 20" in answer.text
    listed = re.findall(r"<code>(\d{4}[^<]*)</code>", answer.text)
    assert listed == sorted(listed)
    assert 1 <= len(listed) <= 6


@pytest.mark.parametrize(("status", "lang"), [(413, "zh"), (429, "en"), (403, "zh"), (503, "en")])
def test_every_refusal_has_words_of_its_own(status: int, lang: str) -> None:
    for part in ("", ".more"):
        assert words(lang)[f"error.{status}{part}"] != words(lang)[f"error.other{part}"]


def test_an_error_in_a_frame_has_no_head_and_leads_out_of_it(client: FlaskClient) -> None:
    answer = client.get("/embed/zones?place=none")
    assert answer.status_code == 400
    assert 'class="masthead"' not in answer.text
    assert 'target="_blank"' in answer.text


def test_a_comparison_of_nothing_is_not_found_and_names_what_is_near(client: FlaskClient) -> None:
    answer = client.get("/compare?places=Alphaa,nowhere&lang=en")
    assert answer.status_code == 404
    assert "There is no such place" in answer.text
    assert 'href="/compare?lang=en&amp;places=990100"' in answer.text
    assert client.get("/embed/compare?places=nowhere").status_code == 404
    # What is known of several is shown, and the rest is said.
    known = client.get("/compare?places=990100,nowhere&lang=en")
    assert known.status_code == 200
    assert "There is no place “nowhere”" in known.text
