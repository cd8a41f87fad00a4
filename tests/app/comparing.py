"""What tests of the view that compares read from its page and its files."""

from __future__ import annotations

import csv
import html
import io
import json
import re
from typing import Any
from urllib.parse import parse_qsl

from flask.testing import FlaskClient

from app.address.query import read
from app.index.atlas import Atlas
from app.jobs import comparison_pictures
from app.pages.compare import VIEW
from app.pages.compare.request import inquiry
from layers.documents.comparison.plan import Plan

OK, BAD, MISSING = 200, 400, 404
FOUR = ("510100", "510700", "510600", "511500")


def page(client: FlaskClient, query: str = "") -> str:
    """Return the page at a query."""
    answer = client.get(f"/compare?{query}", follow_redirects=True)
    assert answer.status_code == OK
    return answer.text


def part(text: str, name: str) -> str:
    """Return what one part of a page says, without its tags."""
    inside = text[text.index(f'data-part="{name}"') :]
    inside = re.split(r'<div class="part part-', inside)[0]
    inside = inside[inside.index(">") + 1 :].partition("</main>")[0]
    return re.sub(r"\s+", " ", html.unescape(re.sub(r"<[^>]+>", " ", inside)))


def maps(text: str) -> dict[str, dict[str, Any]]:
    """Return the maps that a page says it has."""
    found = re.search(r'data-maps="([^"]*)"', text)
    assert found
    specs: dict[str, dict[str, Any]] = json.loads(html.unescape(found[1]))
    return specs


def files(client: FlaskClient, name: str, query: str = "") -> list[dict[str, str]]:
    """Return the rows of a file of the view."""
    answer = client.get(f"/compare/{name}.csv?{query}")
    assert answer.status_code == OK
    return list(csv.DictReader(io.StringIO(answer.text.removeprefix("\ufeff"))))


def planned(atlas: Atlas, query: str) -> Plan:
    """Return the plan of the page at a query."""
    asked = read(dict(parse_qsl(query)), VIEW.fields(atlas.world))
    return comparison_pictures.plan(inquiry(atlas.world, asked))
