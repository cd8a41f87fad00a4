"""OGC API – Features: what is answered, what is refused, and what programs of a GIS read of it.

The abstract tests of the standard are in test_ogc_abstract.py and test_ogc_abstract_crs.py.
"""

from __future__ import annotations

import json

import pyogrio
import pytest
import shapely
from flask.testing import FlaskClient
from hypothesis import given
from hypothesis import strategies as st
from owslib.ogcapi.features import Features

from app.ogc.items_query import CGCS2000, CRS84, SYSTEMS
from app.ogc.rectangles import meets
from tests.app.ogc_client import COUNTIES, ITEMS, collections, got, hrefs
from tools.serving import Served

# A.2.1 to A.2.5: landing page, definition, conformance.


def test_the_landing_page_leads_everywhere(client: FlaskClient) -> None:
    page = got(client, "/ogc/")
    for rel, kind in (
        ("self", "application/json"),
        ("alternate", "text/html"),
        ("service-desc", "application/vnd.oai.openapi+json"),
        ("service-doc", "text/html"),
        ("conformance", "application/json"),
        ("data", "application/json"),
    ):
        [address] = hrefs(page, rel)
        answer = client.get(address)
        assert answer.status_code == 200, rel
        assert answer.mimetype == kind, rel


def test_nothing_is_declared_that_is_not_there(client: FlaskClient) -> None:
    declared = got(client, "/ogc/conformance")["conformsTo"]
    assert {"core", "oas30", "html", "geojson", "crs"} <= {one.rsplit("/")[-1] for one in declared}
    assert not [one for one in declared if "create" in one or "temporal" in one]


def test_every_path_of_the_definition_answers(client: FlaskClient) -> None:
    api = got(client, "/ogc/api")
    assert api["openapi"].startswith("3.0")
    named = api["components"]["parameters"]
    for path, item in api["paths"].items():
        for one in item["get"]["parameters"]:
            assert one["$ref"].rsplit("/", 1)[-1] in named
        if "{" not in path:
            assert client.get(f"/ogc{path}").status_code == 200, path
    shown = api["paths"]["/collections/prefectures.gdp/items"]["get"]["parameters"]
    assert {"bbox", "datetime", "limit"} <= {one["$ref"].rsplit("/", 1)[-1] for one in shown}


# A.2.6 and A.2.7: collections.


def test_every_collection_is_what_its_own_document_says(client: FlaskClient) -> None:
    listed = got(client, "/ogc/collections")["collections"]
    for one in listed:
        alone = got(client, f"/ogc/collections/{one['id']}")
        assert {k: alone[k] for k in ("id", "title", "extent")} == {
            k: one[k] for k in ("id", "title", "extent")
        }
        for document in (one, alone):
            kinds = {link["type"] for link in document["links"] if link["rel"] == "items"}
            assert kinds == {"application/geo+json", "text/html"}


def test_every_collection_has_features_in_its_extent(client: FlaskClient) -> None:
    for path in collections(client):
        west, south, east, north = got(client, path)["extent"]["spatial"]["bbox"][0]
        page = got(client, f"{path}/items?limit=10000")
        assert page["numberReturned"] == page["numberMatched"] == len(page["features"]) > 0
        placed = [one["geometry"] for one in page["features"] if one["geometry"]]
        for geometry in placed:
            low_x, low_y, high_x, high_y = shapely.from_geojson(json.dumps(geometry)).bounds
            assert west <= low_x <= high_x <= east
            assert south <= low_y <= high_y <= north


# A.2.8: parameters of items.


def test_pages_are_all_features_once(client: FlaskClient) -> None:
    whole = [one["id"] for one in got(client, f"{ITEMS}?limit=10000")["features"]]
    found, address = [], f"{ITEMS}?limit=3&lang=en"
    while address:
        page = got(client, address)
        assert page["numberMatched"] == len(whole)
        assert page["numberReturned"] == len(page["features"]) <= 3
        found += [one["id"] for one in page["features"]]
        address = next(iter(hrefs(page, "next")), "")
    assert found == whole
    assert len(set(whole)) == len(whole)


@pytest.mark.parametrize(
    ("query", "ids"),
    [
        ("datetime=2020-06-30", {"2020"}),
        ("datetime=2020-01-01T00:00:00Z/..", {"2020", "2021"}),
        ("datetime=/2020-12-31", {"2020"}),
        ("datetime=2022-01-01/2023-01-01", set()),
        ("period=2021", {"2021"}),
        ("value=0", {"2021"}),
        ("place_id=990100&period=2020", {"2020"}),
    ],
)
def test_time_and_values_choose(client: FlaskClient, query: str, ids: set[str]) -> None:
    features = got(client, f"{ITEMS}?{query}")["features"]
    assert {one["properties"]["period"] for one in features} == ids


