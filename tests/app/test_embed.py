"""Pages in frames, as a client without a browser meets them: light, whole without a script."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Iterator

import brotli
import pytest
from flask.testing import FlaskClient

from app.factory import create_app
from app.index.atlas import Atlas
from app.pages.views import EMBEDDED
from app.settings.settings import Config
from app.shell.view import View
from geo.languages import LANGS
from layers.paint import paint
from layers.words import text
from tests.app.shipped.test_views import maps
from tests.catalogues import REAL, sheet_of

OK, NOT_MODIFIED, BAD, NOT_FOUND = 200, 304, 400, 404
# What a first visit fetches, of a map and of what has none.
MOST_BYTES = 160 * 1024
MOST_WITHOUT_MAP = 40 * 1024
PLACE, FOUR = "place?place=510700", "compare?places=510100,510700,511500,511300"
EXCERPTS = [
    (path, name, excerpt.shape)
    for path in ("start", PLACE, FOUR)
    for view in EMBEDDED
    if view.name == path.partition("?")[0]
    for name, excerpt in view.excerpts.items()
]
EACH = pytest.mark.parametrize("view", EMBEDDED, ids=lambda view: view.name)
BOTH = pytest.mark.parametrize("whole", ["", "&full=1"], ids=["alone", "whole"])
BR = {"Accept-Encoding": "br"}


@pytest.fixture(scope="module")
def atlas() -> Atlas:
    """Return the real atlas."""
    return create_app(Config(data=REAL, message_origins=("https://portal.example",)))


@pytest.fixture
def client(atlas: Atlas) -> Iterator[FlaskClient]:
    """Return a client of it."""
    with atlas.server.test_client() as client:
        yield client


@EACH
@BOTH
@pytest.mark.parametrize("lang", LANGS)
def test_every_map_has_a_picture_and_a_legend_without_a_script(
    client: FlaskClient, view: View, lang: str, whole: str
) -> None:
    answer = client.get(f"/embed/{view.name}?lang={lang}{whole}")
    assert answer.status_code == OK
    page = answer.text
    assert f'data-lang="{lang}"' in page
    assert "_dash" not in page
    for slot in maps(page):
        assert f'data-map="{slot}"><svg class="still"' in page
        assert re.search(rf'data-legend="{slot}"[^>]*><div class="legend-block', page) or (
            f'data-legend="{slot}"' not in page
        )
    shapes = re.findall(r'<path id="still-(\d+)"', page)
    assert set(shapes) == set(re.findall(r'<use href="#still-(\d+)"', page))
    assert len(shapes) == len(set(shapes))
    # A map of the whole province shows all of it.
    of_all = [one for one in maps(page).values() if not one["bounds"]]
    assert len(shapes) == 21 or not of_all


@EACH
def test_what_comes_later_is_text_until_the_picture_is_painted(
    client: FlaskClient, view: View
) -> None:
    framed, full = client.get(f"/embed/{view.name}?full=1").text, client.get(view.path).text
    later = re.findall(r' later" data-part="[\w-]+">(.{10})', framed)
    assert set(later) <= {"<noscript>"}
    # One inside another would end the outer.
    assert framed.count("<noscript>") == framed.count("</noscript>") == len(later)
    assert "<noscript>" not in full.partition('id="leaf"')[2]


@EACH
@BOTH
@pytest.mark.parametrize("lang", LANGS)
def test_all_that_a_page_fetches_is_light(
    client: FlaskClient, view: View, lang: str, whole: str
) -> None:
    fetched, sizes = fetched_by(client, f"/embed/{view.name}?lang={lang}{whole}")
    assert fetched <= MOST_BYTES, sizes


def fetched_by(client: FlaskClient, path: str) -> tuple[int, dict[str, int]]:
    """Return how many bytes a page in a frame and its files are, compressed, and each file."""
    first = client.get(path, headers=BR)
    assert first.content_encoding == "br"
    page = brotli.decompress(first.data).decode()
    named = set(re.findall(r'(?:href|src|content)="(/files/[^"]+)"', page))
    manifest = next(one for one in named if "manifest" in one)
    known = json.loads(client.get(manifest).data)["files"]
    # What has no map asks for nothing that maps need.
    maps_first = re.findall(r'data-first="([^"]*)"', page)
    named = named - {manifest} if not maps_first else named | set(maps_first[0].split())
    named |= {one for one in (known["counties"],) if '"counties":true' in html.unescape(page)}
    named = {one for one in named if "icon" not in one}
    sizes = {one: len(client.get(one, headers=BR).data) for one in named}
    return sum(sizes.values()) + len(first.data), sizes


@pytest.mark.parametrize(("path", "name", "shape"), EXCERPTS)
def test_a_tile_chart_or_table_is_light_credited_and_leads_to_its_page(
    client: FlaskClient, path: str, name: str, shape: str
) -> None:
    for lang in LANGS:
        at = f"/embed/{path}{'&' if '?' in path else '?'}show={name}&lang={lang}"
        fetched, sizes = fetched_by(client, at)
        assert fetched <= MOST_WITHOUT_MAP, sizes
        page = client.get(at).text
        assert f'data-shape="{shape}"' in page
        assert "data-map=" not in page
        said = re.search(r'<p class="frame-source"[^>]*>(.*?)</p>', page, re.DOTALL)
        assert said
        assert said[1].startswith(text(lang)["credit.figures"].partition("{")[0])
        # The law is about maps, and links lead to pages.
        assert text(lang)["credit.boundaries"] not in html.unescape(page)
        assert 'href="?' not in page
        for link in re.findall(r'href="(/(?!files)[^"]*)"', page.partition("<body")[2]):
            assert client.get(html.unescape(link)).status_code == OK, link


@pytest.mark.parametrize(
    "asks",
    [
        "zones?show=trend",
        "start?show=trend",
        "start?show=tile&tile=none",
        "place?show=tile",
        f"{PLACE}&show=trend&indicator=rank_of_none",
        "compare?places=x&show=rank",
    ],
)
def test_an_excerpt_that_is_not_there_is_refused_in_words(client: FlaskClient, asks: str) -> None:
    answer = client.get(f"/embed/{asks}")
    assert answer.status_code == BAD
    assert '<main><h1 class="leaf-title">' in answer.text


@EACH
@BOTH
def test_a_page_waits_for_one_style_which_is_announced_ahead(
    client: FlaskClient, view: View, whole: str
) -> None:
    answer = client.get(f"/embed/{view.name}?lang=zh{whole}")
    style = re.search(r'<([^>]+)>; rel="preload"; as="style"$', answer.headers["Link"])
    assert style
    waited = re.findall(r'<link rel="stylesheet" href="([^"]+)">', answer.text)
    assert waited == [style[1]]
    assert client.get(style[1]).status_code == OK


@EACH
@pytest.mark.parametrize("lang", LANGS)
def test_whose_the_boundaries_are_is_said_once(client: FlaskClient, view: View, lang: str) -> None:
    page = client.get(f"/embed/{view.name}?lang={lang}").text
    said = re.search(r'<p class="frame-source"[^>]*>(.*?)</p>', page, re.DOTALL)
    assert said
    assert html.unescape(said[1]).count(text(lang)["credit.boundaries"]) == 1


def test_the_picture_has_the_colors_of_the_map(client: FlaskClient) -> None:
    page = client.get("/embed/layer?indicator=gdp_per_person&period=2020").text
    painted = dict(
        re.findall(r'href="#still-(\d+)" fill="(#\w+|url[^"]*)" stroke="var\(--panel\)"', page)
    )
    whole = sheet_of(REAL, "prefectures", indicator="gdp_per_person")
    made = paint(whole, period="2020")
    assert len(painted) == len(whole.items)
    for item, code in zip(whole.items, made.codes, strict=True):
        row = made.rows[int(code, 36)] if code not in whole.state_rows else whole.state_rows[code]
        assert painted[item.place_id] in (row.color, "url(#still-hatch)"), item.place_id


@BOTH
def test_the_table_says_what_the_sheet_says(client: FlaskClient, whole: str) -> None:
    page = html.unescape(client.get(f"/embed/layer?indicator=gdp&period=2020{whole}").text)
    sheet = sheet_of(REAL, "prefectures", indicator="gdp")
    for item, cell in zip(sheet.items, sheet.frames["2020"].cells, strict=True):
        row = page[page.index(f'<th scope="row">{item.name}</th>') :].partition("</tr>")[0]
        assert cell.words in row
        assert all(sheet.sources[one].title in row for one in cell.source_ids)


def test_a_page_is_kept_for_minutes_and_asked_for_by_its_tag(client: FlaskClient) -> None:
    first = client.get("/embed/zones")
    assert first.headers["Cache-Control"] == "public, max-age=300"
    again = client.get("/embed/zones", headers={"If-None-Match": first.headers["ETag"]})
    assert again.status_code == NOT_MODIFIED
    assert "Set-Cookie" not in first.headers


def test_what_is_unknown_is_left_alone_and_said(client: FlaskClient) -> None:
    page = client.get("/embed/zones?utm_source=x&colour=red").text
    assert 'data-ignored="colour utm_source"' in page
    assert "data-ignored" not in client.get("/embed/zones?period=2021").text


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("/embed/nothing", NOT_FOUND),
        ("/embed/zones?theme=neon", BAD),
        ("/embed/zones?without=everything", BAD),
        ("/embed/layer?layer=nowhere", BAD),
        ("/embed/layer?indicator=gdp&period=1066", BAD),
        ("/embed/layer?lang=fr", BAD),
    ],
)
def test_a_wrong_word_gets_a_page_that_says_so(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(path)
    assert answer.status_code == status
    assert "Traceback" not in answer.text
    assert '<main><h1 class="leaf-title">' in answer.text


def test_text_of_an_address_is_text(client: FlaskClient) -> None:
    page = client.get("/embed/platforms?host=<script>alert(1)</script>&<b>=1").text
    assert "<script>alert" not in page
    assert "<b>" not in page.partition("<body")[0]


def test_pieces_are_left_out_and_the_full_page_is_named(client: FlaskClient) -> None:
    page = client.get("/embed/zones?without=title,table&theme=white&wheel=1&period=2021").text
    assert 'data-without="title table"' in page
    assert 'data-theme="white"' in page
    assert "data-wheel" not in page
    full = re.search(r'class="embed-foot" id="foot"><a href="([^"]*)"', page)
    assert full
    assert client.get(html.unescape(full[1])).status_code == OK
    assert "without" not in full[1]


def test_only_listed_origins_are_named(client: FlaskClient) -> None:
    page = client.get("/embed/zones").text
    assert '<meta name="atlas-origins" content="https://portal.example">' in page


def test_the_script_for_hosts_is_served(client: FlaskClient) -> None:
    answer = client.get("/embed/host.js")
    assert answer.mimetype == "text/javascript"
    assert "data-shu-atlas" in answer.text
    assert answer.headers["Cache-Control"] == "public, max-age=300"


def test_a_page_whose_scripts_do_not_run_leads_to_the_one_that_needs_none(
    client: FlaskClient,
) -> None:
    page = client.get("/zones?lang=en").text
    note = page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert 'href="/embed/zones?lang=en&amp;full=1"' in note
    assert client.get("/embed/zones?lang=en").status_code == 200
    hostile = client.get("/?lang=en&x=%22%3E%3Cb%3E").text
    assert "<b>" not in hostile.partition("<noscript>")[2].partition("</noscript>")[0]
