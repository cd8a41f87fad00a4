"""Files that never change: named by content, compressed, kept forever, and the manifest's."""

from __future__ import annotations

import gzip
import json

import brotli
import pytest
from flask.testing import FlaskClient

from app.files.shelf import Stored
from app.index.atlas import Atlas


@pytest.mark.parametrize(
    ("accepted", "encoding"),
    [("br, gzip", "br"), ("gzip", "gzip"), ("br;q=0, gzip", "gzip"), ("identity", None)],
)
def test_browser_gets_the_best_encoding_it_takes(
    atlas: Atlas, client: FlaskClient, accepted: str, encoding: str | None
) -> None:
    name = atlas.world.shelf.names["places"]
    answer = client.get(f"/files/{name}", headers={"Accept-Encoding": accepted})
    assert answer.headers.get("Content-Encoding") == encoding
    unpack = {"br": brotli.decompress, "gzip": gzip.decompress, None: bytes}[encoding]
    assert unpack(answer.data) == atlas.world.shelf.files[name].plain
    assert answer.headers["Vary"] == "Accept-Encoding"
    assert "immutable" in answer.headers["Cache-Control"]


def test_known_etag_is_not_sent_again(atlas: Atlas, client: FlaskClient) -> None:
    address = f"/files/{atlas.world.shelf.names['places']}"
    etag = client.get(address).headers["ETag"]
    again = client.get(address, headers={"If-None-Match": etag})
    assert (again.status_code, again.data) == (304, b"")


def test_dash_scripts_come_compressed_from_the_shelf(client: FlaskClient) -> None:
    page = client.get("/map").text
    address = page.split('src="/_dash-component-suites/')[1].split('"')[0]
    answer = client.get(f"/_dash-component-suites/{address}", headers={"Accept-Encoding": "br"})
    assert answer.headers["Content-Encoding"] == "br"
    assert "immutable" in answer.headers["Cache-Control"]


def test_name_follows_content() -> None:
    first, same, other = (Stored.of("a", "json", body) for body in (b"1", b"1", b"2"))
    assert first == same
    assert first.name != other.name


def test_every_file_of_the_manifest_is_served(atlas: Atlas, client: FlaskClient) -> None:
    manifest = json.loads(client.get(f"/files/{atlas.world.manifest_file.name}").data)
    addresses = [address for address in manifest["files"].values() if address]
    for table in ("gazetteer", "bundle"):
        addresses += manifest[table].values()
    for sheets in manifest["sheets"].values():
        addresses += sheets.values()
    assert all(client.get(address).status_code == 200 for address in addresses)


def test_manifest_says_what_each_sheet_covers(atlas: Atlas) -> None:
    layer = next(one for one in atlas.world.manifest["layers"] if one["id"] == "prefectures")
    gdp = layer["sheets"]["prefectures/gdp"]
    assert (gdp["covered"], gdp["of"]) == ({"2020": 3, "2021": 3, "latest": 3}, 4)
    assert gdp["default_period"] == "2021"


def test_bundle_holds_the_sheets_as_they_are(atlas: Atlas) -> None:
    shelf = atlas.world.shelf
    bundle = json.loads(shelf.body("sheets/zh"))
    assert bundle["prefectures/gdp"] == json.loads(shelf.body("sheet/zh/prefectures/gdp"))
