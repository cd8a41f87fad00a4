"""The abstract tests of Part 2 of OGC API – Features, by number, and what both parts stand for.

They are annex A of 18-058r1: reference systems. EXECUTABLE says which methods of the executable
suite of the standard each abstract test of both parts stands for.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlencode

from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from app.ogc.items_query import CGCS2000, CRS84
from tests.app.ogc_client import BOX, Document, asked, collections, corners, got

# By part and number of an abstract test: the classes of the executable suite whose methods name it,
# with how many methods there are. Together they are all of its 80.
EXECUTABLE: dict[tuple[int, int], dict[str, int]] = {
    (1, 1): {"GeneralHttp": 1},
    (1, 2): {"Features": 1, "FeaturesBBox": 1, "FeaturesLimit": 1, "FeaturesTime": 1},
    (1, 3): {"LandingPage": 1},
    (1, 4): {"LandingPage": 1},
    (1, 5): {"ApiDefinition": 1},
    (1, 6): {"ApiDefinition": 1},
    (1, 7): {"Conformance": 1},
    (1, 8): {"CrsRequirementClassPrecondition": 1},  # and one method with 7
    (1, 9): {"FeatureCollections": 1},
    (1, 10): {"FeatureCollections": 4},
    (1, 11): {"FeatureCollection": 1},
    (1, 12): {"FeatureCollection": 1},
    (1, 13): {
        "Features": 1, "FeaturesBBox": 1, "FeaturesLimit": 1, "FeaturesTime": 1,
    },
    (1, 14): {"FeaturesBBox": 1},
    (1, 15): {"FeaturesBBox": 1},
    (1, 16): {"FeaturesLimit": 1},
    (1, 17): {"FeaturesLimit": 1},
    (1, 18): {"FeaturesTime": 1},
    (1, 19): {"FeaturesTime": 1},
    (1, 20): {"FeaturesErrorConditions": 1},
    (1, 21): {"FeaturesErrorConditions": 1},
    (1, 22): {"Features": 2, "FeaturesBBox": 2, "FeaturesLimit": 2, "FeaturesTime": 2},
    (1, 23): {"Features": 1, "FeaturesBBox": 1, "FeaturesLimit": 1, "FeaturesTime": 1},
    (1, 24): {"Features": 1, "FeaturesBBox": 1, "FeaturesLimit": 1, "FeaturesTime": 1},
    (1, 25): {"Features": 1, "FeaturesBBox": 1, "FeaturesLimit": 1, "FeaturesTime": 1},
    (1, 26): {"Features": 1, "FeaturesBBox": 1, "FeaturesLimit": 1, "FeaturesTime": 1},
    (1, 27): {"Feature": 1},
    (1, 28): {"Feature": 1},
    (1, 29): {},  # one method with 28
    (2, 1): {"DiscoveryCollectionCrsUri": 2, "DiscoveryCollectionsCrsUri": 4},
    (2, 2): {"DiscoveryCollectionDefaultCrs": 1, "DiscoveryCollectionsDefaultCrs": 1},
    (2, 3): {"DiscoveryCollectionStorageCrs": 1, "DiscoveryCollectionsStorageCrs": 1},
    (2, 4): {"FeatureCrsParameter": 1, "FeaturesCrsParameter": 1},
    (2, 5): {"FeatureCrsParameterInvalid": 1, "FeaturesCrsParameterInvalid": 1},
    (2, 6): {"FeatureCrsParameterDefault": 1, "FeaturesCrsParameterDefault": 1},
    (2, 7): {"FeatureCrsParameterTransform": 2, "FeaturesCrsParameterTransform": 2},
    (2, 8): {"BBoxCrsParameter": 2},
    (2, 9): {"BBoxCrsParameterInvalid": 1},
    (2, 10): {"BBoxCrsParameterDefault": 1},
}  # fmt: skip
METHODS = 80
# The forms that a reference system has in an address of the standard.
SYSTEM = re.compile(r"http://www\.opengis\.net/def/crs/\w+/[\d.]+/\w+")
PORTED = re.compile(r"^def test_part_(\d)_test_(\d+)_", re.MULTILINE)


def test_every_abstract_test_is_ported() -> None:
    here = Path(__file__)
    names = ("test_ogc_abstract.py", here.name)
    texts = [here.with_name(name).read_text("utf-8") for name in names]
    ported = [(int(part), int(test)) for text in texts for part, test in PORTED.findall(text)]
    assert ported == list(EXECUTABLE)
    assert sum(sum(methods.values()) for methods in EXECUTABLE.values()) == METHODS


def _described(client: FlaskClient) -> Iterator[tuple[str, Document]]:
    """Yield each collection by itself and in the list, where "#/crs" stands for the list's own."""
    listed = got(client, "/ogc/collections")
    for one in listed["collections"]:
        path = f"/ogc/collections/{one['id']}"
        systems = [
            word for name in one["crs"] for word in (listed["crs"] if name == "#/crs" else [name])
        ]
        yield path, {**one, "crs": systems}
        yield path, got(client, path)


