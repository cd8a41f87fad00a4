"""What sources remark beside their names: in the language of whoever reads, wherever it stands."""

from __future__ import annotations

import html
import re

import pytest
from dash import html as dash_html
from flask.testing import FlaskClient

from app.shell.citation import citation
from geo.export.table import source_table
from geo.model.sources import Source
from layers.build.registry import sheet
from layers.credit import credit
from layers.documents.brief.compose import brief
from layers.render.web import sheet_json
from tests.app.test_card import texts
from tests.catalogues import REAL, of

KNOWN = of(REAL)
SOURCES = tuple(KNOWN.sources.values())
# What researchers remark of a document; names of those who made it are no remarks.
ENGLISH = re.compile(
    r"\b(undated|n\.d\.|not stated|inferred|event|updated|catalogue|later|address|data to|end-\d"
    r"|reprint|mirror|stored page|encyclopedic|package|repository|contributors|read in)"
)
HAN = re.compile(r"[\u4e00-\u9fff]")
REMARKED = "zone-z3-01"


@pytest.mark.parametrize("source", SOURCES, ids=lambda one: one.source_id)
def test_no_remark_is_in_another_language(source: Source) -> None:
    one = source
    for words in (one.dated("zh"), one.origin.in_lang("zh"), one.maker("zh")):
        if words != one.title:
            assert not ENGLISH.search(words), words
    # A date is read alike in both; whatever else is said of it is a sentence.
    assert not re.search(r"[a-z]{2,}", one.dated("zh")), one.dated("zh")
    assert not HAN.search(one.dated("en")), one.dated("en")
    bracketed = re.findall(r"[(（]([^)）]*)[)）]", one.maker("zh"))
    assert not any(re.search(r"[a-z]{3,} [a-z]{3,}", inside) for inside in bracketed)


@pytest.mark.parametrize(("lang", "said"), [("zh", "数据集日期不详"), ("en", "dataset undated")])
def test_every_place_that_cites_speaks_the_language(
    client: FlaskClient, lang: str, said: str
) -> None:
    source = KNOWN.sources[REMARKED]
    other = source.dated("en" if lang == "zh" else "zh")
    assert said in source.dated(lang)
    cited = " ".join(texts(dash_html.Div(citation(source, lang))))
    [told] = [
        one.words
        for one in brief(KNOWN, ("htz-chengdu", "htz-mianyang"), lang=lang).citations
        if one.source.source_id == REMARKED
    ]
    page = html.unescape(client.get(f"/zones?place=htz-chengdu&lang={lang}").text)
    table = html.unescape(client.get(f"/compare?places=htz-chengdu,htz-mianyang&lang={lang}").text)
    drawn = sheet_json(sheet(KNOWN, "zones", lang=lang))
    listed = [one["published"] for one in drawn["sources"] if one["id"] == REMARKED]
    for words in (cited, told, page, table, *listed):
        assert said in words
        assert other not in words


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_credits_name_who_made_a_text_in_the_language(lang: str) -> None:
    for layer in ("zones", "science-city-mianyang", "platforms-type"):
        made = sheet(KNOWN, layer, lang=lang)
        for frame in made.frames.values():
            words = credit([frame], made.sources, lang)
            if lang == "zh":
                assert not ENGLISH.search(words), words


def test_what_a_register_says_of_a_base_is_in_its_language(client: FlaskClient) -> None:
    """A phrase that is filled with a sentence in two languages says the one of the page."""
    for page in ("/targets", "/zones", "/platforms", "/science-cities", "/compare"):
        said = html.unescape(client.get(page).text)
        assert "(republished by" not in said, page
        assert "（经" not in html.unescape(client.get(f"{page}?lang=en").text), page


def test_a_file_has_remarks_in_both_languages() -> None:
    header, rows = source_table([KNOWN.sources[REMARKED]])
    [published] = [row[header.index("published")] for row in rows]
    assert "数据集日期不详" in published
    assert "dataset undated" in published
