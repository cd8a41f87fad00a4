"""A served Toyland without a browser: the app, its world, and a client."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.build import bake
from app.factory import create_app
from app.files.shelf import Shelf
from app.index.atlas import Atlas
from app.settings.officers import token_line
from app.settings.settings import Config
from geo.store.publication import publishing
from tests.app.signed_in import ROLES, Browser, Enter
from tests.stores import KeptStore


@pytest.fixture(scope="session")
def toy_config(toyland: Path, toy_cache: Path) -> Config:
    """Return settings that serve Toyland from the cache that all workers share."""
    return Config(data=toyland, cache=toy_cache)


@pytest.fixture(scope="session")
def toy_shelf(toy_config: Config) -> Shelf:
    """Return what the build makes of Toyland."""
    return bake.ensure(toy_config)


@pytest.fixture(scope="session")
def toy_atlas(toy_config: Config, toy_shelf: Shelf) -> Atlas:
    """Return the atlas of Toyland, also where others have that of the data that we ship."""
    return create_app(toy_config, shelf=toy_shelf)


@pytest.fixture(scope="session")
def atlas(toy_atlas: Atlas) -> Atlas:
    """Return the atlas of Toyland."""
    return toy_atlas


@pytest.fixture
def client(atlas: Atlas) -> Iterator[FlaskClient]:
    """Return a client of the atlas of Toyland."""
    with atlas.server.test_client() as client:
        yield client


@pytest.fixture
def tokens() -> dict[str, tuple[str, str]]:
    """Return a token and its line for somebody of each role."""
    return {role: token_line(f"王{role}", role) for role in ROLES}


@pytest.fixture
def officers(tokens: dict[str, tuple[str, str]], tmp_path: Path) -> Path:
    """Return a file of officers that nobody else may read."""
    path = tmp_path / "officers.csv"
    lines = [line for _, line in tokens.values()]
    path.write_text("\n".join(["# who may", *lines, "李,publisher,sso"]), encoding="utf-8")
    path.chmod(0o600)
    return path


@pytest.fixture
def office_config(
    officers: Path, toyland: Path, toy_config: Config, tmp_path: Path, one_store: KeptStore
) -> Config:
    """Return settings of a store whose current edition is Toyland, published by somebody."""
    with publishing(one_store.store, "赵", "开始") as publication:
        name = publication.store.add(toyland).name
        publication.switch(name, "published")
    # What is published is built: the cache that others share keeps no more than a few builds.
    cache = shutil.copytree(toy_config.cache, tmp_path / "cache")
    return Config(store=one_store.address, cache=cache, officers=officers)


@pytest.fixture
def enter(
    office_config: Config, toy_shelf: Shelf, tokens: dict[str, tuple[str, str]]
) -> Iterator[Enter]:
    """Return what signs somebody of a role in."""
    atlas = create_app(office_config, shelf=toy_shelf)

    def entered(role: str) -> Browser:
        browser = Browser(atlas.server.test_client(), tokens.get(role, ("", ""))[0])
        if browser.token:
            assert browser.sign_in().status_code == 303
        return browser

    yield entered
    atlas.office.jail.close()
