"""The abstract tests of Part 1 of OGC API – Features, by number: a port of ours, no certificate.

They are annex A of 17-069r4. Each is held against every collection, where the executable suite of
the standard takes a few.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from urllib.parse import urlencode, urlsplit

import pytest
import shapely
from flask.testing import FlaskClient

from app.index.atlas import Atlas
from app.ogc.items_query import CRS84, LIMIT, MOST
from tests.app.ogc_client import BOX, Document, asked, collections, corners, got, hrefs

MOMENT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ")

Answers = dict[str, Document]


@pytest.fixture(scope="module")
def answers(atlas: Atlas) -> Answers:
    """Return the items of each collection as the suite asks for them, by their address."""
    client = atlas.server.test_client()
    queries: tuple[dict[str, str], ...] = (
        {},
        {"bbox": BOX},
        {"limit": "3"},
        {"datetime": "2020-06-30"},
    )
    return {
        f"{path}/items?{urlencode(query)}": asked(client, f"{path}/items", **query)
        for path in collections(client)
        for query in queries
    }


def _parameter(client: FlaskClient, path: str, name: str) -> Document:
    """Return the definition of a parameter of an operation."""
    api = got(client, "/ogc/api")
    listed = api["paths"][path.removeprefix("/ogc")]["get"]["parameters"]
    named = [api["components"]["parameters"][one["$ref"].rsplit("/", 1)[-1]] for one in listed]
    [found] = [one for one in named if one["name"] == name and one["in"] == "query"]
    return dict(found)


# Part 1: core.


def test_part_1_test_1_http(client: FlaskClient) -> None:
    answer = client.get("/ogc/")
    assert answer.status_code == 200
    assert client.head("/ogc/").data == b""
    assert client.post("/ogc/").status_code == 405
    assert client.get("/ogc/none").status_code == 404


def test_part_1_test_2_crs84(answers: Answers) -> None:
    for path, page in answers.items():
        for x, y in corners(page["features"]):
            assert -180 <= x <= 180, path
            assert -90 <= y <= 90, path
            assert x > y, "longitude first: the toy country lies east of 90 and south of 60"


def test_part_1_test_3_root_op(client: FlaskClient) -> None:
    for path in ("/ogc", "/ogc/"):
        assert client.get(path).status_code == 200


def test_part_1_test_4_root_success(client: FlaskClient) -> None:
    page = got(client, "/ogc/")
    rels = {one["rel"] for one in page["links"]}
    assert {"conformance", "data"} <= rels
    assert rels & {"service-desc", "service-doc"}


def test_part_1_test_5_api_definition_op(client: FlaskClient) -> None:
    page = got(client, "/ogc/")
    for rel, kind in (
        ("service-desc", "application/vnd.oai.openapi+json"),
        ("service-doc", "text/html"),
    ):
        [address] = hrefs(page, rel)
        assert client.get(address).mimetype == kind


def test_part_1_test_6_api_definition_success(client: FlaskClient) -> None:
    api = got(client, "/ogc/api")
    assert re.fullmatch(r"3\.0\.\d+", api["openapi"])
    assert api["info"]["title"]
    assert api["info"]["version"]
    for path, item in api["paths"].items():
        assert path.startswith("/")
        assert item["get"]["responses"]["200"]["description"]
        named = set(re.findall(r"{(\w+)}", path))
        listed = {one["$ref"].rsplit("/", 1)[-1] for one in item["get"]["parameters"]}
        assert named <= listed <= set(api["components"]["parameters"])


def test_part_1_test_7_conformance_op(client: FlaskClient) -> None:
    assert client.get("/ogc/conformance").status_code == 200


def test_part_1_test_8_conformance_success(client: FlaskClient) -> None:
    declared = got(client, "/ogc/conformance")["conformsTo"]
    assert len(set(declared)) == len(declared)
    assert all(one.startswith("http://www.opengis.net/spec/") for one in declared)
    assert "http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/core" in declared
    assert "http://www.opengis.net/spec/ogcapi-features-2/1.0/conf/crs" in declared


def test_part_1_test_9_fc_md_op(client: FlaskClient) -> None:
    [address] = hrefs(got(client, "/ogc/"), "data")
    assert client.get(address).status_code == 200


def test_part_1_test_10_fc_md_success(client: FlaskClient) -> None:
    page = got(client, "/ogc/collections")
    # Method 1: links to itself and to what it also is, each with its relation and its type.
    for rel in ("self", "alternate"):
        assert hrefs(page, rel)
    assert all(one["rel"] and one["type"] for one in page["links"])
    # Method 2: each collection leads to its items in every form.
    for one in page["collections"]:
        kinds = {link["type"] for link in one["links"] if link["rel"] == "items"}
        assert kinds == {"application/geo+json", "text/html"}
        assert all(link["type"] for link in one["links"])
    # Method 3: the reference systems begin with CRS84.
    assert page["crs"][0] == CRS84
    # Method 4: every collection of the definition is there, and no other.
    api = got(client, "/ogc/api")
    defined = {path.split("/")[2] for path in api["paths"] if path.startswith("/collections/")}
    assert {one["id"] for one in page["collections"]} == defined


def test_part_1_test_11_sfc_md_op(client: FlaskClient) -> None:
    for path in collections(client):
        assert client.get(path).status_code == 200


def test_part_1_test_12_sfc_md_success(client: FlaskClient) -> None:
    for one in got(client, "/ogc/collections")["collections"]:
        alone = got(client, f"/ogc/collections/{one['id']}")
        for key in ("id", "title", "extent", "itemType"):
            assert alone[key] == one[key]
        assert alone["extent"]["spatial"]["crs"] == CRS84
        assert hrefs(alone, "items") == hrefs(one, "items")


def test_part_1_test_13_fc_op(client: FlaskClient, answers: Answers) -> None:
    for path, page in answers.items():
        answer = client.get(path)
        assert answer.mimetype == "application/geo+json"
        assert page["type"] == "FeatureCollection"
        # Of the error conditions: a value that is none, a parameter that nobody knows.
        items = urlsplit(path).path
        assert client.get(f"{items}?limit=many").status_code == 400
        assert client.get(f"{items}?unknownQueryParameter=1").status_code == 400


def test_part_1_test_14_bbox_definition(client: FlaskClient) -> None:
    for path in collections(client):
        found = _parameter(client, f"{path}/items", "bbox")
        assert found["required"] is False
        assert (found["style"], found["explode"]) == ("form", False)
        assert found["schema"]["type"] == "array"
        sizes = [(one["minItems"], one["maxItems"]) for one in found["schema"]["oneOf"]]
        assert sizes == [(4, 4), (6, 6)]
        assert found["schema"]["items"] == {"type": "number"}


def test_part_1_test_15_bbox_response(client: FlaskClient) -> None:
    for path in collections(client):
        every = asked(client, f"{path}/items", limit="10000")["features"]
        for box in (BOX, "104.05,30.05,104.5,30.5", "104.05,30.05,-90,104.5,30.5,90", "0,0,1,1"):
            numbers = [float(word) for word in box.split(",")]
            half = len(numbers) // 2
            west, south, east, north = *numbers[:2], *numbers[half : half + 2]
            window = shapely.box(west, south, east, north)
            found = asked(client, f"{path}/items", limit="10000", bbox=box)["features"]
            meant = [
                one["id"]
                for one in every
                if one["geometry"] is None
                or shapely.from_geojson(json.dumps(one["geometry"])).intersects(window)
            ]
            assert [one["id"] for one in found] == meant


def test_part_1_test_16_limit_definition(client: FlaskClient) -> None:
    for path in collections(client):
        found = _parameter(client, f"{path}/items", "limit")
        assert (found["style"], found["explode"], found["required"]) == ("form", False, False)
        assert found["schema"] == {"type": "integer", "minimum": 1, "default": LIMIT}


def test_part_1_test_17_limit_response(client: FlaskClient) -> None:
    for path in collections(client):
        for limit in (1, 2, MOST, MOST + 1):
            page = asked(client, f"{path}/items", limit=str(limit))
            assert len(page["features"]) == min(limit, MOST, page["numberMatched"])
        assert client.get(f"{path}/items?limit=0").status_code == 400


def test_part_1_test_18_datetime_definition(client: FlaskClient) -> None:
    for path in collections(client):
        found = _parameter(client, f"{path}/items", "datetime")
        assert (found["style"], found["explode"], found["required"]) == ("form", False, False)
        assert found["schema"]["type"] == "string"


def test_part_1_test_19_datetime_response(client: FlaskClient) -> None:
    for path in collections(client):
        every = asked(client, f"{path}/items", limit="10000")["features"]
        for when, first, last in (
            ("2020-06-30", 2020, 2020),
            ("2020-06-30T12:00:00Z", 2020, 2020),
            ("2020-01-01T00:00:00Z/2020-12-31T23:59:59Z", 2020, 2020),
            ("2021-01-01/..", 2021, 9999),
            ("/2020-12-31", 0, 2020),
        ):
            found = asked(client, f"{path}/items", limit="10000", datetime=when)["features"]
            years = {one["id"]: str(one["properties"].get("period") or "")[:4] for one in every}
            meant = [one for one, year in years.items() if not year or first <= int(year) <= last]
            assert [one["id"] for one in found] == meant


def test_part_1_test_20_query_param_invalid(client: FlaskClient) -> None:
    for path in collections(client):
        for query in ("limit=-1", "bbox=1,2,3", "datetime=2020", "f=none", "crs=none"):
            assert client.get(f"{path}/items?{query}").status_code == 400


def test_part_1_test_21_query_param_unknown(client: FlaskClient) -> None:
    for path in ("/ogc/", "/ogc/api", "/ogc/conformance", "/ogc/collections"):
        assert client.get(f"{path}?unknownQueryParameter=1").status_code == 400
    for path in collections(client):
        for below in ("", "/queryables", "/items"):
            assert client.get(f"{path}{below}?unknownQueryParameter=1").status_code == 400


def test_part_1_test_22_fc_response(answers: Answers) -> None:
    for path, page in answers.items():
        assert page["type"] == "FeatureCollection", path
        for one in page["features"]:
            assert one["type"] == "Feature"
            assert {"id", "geometry", "properties"} <= set(one)


def test_part_1_test_23_fc_links(client: FlaskClient, answers: Answers) -> None:
    for path, page in answers.items():
        assert [one["type"] for one in page["links"] if one["rel"] == "self"] == [
            "application/geo+json"
        ]
        assert [one["type"] for one in page["links"] if one["rel"] == "alternate"] == ["text/html"]
        assert all(one["rel"] and one["type"] for one in page["links"]), path
        for rel in ("self", "alternate", "next"):
            for address in hrefs(page, rel):
                assert client.get(address).status_code == 200
        shown = len(page["features"])
        assert bool(hrefs(page, "next")) == (shown < page["numberMatched"])


def test_part_1_test_24_fc_time_stamp(answers: Answers) -> None:
    for page in answers.values():
        assert MOMENT.fullmatch(page["timeStamp"])
        assert datetime.fromisoformat(page["timeStamp"]) <= datetime.now(UTC)


def test_part_1_test_25_fc_number_matched(client: FlaskClient, answers: Answers) -> None:
    for path, page in answers.items():
        found, address = len(page["features"]), next(iter(hrefs(page, "next")), "")
        while address:
            more = got(client, address)
            found += len(more["features"])
            address = next(iter(hrefs(more, "next")), "")
        assert found == page["numberMatched"], path


def test_part_1_test_26_fc_number_returned(answers: Answers) -> None:
    for path, page in answers.items():
        assert page["numberReturned"] == len(page["features"]), path


def _features(client: FlaskClient) -> Iterator[tuple[str, Document]]:
    for path in collections(client):
        for one in asked(client, f"{path}/items", limit="2")["features"]:
            yield f"{path}/items/{one['id']}", one


def test_part_1_test_27_f_op(client: FlaskClient) -> None:
    for path, _ in _features(client):
        assert client.get(path).mimetype == "application/geo+json"


def test_part_1_test_28_f_success(client: FlaskClient) -> None:
    for path, one in _features(client):
        alone = got(client, path)
        assert {key: alone[key] for key in one} == one


def test_part_1_test_29_f_links(client: FlaskClient) -> None:
    for path, _ in _features(client):
        alone = got(client, path)
        for rel in ("self", "alternate", "collection"):
            [address] = hrefs(alone, rel)
            assert client.get(address).status_code == 200
        assert all(one["type"] for one in alone["links"])
