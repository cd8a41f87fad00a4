"""The atlas in a notebook."""

from __future__ import annotations

import html

import folium
import pytest

from app.files import bundle
from app.notebook import atlas_map
from geo.errors import AtlasError, UnknownWord


def test_one_call_gives_a_map_that_shows_itself_without_a_network() -> None:
    drawn = atlas_map("prefectures", indicator="gdp", over="zones", lang="en")
    assert isinstance(drawn, folium.Map)
    page = html.unescape(drawn._repr_html_())
    assert "Gross domestic product" in page
    ours = page.replace(bundle.script("standalone"), "")
    assert not [tag for tag in ("<script src", "<link rel", "cdn.") if tag in ours]


def test_an_unknown_word_is_named() -> None:
    with pytest.raises(UnknownWord, match="prefectures, host-counties"):
        atlas_map("nowhere")


def test_a_map_that_refused_a_layer_still_shows_itself() -> None:
    drawn = atlas_map("zones")
    with pytest.raises(AtlasError, match=r"folium\.TileLayer"):
        folium.TileLayer("OpenStreetMap").add_to(drawn)
    assert "srcdoc" in drawn._repr_html_()
