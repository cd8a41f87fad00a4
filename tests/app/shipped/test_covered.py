"""What a choice covers is said before it is chosen: of gaps, and of the views for a frame."""

from __future__ import annotations

import html
import re

import pytest
from flask.testing import FlaskClient

from app.pages.views import EMBEDDED
from geo.languages import LANGS
from tests.catalogues import REAL, sheet_of


@pytest.mark.parametrize("lang", LANGS)
def test_every_choice_of_a_gap_says_what_it_covers(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/targets?lang={lang}").text
    choices = re.split(r'class="gap-choice"', page)[1:4]
    assert len(choices) == 3
    for one in choices:
        chips = re.findall(r'<a class="chip.*?</a>', one, re.DOTALL)
        assert chips
        for chip in chips:
            assert re.search(r'<span class="chip-count">[^<]*\d+/21</span>', chip), chip


def test_a_gap_covers_what_its_sheet_covers(client: FlaskClient) -> None:
    made = sheet_of(REAL, "gap-population", indicator="hnte")
    period = made.default_period
    words = f"{made.period_words[period]} · {made.covered[period]}/{len(made.items)}"
    page = html.unescape(client.get("/targets?indicator=hnte&by=population").text)
    assert f'<span class="chip-count">{words}</span>' in page


@pytest.mark.parametrize("lang", LANGS)
def test_every_view_for_a_frame_says_what_its_first_map_covers(
    client: FlaskClient, lang: str
) -> None:
    page = client.get(f"/embedding?lang={lang}").text
    select = page.partition('id="embedding-view"')[2].partition("</select>")[0]
    options = dict(re.findall(r'<option value="(\w+)"[^>]*>([^<]*)</option>', select))
    assert options.keys() == {view.name for view in EMBEDDED}
    for words in options.values():
        assert re.search(r"\d+/\d+[）)]$", words), words
