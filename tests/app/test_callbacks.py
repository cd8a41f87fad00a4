"""Callbacks of views: a place that is chosen on a map is answered with the page that shows it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from flask.testing import FlaskClient
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from werkzeug.test import TestResponse

from app.index.registry import PAGES

# The slots of the maps of a page, in their order, and the name of its view.
EXPLORED = {"/zones": ("zones", ("main",)), "/science-cities": ("cities", ("toy", "far"))}
LEAF = re.compile(r'<main id="leaf".*?</main>', re.DOTALL)


def chosen(
    client: FlaskClient, path: str, slot: str, place: object, address: object = ""
) -> TestResponse:
    """Return the answer to a place that is chosen on the map of a slot."""
    name, slots = EXPLORED[path]
    sent = [
        {"id": f"map-{one}", "property": what, "value": value if one == slot else None}
        for one in slots
        for what, value in (("selected", place), ("n_selected", 7))
    ]
    page = f"page-{name}"
    body = {
        "output": f"{page}.written",
        "outputs": {"id": page, "property": "written"},
        "inputs": sent,
        "state": [{"id": page, "property": "address", "value": address}],
        "changedPropIds": [f"map-{slot}.selected"],
    }
    return client.post(f"{path}/_dash-update-component", json=body)


def written(answer: TestResponse, path: str) -> dict[str, Any]:
    """Return what the page is given."""
    assert answer.status_code == 200, answer.text
    given: dict[str, Any] = answer.get_json()["response"][f"page-{EXPLORED[path][0]}"]["written"]
    return given


def leaf(page: str) -> str:
    """Return the main element of a page."""
    found = LEAF.search(page)
    assert found
    return found[0]


def test_every_page_with_dash_has_a_callback(client: FlaskClient) -> None:
    for page in PAGES:
        if page.dash:
            asked = client.get(f"/{page.own_prefix}_dash-dependencies").get_json()
            own = EXPLORED.get(page.path, ("", ()))[0] or "card"
            assert [one for one in asked if own in one["output"]], page.path


@pytest.mark.parametrize(
    ("path", "slot", "place", "address"),
    [
        ("/zones", "main", "htz-one", "?lang=en"),
        ("/zones", "main", None, "?place=990101&period=2021"),
        ("/science-cities", "toy", "toy-1", ""),
        ("/science-cities", "far", "far-1", "?lang=en"),
    ],
)
def test_the_answer_is_the_page_at_the_address_of_the_choice(
    client: FlaskClient, path: str, slot: str, place: str | None, address: str
) -> None:
    page = written(chosen(client, path, slot, place, address), path)
    assert page["choice"] == 7
    rest = re.sub(r"place=[\w-]+&?", "", address.removeprefix("?"))
    same = client.get(f"{path}?{rest}&place={place or ''}").text
    assert leaf(page["page"]) == leaf(same)
    first, second = (re.findall("<title>.*</title>", text) for text in (page["page"], same))
    assert first == second
    assert (
        re.findall('<html[^>]*data-lang="(..)"', page["page"] + same)
        == ["en" if "lang=en" in address else "zh"] * 2
    )


def test_a_place_that_nobody_knows_is_refused_in_words(client: FlaskClient) -> None:
    answer = chosen(client, "/zones", "main", "<b>nowhere</b>")
    assert answer.status_code == 400
    assert "<b>nowhere</b>" in answer.get_json()["error"]


JSON = st.none() | st.booleans() | st.integers() | st.text() | st.lists(st.text(), max_size=2)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None)
@given(place=JSON, address=JSON)
def test_whatever_is_chosen_is_answered(
    client: FlaskClient, place: object, address: object
) -> None:
    assert chosen(client, "/zones", "main", place, address).status_code in {200, 400}


def test_a_choice_on_another_map_is_no_choice(client: FlaskClient) -> None:
    body = {
        "output": "page-zones.written",
        "outputs": {"id": "page-zones", "property": "written"},
        "inputs": [{"id": "map-main", "property": name} for name in ("selected", "n_selected")],
        "state": [{"id": "page-zones", "property": "address"}],
        "changedPropIds": ["map-other.selected"],
    }
    assert client.post("/zones/_dash-update-component", json=body).status_code == 204
