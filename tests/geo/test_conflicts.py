"""Conflicts: which figure of a cell is shown, and what decided it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from geo.analysis.conflicts import Conflict, conflicts_of, every_conflict, shown_because
from geo.model.figures import Status, Value
from tests.catalogues import TOY, of

KNOWN = of(TOY)
FIGURE = Value("990100", "gdp", "2021", "", 1, "observed", ("toy-bulletin",), "1", "")


def figure(
    value: float, status: Status = "observed", source: str = "toy-bulletin", as_of: str = ""
) -> Value:
    return replace(FIGURE, value=value, status=status, source_ids=(source,), as_of=as_of)


@pytest.mark.parametrize(
    ("shown", "other", "why"),
    [
        (figure(1, source="toy-plan"), figure(2), "plan"),
        (figure(1), figure(2, "derived"), "stated"),
        (figure(1), figure(2, source="toy-press"), "grade"),
        (figure(1, as_of="2021-12"), figure(2), "date"),
        (figure(1), figure(2), "order"),
    ],
)
def test_what_decides_is_said(shown: Value, other: Value, why: str) -> None:
    whole = replace(KNOWN, values=(other, shown) if why != "order" else (shown, other))
    cell = whole.cell("990100", "gdp", "2021")
    assert cell == (shown, other)
    assert shown_because(whole, Conflict(shown, (other,))) == why


def test_figures_of_two_dates_do_not_disagree() -> None:
    assert list(conflicts_of([(figure(1, as_of="2021-06"), figure(2, as_of="2021-12"))])) == []
    assert list(conflicts_of([(figure(1), figure(1)), (figure(1),), ()])) == []


def test_every_conflict_of_the_data_is_found_once() -> None:
    [found] = every_conflict(KNOWN)
    assert (found.shown.value, [one.value for one in found.others]) == (1, [1.5])
