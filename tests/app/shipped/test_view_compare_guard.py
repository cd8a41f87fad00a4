"""The guard's words: every number of a warning is said of the place that has it."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from flask.testing import FlaskClient

from app.address.query import read
from app.index.atlas import Atlas
from app.pages.compare import VIEW
from app.pages.compare.request import CompareRequest, inquiry
from app.pages.compare.warnings import numbers
from geo.analysis.cautions import Number
from geo.analysis.comparability import confidence
from geo.analysis.subjects import KINDS, offered
from geo.model.subject import Kind
from layers.documents.brief.compose import brief
from layers.words import extent_words, value_words
from tests.app.comparing import files, page, part
from tests.catalogues import REAL, of

KNOWN = of(REAL)
OF_THE_PROVINCE = "places=htz-luzhou,htz-yibin"


def of_the_place(told: CompareRequest, number: Number, phrase: str) -> bool:
    """Return whether a phrase says a figure, and names the place that has it."""
    figure = number.figure
    if figure is None:
        return told.names(number.subject) in phrase
    indicator = told.catalogue.indicator(figure.indicator_id)
    if value_words(figure.value, indicator, told.lang) not in phrase:
        return False
    whole = (
        figure.place_id == of(REAL).profile.adcode
        and number.name == "share-of"
        and "全省" in phrase
    )
    return whole or told.names(figure.place_id) in phrase


@pytest.mark.parametrize("kind", KINDS)
def test_every_number_of_a_warning_is_of_the_place_it_names(atlas: Atlas, kind: Kind) -> None:
    told = 0
    for pair in combinations(offered(KNOWN, kind), 2):
        words = ",".join(one.word for one in pair)
        asked = inquiry(atlas.world, read({"places": words}, VIEW.fields(atlas.world)))
        for one in asked.cautions:
            for phrase in numbers(asked, one):
                told += 1
                assert any(of_the_place(asked, n, phrase) for n in one.numbers), (words, phrase)
    assert told or kind == "area"


@pytest.mark.parametrize("kind", ["zone", "area"])
def test_a_warning_says_how_an_extent_is_known_as_the_legend_does(atlas: Atlas, kind: Kind) -> None:
    known: dict[str, str] = {}
    for one in offered(KNOWN, kind):
        known.setdefault(confidence(KNOWN, one) or "none", one.word)
    assert {"zone": "area-circle", "area": "none"}[kind] in known
    asked = inquiry(
        atlas.world, read({"places": ",".join(known.values())}, VIEW.fields(atlas.world))
    )
    [found] = [one for one in asked.cautions if one.key == "boundary-confidence"]
    told = brief(KNOWN, list(known.values()), lang="zh").cautions
    sentences = ["".join(run.words for run in one) for one in told]
    for (how, word), phrase in zip(known.items(), numbers(asked, found), strict=True):
        words = extent_words(how, kind, "zh")
        assert phrase == f"{asked.names(word)}：{words}"
        assert any(words in one for one in sentences)


def test_the_provinces_other_figure_is_the_provinces(client: FlaskClient) -> None:
    for said_ in (
        part(page(client, f"tab=notes&{OF_THE_PROVINCE}"), "warnings"),
        *(row["warnings_explained"] for row in files(client, "comparison", OF_THE_PROVINCE)),
    ):
        assert "泸州高新技术产业开发区另有" not in said_
    assert "四川省另有 14,668 家" in part(page(client, f"tab=notes&{OF_THE_PROVINCE}"), "warnings")
    english = page(client, f"tab=notes&{OF_THE_PROVINCE}&lang=en")
    assert "Luzhou High-Tech Zone, in another source 14,668" not in english
    assert "Sichuan, in another source 14,668" in english


@pytest.mark.parametrize(
    ("query", "rates", "owner"),
    [
        pytest.param(
            "places=510600,510700&year=2023",
            {"hnte_per_10k_people", "hnte_per_100km2", "hnte_province_share"},
            "德阳市高新技术企业数",
            id="per people, per area, of the province",
        ),
        pytest.param("places=510600,511100", {"gdp_per_person"}, "乐山市地区生产总值", id="latest"),
        pytest.param(
            "places=510600,511100&year=2022",
            {"hnte_province_share"},
            "四川省高新技术企业数",
            id="of the province alone",
        ),
    ],
)
def test_another_figure_of_a_rate_is_that_of_its_numerator(
    client: FlaskClient, query: str, rates: set[str], owner: str
) -> None:
    checked = set()
    for row in files(client, "comparison", query):
        if not row["other_figures"] or not KNOWN.indicator(row["indicator_id"]).numerator:
            continue
        checked.add(row["indicator_id"])
        # A rate is in no source: who reads the other figure must be told of what it is.
        assert re.match(rf"{owner}: [\d.]+ \(", row["other_figures"]), row
    assert checked == rates
    words = part(page(client, f"tab=notes&{query}"), "warnings")
    for rate in rates:
        assert KNOWN.indicator(rate).name("zh") in words
    assert f"{owner}另有" in words


def test_a_brief_names_the_place_of_every_other_figure() -> None:
    told = brief(KNOWN, ["htz-luzhou", "htz-yibin"], lang="zh")
    sentences = ["".join(run.words for run in one) for one in told.cautions]
    [conflict] = [one for one in sentences if one.startswith("来源不一致")]
    before = conflict.partition("14,668")[0].rpartition("、")[2]
    assert "四川省" in before