def test_what_has_no_time_or_no_place_meets_all(client: FlaskClient) -> None:
    every = got(client, COUNTIES)["numberMatched"]
    assert got(client, f"{COUNTIES}?datetime=1900-01-01")["numberMatched"] == every
    platforms = got(client, "/ogc/collections/platforms-type/items?bbox=0,0,1,1")["features"]
    assert all(one["geometry"] is None for one in platforms)


def test_a_rectangle_is_exact(client: FlaskClient) -> None:
    features = got(client, f"{COUNTIES}?limit=1000")["features"]
    shapes = {one["id"]: shapely.from_geojson(json.dumps(one["geometry"])) for one in features}
    west, south, east, north = shapely.total_bounds(list(shapes.values()))
    for at in range(12):
        x, y = west + (east - west) * at / 11, south + (north - south) * (at * 5 % 12) / 11
        box = (x - 0.3, y - 0.3, x + 0.3, y + 0.3)
        found = got(client, f"{COUNTIES}?bbox={','.join(map(str, box))}")["features"]
        meant = {name for name, shape in shapes.items() if shape.intersects(shapely.box(*box))}
        assert {one["id"] for one in found} == meant


@given(
    st.lists(st.tuples(st.integers(-4, 4), st.integers(-4, 4)), min_size=3, max_size=6),
    st.tuples(*[st.integers(-5, 5)] * 4),
)
def test_rectangles_and_polygons_meet_as_shapely_says(
    corners: list[tuple[int, int]], box: tuple[int, int, int, int]
) -> None:
    ring = [*corners, corners[0]]
    shape = shapely.Polygon(ring)
    if not shape.is_valid:
        return
    west, east = sorted((box[0], box[2]))
    south, north = sorted((box[1], box[3]))
    geometry = {"type": "Polygon", "coordinates": [ring]}
    assert meets(geometry, (west, south, east, north)) == shape.intersects(
        shapely.box(west, south, east, north)
        if west < east and south < north
        else shapely.LineString([(west, south), (east, north)])
        if (west, south) != (east, north)
        else shapely.Point(west, south)
    )


@pytest.mark.parametrize(
    "query",
    [
        "nonsense=1",
        "limit=0",
        "limit=x",
        "limit=-1",
        "limit=10&limit=20",
        "offset=-1",
        "bbox=1,2,3",
        "bbox=1,2,x,4",
        "bbox=1,5,2,4",
        "bbox=nan,0,1,1",
        "bbox=0,0,900,1",
        "bbox-crs=EPSG:4326&bbox=1,2,3,4",
        "crs=http://www.opengis.net/def/crs/EPSG/0/3857",
        "datetime=yesterday",
        "datetime=2020-13-01",
        "datetime=../..",
        "datetime=2021-01-01/2020-01-01",
        "datetime=2020-01-01/2020-02-01/2020-03-01",
        "value=many",
        "is_latest=perhaps",
        "f=xml",
        "lang=tlh",
    ],
)
def test_what_cannot_be_met_is_refused_with_what_would_be_right(
    client: FlaskClient, query: str
) -> None:
    problem = got(client, f"{ITEMS}?{query}", 400)
    assert problem["code"] == "InvalidParameterValue"
    assert problem["description"]


@pytest.mark.parametrize("path", ["", "/conformance", "/api", "/collections"])
def test_documents_know_their_parameters(client: FlaskClient, path: str) -> None:
    assert client.get(f"/ogc{path}?limit=1").status_code == 400


@pytest.mark.parametrize("path", ["/collections/none", "/collections/none/items", f"{ITEMS[4:]}/x"])
def test_what_is_not_there_is_not_found(client: FlaskClient, path: str) -> None:
    assert got(client, f"/ogc{path}", 404)["code"] == "NotFound"


# A.2.9: a feature.


def test_a_feature_alone_is_the_one_of_the_collection(client: FlaskClient) -> None:
    for one in got(client, ITEMS)["features"]:
        alone = got(client, f"{ITEMS}/{one['id']}")
        assert {key: alone[key] for key in one} == one
        assert hrefs(alone, "collection")


def test_every_figure_carries_its_source_and_a_blank_is_null(client: FlaskClient) -> None:
    page = got(client, f"{ITEMS}?limit=1000")
    known = {source["source_id"] for source in page["sources"]}
    rows = [one["properties"] for one in page["features"]]
    assert any(row["value"] is None for row in rows)
    for row in rows:
        assert (row["value"] is None) == (row["source_ids"] is None)
        assert set((row["source_ids"] or "").split("; ")) <= known | {""}


# Part 2: reference systems.


def test_the_other_system_has_latitude_first(client: FlaskClient) -> None:
    plain = client.get(COUNTIES)
    turned = client.get(f"{COUNTIES}?crs={CGCS2000}")
    assert plain.headers["Content-Crs"] == f"<{CRS84}>"
    assert turned.headers["Content-Crs"] == f"<{CGCS2000}>"
    pairs = zip(*(json.loads(one.data)["features"] for one in (plain, turned)), strict=True)
    for a, b in pairs:
        x, y = shapely.get_coordinates(shapely.from_geojson(json.dumps(a["geometry"]))).T
        lat, lon = shapely.get_coordinates(shapely.from_geojson(json.dumps(b["geometry"]))).T
        assert (x == lon).all()
        assert (y == lat).all()


