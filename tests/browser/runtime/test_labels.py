"""Names: they never overlap, the prefectures come first, and faded places have none."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import expect

from tests.browser.runtime.conftest import Bench

pytestmark = pytest.mark.browser
# The box of a name includes its halo; two halos may touch.
HALO = 3


@pytest.mark.parametrize("zoom", [7, 8, 9.5])
def test_names_never_overlap(bench: Bench, zoom: float) -> None:
    bench.draw("squares", "2020", over=["zones", "platforms"])
    bench.call("moveTo", {"lat": 31, "lng": 102, "zoom": zoom})
    names = bench.page.locator(".atlas-name")
    expect(names.nth(3)).to_be_attached()
    # All at one moment: names are placed again when their letters have come.
    boxes = names.evaluate_all("(all) => all.map((one) => one.getBoundingClientRect().toJSON())")
    assert len(boxes) >= 4
    for one, other in itertools.combinations(boxes, 2):
        apart = (
            one["right"] <= other["left"] + HALO
            or other["right"] <= one["left"] + HALO
            or one["bottom"] <= other["top"] + HALO
            or other["bottom"] <= one["top"] + HALO
        )
        assert apart, (one, other)


def test_counties_are_named_from_zoom_8(bench: Bench) -> None:
    bench.draw("squares", "2020", counties=True)
    counties = bench.page.locator(".atlas-name.is-county")
    bench.call("moveTo", {"lat": 31, "lng": 102, "zoom": 7.75})
    expect(counties).to_have_count(0)
    bench.call("moveTo", {"lat": 31, "lng": 102, "zoom": 8})
    assert counties.count() > 0


def test_names_can_be_switched_off_and_are_not_read_twice(bench: Bench) -> None:
    bench.draw("squares", "2020")
    expect(bench.page.locator(".atlas-labels")).to_have_attribute("aria-hidden", "true")
    expect(bench.page.locator(".atlas-name")).to_have_text(["甲", "乙", "丙", "丁"])
    bench.draw("squares", "2020", names=False)
    expect(bench.page.locator(".atlas-name")).to_have_count(0)


def test_zones_are_named_when_there_is_room(bench: Bench) -> None:
    bench.draw("zones", hidden=["0"])
    bench.call("moveTo", {"lat": 31, "lng": 102, "zoom": 8.5})
    names = bench.page.locator(".atlas-name.is-zone")
    expect(names.filter(has_text="县内")).to_have_count(1)
    expect(names.filter(has_text="圆形")).to_have_count(0)
