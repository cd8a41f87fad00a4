"""Enterprises at the GIS interface: all of them once, by a key, filtered as all features are."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient

from app.factory import create_app
from app.files.shelf import Shelf
from app.ogc.filter_rows import truth
from app.ogc.filter_tree import CQL_TEXT, condition
from app.ogc.items_query import CGCS2000
from app.settings.settings import Config
from geo.registry import registry_file
from geo.registry.registry_import import RegistryFiles, import_registry, known_places
from geo.registry.registry_rows import SYNTHETIC
from tests.app.ogc_client import Document, corners, got, hrefs
from tests.catalogues import TOY, of

ITEMS = "/ogc/collections/registry/items"
STATUSES = ("active", "closed", "")
FIELDS = ("", "电子信息", "Biomedicine", "unknown")
SIZE, LIMIT = 300, 37
KINDS = dict.fromkeys(("id", "name", "field", "status", "place", "zone"), "text")


def _rows() -> Iterator[str]:
    """Yield invented enterprises over the whole toy country; every seventh has no point."""
    yield "id,name,field,status,year,lon,lat,code"
    for number in range(SIZE):
        lon, lat = 104 + number * 37 % 200 / 100, 30 + number * 53 % 200 / 100
        place = ",,990101" if number % 7 == 0 else f"{lon},{lat},990101"
        year = "" if number % 11 == 0 else 1990 + number % 35
        kinds = f"{FIELDS[number % 4]},{STATUSES[number % 3]}"
        yield f"{SYNTHETIC}{number},Maß {number}%,{kinds},{year},{place}"


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return Toyland with a registry whose file has many groups of rows."""
    folder = tmp_path_factory.mktemp("with-registry") / "data"
    shutil.copytree(TOY, folder)
    file = folder.with_name("rows.csv")
    file.write_text("\n".join(_rows()), encoding="utf-8")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(registry_file, "GROUP", 16)
        files = RegistryFiles((file,), "the office", "2025-12-31")
        about = import_registry(files, folder / "registry", known_places(TOY, of(TOY)), TOY)
    assert about["taken"] == SIZE
    return folder


@pytest.fixture(scope="module")
def client(served: Path, toy_config: Config, toy_shelf: Shelf) -> Iterator[FlaskClient]:
    """Return a client of an atlas whose enterprises may be shown."""
    config = replace(toy_config, data=served, registry_points=True)
    with create_app(config, shelf=toy_shelf).server.test_client() as client:
        yield client


def _every(client: FlaskClient, **query: str) -> list[Document]:
    """Return the features of all pages of a question."""
    address = f"{ITEMS}?{urlencode({**query, 'limit': LIMIT})}"
    found: list[Document] = []
    while address:
        page = got(client, address)
        assert page["numberReturned"] == len(page["features"]) <= LIMIT
        found += page["features"]
        address = next(iter(hrefs(page, "next")), "")
    return found


def test_without_leave_there_is_no_such_collection(
    served: Path, toy_config: Config, toy_shelf: Shelf
) -> None:
    atlas = create_app(replace(toy_config, data=served), shelf=toy_shelf)
    with atlas.server.test_client() as client:
        assert got(client, ITEMS, 404)["code"] == "NotFound"
        listed = got(client, "/ogc/collections")["collections"]
    assert "registry" not in [one["id"] for one in listed]


def test_pages_are_all_enterprises_once(client: FlaskClient) -> None:
    every = _every(client)
    assert len({one["id"] for one in every}) == len(every) == SIZE
    assert {one["properties"]["id"] for one in every} == {f"{SYNTHETIC}{n}" for n in range(SIZE)}
    first = got(client, f"{ITEMS}?limit=1")
    assert first["numberMatched"] == SIZE
    assert "synthetic" in first["title"].casefold() or "合成" in first["title"]
    assert first["about"]["synthetic"]
    alone = got(client, f"{ITEMS}/{every[-1]['id']}")
    assert {key: alone[key] for key in every[-1]} == every[-1]
    assert got(client, f"{ITEMS}/{SIZE}", 404)
    assert got(client, f"{ITEMS}/x", 404)


def test_a_page_for_readers_says_that_it_is_invented(client: FlaskClient) -> None:
    text = client.get(f"{ITEMS}?f=html&lang=en&limit=2&bbox=104,30,106,32").get_data(as_text=True)
    assert "(synthetic data, no real enterprises)" in text
    assert "after=" in text


