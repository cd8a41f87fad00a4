"""The door: whatever is sent to Dash's callbacks is answered with 4xx and words, never 500."""

from __future__ import annotations

import json
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from app.shell import ids

PATH = "/map/_dash-update-component"
OUTPUT = f"{ids.CARD}.children"
# What the card listens to, in the order of the callback.
READ = ("selected", "period", "shown", "n_selected")


def good(chosen: object) -> dict[str, Any]:
    """Return the body that the page sends for a chosen place: what the map has, by property."""
    known = chosen if isinstance(chosen, dict) else dict.fromkeys(READ, chosen)
    sent = [(name, known.get(name)) for name in READ]
    return {
        "output": OUTPUT,
        "outputs": {"id": ids.CARD, "property": "children"},
        "inputs": [{"id": ids.MAP, "property": name, "value": value} for name, value in sent],
        "changedPropIds": [f"{ids.MAP}.selected"],
    }


def test_good_body_is_answered(client: FlaskClient) -> None:
    answer = client.post(PATH, json=good({"selected": "990100", "shown": {"lang": "en"}}))
    assert answer.status_code == 200
    assert ids.CARD in answer.get_json()["response"]


BAD: list[Any] = [
    None,
    [],
    "text",
    3,
    {},
    {**good({}), "output": None},
    {**good({}), "output": 7},
    {**good({}), "output": "nothing.here"},
    {**good({}), "output": f"{ids.MAP}.selected"},
    {**good({}), "outputs": None},
    {**good({}), "outputs": []},
    {**good({}), "outputs": {"id": "other", "property": "children"}},
    {**good({}), "outputs": [{"id": ids.CARD, "property": "children"}]},
    {**good({}), "inputs": None},
    {**good({}), "inputs": []},
    {**good({}), "inputs": ["text"]},
    {**good({}), "inputs": [{"id": "other", "property": "data"}]},
    {**good({}), "inputs": [[{"id": ids.MAP, "property": "selected"}]]},
    {**good({}), "state": [{"id": "x", "property": "y"}]},
    {**good({}), "state": {}},
    {**good({}), "changedPropIds": None},
    {**good({}), "changedPropIds": [1]},
    {**good({}), "changedPropIds": "text"},
]


@pytest.mark.parametrize("body", BAD, ids=range(len(BAD)))
def test_malformed_body_is_refused_in_json(client: FlaskClient, body: object) -> None:
    answer = client.post(PATH, data=json.dumps(body), content_type="application/json")
    assert answer.status_code == 400
    assert answer.is_json
    assert "Traceback" not in answer.text


@pytest.mark.parametrize(
    ("data", "kind", "status"),
    [
        (b"", "application/json", 400),
        (b"{", "application/json", 400),
        (b"\xff\xfe", "application/json", 400),
        (b"{}", "text/plain", 415),
        (b"[" * 60_000, "application/json", 400),
        (b"x" * 100_000, "application/json", 413),
    ],
)
def test_unreadable_body_is_refused_in_json(
    client: FlaskClient, data: bytes, kind: str, status: int
) -> None:
    answer = client.post(PATH, data=data, content_type=kind)
    assert (answer.status_code, answer.is_json) == (status, True)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(JSON)
def test_any_chosen_thing_is_answered(client: FlaskClient, chosen: object) -> None:
    answer = client.post(PATH, data=json.dumps(good(chosen)), content_type="application/json")
    assert answer.status_code == 200


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(st.fixed_dictionaries({}, optional=dict.fromkeys(good({}), JSON)))
def test_any_body_is_answered_without_failing(client: FlaskClient, body: object) -> None:
    answer = client.post(PATH, data=json.dumps(body), content_type="application/json")
    assert answer.status_code in {200, 400}
