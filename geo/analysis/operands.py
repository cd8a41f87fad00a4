"""Sides: what is subtracted from what, and why two of them may not match."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from geo.analysis.ranks import UNLIKE
from geo.model.figures import Measure
from geo.model.indicators import SIGNED

if TYPE_CHECKING:
    from geo.store.catalogue import Catalogue

Way = Literal["minus", "percent", "rank"]
Mismatch = Literal[
    "same", "unlike", "rank", "periods", "units", "kinds", "denominators", "unstated"
]

WAYS: tuple[Way, ...] = ("minus", "percent", "rank")


def mismatch(catalogue: Catalogue, a: Measure, b: Measure, way: Way = "minus") -> Mismatch | None:
    """Return why B cannot be subtracted from A, or None if it can be."""
    indicator, other = catalogue.indicator(a.indicator_id), catalogue.indicator(b.indicator_id)
    two = indicator != other
    rules: dict[Mismatch, bool] = {
        "same": a == b,
        "unlike": bool({a.indicator_id, b.indicator_id} & set(UNLIKE)),
        "rank": way == "percent" and bool({indicator.kind, other.kind} & {"rank", *SIGNED}),
        "periods": two and a.period != b.period,
        "units": (indicator.unit_zh, indicator.unit_en) != (other.unit_zh, other.unit_en),
        "kinds": indicator.kind != other.kind,
        "denominators": (indicator.denominator, indicator.factor)
        != (other.denominator, other.factor),
        "unstated": two and indicator.kind == "ratio" and not indicator.denominator,
    }
    return next((rule for rule, broken in rules.items() if broken), None)


def said(catalogue: Catalogue, a: Measure, b: Measure, why: Mismatch) -> str:
    """Return why two sides do not match, and what would do."""
    indicator, other = catalogue.indicator(a.indicator_id), catalogue.indicator(b.indicator_id)
    units = f"{indicator.unit_en} and {other.unit_en}"
    reasons: dict[Mismatch, str] = {
        "same": "the same figures: choose another period or another indicator",
        "unlike": "not counted alike from place to place: no two of the figures may be subtracted",
        "rank": "ranks, rates of change or balances: they have no per cent, take the difference",
        "periods": "of two periods and two indicators: choose one period, or one indicator",
        "units": f"in {units}: choose two of one unit",
        "kinds": f"of the kinds {indicator.kind} and {other.kind}: choose two of one kind",
        "denominators": "divided by different things: choose two of one denominator",
        "unstated": "divided by what nobody states: choose one of them in two periods",
    }
    return f"{a.indicator_id} of {a.period} and {b.indicator_id} of {b.period} are {reasons[why]}"
