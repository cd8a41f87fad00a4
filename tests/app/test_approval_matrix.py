"""Every output in every state: its number at its place, or the banner that it has none."""

from __future__ import annotations

import io
import json
import sqlite3
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from html import unescape
from pathlib import Path

import pyarrow.parquet as pq
import pytest
from flask.testing import FlaskClient
from matplotlib.text import Text

from app.cli import main
from app.factory import create_app
from app.files.shelf import Shelf
from app.index.atlas import Atlas
from app.jobs import map_request
from app.jobs.briefs import BriefJob
from app.jobs.map_files import slide
from app.pages.views import EMBEDDED
from app.settings.approval import approval_of
from app.settings.settings import Config
from geo.approval.state import STATES, State
from layers.approval_mark import stamp
from layers.documents.brief.compose import brief
from layers.documents.comparison.assemble_picture import picture
from layers.print.canvas import HEIGHT, MARGIN
from layers.render import brief_pdf, comparison, print_map
from layers.render.brief_html import html
from tests.app.approved import AFTER, LAW, NUMBER, arguments, in_state, said
from tests.app.comparing import planned
from tests.catalogues import TOY, ground, of
from tests.layers.office_files import OfficeFile

FRAMES = tuple(f"/embed/{view.name}?{full}" for view in EMBEDDED for full in ("", "full=1&"))
PATHS = ("/?", "/map?", "/compare?", *FRAMES)
PAGES = tuple(path + query for path in PATHS for query in ("", "lang=en"))
PAIR = ("990100", "990200")


@pytest.fixture(scope="module", params=STATES)
def state(request: pytest.FixtureRequest) -> State:
    found: State = request.param
    return found


@pytest.fixture(scope="module")
def config(state: State, toy_config: Config, tmp_path_factory: pytest.TempPathFactory) -> Config:
    return in_state(state, toy_config, tmp_path_factory.mktemp(state))


@pytest.fixture(scope="module")
def served(config: Config, toy_shelf: Shelf) -> Atlas:
    return create_app(config, shelf=toy_shelf)


@pytest.fixture
def client(served: Atlas) -> Iterator[FlaskClient]:
    with served.server.test_client() as client:
        yield client


def test_the_state_is_what_was_made(state: State, config: Config) -> None:
    found = approval_of(config)
    assert found.state == state
    assert bool(found.why) == (state != "approved")


@pytest.mark.parametrize("address", PAGES)
def test_pages(client: FlaskClient, state: State, address: str) -> None:
    page = client.get(address).get_data(as_text=True)
    # The strip speaks the language of the page.
    spoken = "No map approval number" if "lang=en" in address else LAW
    assert (spoken in page) == ("data-unapproved" in page) == (state != "approved")


@pytest.mark.parametrize("full", ["", "?full=1"], ids=["alone", "whole"])
@pytest.mark.parametrize("address", ["/embed/layer", "/embed/zones", "/embed/compare"])
def test_pages_in_frames(client: FlaskClient, state: State, address: str, full: str) -> None:
    page = client.get(address + full).get_data(as_text=True)
    unapproved = state != "approved"
    assert ("data-unapproved" in page) == ('class="unapproved-strip"' in page) == unapproved
    stills, marks = page.count('<svg class="still"'), page.count('class="atlas-stamp')
    assert stills
    assert stills == marks
    assert ("still-phrases" in page) == unapproved
    assert said(page, state)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_words_of_every_map_in_the_browser(served: Atlas, state: State, lang: str) -> None:
    words = served.world.manifest["words"][lang]
    assert said(words["map.stamp"], state)
    strip, phrase = words["map.strip"], words["map.phrase"]
    assert bool(strip) == (state != "approved")
    assert "".join(phrase.split()) == "".join(strip.split())


@pytest.mark.parametrize("form", ["csv", "xlsx", "geojson"])
def test_downloads(client: FlaskClient, state: State, form: str) -> None:
    answer = client.get(f"/download?indicator=gdp&format={form}")
    assert answer.status_code == 200
    assert said(_text(answer.data, form), state)


@pytest.mark.parametrize("form", ["csv", "xlsx", "geojson", "gpkg", "parquet"])
def test_exports(config: Config, state: State, form: str, tmp_path: Path) -> None:
    path = tmp_path / f"out.{form}"
    assert main(["export", "prefectures", "-o", str(path), *arguments(config)]) == 0
    assert said(_text(path.read_bytes(), form, path), state)


def test_offline_files(config: Config, state: State, tmp_path: Path) -> None:
    path = tmp_path / "out.html"
    assert main(["build", "prefectures", "-o", str(path), *arguments(config)]) == 0
    page = path.read_text("utf-8")
    head, _, rest = page.partition('type="application/json"')
    data, _, _ = rest.partition("</script>")
    assert said(head, state), "the banner, and the words for those without scripts"
    assert said(data, state), "the line below the map"
    assert ("data-unapproved" in page[:200]) == (state != "approved")


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_pictures(config: Config, state: State, lang: str) -> None:
    asked = map_request.MapRequest("prefectures", lang=lang)
    shown, _ = map_request.drawable(of(TOY), asked, approval=approval_of(config))
    paper = print_map.plate(shown, ground=ground(TOY))
    words = [text.get_text() for text in paper.figure.findobj(Text)]
    assert said("\n".join(words), state)
    line, banner, across = _parts(paper.figure.findobj(Text), state)
    assert line.get_position()[0] == MARGIN
    assert line.get_position()[1] < HEIGHT / 4
    assert (banner > 0) == (across > 0) == (state != "approved")


