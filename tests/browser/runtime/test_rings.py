"""Rings: circles of metres on the ground, whatever the scale of the map."""

from __future__ import annotations

from math import cos, radians

import pytest
from playwright.sync_api import expect

from tests.browser.runtime.conftest import Bench

pytestmark = pytest.mark.browser
EQUATOR_M = 40_075_017
TILE_PX = 256
RINGS = "#map path.atlas-ring"


def draw(bench: Bench, *rings: tuple[float, float, float]) -> None:
    """Draw rings on the bare map."""
    bench.call("draw", {"theme": None, "overlays": [], "rings": rings})


def test_a_ring_has_its_metres(bench: Bench) -> None:
    draw(bench, (102, 31, 60_000))
    box = bench.page.locator(RINGS).bounding_box()
    assert box is not None
    pixel_m = EQUATOR_M * cos(radians(31)) / TILE_PX / 2 ** bench.call("camera")["zoom"]
    assert box["width"] * pixel_m == pytest.approx(120_000, rel=0.03)


def test_rings_come_and_go_and_take_no_pointer(bench: Bench) -> None:
    draw(bench, (102, 31, 20_000), (101, 31, 20_000))
    expect(bench.page.locator(RINGS)).to_have_count(2)
    expect(bench.page.locator(RINGS).first).not_to_have_class("leaflet-interactive")
    draw(bench)
    expect(bench.page.locator(RINGS)).to_have_count(0)
