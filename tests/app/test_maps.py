"""What Explore shows as files that the studio makes: pictures, a page of its own, a GeoPackage."""

from __future__ import annotations

import html
import io
import re
import sqlite3
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from PIL import Image

from app.address import formats
from app.address.explore import ViewState
from app.address.query import read
from app.index.atlas import Atlas
from app.jobs import map_files
from app.jobs.map_request import MapRequest
from app.shell.map_links import kept
from app.shell.view import Content, PageMap
from layers.map import MapLayer
from tests.catalogues import TOY, of

OK, BAD = 200, 400
BEGINS = {
    "png": b"\x89PNG",
    "svg": b"<?xml",
    "pdf": b"%PDF",
    "pptx": b"PK",
    "html": b"<!DOCTYPE html>",
    "gpkg": b"SQLite format 3\x00",
}


@pytest.mark.parametrize("form", formats.DRAWN)
def test_what_is_shown_is_a_file_to_keep(client: FlaskClient, form: str) -> None:
    answer = client.get(f"/download?indicator=gdp&period=2020&lang=en&format={form}")
    assert answer.status_code == OK, answer.text
    assert answer.data.startswith(BEGINS[form])
    assert answer.content_type == formats.DRAWN[form]
    assert f'filename="gdp_2020_en.{form}"' in answer.headers["Content-Disposition"]


def test_a_picture_for_slides_has_their_shape(client: FlaskClient) -> None:
    page, slide = (
        client.get(f"/download?indicator=gdp&format=png{shape}") for shape in ("", "&shape=slide")
    )
    wide, high = Image.open(io.BytesIO(slide.data)).size
    assert wide / high == pytest.approx(16 / 9, abs=0.002)
    wide, high = Image.open(io.BytesIO(page.data)).size
    assert wide / high == pytest.approx(2**0.5, abs=0.002)
    assert 'filename="gdp_2021_zh_slide.png"' in slide.headers["Content-Disposition"]
    wrong = client.get("/download?format=png&shape=round")
    assert wrong.status_code == 400
    assert "slide" in wrong.text


def test_a_layer_without_a_choice_is_a_file_too(client: FlaskClient, tmp_path: Path) -> None:
    answer = client.get("/download?layer=zones&format=gpkg")
    assert answer.status_code == OK
    path = tmp_path / "zones.gpkg"
    path.write_bytes(answer.data)
    known = sqlite3.connect(path)
    assert known.execute("select count(*) from gpkg_contents").fetchone()[0] > 0
    known.close()


def test_own_breaks_are_in_the_picture(client: FlaskClient) -> None:
    path = "/download?scheme=manual&breaks=1,2&period=2020&format=html&over=zones,counties"
    page = client.get(path).text
    assert "≤ 1" in page


def test_an_unknown_form_is_told_all_there_are(client: FlaskClient) -> None:
    answer = client.get("/download?format=docx")
    assert answer.status_code == BAD
    assert all(f"<code>{form}</code>" in answer.text for form in ("csv", *formats.DRAWN))


def test_a_view_is_asked_for_as_the_command_line_asks() -> None:
    state = ViewState(over=("zones", "counties", "names"), k=4, lang="en")
    assert map_files.request_of(
        of(TOY).profile, state, indicator="gdp", period="2020"
    ) == MapRequest("prefectures", "gdp", "2020", "", 4, over="zones,counties", lang="en")


@pytest.mark.parametrize("path", ["/zones", "/science-cities", "/targets", "/platforms"])
def test_a_page_gives_away_the_map_it_shows(client: FlaskClient, path: str) -> None:
    page = client.get(f"{path}?lang=en").text
    links = [html.unescape(one) for one in re.findall(r'href="(/download[^"]*)" download', page)]
    assert {one.rpartition("format=")[2] for one in links} == {
        *formats.DRAWN,
        "png&shape=slide",
    }
    (first, *_) = (one for one in links if one.endswith("format=svg"))
    assert client.get(first).data.startswith(BEGINS["svg"])


def test_what_only_a_page_knows_is_no_layer_to_take_away(atlas: Atlas) -> None:
    assumed = PageMap(MapLayer(sheet={}), (MapLayer(sheet={}),))
    content = Content("title", "said", {}, {"main": assumed})
    assert kept(atlas.world, content, read({}, ())) == []
    known = PageMap(MapLayer(sheet={}), (MapLayer("zones"),))
    files = kept(atlas.world, Content("title", "said", {}, {"main": known}), read({}, ()))
    assert {one.form for one in files} == set(formats.DRAWN)