@pytest.mark.parametrize(
    ("query", "meant"),
    [
        ({"status": "closed"}, lambda row: row["status"] == "closed"),
        ({"year": "2001"}, lambda row: row["year"] == 2001),
        ({"datetime": "2001-05-01/2010-01-01"}, lambda row: not row["year"]
         or 2001 <= row["year"] <= 2010),
        ({"datetime": "../1995-12-31"}, lambda row: not row["year"] or row["year"] <= 1995),
    ],
)  # fmt: skip
def test_values_and_time_choose(
    client: FlaskClient, query: dict[str, str], meant: Callable[[Document], bool]
) -> None:
    found = [one["id"] for one in _every(client, **query)]
    assert found == [one["id"] for one in _every(client) if meant(one["properties"])]
    assert got(client, f"{ITEMS}?{urlencode(query)}")["numberMatched"] == len(found) > 0


@pytest.mark.parametrize("box", ["104.2,30.2,104.9,31.1", "104,30,104,30", "170,-90,-170,90"])
def test_a_rectangle_is_exact_and_keeps_what_has_no_point(client: FlaskClient, box: str) -> None:
    west, south, east, north = map(float, box.split(","))
    meant = [
        one["id"]
        for one in _every(client)
        if not one["geometry"]
        or (west <= corners([one])[0][0] <= east and south <= corners([one])[0][1] <= north)
    ]
    assert [one["id"] for one in _every(client, bbox=box)] == meant
    assert "numberMatched" not in got(client, f"{ITEMS}?bbox={box}")


@pytest.mark.parametrize(
    "words",
    [
        "status = 'active' AND year > 2000",
        "NOT status = 'active'",
        "status IS NULL OR NOT year <= 2010",
        "NOT (status = 'active' AND year > 2000)",
        "name LIKE '%1_\\%'",
        "CASEI(name) LIKE CASEI('MASS 2%')",
        "CASEI(name) = CASEI('MASS 5%')",
        f"id IN ('{SYNTHETIC}3', '{SYNTHETIC}4') OR place LIKE '9902%'",
        "S_INTERSECTS(geometry, BBOX(104.2,30.2,104.9,31.1)) AND year BETWEEN 1995 AND 2015",
        "NOT S_INTERSECTS(geometry, BBOX(104.2,30.2,104.9,31.1))",
        "geometry IS NULL AND NOT FALSE",
        "place = place AND 1 < year AND zone IS NULL",
        "field IS NOT NULL",
    ],
)
def test_filters_mean_what_they_mean_for_all_features(client: FlaskClient, words: str) -> None:
    types = {**KINDS, "year": "integer"}
    asked = condition(words, CQL_TEXT, types, latitude_first=False)
    every = _every(client)
    meant = [one["id"] for one in every if truth(asked, one["properties"], one["geometry"])]
    assert [one["id"] for one in _every(client, filter=words)] == meant
    turned = words.replace("104.2,30.2,104.9,31.1", "30.2,104.2,31.1,104.9")
    other = {"filter": turned, "filter-crs": CGCS2000}
    assert [one["id"] for one in _every(client, **other)] == meant


def test_those_with_a_point_are_a_collection_of_their_own(client: FlaskClient) -> None:
    placed = [one for one in _every(client) if one["geometry"]]
    points = "/ogc/collections/registry.points/items"
    assert got(client, f"{points}?limit={SIZE}")["features"] == placed
    box = "104.2,30.2,104.9,31.1"
    near = [one for one in _every(client, bbox=box) if one["geometry"]]
    assert got(client, f"{points}?limit={SIZE}&bbox={box}")["features"] == near
    unplaced = next(one for one in _every(client) if not one["geometry"])
    assert got(client, f"{points}/{unplaced['id']}", 404)


def test_the_other_system_has_latitude_first(client: FlaskClient) -> None:
    plain, turned = _every(client), _every(client, crs=CGCS2000)
    assert corners(plain) == [(x, y) for y, x in corners(turned)]
    assert corners(plain)


@pytest.mark.parametrize("query", ["after=x", "after=-1", "offset=3", "filter=nothing%3D1"])
def test_what_cannot_be_met_is_refused(client: FlaskClient, query: str) -> None:
    assert got(client, f"{ITEMS}?{query}", 400)["description"]


def test_its_columns_can_be_asked_for(client: FlaskClient) -> None:
    columns = got(client, "/ogc/collections/registry/queryables")["properties"]
    first = got(client, f"{ITEMS}?limit=1")["features"][0]
    assert set(columns) - {"geometry"} == set(first["properties"])
    west, south, east, north = got(client, "/ogc/collections/registry")["extent"]["spatial"][
        "bbox"
    ][0]
    assert all(west <= x <= east and south <= y <= north for x, y in corners(_every(client)))
    api = got(client, "/ogc/api")["paths"]["/collections/registry/items"]["get"]["parameters"]
    names = {one["$ref"].rsplit("/", 1)[-1] for one in api}
    assert "after" in names
    assert "offset" not in names
