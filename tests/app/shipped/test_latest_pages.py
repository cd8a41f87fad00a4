"""Latest available on pages: named where it can be chosen, and kept from what needs one year."""

from __future__ import annotations

import csv
import io
import re
from html import unescape

import pytest
from flask.testing import FlaskClient

from app.pages.explore.card import card
from geo.languages import LANGS
from geo.model.periods import LATEST
from tests.catalogues import REAL, of, sheet_of

# It opens with each place's newest figure.
MIXED = "industrial_enterprises"
NAMES = {"zh": "最近可得", "en": "Latest available"}


@pytest.mark.parametrize("lang", LANGS)
def test_a_frame_opens_with_it_and_says_the_years(client: FlaskClient, lang: str) -> None:
    made = sheet_of(REAL, "prefectures", MIXED, lang)
    page = unescape(client.get(f"/embed/layer?indicator={MIXED}&full=1&lang={lang}").text)
    assert f'<option value="{LATEST}" selected>{NAMES[lang]} · 20/21</option>' in page
    assert made.period_words[LATEST] in page
    assert made.frames[LATEST].coverage in page
    assert f"{NAMES[lang]}{'：' if lang == 'zh' else ': '}20/21" in page


def test_a_comparison_is_of_years(client: FlaskClient) -> None:
    page = client.get(f"/compare?places=510100,510700&mode=swipe&a=prefectures/{MIXED}").text
    years = page.partition('id="compare-period_a"')[2].partition("</select>")[0]
    choices = re.findall(r'<option value="(\w+)"( selected)?', years)
    known = set(sheet_of(REAL, "prefectures", MIXED).years)
    assert {value for value, _ in choices} == known
    assert sum(bool(on) for _, on in choices) == 1
    assert client.get(f"/compare?period_a={LATEST}").status_code == 400


def test_what_there_is_is_counted_by_years(client: FlaskClient) -> None:
    page = client.get("/").text
    assert f"period={LATEST}" not in page


@pytest.mark.parametrize("lang", LANGS)
def test_the_card_leads_with_the_figure_of_the_map(lang: str) -> None:
    made = sheet_of(REAL, "prefectures", MIXED, lang)
    chosen = {"layer": "prefectures", "indicator": MIXED, "period": LATEST, "lang": lang}
    for item, cell in zip(made.items, made.frames[LATEST].cells, strict=True):
        shown = str(card(of(REAL), {**chosen, "place": item.place_id}))
        leading = shown.partition("shown-name")[2][:700]
        assert cell.words in leading or cell.value is None
        assert (cell.period or NAMES[lang]) in leading


def test_a_table_of_all_years_marks_the_newest(client: FlaskClient) -> None:
    text = client.get(f"/download?layer=prefectures&indicator={MIXED}&format=csv").text
    rows = list(csv.DictReader(io.StringIO(text.lstrip("\ufeff"))))
    newest = [row for row in rows if row["is_latest"] == "true"]
    assert len(newest) == 20
    assert len({row["place_id"] for row in newest}) == 20
    assert all(row["period"] != LATEST for row in rows)