def test_a_rectangle_may_be_in_the_other_system(client: FlaskClient) -> None:
    one = got(client, f"{COUNTIES}?bbox=104.5,30.5,105.5,31.5")["features"]
    other = got(client, f"{COUNTIES}?bbox=30.5,104.5,31.5,105.5&bbox-crs={CGCS2000}")["features"]
    assert one == other
    tall = got(client, f"{COUNTIES}?bbox=104.5,30.5,0,105.5,31.5,9000")["features"]
    assert tall == one


def test_a_rectangle_over_the_date_line_is_two(client: FlaskClient) -> None:
    assert got(client, f"{COUNTIES}?bbox=170,-10,-170,10")["numberMatched"] == 0
    assert got(client, f"{COUNTIES}?bbox=100,-90,-170,90")["numberMatched"] == 8


def test_every_collection_names_its_systems(client: FlaskClient) -> None:
    for path in collections(client):
        assert tuple(got(client, path)["crs"]) == SYSTEMS


# Part 3: what can be asked for.


def test_queryables_are_the_columns(client: FlaskClient) -> None:
    for path in collections(client):
        columns = got(client, f"{path}/queryables")["properties"]
        [first] = got(client, f"{path}/items?limit=1")["features"]
        assert set(columns) - {"geometry"} == set(first["properties"])


# Pages.


def test_a_browser_gets_pages(client: FlaskClient) -> None:
    for path in ("", "/conformance", "/api", "/collections", ITEMS[4:], f"{ITEMS[4:]}/990100.2020"):
        answer = client.get(f"/ogc{path}", headers={"Accept": "text/html,*/*;q=0.8"})
        assert answer.mimetype == "text/html", path
        assert 'class="error-page api-page"' in answer.get_data(as_text=True)


def test_pages_of_pages_stay_pages(client: FlaskClient) -> None:
    text = client.get(f"{ITEMS}?f=html&limit=3").get_data(as_text=True)
    assert "offset=3" in text
    assert "f=html&amp;limit=3&amp;offset=3" in text


def test_words_of_an_address_are_no_html(client: FlaskClient) -> None:
    text = client.get(f"{ITEMS}?f=html&limit=1&name_zh=%3Cscript%3E").get_data(as_text=True)
    assert "<script" not in text
    refused = client.get(f"{ITEMS}?f=html&%3Cscript%3E=1")
    assert refused.mimetype == "application/json"


@pytest.fixture
def served(toy_server: Served, monkeypatch: pytest.MonkeyPatch) -> str:
    """Return the address of a server; clients would ask a proxy of the machine for it."""
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    return f"{toy_server.url}/ogc"


@pytest.mark.slow
def test_gdal_reads_all_of_it(served: str) -> None:
    source = f"OAPIF:{served}"
    names = [str(name) for name, _ in pyogrio.list_layers(source)]
    assert "boundaries.county" in names
    counties = pyogrio.read_dataframe(source, layer="boundaries.county")
    assert len(counties) == 8
    west, south, *_ = counties.total_bounds
    assert west > south > 0
    near = pyogrio.read_dataframe(
        source, layer="boundaries.county", bbox=(104.1, 30.1, 104.2, 30.2)
    )
    assert 0 < len(near) < 8
    gdp = pyogrio.read_dataframe(source, layer="prefectures.gdp", where="place_id = '990100'")
    assert set(gdp["period"]) == {"2020", "2021"}
    high = pyogrio.read_dataframe(source, layer="prefectures.gdp", where="value >= 2")
    assert min(high["value"]) >= 2


@pytest.mark.slow
def test_owslib_reads_all_of_it(served: str) -> None:
    features = Features(f"{served}/")
    assert features.links
    assert features.api()["openapi"].startswith("3.0")
    assert any(one.endswith("/filter") for one in features.conformance()["conformsTo"])
    names = features.feature_collections()
    assert {"boundaries.county", "prefectures.gdp"} <= set(names)
    for name in names:
        about = features.collection(name)
        columns = features.collection_queryables(name)["properties"]
        found, shown = [], 3
        page = features.collection_items(name, limit=shown)
        while page["features"]:
            found += page["features"]
            page = features.collection_items(name, limit=shown, offset=len(found))
        assert about["id"] == name
        assert len(found) == page["numberMatched"] > 0
        assert set(found[0]["properties"]) == set(columns) - {"geometry"}
        alone = features.collection_item(name, found[-1]["id"])
        assert alone["properties"] == found[-1]["properties"]
    west = features.collection_items("boundaries.county", bbox=["104.1", "30.1", "104.2", "30.2"])
    assert 0 < west["numberMatched"] < 8
    high = features.collection_items("prefectures.gdp", filter="value >= 2")
    assert min(one["properties"]["value"] for one in high["features"]) >= 2
