"""Filters of the GIS interface in CQL2: what they choose, and what is refused in words."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import urlencode

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.ogc.items_query import CGCS2000, CRS84
from tests.app.ogc_client import COUNTIES, ITEMS, Document, got, hrefs


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("value > 1", lambda row: row["value"] is not None and row["value"] > 1),
        ("NOT value > 1", lambda row: row["value"] is not None and row["value"] <= 1),
        ("value IS NULL", lambda row: row["value"] is None),
        ("value IS NOT NULL AND period <> '2020'", lambda row: row["value"] is not None
         and row["period"] != "2020"),
        ("place_id IN ('990100', '990300')", lambda row: row["place_id"] in ("990100", "990300")),
        ("value BETWEEN 0 AND 2", lambda row: row["value"] is not None and 0 <= row["value"] <= 2),
        ("place_id LIKE '99_2%'", lambda row: row["place_id"] == "990200"),
        ("place_id NOT LIKE '%2%'", lambda row: "2" not in row["place_id"]),
        ("CASEI(level) = CASEI('PREFECTURE')", lambda _row: True),
        ("2020 = 2020 AND place_id = place_id", lambda _row: True),
        ("FALSE OR value = 0", lambda row: row["value"] == 0),
        ("geometry IS NULL", lambda _row: False),
        ('{"op":"<=","args":[{"property":"value"},1]}',
         lambda row: row["value"] is not None and row["value"] <= 1),
    ],
)  # fmt: skip
def test_a_filter_chooses(
    client: FlaskClient, words: str, meant: Callable[[Document], bool]
) -> None:
    language = "cql2-json" if words.startswith("{") else "cql2-text"
    query = urlencode({"filter": words, "filter-lang": language, "limit": 1000})
    page = got(client, f"{ITEMS}?{query}")
    every = got(client, f"{ITEMS}?limit=1000")["features"]
    assert [one["id"] for one in page["features"]] == [
        one["id"] for one in every if meant(one["properties"])
    ]
    assert page["numberMatched"] == len(page["features"])


def test_a_filter_has_places_in_either_system(client: FlaskClient) -> None:
    box = {one["id"] for one in got(client, f"{COUNTIES}?bbox=104.1,30.1,104.2,30.2")["features"]}
    for shape, crs in (("104.1,30.1,104.2,30.2", CRS84), ("30.1,104.1,30.2,104.2", CGCS2000)):
        query = urlencode({"filter": f"S_INTERSECTS(geometry,BBOX({shape}))", "filter-crs": crs})
        assert {one["id"] for one in got(client, f"{COUNTIES}?{query}")["features"]} == box
    point = urlencode({"filter": "S_INTERSECTS(POINT(104.15 30.15), geometry)"})
    assert {one["id"] for one in got(client, f"{COUNTIES}?{point}")["features"]} <= box
    pages = hrefs(got(client, f"{COUNTIES}?filter=area_km2%20%3E%200&limit=3"), "next")
    assert "filter=area_km2" in pages[0]


HOSTILE = [
    "", "(", ")(", "value", "value >", "value = 'many'", "nothing = 1", "value > NULL",
    "foo(value) = 1", "value + 1 = 2", "is_latest > TRUE", "place_id LIKE 5",
    "place_id LIKE '" + "%a" * 60 + "'", "S_INTERSECTS(geometry, POINT EMPTY)",
    "S_INTERSECTS(geometry, BBOX(0,0,900,1))", "S_INTERSECTS(geometry, LINESTRING(0 0, 1 1))",
    "S_WITHIN(geometry, POINT(1 2))", "period > DATE('2020-01-01')", "CASEI(value) = CASEI('x')",
    "value = 1e999", "NOT " * 400 + "value = 1", "(" * 9 + "value = 1" + ")" * 9,
    "(" * 900 + "value = 1" + ")" * 900, "(" * 30 + "value = 1", "'" * 1799, "a" * 1801,
    "(" * 8 + "value = 1 AND " * 140 + ")" * 8, "value IN " + "(" * 9 + "1" + ")" * 9,
    "GEOMETRYCOLLECTION(" * 7 + ")" * 7, "value = 1; DROP TABLE figures", "中" * 500, "\x00",
]  # fmt: skip
HOSTILE_JSON = [
    "[", "null", "[]", "{}", "7", '{"op":"="}', '{"op":["="],"args":[1,1]}', "[" * 1799,
    '{"op":"not","args":[' * 95, '{"op":"not","args":[' * 80 + "true" + "]}" * 80,
    '{"op":"=","args":[{"property":"value"},NaN]}', '{"op":"=","args":[{"property":["x"]},1]}',
    '{"op":"=","args":[{"property":"value"},1' + "0" * 1000 + "]}", '{"op":"and","args":[true]}',
    '{"op":"s_intersects","args":[{"property":"geometry"},{"bbox":["a",0,1,1]}]}',
    '{"op":"s_intersects","args":[{"property":"geometry"},{"type":"Point","coordinates":[[],{}]}]}',
    '{"op":"in","args":[{"property":"value"},[]]}', '{"op":"like","args":["a",{"property":"x"}]}',
]  # fmt: skip


@pytest.mark.parametrize(
    ("language", "words"),
    [*(("cql2-text", one) for one in HOSTILE), *(("cql2-json", one) for one in HOSTILE_JSON)],
)
def test_hostile_filters_are_refused_in_words(
    client: FlaskClient, language: str, words: str
) -> None:
    query = urlencode({"filter": words, "filter-lang": language, "lang": "en"})
    assert got(client, f"{ITEMS}?{query}", 400)["description"]


# Brackets, words and signs as nobody writes them: an answer of 400 or 200, never another.
WORDS = (
    "value", "period", "geometry", "(", ")", "(", ")", "NOT", "AND", "OR", "=", "<", "<>", "IS",
    "NULL", "LIKE", "BETWEEN", "IN", "CASEI(", "1", "-2.5", "'x'", "''", ",", "POINT(1 2)", "TRUE",
    "BBOX(1,2,3,4)", "DATE('2020-01-01')", "+", "*", '"', "[", "]", "中", "\\",
)  # fmt: skip


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.lists(st.sampled_from(WORDS), max_size=40))
def test_no_filter_is_a_fault_of_ours(client: FlaskClient, words: list[str]) -> None:
    answer = client.get(f"{ITEMS}?{urlencode({'filter': ' '.join(words)})}")
    assert answer.status_code in (200, 400)
