"""Boundaries as vector tiles: what GDAL reads of them, where they lie, and what is told of them."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

import geopandas as gpd
import pandas as pd
import pyogrio
import pytest
import shapely
from flask.testing import FlaskClient

from geo.store import boundaries
from geo.store.boundary_tiles import DEEPEST, SHALLOWEST, write_tiles
from tests.app.ogc_client import got, hrefs
from tests.catalogues import REAL, TOY

TILES = "/tiles/boundaries/county"
SET = "/ogc/collections/boundaries.county/tiles/WebMercatorQuad"
# A step of a tile of the deepest zoom is 10 m, in degrees.
STEP = 0.0002


def decoded(client: FlaskClient, folder: Path, zoom: int, at: tuple[int, int]) -> gpd.GeoDataFrame:
    """Return what GDAL reads of a tile, by zoom, column and row, in degrees."""
    column, row = at
    path = folder / f"{zoom}-{column}-{row}.mvt"
    path.write_bytes(client.get(f"{TILES}/{zoom}/{column}/{row}").data)
    options = {"X": str(column), "Y": str(row), "Z": str(zoom), "METADATA_FILE": ""}
    frame: gpd.GeoDataFrame = pyogrio.read_dataframe(path, layer="county", **options)
    return frame.to_crs(4326)


def limits(client: FlaskClient, zoom: int) -> list[tuple[int, int]]:
    """Return the columns and rows of a zoom that the tile set names."""
    [one] = [
        one for one in got(client, SET)["tileMatrixSetLimits"] if one["tileMatrix"] == str(zoom)
    ]
    return [
        (column, row)
        for column in range(one["minTileCol"], one["maxTileCol"] + 1)
        for row in range(one["minTileRow"], one["maxTileRow"] + 1)
    ]


def test_a_tile_of_the_smallest_zoom_has_every_place(client: FlaskClient, tmp_path: Path) -> None:
    [at] = limits(client, SHALLOWEST)
    found = decoded(client, tmp_path, SHALLOWEST, at)
    known = boundaries.boundaries(TOY, "county")
    assert set(found["place_id"]) == set(known.index)
    assert dict(zip(found["place_id"], found["name_en"], strict=True)) == dict(known["name_en"])


def test_tiles_of_the_deepest_zoom_are_the_boundaries(client: FlaskClient, tmp_path: Path) -> None:
    parts = pd.concat([decoded(client, tmp_path, DEEPEST, at) for at in limits(client, DEEPEST)])
    whole = {place: shapely.union_all(one.geometry) for place, one in parts.groupby("place_id")}
    known = boundaries.boundaries(TOY, "county").geometry
    assert set(whole) == set(known.index)
    for place, shape in whole.items():
        assert shape.symmetric_difference(known[place]).area < shape.length * STEP


def test_a_tile_is_sent_as_it_lies(client: FlaskClient) -> None:
    [(column, row)] = limits(client, SHALLOWEST)
    address = f"{TILES}/{SHALLOWEST}/{column}/{row}"
    pressed = client.get(address, headers={"Accept-Encoding": "gzip"})
    assert pressed.content_encoding == "gzip"
    assert pressed.mimetype == "application/vnd.mapbox-vector-tile"
    assert len(pressed.data) < len(client.get(address).data)
    # The same tile in the order of the standard, which has the row first.
    assert client.get(f"{SET}/{SHALLOWEST}/{row}/{column}").data == client.get(address).data


@pytest.mark.parametrize(
    ("path", "status"),
    [
        ("10/0/0", 204),
        ("11/0/0", 404),
        ("3/0/0", 404),
        ("4/16/0", 404),
        ("x/0/0", 400),
        ("4/-1/0", 400),
        ("4/007/0", 400),
        ("99999999999/0/0", 400),
    ],
)
def test_where_no_tile_is_a_sentence_says_why(client: FlaskClient, path: str, status: int) -> None:
    answer = client.get(f"{TILES}/{path}")
    assert answer.status_code == status
    assert bool(answer.data) == (status != 204)
    assert client.get(f"/tiles/boundaries/street/{path}").status_code == 404


def test_what_is_told_of_tiles_leads_to_them(client: FlaskClient) -> None:
    told = got(client, f"{TILES}.json")
    assert told["tilejson"] == "3.0.0"
    assert told["attribution"]
    [layer] = told["vector_layers"]
    assert set(layer["fields"]) == {"place_id", "name_zh", "name_en"}
    assert urlsplit(told["tiles"][0]).path == f"{TILES}/{{z}}/{{x}}/{{y}}"
    assert got(client, "/tiles/boundaries/none.json", 404)["description"]


def test_the_interface_leads_to_the_tile_set(client: FlaskClient) -> None:
    about = got(client, "/ogc/collections/boundaries.county")
    [sets] = hrefs(about, "http://www.opengis.net/def/rel/ogc/1.0/tilesets-vector")
    [listed] = got(client, sets)["tilesets"]
    [one] = hrefs(listed, "self")
    told = got(client, one)
    assert {key: told[key] for key in listed if key != "links"} == {
        key: listed[key] for key in listed if key != "links"
    }
    [template] = [link["href"] for link in told["links"] if link["rel"] == "item"]
    assert urlsplit(template).path == f"{SET}/{{tileMatrix}}/{{tileRow}}/{{tileCol}}"
    assert client.get(f"{sets}&f=html").mimetype == "text/html"
    assert got(client, "/ogc/collections/prefectures.gdp/tiles", 404)
    assert client.get(f"{SET}/4/0/0?f=json").status_code == 400


def test_the_same_boundaries_make_the_same_bytes(tmp_path: Path) -> None:
    told = [write_tiles(REAL, "prefecture", tmp_path / f"{at}.pmtiles") for at in range(2)]
    assert told[0] == told[1]
    first, second = ((tmp_path / f"{at}.pmtiles").read_bytes() for at in range(2))
    assert first == second
    assert write_tiles(TOY, "zone", tmp_path / "none.pmtiles") is None
