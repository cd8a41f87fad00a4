"""Pictures over HTTP: what the page shows at an address, and clear refusals."""

from __future__ import annotations

import html
import re
from urllib.parse import parse_qsl

import pytest
from flask.testing import FlaskClient

from app.context.manifest import sheets_of
from app.index.atlas import Atlas
from app.jobs import comparison_pictures
from layers.documents.brief.document import plain
from layers.documents.comparison.assemble_picture import picture
from layers.documents.comparison.picture import Picture
from layers.documents.comparison.plan import Plan
from tests.app.comparing import maps, page, planned
from tests.catalogues import TOY, of

PAIR = "places=990100,990200"
DIFFERENT = (
    f"{PAIR}&mode=difference&a=prefectures/gdp&period_a=2021&b=prefectures/gdp&period_b=2020"
)


def document(atlas: Atlas, query: str) -> Picture:
    return picture(of(TOY), planned(atlas, query))


@pytest.mark.parametrize(("form", "kind"), comparison_pictures.FORMS.items())
def test_one_address_is_one_picture(
    atlas: Atlas, client: FlaskClient, form: str, kind: str
) -> None:
    answer = client.get(f"/compare/picture.{form}?{PAIR}&lang=en")
    assert answer.status_code == 200
    assert answer.mimetype == kind
    name = f"comparison_side_990100_990200_en.{form}"
    assert f'filename="{name}"' in answer.headers["Content-Disposition"]
    order = comparison_pictures.PictureJob(planned(atlas, f"{PAIR}&lang=en"))
    assert answer.data == order.written(of(TOY), TOY, form=form)


@pytest.mark.parametrize("query", [PAIR, f"{PAIR}&mode=swipe&lang=en", DIFFERENT])
def test_the_page_links_to_its_own_picture(client: FlaskClient, query: str) -> None:
    text = page(client, query)
    links = re.findall(r'href="(/compare/picture\.\w+\?[^"]*)"', text)
    assert len(links) == len(comparison_pictures.FORMS)
    for link in links:
        asked = dict(parse_qsl(html.unescape(link).partition("?")[2]))
        assert asked == dict(parse_qsl(query))
    answer = client.get(html.unescape(next(one for one in links if ".svg" in one)))
    assert answer.status_code == 200


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_its_captions_are_those_of_the_page(atlas: Atlas, client: FlaskClient, lang: str) -> None:
    query = f"{PAIR}&a=prefectures/gdp&lang={lang}"
    text = page(client, query)
    # The table above says figures in the same way; captions are those of the maps.
    figures = "".join(re.findall(r"<figcaption>.*?</figcaption>", text, re.DOTALL))
    captions = re.findall(r'<span class="cmp-value">(.*?)</span>', figures)
    shown = [plain(panel.said) for panel in document(atlas, query).panels]
    assert len(captions) == len(shown)
    for caption, said in zip(captions, shown, strict=True):
        words = re.split(r"<", html.unescape(caption))[0].strip()
        assert words
        assert said.startswith(words)


def test_every_sheet_the_page_offers_can_be_drawn(atlas: Atlas) -> None:
    offered = sheets_of(atlas.world.shelf)
    assert len(offered) > 10
    for sheet_id in offered:
        for mode in ("side", "swipe"):
            made = document(atlas, f"{PAIR}&mode={mode}&a={sheet_id}")
            assert made.drawn
            assert made.legends[0][0].sheet.sheet_id == sheet_id


def test_overlays_and_bounds_are_those_of_the_page(atlas: Atlas, client: FlaskClient) -> None:
    query = "places=htz-one,htz-two&a=prefectures/gdp"
    specs = [spec["bounds"] for spec in maps(page(client, query)).values()]
    plan = planned(atlas, query)
    assert [list(shown.bounds or ()) for _, shown in plan.maps] == specs
    assert all(shown.overlays[0].sheet_id == "zones" for _, shown in plan.maps)


@pytest.mark.parametrize(
    ("query", "code", "said"),
    [
        ("places=990100", 400, "Only one is chosen"),
        ("places=990100,nowhere", 400, "nowhere"),
        ("places=990100,htz-one", 400, "left out: One High-Tech Zone"),
        (f"{PAIR}&mode=sideways", 400, "sideways"),
        (f"{PAIR}&a=nothing", 400, "nothing"),
        (f"{PAIR}&period_a=1066", 400, "1066"),
        ("places=htz-one,htz-two&mode=difference", 400, "Nothing here can be subtracted"),
        (f"{PAIR}&mode=difference&a=zones&b=zones", 400, "no figures to subtract"),
        ("places=toy-0,toy-2", 400, "where"),
    ],
)
def test_what_has_no_picture_is_said(client: FlaskClient, query: str, code: int, said: str) -> None:
    answer = client.get(f"/compare/picture.png?{query}&lang=en")
    assert answer.status_code == code
    assert said in html.unescape(answer.get_data(as_text=True))
    assert "Traceback" not in answer.get_data(as_text=True)


def test_other_words_are_refused(client: FlaskClient) -> None:
    assert client.get(f"/compare/picture.gif?{PAIR}").status_code == 404
    assert client.get(f"/compare/picture.png?{PAIR}&lang=fr").status_code == 400


def test_a_page_without_a_map_offers_no_picture(client: FlaskClient) -> None:
    text = page(client, "places=htz-one,htz-two&mode=difference")
    assert "/compare/picture." not in text
    assert "/compare/brief.pdf" in text


def test_names_of_files_say_what_they_are() -> None:
    words = ("region:south", "own:两个:990100+990300", "group:cdm")
    named = comparison_pictures.name(Plan(words, "swipe", "zh"))
    assert named == "comparison_swipe_region-south_own_group-cdm_zh"
