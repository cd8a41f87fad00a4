"""Points: gathered where they crowd, and each dot says how exact it is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.runtime.conftest import Bench

pytestmark = pytest.mark.browser


def test_exactness_is_seen_in_the_dot(bench: Bench) -> None:
    bench.draw("platforms")
    dots = [bench.place(f"p{at}").locator("svg").inner_html() for at in range(4)]
    assert len(set(dots)) == 4
    expect(bench.place("p3").locator("[stroke-dasharray]")).to_have_count(1)
    kinds = bench.page.locator("#legend .atlas-legend-kinds li")
    expect(kinds).to_have_text(["院校门址 7", "乡镇代表点 1", "县政府驻地 1", "仅到市政府驻地 1"])


def test_near_points_gather_and_enter_opens_them(bench: Bench) -> None:
    bench.draw("platforms")
    ring = bench.page.locator(".atlas-cluster")
    expect(ring).to_have_count(1)
    expect(ring).to_have_text("6")
    expect(ring).to_have_attribute("aria-label", "6 处聚在一起，按 Enter 展开")
    ring.focus()
    bench.page.keyboard.press("Enter")
    expect(bench.place("p4")).to_be_visible()


def test_points_without_a_location_are_counted(bench: Bench) -> None:
    bench.draw("platforms")
    expect(bench.place("p10")).to_have_count(0)
    expect(bench.page.locator("#legend .atlas-legend-missing")).to_have_text("未能落图：1 项")
    expect(bench.page.locator("#table tr[data-place='p10']")).to_have_count(1)


def test_a_hidden_class_leaves_the_count_of_a_ring(bench: Bench) -> None:
    bench.draw("platforms", hidden=["0"])
    expect(bench.page.locator(".atlas-cluster .is-faded")).to_have_count(1)
    expect(bench.place("p1").locator("[fill='#cc6677']")).to_have_count(1)


def test_a_dot_can_be_selected(bench: Bench) -> None:
    bench.draw("platforms")
    bench.place("p1").locator(".atlas-reach").click()
    assert bench.heard("select") == [["p1", "platform"]]
