"""Places at one point share one mark; circles follow the period where the data give them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.runtime.conftest import Opens

pytestmark = pytest.mark.browser


def _together(sheets: dict[str, Any]) -> None:
    """Put the host-county zone and the point zone at one place."""
    items = {item["id"]: item for item in sheets["zones"]["items"]}
    items["z-point"]["at"] = items["z-host"]["at"]


def _circled(sheets: dict[str, Any]) -> None:
    """Give the first zone circles of the period: larger than its own."""
    frame = next(iter(sheets["zones"]["frames"].values()))
    items = sheets["zones"]["items"]
    frame["circles"] = [2 * item["circle_m"] if item.get("circle_m") else None for item in items]


def test_places_at_one_point_share_a_mark_that_counts_them(open_bench: Opens) -> None:
    apart = open_bench()
    apart.draw("zones")
    expect(apart.page.locator(".atlas-shared")).to_have_count(0)
    bench = open_bench(change=_together)
    bench.draw("zones")
    expect(bench.page.locator(".atlas-symbol")).to_have_count(3)
    expect(bench.page.locator(".atlas-shared")).to_have_text("2")
    lead = bench.place("z-host")
    expect(lead).to_have_attribute("aria-label", re.compile("2 处.*县内.*点状"))
    expect(bench.place("z-point")).to_have_count(0)


def test_either_of_a_shared_mark_can_be_selected(open_bench: Opens) -> None:
    bench = open_bench(change=_together)
    bench.draw("zones")
    bench.call("select", "z-point")
    expect(bench.page.locator(".atlas-mark.is-select")).to_have_count(1)


def test_a_circle_of_the_period_comes_before_that_of_the_place(open_bench: Opens) -> None:
    widths = []
    for change in (None, _circled):
        bench = open_bench(change=change)
        bench.draw("zones")
        box = bench.page.locator(".atlas-area-circle").bounding_box()
        assert box
        widths.append(box["width"])
    assert widths[1] == pytest.approx(2 * widths[0], rel=0.05)
