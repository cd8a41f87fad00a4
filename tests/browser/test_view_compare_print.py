"""Printing a comparison: its maps show on paper what they show on screen."""

from __future__ import annotations

import pytest
from playwright.sync_api import Page, expect

from tests.browser.walk import walker
from tools.serving import Served

pytestmark = pytest.mark.browser
visit = walker("/compare")
FOUR = ("510100", "510700", "510600", "511500")
# A4 less the margins a browser leaves, in px of CSS.
PAPER = 718


def test_maps_stand_two_in_a_row_on_paper_with_their_places(page: Page, server: Served) -> None:
    visit(page, server)
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    page.set_viewport_size({"width": PAPER, "height": 1000})
    frames = []
    for subject in FOUR:
        host = page.locator(f'.cmp-map[data-subject="{subject}"] .map-slot')
        frame = host.bounding_box()
        shape = host.locator(f'[data-place="{subject}"]').first.bounding_box()
        assert frame
        assert shape
        assert frame["x"] >= 0
        assert frame["x"] + frame["width"] <= PAPER
        assert frame["x"] <= shape["x"]
        assert frame["y"] <= shape["y"]
        assert shape["x"] + shape["width"] <= frame["x"] + frame["width"]
        assert shape["y"] + shape["height"] <= frame["y"] + frame["height"]
        frames.append(frame)
    tops = [frame["y"] for frame in frames]
    assert tops[0] == tops[1] < tops[2] == tops[3]
    expect(page.locator(".cmp-brief").first).to_be_hidden()
    expect(page.locator(".part-warnings .cmp-warn-lines li").first).to_be_visible()
