"""The name of the atlas is a setting: what a request says of its host is never said again."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from app.factory import create_app
from app.files.shelf import Shelf
from app.pages.views import EMBEDDED
from app.settings.settings import Config, ConfigError, load

HOME = "https://atlas.example"
EVIL = "evil.example"
PROXY = load({}, chosen={"trusted_proxies": "127.0.0.1"}).trusted_proxies


@pytest.fixture(scope="module")
def named(toy_config: Config, toy_shelf: Shelf) -> Iterator[FlaskClient]:
    """Return a client of an atlas that knows its address, behind a proxy without TLS of its own."""
    config = replace(toy_config, public_url=HOME, prefix="/atlas/", trusted_proxies=PROXY)
    with create_app(config, shelf=toy_shelf).server.test_client() as client:
        yield client


@pytest.fixture(scope="module")
def nameless(toy_config: Config, toy_shelf: Shelf) -> Iterator[FlaskClient]:
    """Return a client of an atlas that does not know its address, and trusts its proxy."""
    config = replace(toy_config, trusted_proxies=PROXY)
    with create_app(config, shelf=toy_shelf).server.test_client() as client:
        yield client


def paths() -> Iterator[str]:
    """Yield addresses of every kind of answer: pages, frames, files, errors, other spellings."""
    for view in EMBEDDED:
        yield view.path
        yield f"{view.path.rstrip('/')}/"
        yield f"/embed/{view.name}"
        yield f"/embed//{view.name}"
    yield from ("/embedding", "/embedding?page=zones", "/nowhere", "/map?layer=nowhere", "//zones")
    yield from ("/health", "/healthz", "/readyz", "/version", "/metrics", "/embed/host.js")
    yield from ("/oembed", f"/oembed?{urlencode({'url': f'http://{EVIL}/zones'})}", "/download?x")
    yield from ("/zones?k=5&amp;lang=en", "/compare/picture.png", "/map/_dash-layout")


@pytest.mark.parametrize("path", [*paths()])
def test_a_host_that_nobody_set_is_not_said_again(nameless: FlaskClient, path: str) -> None:
    asked = {"Host": EVIL, "X-Forwarded-Host": EVIL, "X-Forwarded-Proto": "https"}
    for trusted in ("127.0.0.1", "10.9.9.9"):
        answer = nameless.get(path, headers=asked, environ_overrides={"REMOTE_ADDR": trusted})
        told = str(answer.headers)
        # What a query says of itself may stand in the answer that says what is wrong with it.
        body = answer.data.decode(errors="replace")
        assert EVIL not in body.replace(f"http://{EVIL}/zones", ""), body
        assert EVIL not in told
        answer.close()


def test_an_atlas_without_an_address_offers_no_answer_that_needs_one(
    nameless: FlaskClient,
) -> None:
    for path in ("/zones", "/embed/zones"):
        answer = nameless.get(path, headers={"Host": EVIL})
        assert answer.status_code == 200
        assert "json+oembed" not in answer.text + str(answer.headers)
    refused = nameless.get("/oembed?url=/zones", headers={"Host": EVIL})
    assert refused.status_code == 501
    assert "--public-url" in refused.get_json()["error"]


def test_lines_for_other_pages_are_completed_by_the_browser(nameless: FlaskClient) -> None:
    page = nameless.get("/embedding", headers={"Host": EVIL}).text
    assert re.search(
        r"<textarea[^>]* data-relative[^>]*>\s*&lt;iframe[^\n]* src=&#34;/embed/", page
    )


def test_this_machine_knows_itself(nameless: FlaskClient) -> None:
    own = "http://127.0.0.1:8050"
    page = nameless.get("/zones", base_url=own).text
    assert f'href="{own}/oembed?' in page
    said = nameless.get("/oembed", base_url=own, query_string={"url": f"{own}/zones"}).get_json()
    assert f'src="{own}/embed/zones"' in said["html"]
    assert "json+oembed" not in nameless.get("/zones", base_url="http://127.0.0.1:9").text


@pytest.mark.parametrize("host", ["atlas.example", "Atlas.Example", "atlas.example:443"])
def test_addresses_are_those_of_the_setting(named: FlaskClient, host: str) -> None:
    page = named.get("/atlas/zones?lang=en", headers={"Host": host})
    assert page.status_code == 200
    (found,) = re.findall(r'json\+oembed" href="([^"]*)"', page.text)
    assert found.startswith(f"{HOME}/atlas/oembed?url=https%3A%2F%2Fatlas.example%2Fatlas%2Fzones")
    lines = named.get("/atlas/embedding", headers={"Host": host}).text
    assert f"src=&#34;{HOME}/atlas/embed/layer" in lines
    assert "data-relative" not in lines


@pytest.mark.parametrize(
    "host", [EVIL, "localhost", "atlas.example:8443", "x.atlas.example", "atlas.example@evil", ""]
)
def test_another_host_gets_400(named: FlaskClient, host: str) -> None:
    for path in (
        "/atlas/",
        "/atlas/zones",
        "/atlas/embed/zones",
        "/atlas/oembed",
        "/atlas/files/x",
    ):
        answer = named.get(path, headers={"Host": host})
        assert answer.status_code == 400, path
        assert EVIL not in answer.text
    assert f"{HOME}/atlas/" in named.get("/atlas/", headers={"Host": EVIL}).text
    said = {"X-Forwarded-Host": EVIL, "Host": "atlas.example"}
    assert named.get("/atlas/", headers=said).status_code == 400


@pytest.mark.parametrize("name", ["health", "healthz", "readyz", "version", "metrics"])
def test_monitors_ask_for_a_process_by_its_number(named: FlaskClient, name: str) -> None:
    assert named.get(f"/atlas/{name}", headers={"Host": "10.0.0.9:8050"}).status_code == 200


@pytest.mark.parametrize("bad", ["atlas.example", "https://atlas.example/map", "ftp://a.b", "*"])
def test_an_address_is_an_origin(bad: str) -> None:
    with pytest.raises(ConfigError, match="public_url"):
        load({}, chosen={"public_url": bad})
