"""Every number of the plan that a view shows stands in the plan's text, and on the view.

``numbers/<view>.csv``: number, unit, clause, quote, address, shown. The quote stands in the text
of the plan (blanks aside) and holds the number; the page at the address shows the words.
"""

from __future__ import annotations

import csv
import html
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from app.factory import create_app
from app.pages.views import VIEWS
from app.settings.settings import Config
from tests.catalogues import REAL

FOLDER = Path(__file__).parent
OK = 200


def plan() -> str:
    """Return the text of the plan without its blanks and page breaks."""
    return _bare((FOLDER / "plan.txt").read_text(encoding="utf-8"))


def rows() -> list[dict[str, str]]:
    """Return every number that some view shows."""
    found: list[dict[str, str]] = []
    for path in sorted((FOLDER / "numbers").glob("*.csv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file)
    return found


@pytest.fixture(scope="module")
def client() -> Iterator[FlaskClient]:
    """Return a client of the real atlas."""
    with create_app(Config(data=REAL)).server.test_client() as client:
        yield client


def test_every_view_lists_its_numbers() -> None:
    listed = {path.stem for path in (FOLDER / "numbers").glob("*.csv")}
    assert listed == {view.name for view in VIEWS}


@pytest.mark.parametrize("row", rows(), ids=lambda row: f"{row['clause']} {row['number']}")
def test_a_number_stands_in_the_plan_and_on_the_page(
    client: FlaskClient, row: dict[str, str]
) -> None:
    quote = _bare(row["quote"])
    assert quote in plan(), f"the plan does not say {row['quote']!r}"
    assert _bare(row["number"]) in quote.replace(",", "")
    answer = client.get(row["address"])
    assert answer.status_code == OK
    assert _bare(row["shown"]) in _bare(_text(answer.text)), f"{row['address']}: {row['shown']}"


def _text(page: str) -> str:
    main = page[page.index("<main") : page.index("</main>")]
    return html.unescape(re.sub(r"<[^>]+>", " ", main))


def _bare(text: str) -> str:
    return re.sub(r"\s+", "", text)
