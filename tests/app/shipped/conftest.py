"""The atlas of the data that we ship, without a browser: made once for all tests of it."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.context.context import World
from app.factory import create_app
from app.index.atlas import Atlas
from app.settings.settings import Config
from tests.catalogues import REAL


@pytest.fixture(scope="session")
def atlas() -> Atlas:
    """Return the atlas of the data that we ship."""
    return create_app(Config(data=REAL))


@pytest.fixture(scope="session")
def world(atlas: Atlas) -> World:
    """Return what it knows."""
    return atlas.world


@pytest.fixture(scope="session")
def client(atlas: Atlas) -> FlaskClient:
    """Return a client of it."""
    made: FlaskClient = atlas.server.test_client()
    return made
