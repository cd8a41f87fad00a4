"""A client of the GIS interface: documents, their links, collections."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any
from urllib.parse import urlsplit

from flask.testing import FlaskClient

ITEMS = "/ogc/collections/prefectures.gdp/items"
COUNTIES = "/ogc/collections/boundaries.county/items"


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
