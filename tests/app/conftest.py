"""A served Toyland without a browser: the app, its world, and a client."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.build import bake
from app.factory import create_app
from app.files.shelf import Shelf
from app.index.atlas import Atlas
from app.settings.settings import Config


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
