"""What researchers wrote for themselves reaches no card, page, sheet or table."""

from __future__ import annotations

import html
import io
import re
import zipfile

import pytest
from flask.testing import FlaskClient

from app.pages.explore.card import card
from app.pages.views import VIEWS
from app.shell.view import View
from geo.languages import LANGS
from geo.model.reader_notes import READER_NOTES, RESEARCH, ROW_KEYS, ReaderNote, ReaderNotes, row_id
from layers.render.web import sheet_json
from layers.table import table
from tests.app.test_card import texts
from tests.catalogues import REAL, choices, of, rows, sheet_of

# Ids of sources, and the words of those who argue with them.
INTERNAL = re.compile(r"(zone|platform|stat)-[A-Za-z0-9]*\d|CONFLICT|REJECTED|DERIVED|^row \d")
# A shorter one may be a word that anybody would use.
TELLING = 24


@pytest.fixture(scope="module")
def private() -> frozenset[str]:
    """Return the researchers' notes that stand in nothing that readers are told."""
    notes = of_notes()
    found = set()
    for name, columns in RESEARCH.items():
        for row in rows(REAL, name):
            told = notes.read(name, row)
            found |= {row[c] for c in columns if len(row[c]) >= TELLING and told[c] != row[c]}
    public = "\n".join(f"{n.zh}\n{n.en}" for n in all_notes())
    return frozenset(text for text in found if text not in public)


def all_notes() -> list[ReaderNote]:
    return [READER_NOTES.read(row) for row in rows(REAL, "reader_notes")]


def of_notes() -> ReaderNotes:
    return ReaderNotes(all_notes())


def leaked(said: str, private: frozenset[str]) -> list[str]:
    return [text for text in private if text in said]


@pytest.mark.parametrize("lang", LANGS)
def test_no_card_says_what_is_for_researchers(lang: str, private: frozenset[str]) -> None:
    known = of(REAL)
    assert private
    for place in (*known.places, *known.zones, *known.areas, *known.platforms):
        said = list(texts(card(known, {"place": place, "lang": lang})))
        assert not leaked("\n".join(said), private), place
        assert not [text for text in said if INTERNAL.search(text)], place


@pytest.mark.parametrize("lang", LANGS)
@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_no_page_and_no_file_says_it(
    client: FlaskClient, view: View, lang: str, private: frozenset[str]
) -> None:
    page = html.unescape(client.get(view.path, query_string={"lang": lang}).text)
    assert not leaked(page, private)
    for name in view.tables:
        file = client.get(f"{view.path}/{name}.csv", query_string={"lang": lang}).text
        assert file
        assert not leaked(file.replace('""', '"'), private), name
    for name in view.archives:
        whole = zipfile.ZipFile(io.BytesIO(client.get(f"{view.path}/{name}.zip").data))
        for path in whole.namelist():
            assert not leaked(whole.read(path).decode().replace('""', '"'), private), path


@pytest.mark.parametrize("lang", LANGS)
def test_no_sheet_and_no_table_of_a_layer_says_it(lang: str, private: frozenset[str]) -> None:
    for layer, indicator in choices(REAL):
        made = sheet_of(REAL, layer, indicator, lang)
        assert not leaked(str(sheet_json(made)), private), (layer, indicator)
        cells = table([made], of(REAL)).rows
        assert not leaked("\n".join(str(cell) for row in cells for cell in row), private)


def test_a_note_that_nobody_edited_is_not_read() -> None:
    row = {"zone_id": "htz-a", "note": "who knows", "address": "somewhere"}
    assert ReaderNotes().read("zones", row)["note"] == ""
    assert ReaderNotes().read("zones", row)["address"] == "somewhere"


def test_a_cell_and_its_twin_are_read_in_their_languages() -> None:
    row = {
        "area_id": "wcsc-1",
        "function": "原话",
        "function_en": "raw",
        "note_zh": "原注",
        "note_en": "",
    }
    notes = ReaderNotes(
        [
            ReaderNote("science_city_areas", "wcsc-1", "function", "说法", "words"),
            ReaderNote("science_city_areas", "wcsc-1", "note_zh", "注", "note"),
        ]
    )
    told = notes.read("science_city_areas", row)
    assert (told["function"], told["function_en"]) == ("说法", "words")
    assert (told["note_zh"], told["note_en"]) == ("注", "")


def test_what_was_withheld_does_not_come_back() -> None:
    notes = ReaderNotes([ReaderNote("platforms", "p", "address", "某路 1 号", "1 Some Road")])
    assert (
        notes.read("platforms", {"platform_id": "p", "address": "路"})["address"] == "1 Some Road"
    )
    assert notes.read("platforms", {"platform_id": "p", "address": ""})["address"] == ""


def test_every_note_is_about_a_row() -> None:
    known = {name: {row_id(name, row) for row in rows(REAL, name)} for name in ROW_KEYS}
    assert [n.row_id for n in all_notes() if n.row_id not in known[n.table]] == []
