"""Hundreds of spellings of places, with what each means: none may be read as another."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Mapping
from functools import cache
from pathlib import Path

import pytest

from geo.own_table.matching import Matcher
from geo.own_table.place_index import PlaceIndex
from tests.catalogues import REAL, of

HERE = Path(__file__).parent
OUTCOMES = ("right", "asked", "missed", "wrong")
PAGES = [HERE.parent.parent / "docs" / name for name in ("own-table.md", "own-table.zh-CN.md")]


def outcome(row: Mapping[str, str], matcher: Matcher) -> str:
    """Return whether a spelling is read as a person expects, asked, missed, or read as another."""
    words, expected = row["words"], row["expected"]
    parents = [row["parent"]] if row["parent"] else []
    found = matcher.settled(matcher.match(words), words, parents=parents, level=row["among"])
    ids = [place.place_id for place in found.places]
    if expected in ("total", "part"):
        fits = found.role == expected
    elif expected == "refuse":
        fits = not ids and found.role != "total"
    elif expected.startswith("ask:"):
        fits = found.place is None and expected.removeprefix("ask:") in ids
    else:
        fits = found.place is not None and ids == [expected]
    if fits:
        return "right"
    if found.place is not None or (found.role == "total") != (expected == "total"):
        return "wrong"
    return "asked" if ids else "missed"


@cache
def outcomes() -> Mapping[str, Counter[str]]:
    """Return how the spellings of each kind are read."""
    matcher = Matcher(PlaceIndex(of(REAL)))
    found: dict[str, Counter[str]] = {}
    with (HERE / "spellings.csv").open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            found.setdefault(row["kind"], Counter())[outcome(row, matcher)] += 1
    return found


def test_no_spelling_is_read_as_another_place_and_few_are_missed() -> None:
    every = sum(outcomes().values(), Counter())
    assert every.total() >= 400
    assert every["wrong"] == 0
    assert every["missed"] <= every.total() * 0.05


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_the_pages_say_how_spellings_are_read(page: Path) -> None:
    said = page.read_text(encoding="utf-8")
    every = sum(outcomes().values(), Counter())
    for kind, counts in (*outcomes().items(), ("together", every)):
        cells = (kind, counts.total(), *(counts[one] for one in OUTCOMES))
        assert f"| {' | '.join(map(str, cells))} |" in said
