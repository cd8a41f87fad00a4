"""What fields were called before means the same, and leads to what they are called now."""

from __future__ import annotations

from urllib.parse import unquote

import pytest
from flask.testing import FlaskClient

from app.address.lenient import said
from app.address.query import LOOK
from app.index.atlas import Atlas
from app.pages.views import VIEWS

PAIR = "places=510100,510700&mode=difference&a=prefectures/gdp"
OLD = (
    ("/?indicator=gdp&lang=en", "/map?indicator=gdp&lang=en"),
    ("/?at=30.9,101.7,7.5", "/map?view=30.9,101.7,7.5"),
    ("/?layer=gap-base", "/map?layer=gap-base&indicator=hightech_revenue"),
    ("/map?at=30.9,101.7,7.5", "/map?view=30.9,101.7,7.5"),
    (f"/compare?{PAIR}&at=2021&bt=2020", f"/compare?{PAIR}&period_a=2021&period_b=2020"),
    ("/zones?date=2018-07&lang=en", "/zones?period=2018-07&lang=en"),
    ("/science-cities?version=2020&area=wcsc-1", "/science-cities?period=2020&place=wcsc-1"),
    ("/zones?look=main:30.6,104,8", "/zones?view=main:30.6,104,8"),
    ("/embed/zones?date=2020", "/embed/zones?period=2020"),
    ("/embedding?view=zones", "/embedding?page=zones"),
)


@pytest.mark.parametrize(("old", "new"), OLD)
def test_an_old_address_leads_to_the_new_one(client: FlaskClient, old: str, new: str) -> None:
    answer = client.get(old)
    assert (answer.status_code, unquote(answer.headers["Location"])) == (302, new)
    assert client.get(new).status_code == 200


def test_a_file_of_an_old_address_is_that_of_the_new_one(client: FlaskClient) -> None:
    files = [
        client.get(f"/compare/difference.csv?{PAIR}&{periods}")
        for periods in ("at=2021&bt=2020", "period_a=2021&period_b=2020", "")
    ]
    assert [one.status_code for one in files] == [200, 200, 200]
    assert files[0].data == files[1].data != files[2].data


def test_a_new_word_is_never_read_as_an_old_one(atlas: Atlas) -> None:
    for view in VIEWS:
        rows = (*view.fields(atlas.world), LOOK)
        names = {row.name for row in rows}
        assert not {row.was for row in rows if row.was} & names, view.name
        assert all(said([(row.was, "x")], rows) == {row.name: "x"} for row in rows if row.was)


def test_one_public_vocabulary(atlas: Atlas) -> None:
    names = {row.name for view in VIEWS for row in view.fields(atlas.world)}
    assert {"place", "places", "period", "period_a", "period_b", "indicator"} <= names
    assert not names & {"at", "bt", "date", "version", "area", "look"}
