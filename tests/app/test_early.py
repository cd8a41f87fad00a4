"""The copy of the layout that stands in the page until Dash has made its own."""

from __future__ import annotations

import re

import pytest
from dash import dcc, html
from flask.testing import FlaskClient

from app.index.atlas import Atlas
from app.index.registry import PAGES
from app.pages.views import VIEWS
from app.shell.callbacks import components
from app.shell.phrases import labelled, marks, said
from app.shell.prerender import early_html
from app.text import words


def test_phrases_are_in_the_language_of_the_page() -> None:
    layout = labelled(html.Div, "map.region", said(html.P, "legend.title", className="x"))
    made = early_html(layout, words("en"))
    made = made.replace('data-t="legend.title" class="x"', 'class="x" data-t="legend.title"')
    assert '<p class="x" data-t="legend.title">Legend</p>' in made
    assert 'aria-label="Map"' in early_html(layout, words("en"))
    assert 'aria-label="地图"' in early_html(layout, words("zh"))


def test_text_and_attributes_are_escaped() -> None:
    made = early_html(html.P("<b>&", title='"<'), words("zh"))
    assert made == '<p title="&quot;&lt;">&lt;b&gt;&amp;</p>'


def test_what_is_not_html_is_left_out() -> None:
    assert early_html(html.Div([dcc.Store(id="x"), "a"]), words("zh")) == "<div>a</div>"


def test_flags_and_missing_values() -> None:
    shape = html.Div(hidden=True, tabIndex=0, **marks(data_act="t"))
    assert early_html(shape, words("zh")) == '<div hidden tabindex="0" data-act="t"></div>'


@pytest.mark.parametrize("lang", ["zh", "en"])
def test_page_holds_the_same_ids_as_the_layout(client: FlaskClient, lang: str) -> None:
    page = client.get(f"/map?lang={lang}").text
    early = page[page.index('<div id="early">') : page.index('id="react-entry-point"')]
    layout = client.get("/map/_dash-layout").text
    ids = {one for one in re.findall(r'\bid="([\w-]+)"', early) if not one.startswith("still-")}
    ids.remove("early")
    assert ids == set(re.findall(r'"id":"([\w-]+)"', layout))


@pytest.mark.parametrize("path", ["/zones", "/science-cities", "/compare", "/targets"])
@pytest.mark.parametrize("lang", ["zh", "en"])
def test_what_is_written_is_the_layout_filled(atlas: Atlas, path: str, lang: str) -> None:
    """Dash's own layout takes the place of the page without a jump: it has the same elements."""
    page = next(one for one in PAGES if one.path == path)
    early = page.early(atlas.world, {"lang": lang})
    phrases = atlas.world.theme.phrases(lang, atlas.world.phrases(lang))
    empty, filled = (early_html(page.layout(atlas.world, one), phrases) for one in (None, early))
    assert early.main
    bare = re.sub(r' data-(maps|said|address|failed|retry)="[^"]*"', "", filled)
    # What Dash renders of its maps moves into their slots before anything is painted.
    view = next(one for one in VIEWS if one.path == path)
    added = "".join(early_html(one, phrases) for one in components(atlas.world, view))
    assert bool(added) == page.dash
    assert bare.replace(str(early.main), "") == empty.replace(added, "")
    with atlas.server.test_client() as client:
        assert filled in client.get(f"{path}?lang={lang}").text


def test_the_map_page_begins_with_its_title_and_its_areas(client: FlaskClient) -> None:
    page = client.get("/map?period=2021&lang=en").text
    early = page[page.index('<div id="early">') : page.index('id="react-entry-point"')]
    inside = dict(re.findall(r'<(?:h2|p|button) id="(map-\w+)"[^>]*>([^<]+)<', early))
    assert inside["map-title"] == "High-tech enterprises per 10,000 people"
    assert inside["map-subtitle"].startswith("2021 · Unit: ")
    assert inside["map-coverage"].startswith("3 of 4 ")
    assert inside["map-credit"].startswith("Figures: ")
    (picture,) = re.findall(r'<div id="map" class="map">(<svg.*?</svg>)', early)
    fills = re.findall(r'href="#still-(99\d+)" fill="([^"]+)"', picture)
    assert len({place for place, fill in fills if fill != "none"}) == 4
    assert "<text" not in picture, "names come with the map"


@pytest.mark.parametrize(
    "query",
    [
        "layer=zones",
        "view=30.5,104,8",
        "hide=0",
        "scheme=manual&breaks=1,2",
    ],
    ids=["points", "a part", "a class switched off", "own classes"],
)
def test_a_map_that_a_picture_would_not_match_has_none(client: FlaskClient, query: str) -> None:
    page = client.get(f"/map?{query}")
    assert page.status_code == 200
    assert '<div id="map" class="map"></div>' in page.text
    assert re.search(r'<h2 id="map-title"[^>]*>[^<]+<', page.text)
