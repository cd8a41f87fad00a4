"""Landmarks in a running atlas: for review always, under a number only if that covers them."""

from __future__ import annotations

import json
import shutil
from dataclasses import replace
from html import unescape
from pathlib import Path

import pytest

from app.build import bake
from app.build.progress import Progress
from app.factory import create_app
from app.files.shelf import Shelf
from app.index.atlas import Atlas
from app.publish.site.site import build
from app.settings.settings import Config
from geo.approval.state import landmark_sums
from tests.app.approved import granted, in_state
from tests.catalogues import REAL

OK = 200
PAGE = "/place/990100"
HIDE, SHOW = "隐藏河流、城镇、机场", "显示河流、城镇、机场"
RIVER = "landmarks/lgpl/rivers.geojson"
FRAME = "/embed/layer?view=main:31.3,104.25,10"


@pytest.fixture(scope="module")
def config(toyland: Path, tmp_path_factory: pytest.TempPathFactory) -> Config:
    """Return settings of Toyland with one river of ours."""
    folder = tmp_path_factory.mktemp("landmarks")
    data = folder / "data"
    shutil.copytree(toyland, data)
    rivers = json.loads((REAL / RIVER).read_text(encoding="utf-8"))
    [river] = [one for one in rivers["features"] if one["properties"]["name_zh"] == "绵远河"]
    (data / RIVER).parent.mkdir(parents=True)
    (data / RIVER).write_text(json.dumps({**rivers, "features": [river]}), encoding="utf-8")
    return Config(data=data, cache=folder / "cache")


@pytest.fixture(scope="module")
def shelf(config: Config) -> Shelf:
    """Return what the build makes of it."""
    return bake.ensure(config)


def _covering(config: Config, folder: Path) -> Config:
    """Return settings whose approval covers the river too."""
    approved = in_state("approved", config, folder)
    fields = granted(config.data, landmarks=landmark_sums(config.data))
    path = folder / "covering.json"
    path.write_text(json.dumps(fields, ensure_ascii=False), encoding="utf-8")
    return replace(approved, map_approval=path)


def _named(atlas: Atlas) -> list[str]:
    files = json.loads(json.dumps(atlas.world.manifest))["files"]["landmarks"]
    return [str(one) for one in files]


def test_for_review_a_map_has_them_and_a_page_a_switch(config: Config, shelf: Shelf) -> None:
    atlas = create_app(config, shelf=shelf)
    [address] = _named(atlas)
    with atlas.server.test_client() as client:
        drawn = client.get(address)
        assert drawn.status_code == OK
        assert drawn.json["features"][0]["name"]["zh"] == "绵远河"
        pages = (client.get(f"{PAGE}{query}").text for query in ("", "?landmarks=off"))
        on, off = map(unescape, pages)
        assert client.get("/map?landmarks=off").status_code == OK
    assert HIDE in on
    assert '"landmarks":true' in on
    assert SHOW in off
    assert '"landmarks":false' in off


def test_under_a_number_that_does_not_cover_them_there_are_none(
    config: Config, shelf: Shelf, tmp_path: Path
) -> None:
    public = replace(in_state("approved", config, tmp_path), public=True)
    address = _named(create_app(config, shelf=shelf))[0]
    atlas = create_app(public, shelf=shelf)
    assert _named(atlas) == []
    with atlas.server.test_client() as client:
        page = client.get(PAGE).text
        frame = client.get(FRAME).text
        assert client.get(address).status_code != OK
    assert "GSHHG" not in page + frame
    assert 'class="still-river"' not in frame
    assert HIDE not in page


def test_under_a_number_that_covers_them_they_are_drawn(
    config: Config, shelf: Shelf, tmp_path: Path
) -> None:
    public = replace(_covering(config, tmp_path), public=True)
    atlas = create_app(public, shelf=shelf)
    assert len(_named(atlas)) == 1
    with atlas.server.test_client() as client:
        frame = client.get(FRAME).text
    assert "GSHHG" in frame
    assert 'class="still-river"' in frame


def test_a_site_for_the_public_has_none(config: Config, tmp_path: Path) -> None:
    public = replace(in_state("approved", config, tmp_path), public=True)
    build(public, tmp_path / "site", most=1, progress=Progress())
    written = [path for path in (tmp_path / "site").rglob("*") if path.is_file()]
    assert written
    assert not [path.name for path in written if path.name.startswith("landmarks")]
    river = "绵远河".encode()
    assert not [path.name for path in written if river in path.read_bytes()]


def test_a_province_without_them_has_no_switch(toy_atlas: Atlas) -> None:
    assert _named(toy_atlas) == []
    with toy_atlas.server.test_client() as client:
        page = client.get(PAGE).text
    assert HIDE not in page
    assert SHOW not in page
