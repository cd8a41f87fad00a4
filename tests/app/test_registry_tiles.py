"""Tiles of a registry over HTTP and as files: made once, kept for ever, refused in words."""

from __future__ import annotations

import gzip
import json
import logging
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pytest
from flask.testing import FlaskClient

from app.build import bake
from app.factory import create_app
from app.files.shelf import FOREVER
from app.index.atlas import Atlas
from app.publish.site import site
from app.publish.site.folder import replacing
from app.publish.site.language import site_language
from app.settings.settings import Config
from geo.languages import LANGS
from geo.registry.registry_import import known_places
from geo.registry.registry_tile import decode
from tests.catalogues import TOY, of
from tests.geo.toy_registry import with_registry

ROWS = 6_000
PACKED = {"Accept-Encoding": "gzip, br"}
ADDRESS = "/tiles/registry/{hash}/{family}/{tile}"


def in_its_squares(count: int) -> pd.DataFrame:
    """Return invented enterprises with points all over Toyland."""
    west, south, east, north = known_places(TOY, of(TOY)).counties.bounds
    random = np.random.default_rng(1)
    columns = {
        "id": [f"SYNTHETIC-{n}" for n in range(count)],
        "status": "active",
        "lon": random.uniform(west, east, count),
        "lat": random.uniform(south, north, count),
        "code": "990000",
    }
    return pd.DataFrame(columns)


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> Config:
    folder = tmp_path_factory.mktemp("atlas")
    data = with_registry(folder, in_its_squares(ROWS)).data
    return Config(data=data, cache=folder / "cache")


@pytest.fixture(scope="module")
def served(config: Config) -> Atlas:
    return create_app(config)


@pytest.fixture
def client(served: Atlas) -> Iterator[FlaskClient]:
    with served.server.test_client() as client:
        yield client


def meta(atlas: Atlas) -> dict[str, Any]:
    shelf = atlas.world.shelf
    told: dict[str, Any] = json.loads(shelf.body("registry"))
    return told


def first(atlas: Atlas, family: str = "open") -> str:
    """Return the address of a tile that is there."""
    about = meta(atlas)
    archive = atlas.tiles[about["hash"]]
    zoom = about["zooms"][0]
    places = ((column, row) for column in range(1 << zoom) for row in range(1 << zoom))
    column, row = next(place for place in places if archive.tile(family, zoom, *place))
    return f"{zoom}/{column}/{row}"


def test_a_tile_is_kept_for_ever_and_sent_as_it_lies(served: Atlas, client: FlaskClient) -> None:
    about = meta(served)
    assert about["total"] == ROWS
    assert about["synthetic"] is True
    tile = first(served)
    address = about["url"].format(family="open", **dict(zip("zxy", tile.split("/"), strict=True)))
    assert address == ADDRESS.format(hash=about["hash"], family="open", tile=tile)
    answer = client.get(address, headers=PACKED)
    assert (answer.status_code, answer.content_encoding) == (200, "gzip")
    assert answer.headers["Cache-Control"] == FOREVER
    assert answer.headers["Cross-Origin-Resource-Policy"] == "cross-origin"
    assert answer.mimetype == "application/octet-stream"
    plain = client.get(address, headers={"Accept-Encoding": "identity"})
    assert "Content-Encoding" not in plain.headers
    assert gzip.decompress(answer.data) == plain.data
    assert decode(plain.data).count.sum() > 0
    assert answer.headers["ETag"] != plain.headers["ETag"]
    known = client.get(address, headers={**PACKED, "If-None-Match": answer.headers["ETag"]})
    assert (known.status_code, known.data) == (304, b"")