@pytest.mark.parametrize("lang", ["zh", "en"])
@pytest.mark.parametrize("mode", ["side", "swipe", "difference"])
def test_pictures_of_comparisons(
    config: Config, served: Atlas, state: State, mode: str, lang: str
) -> None:
    query = f"places={','.join(PAIR)}&mode={mode}&lang={lang}"
    told = replace(picture(of(TOY), planned(served, query)), approval=approval_of(config))
    found = comparison.paper(told, ground=ground(TOY)).figure.findobj(Text)
    assert said("\n".join(text.get_text() for text in found), state)
    line = stamp(approval_of(config), lang).words
    # Once on each map, and once for the sheet.
    written = sum(line.startswith(text.get_text()) for text in found if text.get_text().strip())
    assert written > len(told.drawn)


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_briefs_as_paper(config: Config, state: State, lang: str) -> None:
    order = BriefJob(PAIR, lang, approval=approval_of(config))
    told = order.told(of(TOY))
    for page, paper in enumerate(brief_pdf.pages(told, ground=ground(TOY)), start=1):
        found = [text.get_text() for text in paper.figure.findobj(Text)]
        assert said("\n".join(found), state), f"page {page}"
    assert brief(of(TOY), PAIR, lang=lang).stamp.phrase, "nothing is approved by default"


def test_briefs_as_pages(config: Config, state: State, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(print_map.SETTINGS, "svg.fonttype", "none")
    told = BriefJob(PAIR, approval=approval_of(config)).told(of(TOY))
    page = unescape(html(told, ground=ground(TOY)))
    assert said(page, state)
    assert ('class="unapproved"' in page) == (state != "approved")


def test_office_files(config: Config, state: State) -> None:
    approval = approval_of(config)
    brief_file = BriefJob(PAIR, approval=approval).written(of(TOY), TOY, form="docx")
    assert said(OfficeFile(brief_file).xml["word/document.xml"], state)
    asked = map_request.MapRequest("prefectures")
    shown, _ = map_request.drawable(of(TOY), asked, approval=approval)
    leaf = OfficeFile(slide(shown, of(TOY), TOY)).xml["ppt/slides/slide1.xml"]
    assert said(leaf, state)


def test_only_the_approved_are_served_to_the_public(
    config: Config, state: State, capsys: pytest.CaptureFixture[str]
) -> None:
    # A port nobody may have: an approved atlas gets as far as that.
    code = main(["serve", "--public", "--host", "256.0.0.1", *arguments(config),
                 "--cache", str(config.cache)])  # fmt: skip
    [line] = [one for one in capsys.readouterr().err.splitlines() if "buil" not in one]
    assert code == 2
    assert (f"not served to the public: the map approval is {state}" in line) == (
        state != "approved"
    )


def _parts(texts: list[Text], state: State) -> tuple[Text, int, int]:
    """Return the line below the map, and how often banner and pale phrases are written."""
    words = NUMBER if state == "approved" else LAW
    found = [text for text in texts if words in text.get_text()]
    banner = [text for text in found if text.get_color() == "#ffffff"]
    across = [text for text in texts if "\n" in text.get_text()]
    [line] = [text for text in found if text not in banner]
    return line, len(banner), len(across)


def _text(body: bytes, form: str, path: Path | None = None) -> str:
    """Return what a file says, unpacked."""
    if form == "xlsx":
        book = zipfile.ZipFile(io.BytesIO(body))
        return "".join(book.read(name).decode() for name in book.namelist())
    if form == "parquet":
        table = pq.read_table(io.BytesIO(body))
        return str(table.column("map_approval").to_pylist())
    if form == "gpkg":
        with sqlite3.connect(str(path)) as base:
            return str(base.execute("select * from about").fetchall())
    if form == "geojson":
        whole = json.loads(body)
        assert {one["properties"]["map_approval"] for one in whole["features"]} == {
            whole["about"]["审图号"]
        }
    return body.decode("utf-8-sig")


def test_the_day_after_its_approval_an_atlas_shows_nothing(
    toy_config: Config, toy_shelf: Shelf, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    config = in_state("approved", toy_config, tmp_path)
    client = create_app(config, shelf=toy_shelf).server.test_client()
    assert client.get("/").status_code == 200
    monkeypatch.setattr("app.api.expiry.today", lambda _: AFTER)
    for address in ("/", "/compare", "/download?indicator=gdp"):
        answer = client.get(address)
        assert answer.status_code == 503
        assert "expired on 2030-12-31" in answer.get_data(as_text=True)
    assert client.get("/healthz").status_code == 200
