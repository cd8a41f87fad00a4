"""A client of the GIS interface: documents, their links, collections."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlencode, urlsplit

import shapely
from flask.testing import FlaskClient

ITEMS = "/ogc/collections/prefectures.gdp/items"
COUNTIES = "/ogc/collections/boundaries.county/items"
BOX = "100,20,110,40"
Document = dict[str, Any]


def got(client: FlaskClient, path: str, status: int = 200) -> Document:
    answer = client.get(path)
    assert answer.status_code == status, answer.get_data(as_text=True)
    document: Document = json.loads(answer.data)
    return document


def hrefs(document: Document, rel: str) -> list[str]:
    parts = (urlsplit(one["href"]) for one in document["links"] if one["rel"] == rel)
    return [f"{part.path}?{part.query}" for part in parts]


def collections(client: FlaskClient) -> Iterator[str]:
    for one in got(client, "/ogc/collections")["collections"]:
        yield f"/ogc/collections/{one['id']}"


def asked(client: FlaskClient, path: str, **query: str) -> Document:
    return got(client, f"{path}?{urlencode(query)}")


def corners(features: list[Document]) -> list[tuple[float, float]]:
    """Return every corner of features that have a geometry."""
    placed = [one["geometry"] for one in features if one["geometry"]]
    shapes = [shapely.from_geojson(json.dumps(geometry)) for geometry in placed]
    return [(x, y) for x, y in shapely.get_coordinates(shapes)]