@pytest.mark.parametrize(
    ("address", "status", "words"),
    [
        (ADDRESS.format(hash="{hash}", family="open", tile="0/0/0"), 404, "没有企业"),
        (ADDRESS.format(hash="{hash}", family="odd", tile="0/0/0"), 404, "open"),
        (ADDRESS.format(hash="0" * 16, family="open", tile="0/0/0"), 404, "重新打开"),
        (ADDRESS.format(hash="{hash}", family="open", tile="3/8/0"), 400, "3/8/0"),
        (ADDRESS.format(hash="{hash}", family="open", tile="-1/0/0"), 400, "-1/0/0"),
        (ADDRESS.format(hash="{hash}", family="open", tile="1/٣/0"), 400, "级别"),
        (ADDRESS.format(hash="{hash}", family="open", tile=f"{'9' * 11}/0/0"), 400, "级别"),
    ],
)
def test_what_is_no_tile_is_refused_in_a_sentence(
    served: Atlas, client: FlaskClient, address: str, status: int, words: str
) -> None:
    url = address.replace("{hash}", meta(served)["hash"])
    answer = client.get(url, headers={"Accept-Language": "zh"})
    assert answer.status_code == status
    assert words in answer.get_json()["error"]
    assert len(answer.data) < 400


def test_a_package_without_a_registry_has_nothing_of_it(toy_atlas: Atlas) -> None:
    assert "registry" not in toy_atlas.world.shelf.names
    answer = toy_atlas.server.test_client().get(ADDRESS.format(hash="a", family="b", tile="1/1/1"))
    assert answer.status_code == 404


def test_tiles_are_made_anew_only_for_another_registry_or_setting(
    config: Config, served: Atlas
) -> None:
    assert bake.missing(config) == []
    about, changed = meta(served), replace(config, registry_points=True)
    for other in (changed, replace(config, registry_least=3)):
        assert [step.name for step, _ in bake.missing(other)] == ["registry"]
    atlas = create_app(changed, before=served)
    assert meta(atlas)["hash"] != about["hash"]
    assert meta(atlas)["points"] is True
    # Pages of the atlas before still ask for its tiles.
    address = ADDRESS.format(hash=about["hash"], family="open", tile=first(served))
    assert atlas.server.test_client().get(address).status_code == 200


def test_a_damaged_archive_is_made_anew_and_never_sent(
    config: Config, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    own = replace(config, cache=Path(shutil.copytree(config.cache, tmp_path / "cache")))
    atlas = create_app(own)
    rooms = {step.name: folder for step, folder in bake.places(own)}
    path = rooms["registry"] / "registry-open.pmtiles"
    whole = path.read_bytes()
    address = ADDRESS.format(hash=meta(atlas)["hash"], family="open", tile=first(atlas))
    path.write_bytes(whole[:300])
    answer = create_app(own).server.test_client().get(address)
    assert answer.status_code == 200
    assert path.read_bytes() == whole
    assert "damaged" in caplog.text
    with caplog.at_level(logging.WARNING), path.open("r+b") as file:
        atlas = create_app(own)
        file.truncate(300)
        answer = atlas.server.test_client().get(address)
    assert answer.status_code == 503
    assert "重新启动" in answer.get_json()["error"]


def test_a_site_has_every_tile_as_a_file(served: Atlas, tmp_path: Path) -> None:
    about, languages = meta(served), [site_language(served.world, lang) for lang in LANGS]
    with replacing(tmp_path / "out") as folder:
        site._files(languages, folder)
        site._registry_tiles(served.world, folder)
        folder.close({})
    tiles = tmp_path / "out" / "tiles"
    files = sorted(tiles.rglob("*.tile"))
    assert len(files) == sum(one["tiles"] for one in about["families"].values())
    file = tiles / "registry" / about["hash"] / "open" / f"{first(served)}.tile"
    assert decode(file.read_bytes()).count.sum() > 0
    assert file.with_name(f"{file.name}.gz").exists()
    told = next((tmp_path / "out" / "files").glob("registry.*.json"))
    url = json.loads(told.read_text(encoding="utf-8"))["url"]
    assert url == f"../tiles/registry/{about['hash']}/{{family}}/{{z}}/{{x}}/{{y}}.tile"
