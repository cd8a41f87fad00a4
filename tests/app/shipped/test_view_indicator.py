"""The page of an indicator: its words and numbers are those of the tables."""

from __future__ import annotations

import csv
import html
import io
import re
from typing import Any

import pytest
from flask.testing import FlaskClient

from app.address.query import read
from app.context.context import World
from app.pages.data.lists import used
from app.pages.indicator import VIEW
from geo.languages import LANGS
from tests.app.shipped.test_chinese_pages import Spoken, foreign
from tests.catalogues import REAL, of, rows

KNOWN = of(REAL)
USED = tuple(one.indicator_id for one in used(KNOWN))


def content(world: World, name: str, lang: str = "zh") -> dict[str, Any]:
    asked = read({"indicator": name, "lang": lang}, VIEW.fields(world))
    return dict(VIEW.content(world, asked).context)


@pytest.mark.parametrize("name", USED)
def test_it_says_what_the_table_says_of_it(client: FlaskClient, name: str) -> None:
    one = KNOWN.indicator(name)
    for lang in LANGS:
        answer = client.get(f"/indicator/{name}?lang={lang}")
        assert answer.status_code == 200
        page = html.unescape(answer.text)
        assert one.name(lang) in page
        assert one.note(lang) in page
        if lang == "zh":
            spoken = Spoken()
            spoken.feed(answer.text)
            assert foreign(spoken.said) == []


@pytest.mark.parametrize("name", ["gdp", "hnte_per_10k_people", "zone_revenue", "labs_national"])
def test_it_counts_and_lists_the_figures_of_the_catalogue(world: World, name: str) -> None:
    made = content(world, name)
    for level in made["coverage"]:
        counted = [row["known"] for row in level["rows"]]
        periods = reversed(KNOWN.periods(name, level["level"]))
        places = KNOWN.at_level_ids(level["level"])
        assert counted == [
            sum(bool(KNOWN.cell(place, name, period)) for place in places) for period in periods
        ]
    shown = made["values"]
    if shown:
        numbers = [row["share"] for row in shown["rows"]]
        assert numbers == sorted(numbers, reverse=True)
    assert bool(shown) == bool(made["map"])


def test_a_rate_says_how_it_is_made(world: World) -> None:
    made = content(world, "hnte_per_10k_people")["steps"]
    assert made
    assert (made["top"], made["below"]) == ("高新技术企业数", "常住人口")
    assert "前后 2 年" in made["years"]
    assert re.search(r"÷ .* ＝ [\d.]+ 家/万人", made["example"])
    assert content(world, "gdp")["steps"] is None


def test_a_target_of_it_is_named(world: World) -> None:
    aims = content(world, "hnte")["targets"]
    assert [aim["aim"] for aim in aims] == ["16,000 家"]
    assert content(world, "population")["targets"] == []


def test_its_file_has_every_figure_and_tells_those_that_are_shown(client: FlaskClient) -> None:
    text = client.get("/indicator/hnte/figures.csv").data.decode("utf-8-sig")
    found = list(csv.DictReader(io.StringIO(text)))
    mine = [row for row in rows(REAL, "values") if row["indicator_id"] == "hnte"]
    assert len(found) == len(mine)
    cells = {(row["place_id"], row["period"]) for row in mine}
    assert sum(row["shown"] == "true" for row in found) == len(cells)


def test_without_one_every_indicator_is_listed(client: FlaskClient) -> None:
    page = client.get("/indicator").text
    assert set(re.findall(r'href="/indicator/(\w+)"', page)) == set(USED)
    assert client.get("/indicator/nothing").status_code == 404
