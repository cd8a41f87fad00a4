"""What the law asks of a map, as a reader sees it: in its corner, across it and over the page."""

from __future__ import annotations

import pytest
from playwright.sync_api import FloatRect, Locator, Page, expect

from tools.serving import Served

LAW = "本图未标注审图号，仅供内部审查，不得公开"


@pytest.mark.parametrize("width", [1366, 390])
def test_a_map_without_a_number_says_so_in_both_languages(
    page: Page, toy_server: Served, width: int
) -> None:
    page.set_viewport_size({"width": width, "height": 800})
    page.goto(toy_server.url + "/map")
    page.wait_for_selector("html[data-drawn]")
    page.wait_for_selector("#early", state="detached")
    strip, line = page.locator(".unapproved-strip"), page.locator(".atlas-stamp")
    expect(strip).to_have_text(LAW)
    expect(line).to_have_text(LAW)
    frame, corner = _box(page.locator("#map")), _box(line)
    assert abs(corner["x"] - frame["x"]) < 12
    assert abs(corner["y"] + corner["height"] - frame["y"] - frame["height"]) < 12
    scale = _box(page.locator(".leaflet-control-scale"))
    assert scale["y"] + scale["height"] <= corner["y"] + 1, "the scale bar stands above it"
    # A map that is worked with has nothing across it; on paper it has a few phrases.
    across = page.locator(".atlas-watermark")
    expect(across).to_be_hidden()
    page.emulate_media(media="print")
    expect(across).to_have_css("display", "grid")
    phrases = across.locator("span").evaluate_all("all => all.map(one => one.dataset.words)")
    assert phrases == [LAW] * len(phrases)
    assert 1 <= len(phrases) <= 6
    page.emulate_media(media="screen")
    foot = _box(page.locator(".page"))
    assert foot["y"] + foot["height"] <= 801, "the strip takes its room from the page"
    page.locator("#language").click()
    expect(line).to_contain_text("No map approval number")
    expect(line).to_contain_text(LAW)
    expect(strip).to_have_text("No map approval number: internal review only, not for publication")


def _box(found: Locator) -> FloatRect:
    box = found.bounding_box()
    assert box is not None
    return box
