"""Every file of every view: a row of a place says whether its map may be published."""

from __future__ import annotations

import csv
import io

import pytest
from flask.testing import FlaskClient

from app.pages.data.tables import TABLES as DATA
from app.pages.views import VIEWS
from geo.approval.state import Approval
from layers.approval_mark import stamp

OK = 200
TABLES = [(view.path, name) for view in VIEWS for name in view.tables]
# Tables of the data whose rows are of places.
OF_PLACES = {
    *("values", "targets", "zones", "zone_steps", "zone_towns", "cooperations"),
    *("science_city_areas", "platforms"),
}
# Tables of aims, and of published totals: no map, no places (docs/approval.md).
PLACELESS = {
    *(("/targets", "register"), ("/platforms", "totals")),
    *(("/data", name) for name in sorted({*DATA} - OF_PLACES)),
}
WORDS = stamp(Approval("missing"), "zh").words


@pytest.mark.parametrize(("path", "name"), TABLES, ids=lambda one: str(one).strip("/"))
def test_every_row_of_a_place_carries_the_words(client: FlaskClient, path: str, name: str) -> None:
    answer = client.get(f"{path}/{name}.csv")
    assert answer.status_code == OK
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert rows
    if (path, name) in PLACELESS:
        assert "map_approval" not in rows[0]
    else:
        assert {row["map_approval"] for row in rows} == {WORDS}


def test_a_difference_that_cannot_be_taken_carries_the_words_too(client: FlaskClient) -> None:
    answer = client.get("/compare/difference.csv?places=htz-luzhou,htz-yibin&way=rank")
    rows = list(csv.DictReader(io.StringIO(answer.data.decode("utf-8-sig"))))
    assert {row["map_approval"] for row in rows} == {WORDS}
