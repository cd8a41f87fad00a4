"""A Chinese page is Chinese: no shorthand of researchers and no English sentence, wherever it is.

Titles of documents, names and addresses are theirs; what the atlas says of them is not.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass
from html.parser import HTMLParser

import pytest
from flask.testing import FlaskClient

from app.pages.explore.card import card
from app.pages.views import VIEWS
from app.shell.view import View
from geo.approval.state import Approval
from geo.model.sources import Source
from geo.sentences import Said
from layers.data import Painted
from layers.documents.brief.compose import brief
from layers.render.web import sheet_json
from tests.app.shipped.test_reader_notes import INTERNAL
from tests.app.test_card import texts
from tests.catalogues import REAL, choices, of, sheet_of

KNOWN = of(REAL)
SHORTHAND = re.compile(
    rf"{INTERNAL.pattern}|-S\d+\b|\b(n\.d\.|via|unofficial|undated|encyclop\w+|mirror|reprint"
    r"|rejected|inferred|stored (copy|page))(?![\w.])",
    re.IGNORECASE,
)
# Four words of English in a row are a sentence.
SENTENCE = re.compile(r"[A-Za-z][A-Za-z'’-]*(?:[ ,;:]+[A-Za-z][A-Za-z'’-]*){3,}")
# What is read out is said too; what programs read is not.
SPOKEN = ("aria-label", "title", "alt", "placeholder", "data-said")
SILENT = ("script", "style", "code", "title")
VOID = ("area", "br", "hr", "img", "input", "link", "meta", "path", "rect", "source")
# In the data of a sheet: what no reader meets.
UNREAD = ("id", "url", "sheet", "layer", "indicator", "kind", "level", "format")


class Spoken(HTMLParser):
    """Collects what a page says; what is marked as English, or is the way there, is not Chinese."""

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []
        self._open: list[tuple[str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        named = dict(attrs)
        self.said += [str(named[name]) for name in SPOKEN if named.get(name)]
        if tag not in VOID:
            english = named.get("lang") == "en"
            self._open.append((tag, english or tag in SILENT or self._silent))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not self._silent:
            self.said.append(data)

    @property
    def _silent(self) -> bool:
        return bool(self._open) and self._open[-1][1]


def names() -> list[str]:
    """Return what may be English: titles of documents and who made them, names; longest first."""
    of_places = (place.name(lang) for place in KNOWN.every_place.values() for lang in ("zh", "en"))
    of_sources = (
        word.zh if isinstance(word, Said) else word
        for one in KNOWN.sources.values()
        for word in (one.title, one.publisher, one.read_in)
    )
    return sorted({*of_places, *of_sources} - {""}, key=len, reverse=True)


NAMED = re.compile("|".join(re.escape(name) for name in names() if SENTENCE.search(name)))


def foreign(said: Iterable[str]) -> list[str]:
    """Return what is shorthand or a sentence in English among what is said in Chinese."""
    found = []
    for text in said:
        bare = NAMED.sub("", text)
        if SHORTHAND.search(bare) or SENTENCE.search(bare):
            found.append(text)
    return found


def strings(made: object) -> Iterator[str]:
    """Yield the texts in JSON that a reader may meet."""
    if isinstance(made, str):
        yield made
    elif isinstance(made, dict):
        for key, part in made.items():
            if key not in UNREAD:
                yield from strings(part)
    elif isinstance(made, list | tuple):
        for part in made:
            yield from strings(part)


@pytest.mark.parametrize(
    "words",
    ["CONFLICT: 613", "见 zone-S22", "n.d.", "转自 via 021cf.cn", "read as a stored page of it"],
)
def test_what_is_looked_for_is_found(words: str) -> None:
    assert foreign([words, "GDP 4,344 亿元，R&D 与 CSV"]) == [words]


@pytest.mark.parametrize("view", VIEWS, ids=lambda view: view.name)
def test_a_page(client: FlaskClient, view: View) -> None:
    page = Spoken()
    page.feed(client.get(view.path).text)
    assert len(page.said) > 50
    assert foreign(page.said) == []


def test_a_place_card() -> None:
    for place in KNOWN.every_place:
        said = texts(card(KNOWN, {"place": place, "lang": "zh"}))
        assert foreign(said) == [], place


def test_a_sheet() -> None:
    for layer, indicator in choices(REAL):
        made = sheet_json(sheet_of(REAL, layer, indicator, "zh"))
        assert foreign(strings(made)) == [], (layer, indicator)


def test_a_brief() -> None:
    for places in (("510100", "510700"), tuple(KNOWN.zones)[:4]):
        made = brief(KNOWN, places, lang="zh")
        assert foreign(said_of(made)) == [], places


def said_of(made: object) -> Iterator[str]:
    """Yield the texts of a document, which is made of frozen rows; its maps have sheets."""
    if isinstance(made, str):
        yield made
    elif is_dataclass(made) and not isinstance(made, Source | Painted | Approval | type):
        shown = (row.name for row in fields(made) if row.name not in ("indicator_id", "atlas_too"))
        yield from said_of([getattr(made, name) for name in shown])
    elif isinstance(made, list | tuple):
        for part in made:
            yield from said_of(part)
