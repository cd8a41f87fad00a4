"""Briefs over HTTP: the same bytes as the command writes, and clear refusals."""

from __future__ import annotations

import pytest
from flask.testing import FlaskClient

from app.jobs.briefs import FORMS, KEPT, BriefJob
from tests.catalogues import TOY, of

ASKED = "/compare/brief"
PAIR = "990100,990200"


@pytest.mark.parametrize(
    ("form", "kind"), [("pdf", "application/pdf"), ("docx", FORMS["docx"]), ("html", "text/html")]
)
def test_a_brief_is_one_request(client: FlaskClient, form: str, kind: str) -> None:
    answer = client.get(f"{ASKED}.{form}?places={PAIR}&lang=en")
    assert answer.status_code == 200
    assert answer.mimetype == kind
    order = BriefJob(tuple(PAIR.split(",")), "en")
    assert answer.data == order.written(of(TOY), TOY, form=form)
    assert ("attachment" in answer.headers.get("Content-Disposition", "")) == (form in KEPT)


def test_a_place_has_a_brief_beside_its_nearest(client: FlaskClient) -> None:
    answer = client.get("/place/990100/brief.pdf?lang=en")
    assert answer.status_code == 302
    assert answer.location.startswith("/compare/brief.pdf?places=990100%2C")
    assert answer.location.endswith("&lang=en")
    # A county is not compared, and says so.
    assert client.get("/place/990101/brief.pdf").status_code == 404
    assert client.get("/place/nowhere/brief.pdf").status_code == 404


def test_groups_are_asked_for_by_their_words(client: FlaskClient) -> None:
    words = "region:north,own:两个:990100+990300"
    answer = client.get(f"{ASKED}.html", query_string={"places": words})
    assert answer.status_code == 200
    assert "两个" in answer.get_data(as_text=True)


@pytest.mark.parametrize(
    ("query", "code", "said"),
    [
        ("", 400, "places to compare"),
        ("places=990100", 400, "Only one is chosen"),
        ("places=990100,nowhere", 400, "nowhere"),
        ("places=990100,htz-one", 400, "left out: One High-Tech Zone"),
        (f"places={PAIR}&year=1999", 400, "1999"),
        (f"places={PAIR}&indicator=nothing", 400, "nothing"),
    ],
)
def test_what_cannot_be_compared_is_said(
    client: FlaskClient, query: str, code: int, said: str
) -> None:
    lang = f"lang=en&{query}" if query else "lang=en"
    answer = client.get(f"{ASKED}.pdf?{lang}")
    assert answer.status_code == code
    assert said in answer.get_data(as_text=True)


def test_other_words_are_refused(client: FlaskClient) -> None:
    assert client.get(f"{ASKED}.odt?places={PAIR}").status_code == 404
    assert client.get(f"{ASKED}.pdf?places={PAIR}&lang=fr").status_code == 400
