"""What the law asks of a map, as a reader sees it: below it, across it and over the page."""

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
    # Below the frame of the map and as wide, above the list of a phone.
    drawn, below = _box(page.locator("#map .atlas-map")), _box(line)
    assert below["y"] == drawn["y"] + drawn["height"]
    assert (below["x"], below["width"]) == (drawn["x"], drawn["width"])
    foot = _box(page.locator(".side" if width == 390 else ".stage-foot"))
    assert below["y"] + below["height"] <= foot["y"] + 1
    # A map that is worked with has nothing across it; on paper it has a few phrases.
    across = page.locator(".atlas-phrase")
    expect(across.first).to_be_hidden()
    page.emulate_media(media="print")
    expect(across.first).to_be_visible()
    phrases = across.all_text_contents()
    assert phrases == [LAW] * len(phrases)
    assert 1 <= len(phrases) <= 6
    page.emulate_media(media="screen")
    foot = _box(page.locator(".page"))
    assert foot["y"] + foot["height"] <= 801, "the strip takes its room from the page"
    page.locator("#language").click()
    expect(line).to_contain_text(LAW)
    english = line.locator("span")
    expect(english).to_contain_text("No map approval number")
    # Where that would take more than two lines the strip alone says it.
    expect(english).to_be_visible(visible=width > 400)
    expect(strip).to_have_text("No map approval number: internal review only, not for publication")


def _box(found: Locator) -> FloatRect:
    box = found.bounding_box()
    assert box is not None
    return box
