"""The atlas in a notebook."""

from __future__ import annotations

import html

import folium
import pytest

from app.files import bundle
from app.notebook import OpenAtlas, atlas_map, open_atlas
from geo.errors import AtlasError, UnknownWord


def test_one_call_gives_a_map_that_shows_itself_without_a_network() -> None:
    drawn = atlas_map("prefectures", indicator="gdp", over="zones", lang="en")
    assert isinstance(drawn, folium.Map)
    page = html.unescape(drawn._repr_html_())
    assert "Gross domestic product" in page
    ours = page.replace(bundle.script("standalone"), "")
    assert not [tag for tag in ("<script src", "<link rel", "cdn.") if tag in ours]


def test_an_unknown_word_is_named() -> None:
    with pytest.raises(UnknownWord, match="prefectures, counties, host-counties"):
        atlas_map("nowhere")


def test_a_map_that_refused_a_layer_still_shows_itself() -> None:
    drawn = atlas_map("zones")
    with pytest.raises(AtlasError, match=r"folium\.TileLayer"):
        folium.TileLayer("OpenStreetMap").add_to(drawn)
    assert "srcdoc" in drawn._repr_html_()


@pytest.fixture(scope="module")
def atlas() -> OpenAtlas:
    return open_atlas("zh")


def test_an_indicator_is_a_frame_with_its_sources(atlas: OpenAtlas) -> None:
    gdp = atlas.indicator("gdp", 2023)
    assert gdp.crs == "EPSG:4490"
    assert len(gdp) == 21
    assert gdp.geometry.notna().all()
    chengdu = gdp.set_index("place_id").loc["510100"]
    assert chengdu["value"] == 22074.72
    cited = set(str(chengdu["source_ids"]).split("; "))
    assert cited <= {source["source_id"] for source in gdp.attrs["sources"]}
    assert any("审图" in words for words in gdp.attrs["about"])
    known = atlas.indicator("hnte")
    assert known["value"].isna().any()
    assert (known["value"].isna() == known["source_ids"].isna()).all()


def test_a_layer_is_a_frame_of_its_places(atlas: OpenAtlas) -> None:
    zones = atlas.layer("zones")
    assert len(zones) == 26
    assert set(zones.geometry.geom_type) == {"Point"}


@pytest.mark.parametrize(
    ("asked", "known"),
    [({"indicator": "joy"}, "population"), ({"indicator": "gdp", "period": 1999}, "2023")],
)
def test_what_is_not_there_is_named(atlas: OpenAtlas, asked: dict[str, str], known: str) -> None:
    with pytest.raises(UnknownWord, match=known):
        atlas.indicator(**asked)
