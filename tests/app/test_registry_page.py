"""The page of a registry: there where an edition has one, and nowhere else."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.build import bake
from app.factory import create_app
from app.index.atlas import Atlas
from app.settings.settings import Config
from tests.geo.toy_registry import rows, with_registry


@pytest.fixture(scope="module")
def with_one(tmp_path_factory: pytest.TempPathFactory, toy_cache: Path) -> Atlas:
    """Return the atlas of Toyland with a synthetic registry."""
    folder = tmp_path_factory.mktemp("page")
    data = with_registry(folder, rows(synthetic=True)).data
    # A cache keeps the last few states: that of all tests is to keep its own.
    config = Config(data=data, cache=Path(shutil.copytree(toy_cache, folder / "cache")))
    return create_app(config, shelf=bake.ensure(config))


def test_without_a_registry_nothing_leads_there(client: FlaskClient) -> None:
    for path in ("/", "/map", "/platforms", "/embedding"):
        assert "/registry" not in client.get(path).text
    for path in ("/registry", "/embed/registry"):
        answer = client.get(f"{path}?lang=en")
        assert answer.status_code == 404
        assert "This edition of the data has no enterprise registry" in answer.text


def test_an_edition_with_one_says_how_many_and_that_none_is_real(with_one: Atlas) -> None:
    with with_one.server.test_client() as client:
        page = client.get("/registry").text
        assert 'href="/registry"' in client.get("/").text
        assert 'value="registry"' in client.get("/embedding").text
        assert client.get("/registry?field=none,x").status_code == 400
        frame = client.get("/embed/registry?lang=en").text
    assert "<title>企业名录（合成数据）" in page
    assert "登记在册的企业共 2,000 家" in page
    assert "没有坐标，不在图上" in page
    assert "synthetic data, no real enterprises" in frame


@pytest.mark.parametrize("least", [0, 3])
def test_what_is_not_told_apart_is_not_offered(with_one: Atlas, least: int) -> None:
    config = replace(with_one.world.config, registry_least=least)
    atlas = create_app(config, shelf=bake.ensure(config))
    with atlas.server.test_client() as client:
        page = client.get("/registry?lang=en").text
    assert ("Not offered" in page or "not offered" in page) == bool(least)
    assert ('name="founded"' in page) != bool(least)