def test_part_2_test_1_crs_uri(client: FlaskClient) -> None:
    for _, one in _described(client):
        assert all(SYSTEM.fullmatch(word) for word in (*one["crs"], one["storageCrs"]))


def test_part_2_test_2_default_crs(client: FlaskClient) -> None:
    for _, one in _described(client):
        assert one["crs"][0] == CRS84


def test_part_2_test_3_storage_crs(client: FlaskClient) -> None:
    for _, one in _described(client):
        assert one["storageCrs"] in one["crs"]


def _both(client: FlaskClient, **query: str) -> Iterator[tuple[str, TestResponse]]:
    """Yield the items of each collection and its first feature, asked with a query."""
    for path in collections(client):
        items = f"{path}/items"
        [first, *_] = got(client, items)["features"]
        for address in (items, f"{items}/{first['id']}"):
            yield address, client.get(f"{address}?{urlencode(query)}")


def test_part_2_test_4_crs_parameter(client: FlaskClient) -> None:
    for crs in (CRS84, CGCS2000):
        for _, answer in _both(client, crs=crs):
            assert answer.status_code == 200
            assert answer.headers["Content-Crs"] == f"<{crs}>"


def test_part_2_test_5_crs_parameter_invalid(client: FlaskClient) -> None:
    for _, answer in _both(client, crs=f"{CRS84}x"):
        assert answer.status_code == 400


def test_part_2_test_6_crs_parameter_default(client: FlaskClient) -> None:
    for _, answer in _both(client):
        assert answer.headers["Content-Crs"] == f"<{CRS84}>"


def test_part_2_test_7_crs_parameter_transform(client: FlaskClient) -> None:
    for address, turned in _both(client, crs=CGCS2000):
        plain, other = got(client, address), json.loads(turned.data)
        for a, b in zip(
            plain.get("features", [plain]), other.get("features", [other]), strict=True
        ):
            assert corners([a]) == [(x, y) for y, x in corners([b])]


def test_part_2_test_8_bbox_crs_parameter(client: FlaskClient) -> None:
    west, south, east, north = BOX.split(",")
    turned = f"{south},{west},{north},{east}"
    for path in collections(client):
        plain = asked(client, f"{path}/items", bbox=BOX)["features"]
        for box, crs in ((BOX, CRS84), (turned, CGCS2000)):
            found = asked(client, f"{path}/items", **{"bbox": box, "bbox-crs": crs})
            assert found["features"] == plain


def test_part_2_test_9_bbox_crs_parameter_invalid(client: FlaskClient) -> None:
    for _, answer in _both(client, **{"bbox": BOX, "bbox-crs": f"{CRS84}x"}):
        assert answer.status_code == 400


def test_part_2_test_10_bbox_crs_parameter_default(client: FlaskClient) -> None:
    for path in collections(client):
        plain = asked(client, f"{path}/items", bbox=BOX)["features"]
        named = asked(client, f"{path}/items", **{"bbox": BOX, "bbox-crs": CRS84})["features"]
        assert plain == named
