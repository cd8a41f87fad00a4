"""Open data over HTTP: every class of addresses, whom its headers let read it, what is sent."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
from flask.testing import FlaskClient

from app.factory import create_app
from app.files.shelf import Shelf
from app.settings.settings import Config

PORTAL, OTHER = "https://portal.example", "https://other.example"
BOTH = ("br", "gzip")
# An address of each class, its media type, and in which codings it is sent: tiles lie in one, and
# what is short is not worth it.
OPEN: dict[str, tuple[str, tuple[str, ...]]] = {
    "/ogc/": ("application/json", BOTH),
    "/ogc/api": ("application/vnd.oai.openapi+json", BOTH),
    "/ogc/conformance": ("application/json", BOTH),
    "/ogc/collections": ("application/json", BOTH),
    "/ogc/collections/prefectures.gdp": ("application/json", BOTH),
    "/ogc/collections/prefectures.gdp/queryables": ("application/schema+json", BOTH),
    "/ogc/collections/prefectures.gdp/items": ("application/geo+json", BOTH),
    "/ogc/collections/prefectures.gdp/items/990100.2020": ("application/geo+json", BOTH),
    "/ogc/collections/boundaries.county/tiles": ("application/json", BOTH),
    "/ogc/collections/boundaries.county/tiles/WebMercatorQuad": ("application/json", BOTH),
    "/tiles/boundaries/county.json": ("application/json", ()),
    "/tiles/boundaries/county/4/12/6": ("application/vnd.mapbox-vector-tile", ("gzip",)),
    "/api/catalog.jsonld": ("application/ld+json", BOTH),
    "/data/datapackage.json": ("application/json", BOTH),
    "/data/csv-metadata.json": ("application/csvm+json", BOTH),
    "/data/values.csv": ("text/csv", BOTH),
    "/data/data-package.zip": ("application/zip", ()),
}
CLOSED = ("/", "/data", "/map", "/health", "/officer", "/own-table", "/embed/zones", "/download")


@pytest.fixture(scope="module")
def shared_client(toy_config: Config, toy_shelf: Shelf) -> Iterator[FlaskClient]:
    """Return a client of an atlas whose data one portal may read."""
    config = replace(toy_config, cors_origins=(PORTAL,))
    with create_app(config, shelf=toy_shelf).server.test_client() as client:
        yield client


@pytest.mark.parametrize("path", OPEN)
def test_what_has_not_changed_is_not_sent_again(client: FlaskClient, path: str) -> None:
    first = client.get(path)
    assert first.mimetype == OPEN[path][0]
    assert first.headers["Cache-Control"] == "no-cache"
    known = {"If-None-Match": first.headers["ETag"], "Accept-Encoding": "br"}
    for again in (client.get(path, headers=known), client.head(path, headers=known)):
        assert again.status_code == 304
        assert not again.data
    assert client.get(path, headers={"If-None-Match": '"another"'}).status_code == 200


@pytest.mark.parametrize("path", OPEN)
@pytest.mark.parametrize("coding", BOTH)
def test_what_is_text_is_sent_compressed(client: FlaskClient, path: str, coding: str) -> None:
    answer = client.get(path, headers={"Accept-Encoding": coding})
    assert (answer.content_encoding == coding) == (coding in OPEN[path][1])
    assert "Accept-Encoding" in answer.headers["Vary"]


@pytest.mark.parametrize("path", OPEN)
def test_nobody_else_reads_data_unless_a_setting_says_so(client: FlaskClient, path: str) -> None:
    answer = client.get(path, headers={"Origin": PORTAL})
    assert not [name for name, _ in answer.headers if name.startswith("Access-Control")]
    assert "Origin" not in answer.vary


@pytest.mark.parametrize("path", OPEN)
def test_pages_of_named_origins_read_data(shared_client: FlaskClient, path: str) -> None:
    answer = shared_client.get(path, headers={"Origin": PORTAL})
    assert answer.headers["Access-Control-Allow-Origin"] == PORTAL
    assert "Access-Control-Allow-Credentials" not in answer.headers
    assert "Origin" in answer.vary
    asking = {"Origin": PORTAL, "Access-Control-Request-Method": "GET"}
    allowed = shared_client.options(path, headers=asking).headers
    assert allowed["Access-Control-Allow-Origin"] == PORTAL
    assert set(allowed["Access-Control-Allow-Methods"].split(", ")) == {"GET", "HEAD"}
    assert "If-None-Match" in allowed["Access-Control-Allow-Headers"]
    # Whoever may read it may also read that nothing changed, and why not.
    known = {"Origin": PORTAL, "If-None-Match": answer.headers["ETag"]}
    assert "Access-Control-Allow-Origin" in shared_client.get(path, headers=known).headers
    for origin in (OTHER, f"{PORTAL}.evil.example", "null", PORTAL.upper(), ""):
        told = shared_client.get(path, headers={"Origin": origin})
        assert "Access-Control-Allow-Origin" not in told.headers
        assert "Origin" in told.vary


@pytest.mark.parametrize("path", CLOSED)
def test_pages_uploads_and_the_office_are_read_by_nobody_else(
    shared_client: FlaskClient, path: str
) -> None:
    for answer in (
        shared_client.get(path, headers={"Origin": PORTAL}),
        shared_client.post(path, headers={"Origin": PORTAL}),
        shared_client.options(path, headers={"Origin": PORTAL}),
    ):
        assert "Access-Control-Allow-Origin" not in answer.headers


def test_a_refusal_can_be_read_too(shared_client: FlaskClient) -> None:
    path = "/ogc/collections/prefectures.gdp/items?filter=nonsense"
    answer = shared_client.get(path, headers={"Origin": PORTAL})
    assert answer.status_code == 400
    assert answer.headers["Access-Control-Allow-Origin"] == PORTAL
    assert "ETag" not in answer.headers
