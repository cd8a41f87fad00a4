"""Quotients that the data refuse: wherever a figure is missing, it is said why."""

from __future__ import annotations

import html
import json
import re

import pytest
from flask.testing import FlaskClient

from app.pages.explore.card import card
from geo.languages import LANGS
from layers.documents.brief.compose import brief
from layers.refusals import refusal_words
from layers.table import table
from tests.app.comparing import files, page
from tests.catalogues import REAL, of, sheet_of

KNOWN = of(REAL)
REFUSED = ("510100", "gdp_per_person", "2015")
PLACES = "places=510100,510300&year=2015"


def reason(lang: str) -> str:
    """Return the reason that refusals.csv states."""
    place, name, period = REFUSED
    refusal = KNOWN.refusal(place, name, period)
    assert refusal
    assert refusal.reason(lang)
    return refusal.reason(lang)


def seen(text: str, name: str) -> str:
    """Return what everybody sees in the row of an indicator of a comparison."""
    row = re.search(rf'data-row="{name}".*?</(?:tr|li)>', text, re.DOTALL)
    assert row
    shown = re.sub(r'<span class="unseen">.*?</span>', "", row[0])
    return html.unescape(re.sub(r"<[^>]+>", "", shown))


@pytest.mark.parametrize("lang", LANGS)
def test_the_map_its_table_and_its_files_say_why(lang: str) -> None:
    place, name, period = REFUSED
    sheet = sheet_of(REAL, "prefectures", indicator=name, lang=lang)
    at = [item.place_id for item in sheet.items].index(place)
    cell = sheet.frames[period].cells[at]
    assert cell.state == "no-data"
    assert reason(lang) in cell.note
    made = table([sheet], KNOWN, period=period)
    row = dict(zip((one.name for one in made.columns), made.rows[at], strict=True))
    assert (row["place_id"], row["value"]) == (place, None)
    assert reason(lang) in str(row["note"])


def test_what_is_not_refused_has_no_reason() -> None:
    place, name, _ = REFUSED
    assert refusal_words(KNOWN, place, name, "2024", "zh") == ""
    # Nothing to divide: nobody published it, and nothing is refused.
    assert refusal_words(KNOWN, place, name, "1990", "zh") == ""
    sheet = sheet_of(REAL, "prefectures", indicator="hnte_per_10k_people")
    for frame in sheet.frames.values():
        assert not any(one.note for one in frame.cells if one.state == "no-data")


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_of_a_place_says_why(lang: str) -> None:
    place, name, period = REFUSED
    chosen = {"place": place, "lang": lang, "layer": "prefectures"}
    made = card(KNOWN, {**chosen, "indicator": name, "period": period})
    assert reason(lang) in json.dumps(
        made, default=lambda one: one.to_plotly_json(), ensure_ascii=False
    )


@pytest.mark.parametrize("lang", LANGS)
def test_the_comparison_says_why_on_its_page_and_in_its_files(
    client: FlaskClient, lang: str
) -> None:
    asked = f"{PLACES}&lang={lang}"
    # Beside one that alone has a figure, and beside several that have.
    for places in (PLACES, PLACES.replace("510300", "510300,510700")):
        assert reason(lang) in seen(page(client, f"{places}&lang={lang}"), "gdp_per_person")
    rows = {
        (row["indicator_id"], row["subject"]): row for row in files(client, "comparison", asked)
    }
    row = rows["gdp_per_person", "510100"]
    assert reason(lang) in row["no_value_because"]
    assert rows["gdp_per_person", "510300"]["no_value_because"] == ""
    apart = f"{asked}&mode=difference&a=prefectures/gdp_per_person&period_a=2015&period_b=2024"
    found = {row["place_id"]: row["no_value_because"] for row in files(client, "difference", apart)}
    assert reason(lang) in found["510100"]


@pytest.mark.parametrize("lang", LANGS)
def test_a_group_and_a_brief_say_why(client: FlaskClient, lang: str) -> None:
    group = f"places=group:cdm,region:south&year=2015&lang={lang}"
    rows = {
        row["indicator_id"]: row
        for row in files(client, "comparison", group)
        if row["subject"] == "group:cdm"
    }
    assert reason(lang) in rows["gdp_per_person"]["no_value_because"]
    assert reason(lang) in seen(page(client, group), "gdp_per_person")
    told = brief(KNOWN, ["510100", "510300"], lang=lang, period="2015")
    assert reason(lang) in told.table_note


@pytest.mark.parametrize("lang", LANGS)
def test_a_layer_in_a_frame_says_why(client: FlaskClient, lang: str) -> None:
    _, name, period = REFUSED
    text = client.get(f"/embed/layer?lang={lang}&indicator={name}&period={period}&full=1").text
    assert reason(lang) in text
