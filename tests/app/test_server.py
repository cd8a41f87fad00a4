"""The server: its page, its headers, two atlases in one process, and a cold start under load."""

from __future__ import annotations

import json
import re
import threading
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from html import unescape
from http import HTTPStatus

import brotli
import pytest
from flask.testing import FlaskClient

from app.factory import create_app
from app.files.shelf import Shelf
from app.index.atlas import Atlas
from app.settings.settings import Config


def test_page_names_its_language_and_fetches_early(client: FlaskClient) -> None:
    page = client.get("/map?lang=en&layer=zones").text
    assert '<html lang="en" data-lang="en"' in page
    early = re.findall(r'rel="preload" as="fetch" crossorigin href="([^"]+)"', page)
    assert [re.split(r"[./]", address)[2] for address in early] == ["manifest", "places", "zones"]
    assert all(client.get(address).status_code == 200 for address in early)


def test_our_script_comes_before_dash(client: FlaskClient) -> None:
    page = client.get("/map").text
    ours, dash = page.index('<script src="/files/explore.'), page.index('<template id="dash">')
    assert ours < dash < page.index('<script src="/_dash-component-suites')


def test_a_page_is_the_same_every_time_and_in_every_encoding(client: FlaskClient) -> None:
    path = "/targets?lang=en"
    packed = [client.get(path, headers={"Accept-Encoding": "br"}) for _ in range(2)]
    assert [answer.content_encoding for answer in packed] == ["br", "br"]
    assert {brotli.decompress(answer.data) for answer in packed} == {client.get(path).data}
    seen = {"Accept-Encoding": "br", "If-None-Match": packed[0].headers["ETag"]}
    assert client.get(path, headers=seen).status_code == HTTPStatus.NOT_MODIFIED
    assert client.get("/targets", headers=seen).status_code == HTTPStatus.OK


def test_page_has_no_inline_script_but_the_hashed(client: FlaskClient) -> None:
    answer = client.get("/map")
    inline = re.findall(r"<script(?![^>]*(?:src=|application/json))[^>]*>", answer.text)
    assert inline == ['<script id="_dash-renderer" type="application/javascript">']
    policy = answer.headers["Content-Security-Policy"]
    script = next(part for part in policy.split("; ") if part.startswith("script-src"))
    assert re.fullmatch(r"script-src 'self' 'sha256-[\w+/=]+'", script)


@pytest.mark.parametrize("path", ["/", "/map", "/health", "/nowhere", "/map/_dash-layout"])
def test_every_answer_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    headers = client.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"]
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe-eval" not in headers["Content-Security-Policy"]


def test_tiles_follow_the_settings(toy_config: Config, toy_shelf: Shelf) -> None:
    config = replace(toy_config, basemap_url="https://tiles.example/{z}/{x}/{y}.png")
    client = create_app(config, shelf=toy_shelf).server.test_client()
    policy = client.get("/").headers["Content-Security-Policy"]
    assert "img-src 'self' data: blob: https://tiles.example;" in policy


def test_two_atlases_live_in_one_process(
    atlas: Atlas, toy_config: Config, toy_shelf: Shelf
) -> None:
    other = create_app(replace(toy_config, prefix="/other/"), shelf=toy_shelf)
    assert other.server.test_client().get("/other/").status_code == 200
    assert other.server.test_client().get("/").status_code == 404
    assert atlas.server.test_client().get("/").status_code == 200


def test_everything_lives_under_the_prefix(toy_config: Config, toy_shelf: Shelf) -> None:
    other = create_app(replace(toy_config, prefix="/other/"), shelf=toy_shelf)
    client = other.server.test_client()
    page = unescape(client.get("/other/").text)
    addresses = re.findall(r'(?:href|src|content)="(/[^"]+)"', page)
    assert addresses
    assert all(address.startswith("/other/") for address in addresses)
    assert all(client.get(address).status_code == 200 for address in addresses)


def test_cold_start_under_load_answers_everything(toy_config: Config, toy_shelf: Shelf) -> None:
    flask = create_app(toy_config, shelf=toy_shelf).server
    page = flask.test_client().get("/map").text
    addresses = ["/", "/map", "/map/_dash-layout", "/map/_dash-dependencies", "/health"]
    addresses += re.findall(r'(?:href|src)="(/[^"]+)"', page)
    fresh = create_app(toy_config, shelf=toy_shelf).server
    together = threading.Barrier(16)

    def visit(number: int) -> list[int]:
        client = fresh.test_client()
        together.wait()
        turned = addresses[number % len(addresses) :] + addresses[: number % len(addresses)]
        return [client.get(address).status_code for address in turned]

    with ThreadPoolExecutor(16) as pool:
        answers = [status for visited in pool.map(visit, range(16)) for status in visited]
    assert set(answers) == {200}


def test_health_says_what_is_loaded(client: FlaskClient) -> None:
    loaded = client.get("/health").get_json()
    assert loaded["status"] == "ok"
    assert loaded["places"] > 4


def test_layout_is_small_and_without_data(client: FlaskClient) -> None:
    layout = client.get("/map/_dash-layout").data
    assert len(layout) < 16_000
    assert "990100" not in json.dumps(json.loads(layout))
