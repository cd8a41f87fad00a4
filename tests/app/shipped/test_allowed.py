"""Wrong words in an address: the field in words, what would be right by its name, one status."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

from app.address.explore import rows
from app.api.allowed import Names, every_field, field_words
from app.index.atlas import Atlas
from app.pages.embedding import VIEW as BUILDER
from app.pages.embedding.options import OPTIONS
from app.pages.views import EMBEDDED, VIEWS
from app.shell.view import View
from app.text import view_words, words
from geo.languages import LANGS

BAD, NOT_FOUND = 400, 404
LATIN = re.compile(r"[A-Za-z]{2,}")
# What a program is asked to write, in any language.
OWN = re.compile(r"R&D|GDP|STEM|ETRC|LHAASO|TOD|km²|20\d\d|A|B|English|[A-Z]{2,}\d*")


def body(text: str) -> str:
    """Return what an error page says, without its tags and without the ids in code."""
    inside = text.partition("<main")[2].partition(">")[2]
    inside = re.sub(r"<code>.*?</code>", " ", inside)
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", inside)))


@pytest.mark.parametrize("lang", LANGS)
def test_every_field_of_every_view_has_a_name(atlas: Atlas, lang: str) -> None:
    frames = view_words(BUILDER.name, lang)
    for view, name in every_field(atlas.world):
        assert f"field.{name}" in {**view_words(view.name, lang), **frames}, (view.name, name)
    for row in rows(atlas.world.vocabulary):
        assert f"field.{row.name}" in words(lang), row.name


@pytest.mark.parametrize("lang", LANGS)
def test_every_choice_of_every_field_has_a_name(atlas: Atlas, lang: str) -> None:
    """A number or a date is its own name, and so is a word of the language itself."""
    fields = [(view, row) for view in (*EMBEDDED, BUILDER)
              for row in (*view.fields(atlas.world), *OPTIONS)]  # fmt: skip
    every = [*fields, *((None, row) for row in rows(atlas.world.vocabulary))]
    for view, row in every:
        for word in row.choices:
            named = Names(atlas.world, view, lang).of(row.name, word)
            plain = not LATIN.search(word) and word not in ("-", "1")
            # An English word may be the very word of the address.
            plain = plain or (lang == "en" and word.isalpha())
            assert named or plain or not word, (view and view.name, row.name, word)
            if lang == "zh" and LATIN.search(named):
                assert re.search(r"[\u4e00-\u9fff]", named) or OWN.search(named), (row.name, named)


@pytest.mark.parametrize("view", [*VIEWS, BUILDER], ids=lambda view: view.name)
def test_a_wrong_word_is_told_by_the_name_of_its_field(
    atlas: Atlas, client: FlaskClient, view: View
) -> None:
    for row in view.fields(atlas.world):
        if row.type in ("text", "list") or not (row.choices or row.limits):
            continue
        wrong = client.get(f"{view.path}?{row.name}=zzz")
        assert wrong.status_code == BAD, row.name
        said = body(wrong.text)
        assert f"“{field_words(atlas.world, view, row.name, 'zh')}”不能是“zzz”" in said


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/map?indicator=zzz", BAD),
        ("/map?layer=zzz", BAD),
        ("/map?period=1066", BAD),
        ("/map?place=zzz", BAD),
        ("/zones?period=2030", BAD),
        ("/compare?a=zzz", BAD),
        ("/embed/zones?period=2030", BAD),
        ("/embed/layer?indicator=zzz", BAD),
        ("/compare/brief.html?places=510100,zzz", BAD),
        ("/compare/brief.html?places=510100,510700&year=1066", BAD),
        ("/compare/comparison.csv?places=510100,zzz", BAD),
        ("/compare/brief.odt?places=510100,510700", NOT_FOUND),
        ("/compare/comparison.docx", NOT_FOUND),
    ],
)
def test_one_kind_of_mistake_has_one_status(client: FlaskClient, path: str, status: int) -> None:
    """A word in the query is a bad one, a path that leads nowhere is not found."""
    for lang in LANGS:
        joint = "&" if "?" in path else "?"
        assert client.get(f"{path}{joint}lang={lang}").status_code == status


def test_allowed_values_stand_with_their_names(client: FlaskClient) -> None:
    said = client.get("/map?indicator=populaton_census").text
    assert "常住人口（七普）</a> <code>population_census</code>" in html.unescape(said)
    # A name is a link that puts the address right and leaves the rest of it.
    zones = client.get("/zones?home=510100&up=htz-jinnui").text
    assert "金牛高新技术产业园区</a> <code>htz-jinniu</code>" in zones
    assert 'href="/zones?home=510100&amp;up=htz-jinniu"' in zones
    # The nearest stands first, and a long list ends with how many more there are.
    first = re.search(r'<ul class="known">\s*<li><a [^>]*>[^<]*</a> <code>([^<]*)', said)
    assert first
    assert first[1] == "population_census"
    assert "个没有列出" in client.get("/zones?new=510000").text
    told = client.get("/map?indicator=zzz", headers={"Accept": "application/json"}).json
    assert told
    assert told["names"]["gdp"] == "地区生产总值"


@pytest.mark.parametrize("form", ["html", "pdf"])
def test_a_brief_without_places_says_what_to_write(client: FlaskClient, form: str) -> None:
    for query in ("", "?places=", "?places=,,,"):
        answer = client.get(f"/compare/brief.{form}{query}")
        assert answer.status_code == BAD
        said = body(answer.text)
        assert "请写 2 至 6 个地区" in said
        assert "不能是“”" not in said
        assert "可以用" not in said
    english = body(client.get(f"/compare/brief.{form}?lang=en").text)
    assert "Write 2 to 6 places" in english
